//! A recorded session made again, to go on with it.

use super::document::{Context, Document};
use super::known::Known;
use super::recorded::{self, Entry};
use super::recording::{Recording, Reopened};
use super::remark::{Opened, Remark};
use super::run::{Listener, StepReport};
use super::{Runner, prepare, rewrite, runner};
use crate::error::{Error, Place, Result, Text};
use crate::session::{Done, Effect, Rewrite, Session, Setting, Standing};
use crate::syntax::{Node, Size};
use crate::tensor::Engine;
use crate::transforms;
use std::path::Path;

/// A session made again, and its recording, which goes on.
#[derive(Debug)]
pub struct Resumed<'a> {
    /// The session and its output.
    pub runner: Runner<'a>,
    /// The recording, locked and at its end.
    pub recording: Recording,
    /// How many steps were applied again.
    pub steps: usize,
    /// What a person should know of how it was made.
    pub notes: Vec<String>,
}

/// How a session is made again.
#[derive(Clone, Copy, Debug)]
pub struct Again<'a> {
    /// The engine of the session.
    pub engine: &'a Engine,
    /// The size of a shard where none is given.
    pub shard: Size,
    /// At most so many files are written at once, if that is given.
    pub files_at_once: Option<usize>,
    /// How its plans are read.
    pub context: Context,
    /// What is set from the start.
    pub set: &'a [Setting],
    /// Whether to go on although an input has changed.
    pub anyway: bool,
}

type Entries = Vec<(Place, Entry)>;

const FROM_ITS_START: &str = "a recording also runs from its start, as a plan does";

impl<'a> Again<'a> {
    /// Makes the session of the recording at `path` again: the lines are applied without writing or
    /// showing anything, a closing `exit` is taken away. Where a recorded save replaced an input, it goes
    /// on from that save.
    ///
    /// # Errors
    /// `io` when the recording is open elsewhere or an input has changed; what the steps raise.
    pub fn resume(&self, path: &Path, time: &str) -> Result<Resumed<'a>, Vec<Error>> {
        let reopened = Recording::reopen(path).map_err(alone)?;
        let Reopened {
            recording,
            text,
            torn,
        } = reopened;
        let length = text.len();
        let text = Text::file(path.display().to_string(), text);
        let entries = recorded::entries(&text).map_err(alone)?;
        let start = start(&entries);
        let runner = self.open(&entries, start)?.at_once(self.files_at_once);
        let runner = runner.beginning_with(self.set);
        let mut resumed = Resumed {
            runner,
            recording,
            steps: 0,
            notes: torn.iter().map(|line| torn_note(line)).collect(),
        };
        resumed
            .notes
            .extend(start.map(|start| start_note(&entries, start)));
        let said = opened_in(&entries[start.unwrap_or(0)..]).cloned().collect();
        let mut known = Known::new(said, self.anyway);
        resumed.make(&entries, start, &mut known).map_err(alone)?;
        resumed.notes.extend(known.notes());
        let Resumed {
            runner, recording, ..
        } = &mut resumed;
        recording.cut(length).map_err(alone)?;
        let resumed_at = recording.resume(time, known.into_said(), runner.session());
        resumed_at.map_err(alone)?;
        Ok(resumed)
    }

    /// Opens what the lines begin with; of a session that goes on from a save, what it stood on then.
    fn open(&self, entries: &Entries, start: Option<usize>) -> Result<Runner<'a>, Vec<Error>> {
        let plan = recorded::plan(entries.iter().map(|(_, entry)| entry.clone())).map_err(alone)?;
        let (document, _) = Document::from_node(plan, &self.context)?;
        let Some(start) = start else {
            return Runner::open(&document, self.engine, self.shard);
        };
        let inputs = inputs_at(entries, start)
            .map(|opened| Entry::Inputs(Node::text(format!("{}::{}", opened.alias, opened.path))));
        let plan = recorded::plan(inputs).map_err(alone)?;
        let (mut then, _) = Document::from_node(plan, &self.context)?;
        then.output.clone_from(&document.output);
        let mut runner = Runner::open(&then, self.engine, self.shard)?;
        runner.session_mut().set_frame(runner::frame(&document));
        Ok(runner)
    }
}

impl Resumed<'_> {
    /// Applies the lines again from `start` on, which a save made; those before it are only told.
    fn make(&mut self, entries: &Entries, start: Option<usize>, known: &mut Known) -> Result<()> {
        let hint = start.map_or_else(|| FROM_ITS_START.to_string(), |at| start_note(entries, at));
        let start = start.unwrap_or(0);
        self.check(known)?;
        let last = entries
            .iter()
            .rposition(|(_, entry)| matches!(entry, Entry::Step(_)));
        for (index, (_, entry)) in entries[..start].iter().enumerate() {
            if let Entry::Step(step) = entry {
                self.tell(step)?;
                self.answer(&entries[index + 1..]);
            }
        }
        self.runner.session_mut().seal();
        for (index, (place, entry)) in entries.iter().enumerate().skip(start) {
            match entry {
                Entry::Step(step) if Some(index) == last && self.leaves(step) => {
                    self.recording.strike(place.range())?;
                }
                Entry::Step(step) => {
                    self.step(step, known, &hint)?;
                    self.answer(&entries[index + 1..]);
                }
                Entry::Comment(comment) => self.runner.comment(comment),
                _ => {}
            }
        }
        Ok(())
    }

    /// Applies a step again; `hint` helps where that fails.
    fn step(&mut self, step: &Node, known: &mut Known, hint: &str) -> Result<()> {
        let mut quiet = Quiet::default();
        let ran = self.runner.run_again(step, &mut quiet);
        ran.map_err(|error| error.hint(hint))?;
        self.steps += 1;
        quiet
            .opened
            .into_iter()
            .try_for_each(|now| known.check(now))
    }

    /// Gives the last step the answer that the lines behind it tell.
    fn answer(&mut self, behind: &[(Place, Entry)]) {
        let shown = behind.iter().map_while(|(_, entry)| match entry {
            Entry::Remark(Remark::Shown(line)) => Some(line.as_str()),
            _ => None,
        });
        let lines: Vec<&str> = shown.collect();
        if !lines.is_empty() {
            self.runner.session_mut().answered(&lines.join("\n"));
        }
    }

    /// Adds a step to those that were done before the session was made again.
    fn tell(&mut self, step: &Node) -> Result<()> {
        let standing = transforms::of(step).map(|verb| verb.standing);
        let session = self.runner.session_mut();
        if let Some(rewrite) = rewrites(step, session) {
            return rewrite::anew(&rewrite, session, &mut told).map(drop);
        }
        if standing == Some(Standing::Steering) {
            return self.runner.run_again(step, &mut Quiet::default());
        }
        told(session, step)
    }

    /// Whether a step only leaves the session.
    fn leaves(&self, step: &Node) -> bool {
        let session = self.runner.session();
        let bound = prepare::bind(step, session, &mut Vec::new());
        let prepared = bound.and_then(|bound| bound.compile(session));
        prepared.is_ok_and(|prepared| matches!(prepared.effect, Effect::Exit))
    }

    /// Refuses an input that is no longer what was opened.
    fn check(&self, known: &mut Known) -> Result<()> {
        let models = self.runner.session().state().models.iter();
        let mut now =
            models.filter_map(|(alias, model)| Some(Opened::new(alias, model.origin.as_deref()?)));
        now.try_for_each(|now| known.check(now))
    }
}

/// Adds a step that was done before the session was made again.
fn told(session: &mut Session, step: &Node) -> Result<()> {
    let standing = transforms::of(step).map_or(Standing::Step, |verb| verb.standing);
    let done = Done::new(step.clone(), step.clone(), standing);
    session.tell(done, &transforms::renumbered);
    Ok(())
}

/// What a step puts in the place of another, if it does.
fn rewrites(step: &Node, session: &Session) -> Option<Rewrite> {
    let bound = prepare::bind(step, session, &mut Vec::new()).ok()?;
    match bound.compile(session).ok()?.effect {
        Effect::Rewrite(rewrite) => Some(rewrite),
        _ => None,
    }
}

/// Where a session can be made again from, if not from its start: the line that says what it stood on
/// when its last save replaced an input.
fn start(entries: &Entries) -> Option<usize> {
    (1..entries.len())
        .rev()
        .find(|index| match (&entries[index - 1].1, &entries[*index].1) {
            (Entry::Remark(Remark::Saved(path)), Entry::Remark(Remark::Opened(opened))) => {
                opened.path == *path
            }
            _ => false,
        })
}

/// What the session stood on at `start`.
fn inputs_at(entries: &Entries, start: usize) -> impl Iterator<Item = &Opened> {
    entries[start..]
        .iter()
        .map_while(|(_, entry)| opened(entry))
}

/// The checkpoints that lines say were opened.
fn opened_in(entries: &[(Place, Entry)]) -> impl Iterator<Item = &Opened> {
    entries.iter().filter_map(|(_, entry)| opened(entry))
}

fn opened(entry: &Entry) -> Option<&Opened> {
    match entry {
        Entry::Remark(Remark::Opened(opened)) => Some(opened),
        _ => None,
    }
}

fn torn_note(line: &str) -> String {
    format!("the last line was cut short and is left out: `{line}`")
}

fn start_note(entries: &Entries, start: usize) -> String {
    let path = opened(&entries[start].1).map_or("", |opened| opened.path.as_str());
    format!(
        "`{path}` was saved over, so the session goes on from there: earlier steps cannot be undone, \
         and other aliases are as they were opened"
    )
}

fn alone(error: Error) -> Vec<Error> {
    vec![error]
}

/// Hears what is applied again, and says nothing.
#[derive(Default)]
pub(super) struct Quiet {
    /// The checkpoints that were opened.
    opened: Vec<Opened>,
}

impl Listener for Quiet {
    fn done(&mut self, report: &StepReport) {
        let opened = report.opened.iter();
        self.opened
            .extend(opened.map(|(alias, origin)| Opened::new(alias, origin)));
    }

    fn left(&mut self, report: &StepReport) {
        self.done(report);
    }
}
