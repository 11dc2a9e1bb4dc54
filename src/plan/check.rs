//! A whole plan against names, dtypes and shapes, before any tensor byte is read.

use super::document::Context;
use super::doubt::Doubt;
use super::nest::Nest;
use super::nested::Nested;
use super::prepare::{self, Finished, Prepared};
use super::rewrite;
use crate::error::{Error, Kind, Result};
use crate::session::{Done, Effect, Paper, Script, Session, Standing};
use crate::syntax::{Node, Warning};
use crate::transforms;

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// Every mistake: first those in the form of steps, then those that the tensors tell, each in the order of
    /// the steps. A run stops at the first, and a plan that is malformed anywhere has no step that runs.
    pub errors: Vec<Error>,
    /// Everything odd, in the order of the steps.
    pub warnings: Vec<Warning>,
    /// The session as it would be after the steps.
    pub session: Session,
    /// Whether a step asks to leave.
    pub exit: bool,
}

/// Tries the steps out on a copy of `session`. Names behind a step that fails count as unknown and
/// cause no further errors. Behind `exit` only the form of steps is checked.
pub fn check(steps: &[Node], session: &Session, paper: &mut Paper, context: &Context) -> Checked {
    let mut checking = Checking {
        session: session.clone(),
        warnings: Vec::new(),
        doubt: Doubt::default(),
        nest: Nest::default(),
        exit: false,
        paper,
        context,
    };
    let mut errors = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let found = match checking.exit {
            true => form(step, &checking.session, &mut checking.warnings)
                .err()
                .into_iter()
                .collect(),
            false => checking.counted(step).err().unwrap_or_default(),
        };
        errors.extend(found.into_iter().map(|error| error.in_step(index)));
    }
    errors.sort_by_key(|error| !of_form(error));
    Checked {
        errors,
        warnings: checking.warnings,
        exit: checking.exit,
        session: checking.session,
    }
}

/// The mistakes in the form of steps, which are told without a tensor; the session knows the aliases.
pub fn forms(steps: &[Node], session: &Session) -> Vec<Error> {
    let found = steps.iter().enumerate().map(|(index, step)| {
        let formed = form(step, session, &mut Vec::new());
        formed.map_err(|error| error.in_step(index))
    });
    found.filter_map(Result::err).collect()
}

/// Whether a mistake is one whatever the tensors are.
fn of_form(error: &Error) -> bool {
    matches!(error.kind(), Kind::Payload | Kind::Reference)
}

/// Checks the form of a step that will not run.
fn form(step: &Node, session: &Session, warnings: &mut Vec<Warning>) -> Result<()> {
    match prepare::bind(step, session, warnings) {
        Err(error) if error.kind() == Kind::Payload => Err(error),
        _ => Ok(()),
    }
}

/// A check, while it goes on.
struct Checking<'c> {
    session: Session,
    warnings: Vec<Warning>,
    doubt: Doubt,
    nest: Nest,
    /// Whether a step asked to leave.
    exit: bool,
    paper: &'c mut Paper,
    context: &'c Context,
}

impl Checking<'_> {
    /// As [`Checking::step`]; a step that does not take effect has its number all the same.
    fn counted(&mut self, step: &Node) -> Result<Option<Node>, Vec<Error>> {
        let before = self.session.steps().len();
        let checked = self.step(step);
        let failed = !matches!(checked, Ok(Some(_)));
        if failed && !steers(step) && self.session.steps().len() == before {
            self.session
                .tell(nothing_done(step), &transforms::renumbered);
        }
        checked
    }

    /// Applies a step on paper and gives back what it does; nothing if that cannot be told for reasons
    /// that have been given before.
    fn step(&mut self, step: &Node) -> Result<Option<Node>, Vec<Error>> {
        let bound = match prepare::bind(step, &self.session, &mut self.warnings) {
            Ok(bound) => bound,
            Err(error) => {
                let excused = self.doubt.excuses_unread(&error);
                self.doubt.unread(step);
                return if excused { Ok(None) } else { Err(vec![error]) };
            }
        };
        let call = bound.call().clone();
        let applied = match bound.compile(&self.session) {
            // What a person will make of it is not known yet; most likely it is one step.
            Ok(prepared) if let Effect::Draft(_) = prepared.effect => {
                self.doubt.anything();
                self.session
                    .tell(nothing_done(step), &transforms::renumbered);
                return Ok(None);
            }
            Ok(prepared) => match (&prepared.effect, prepared.scripts()) {
                (_, Some(scripts)) => return self.hold(prepared, &scripts, step),
                (Effect::Instead(step), _) => {
                    let checked = self.step(step);
                    return checked.map_err(|errors| blamed(errors, &prepared));
                }
                _ => self.apply(prepared),
            },
            Err(error) => Err(error),
        };
        match applied {
            Ok(finished) => {
                self.exit |= finished.applied.exit;
                Ok(Some(finished.resolved))
            }
            Err(error) => {
                let excused = self.doubt.excuses(&error, &call);
                self.doubt.failed(&call);
                if excused { Ok(None) } else { Err(vec![error]) }
            }
        }
    }

    /// Applies a step on paper.
    fn apply(&mut self, prepared: Prepared) -> Result<Finished> {
        if let Effect::Rewrite(rewrite) = &prepared.effect {
            let done = rewrite::rewrite(rewrite, &mut self.session, self.paper, self.context);
            done.map_err(|error| prepared.blame(error))?;
        }
        prepared.apply(&mut self.session, self.paper)
    }

    /// Applies the steps inside a step on paper.
    fn hold(
        &mut self,
        prepared: Prepared,
        scripts: &[Script],
        step: &Node,
    ) -> Result<Option<Node>, Vec<Error>> {
        let entered = self.nest.enter(scripts).map_err(|error| vec![error]);
        let read = entered.and_then(|()| {
            let read = Nested::read(scripts, &self.session, self.paper, self.context);
            read.inspect_err(|_| self.nest.leave())
        });
        let (nested, warnings) = read.map_err(|errors| {
            self.doubt.unread(step);
            blamed(errors, &prepared)
        })?;
        self.warnings.extend(warnings);
        let outside = self.session.enter(nested.meant.clone());
        let (inside, errors) = self.parts(&nested);
        self.nest.leave();
        if !errors.is_empty() {
            let nothing = nothing_done(step);
            self.session
                .leave_whole(outside, nothing, &transforms::renumbered);
            return Err(blamed(errors, &prepared));
        }
        let finished = prepared.hold((inside, false), outside, &mut self.session);
        Ok(Some(finished.resolved))
    }

    /// Applies the parts of a plan inside a step on paper: what they do, and every mistake.
    fn parts(&mut self, nested: &Nested) -> (Vec<Node>, Vec<Error>) {
        let (mut inside, mut errors) = (Vec::new(), Vec::new());
        for part in &nested.parts {
            if self.exit {
                break;
            }
            if let Err(error) = self.nest.count() {
                errors.push(error);
                break;
            }
            match self.counted(&part.step(&self.session)) {
                Ok(step) => inside.extend(step),
                Err(found) => errors.extend(found.into_iter().map(|error| part.blame(error))),
            }
        }
        (inside, errors)
    }
}

/// Whether this would steer the session and have no number.
fn steers(step: &Node) -> bool {
    let name = step.as_map().and_then(|map| map.first());
    let transform = name.and_then(|(name, _)| transforms::find(name));
    transform.is_some_and(|transform| transform.standing == Standing::Steering)
}

/// A step that has a number and did nothing.
fn nothing_done(step: &Node) -> Done {
    Done::new(step.clone(), step.clone(), Standing::Step)
}

fn blamed(errors: Vec<Error>, prepared: &Prepared) -> Vec<Error> {
    let errors = errors.into_iter();
    errors.map(|error| prepared.blame(error)).collect()
}
