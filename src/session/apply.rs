//! Effects made real: the only place where a session changes, wholly or not at all.

mod at;
mod back;
mod files;
mod wholes;

pub(super) use at::Looking;
pub use files::would_write;

use super::effect::{AliasEdit, Edit, Effect};
use super::log::{Done, Standing};
use super::state::Change;
use super::{Deed, Item, Model, Renumber, Session, Setting, Touch, World};
use crate::checkpoint::{Origin, Written};
use crate::error::Result;
use crate::report::Answer;
use crate::report::human;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What applying an effect brought about, besides the change of the session.
#[derive(Debug, Default)]
pub struct Applied {
    /// What to show.
    pub answer: Option<Answer>,
    /// What was made of what.
    pub items: Vec<Item>,
    /// What was done to tensors.
    pub deed: Option<Deed>,
    /// How many tensors were touched.
    pub tensors: usize,
    /// The checkpoint that was written.
    pub written: Option<Written>,
    /// The checkpoint that was opened, and the alias that it or its tensor is in.
    pub opened: Vec<(Arc<str>, Arc<Origin>)>,
    /// Whether tensors are in a file from now on, or were when the step ran first.
    pub saved: bool,
    /// One sentence on what happened, where the number of tensors does not say it.
    pub note: Option<String>,
    /// Whether the remaining steps are not to be run.
    pub exit: bool,
    /// The time it took.
    pub(super) took: Duration,
    pub(super) back: Vec<Change>,
}

impl Session {
    /// Makes an effect real. When it fails, the session is as it was.
    ///
    /// # Errors
    /// What the world raises, and `payload` when there is nothing to undo.
    pub fn apply(&mut self, effect: Effect, world: &mut dyn World) -> Result<Applied> {
        let started = Instant::now();
        self.may(&effect)?;
        let mut applied = self.bring_about(effect, world)?;
        applied.took = started.elapsed();
        Ok(applied)
    }

    fn bring_about(&mut self, effect: Effect, world: &mut dyn World) -> Result<Applied> {
        match effect {
            Effect::Edit(edit) => Ok(self.edit(edit)),
            Effect::Alias(edit) => Ok(self.edit_alias(edit)),
            Effect::Open(open) => self.open(&open, world),
            Effect::Save(save) => self.save(&save, world),
            Effect::Write(text) => {
                let wrote = self.write(&text, world);
                wrote.map_err(|error| error.for_key("path"))
            }
            Effect::Look(look) => {
                let answer = world.look(&*look)?;
                let counted = match self.looking {
                    Some(_) => Vec::new(),
                    None => self.counted(&look.reads()),
                };
                Ok(Applied {
                    answer,
                    back: counted,
                    ..Applied::default()
                })
            }
            Effect::Set(settings) => Ok(self.set(&settings)),
            Effect::Undo(steps) => self.undo(steps),
            Effect::Redo(steps) => self.redo(steps),
            Effect::Restore(step) => self.restore(step),
            Effect::At(step) => self.look_at(step),
            Effect::Recall(_) => Ok(Applied {
                note: Some("there is no history: the shell keeps one".to_string()),
                ..Applied::default()
            }),
            Effect::Draft(_) => Ok(Applied {
                note: Some("nothing is changed".to_string()),
                ..Applied::default()
            }),
            Effect::Run(_) | Effect::Instead(_) | Effect::Rewrite(_) | Effect::Try(_) => {
                Ok(Applied::default())
            }
            Effect::Exit => {
                self.look_at_now();
                Ok(Applied {
                    exit: true,
                    ..Applied::default()
                })
            }
        }
    }

    /// Adds a step that took effect to the log, with the way back that applying it gave, and keeps its
    /// answer. What steers the session is no step, nor is a look at an earlier state. Whether it was added.
    /// Steps that were undone get other numbers behind a look, which `renumber` writes.
    pub fn record(&mut self, step: Done, applied: &mut Applied, renumber: &Renumber) -> bool {
        if let Some(answer) = &mut applied.answer {
            answer.form = self.state.flags.form;
            self.last = Some(Arc::new(answer.clone()));
        }
        let added = step.standing != Standing::Steering && self.looking.is_none();
        if added {
            let dry = self.state.flags.dry_run;
            self.log.push(step.applied(applied, dry), renumber);
        }
        added
    }

    /// The model of an alias.
    pub fn model(&self, alias: &str) -> Result<&Model> {
        self.state
            .models
            .get(alias)
            .ok_or_else(|| self.unknown_alias(alias))
    }

    fn edit(&mut self, edit: Edit) -> Applied {
        let mut deed = Deed::begin(&edit, &self.state);
        let mut back = self.wholes(wholes::aliases(&edit.touches, &edit.reads));
        let before = self.roles_with(edit.meant());
        let mut others = self.count_reads(&edit.reads);
        let mut touches = edit.touches.into_iter().peekable();
        while let Some(alias) = touches.peek().map(|touch| touch.alias.clone()) {
            let same = std::iter::from_fn(|| touches.next_if(|touch| touch.alias == alias));
            let change = self.touch(&alias, same, &mut deed);
            others.push(change);
        }
        others.retain(|change| !change.is_in(&back));
        back.extend(before);
        back.extend(others);
        back.reverse();
        let tensors = edit.items.len();
        let counted = |note| format!("{}; {note}", human::counted(tensors as u64, "tensor"));
        Applied {
            tensors,
            items: edit.items,
            deed: deed.if_any(),
            note: edit.note.map(counted),
            back,
            ..Applied::default()
        }
    }

    /// Makes the changes to names of one alias and returns the change that undoes them.
    fn touch(
        &mut self,
        alias: &Arc<str>,
        touches: impl Iterator<Item = Touch>,
        deed: &mut Deed,
    ) -> Change {
        let writes = u64::from(!self.state.flags.dry_run);
        let dict = &mut self.state.models.entry(alias.clone()).or_default().tensors;
        let swap = |touch: Touch| {
            let old = match &touch.tensor {
                Some(tensor) => dict.put(&touch.name, tensor.clone(), writes),
                None => dict.remove(&touch.name),
            };
            let before = old.as_ref().map(|old| &old.tensor);
            deed.count(alias, &touch.name, before, touch.tensor.as_ref());
            (touch.name, old)
        };
        let mut old: Vec<_> = touches.map(swap).collect();
        old.reverse();
        Change::Tensors(alias.clone(), old)
    }

    /// Counts this alias as written and returns the way back.
    fn roles_with(&mut self, alias: Option<&Arc<str>>) -> Vec<Change> {
        let Some(alias) = alias.filter(|alias| !self.state.written.contains(*alias)) else {
            return Vec::new();
        };
        let before = self.state.written.clone();
        self.state.written.insert(alias.clone());
        vec![Change::Roles(self.state.inputs.clone(), before)]
    }

    fn edit_alias(&mut self, edit: AliasEdit) -> Applied {
        let deed = match &edit {
            AliasEdit::Remove(alias) => Deed::removed(alias, &self.state),
            AliasEdit::Add(_) | AliasEdit::Rename(..) => None,
        };
        let changes = match edit {
            AliasEdit::Add(alias) => vec![Change::Model(alias, Some(Model::default()))],
            AliasEdit::Remove(alias) => {
                let inputs = self
                    .state
                    .inputs
                    .iter()
                    .filter(|input| **input != alias)
                    .cloned()
                    .collect();
                let written = self
                    .state
                    .written
                    .iter()
                    .filter(|one| **one != alias)
                    .cloned()
                    .collect();
                vec![Change::Model(alias, None), Change::Roles(inputs, written)]
            }
            AliasEdit::Rename(from, to) => self.renamed(from, &to),
        };
        Applied {
            deed,
            ..self.exchange(changes)
        }
    }

    /// The model of `from` under `to`, in every role that `from` had.
    fn renamed(&self, from: Arc<str>, to: &Arc<str>) -> Vec<Change> {
        let name = |alias: &Arc<str>| {
            if *alias == from {
                to.clone()
            } else {
                alias.clone()
            }
        };
        let roles = Change::Roles(
            self.state.inputs.iter().map(name).collect(),
            self.state.written.iter().map(name).collect(),
        );
        let model = self.state.models.get(&from).cloned();
        vec![
            Change::Model(to.clone(), model),
            roles,
            Change::Model(from, None),
        ]
    }

    fn set(&mut self, settings: &[Setting]) -> Applied {
        let flags = self.state.flags;
        let after = settings.iter().copied().fold(flags, super::Flags::with);
        let change = match (self.state.flags.dry_run, after.dry_run) {
            (false, true) => {
                let mut state = self.state.clone();
                state.before_dry_run = Some(Arc::new(self.state.clone()));
                Change::State(Box::new(super::State {
                    flags: after,
                    ..state
                }))
            }
            (true, false) => {
                let before = self
                    .state
                    .before_dry_run
                    .as_deref()
                    .unwrap_or(&self.state)
                    .clone();
                Change::State(Box::new(super::State {
                    flags: after,
                    before_dry_run: None,
                    ..before
                }))
            }
            _ => Change::Flags(after),
        };
        self.exchange(vec![change])
    }

    fn exchange(&mut self, changes: Vec<Change>) -> Applied {
        Applied {
            back: self.state.exchange(changes),
            ..Applied::default()
        }
    }
}
