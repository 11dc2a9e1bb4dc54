//! Steps run one after the other, each wholly or not at all.

use super::comments::Comments;
use super::document::Context;
use super::prepare::Finished;
use super::preview::Preview;
use super::running::{Number, Running};
use crate::checkpoint::{Origin, Written};
use crate::error::{Error, Result};
use crate::report::Answer;
use crate::session::{Deed, Flags, Impact, Item, Recall, Session, Standing, World};
use crate::syntax::{Node, Warning};
use crate::transforms::Transform;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Who hears of what happens, and is asked: a listener states what it does, and is silent and lets go on otherwise.
pub trait Listener {
    /// Something is odd, and taken as it is.
    fn warning(&mut self, _warning: &Warning) {}

    /// A step is about to be applied under `preview`. Whether to go on with it.
    ///
    /// # Errors
    /// `interrupted`.
    fn preview(&mut self, _preview: &Preview<'_>) -> Result<bool> {
        Ok(true)
    }

    /// What was typed before, if that is remembered.
    ///
    /// # Errors
    /// `io`.
    fn recall(&mut self, _recall: &Recall) -> Result<Option<Answer>> {
        Ok(None)
    }

    /// A person changes the text of a file called `name`; nothing if there is nobody to do so.
    ///
    /// # Errors
    /// As [`crate::session::revised`].
    fn revise(&mut self, _name: &str, _text: &str) -> Result<Option<String>> {
        Ok(None)
    }

    /// What a person made of a text is refused. Whether they try again.
    fn tries_again(&mut self, _error: &Error) -> bool {
        false
    }

    /// A step is about to be applied, which may take a while.
    fn begins(&mut self) {}

    /// Steps ran under `preview`, and this is what they touched together.
    fn previewed(&mut self, _totals: &Impact) {}

    /// A step took effect.
    fn done(&mut self, _report: &StepReport) {}

    /// A step inside a step took effect. The step that holds it is done when all are.
    fn inside(&mut self, _report: &StepReport) {}

    /// A step that was inside one is a step of its own, because the one that held it came to no end.
    fn left(&mut self, _report: &StepReport) {}
}

/// A step that took effect.
#[derive(Debug)]
pub struct StepReport {
    /// Its verb.
    pub name: &'static str,
    /// The step with nothing left open.
    pub resolved: Node,
    /// The step as a recording keeps it; nothing for one that leaves the session as it was and is no step.
    pub recorded: Option<Node>,
    /// How it stands in recordings and summaries.
    pub standing: Standing,
    /// What to show.
    pub answer: Option<Answer>,
    /// What a transcript shows for it; of long answers the beginning.
    pub shown: Option<String>,
    /// What was made of what.
    pub items: Vec<Item>,
    /// What was done to tensors, where that is said at once.
    pub deed: Option<Deed>,
    /// How many tensors were touched.
    pub tensors: usize,
    /// What was written.
    pub written: Option<Written>,
    /// The checkpoints that were opened, and the aliases that they or their tensors are in.
    pub opened: Vec<(Arc<str>, Arc<Origin>)>,
    /// The alias of which every tensor was saved.
    pub saved: Option<Arc<str>>,
    /// What happened, where the number of tensors does not say it.
    pub note: Option<String>,
    /// Whether it ran under `verbose`, and whether under a dry run.
    pub verbose: Option<&'static str>,
    /// Whether it ends the run.
    pub exit: bool,
    /// The time it took.
    pub elapsed: Duration,
    /// The flags behind it.
    pub flags: Flags,
}

impl StepReport {
    /// The report of a step that is finished, with what stands before its tensors if they are listed.
    pub(super) fn of(
        transform: &Transform,
        finished: Finished,
        (verbose, flags): (Option<&'static str>, Flags),
        elapsed: Duration,
    ) -> Self {
        let applied = finished.applied;
        StepReport {
            name: transform.signature.name,
            standing: finished.standing,
            recorded: finished.recorded.then_some(finished.typed),
            saved: finished.saved,
            resolved: finished.resolved,
            answer: applied.answer,
            shown: finished.shown,
            items: applied.items,
            deed: applied.deed,
            tensors: applied.tensors,
            written: applied.written,
            opened: applied.opened,
            note: applied.note,
            verbose,
            exit: applied.exit,
            elapsed,
            flags,
        }
    }

    /// A line for each tensor touched, or for the checkpoint that was opened, under `verbose`.
    pub fn verbose_lines(&self) -> impl Iterator<Item = String> {
        let items = self.items.iter().map(Item::line);
        let whole = self.opened.iter().filter(|_| self.items.is_empty());
        let opened =
            whole.map(|(alias, origin)| format!("{} -> alias {alias}", origin.path.display()));
        let lines = self.verbose.map(|prefix| {
            items
                .chain(opened)
                .map(move |line| format!("{prefix}{}: {line}", self.name))
        });
        lines.into_iter().flatten()
    }
}

/// How a run of steps ended.
#[derive(Debug, Default)]
pub struct Ended {
    /// How many steps took effect.
    pub steps: usize,
    /// Whether a step asked to leave.
    pub exit: bool,
    /// What was written.
    pub written: Vec<Written>,
    /// The failure that ended it, if one did. Earlier steps stay.
    pub error: Option<Error>,
}

/// What to say where a step has no answer to write to `path`.
pub fn no_answer(path: &Path) -> String {
    format!(
        "there is no answer to write, `{}` stays as it is",
        path.display()
    )
}

/// Runs steps until one fails or asks to leave.
pub fn run(
    steps: &[Node],
    session: &mut Session,
    world: &mut dyn World,
    listener: &mut dyn Listener,
) -> Ended {
    let running = Running::new(session, world, listener, Context::default());
    run_in(running, steps, Comments::default())
}

/// As [`run`], each step with the comments above it.
pub(super) fn run_in(mut running: Running<'_>, steps: &[Node], mut comments: Comments) -> Ended {
    let mut ended = Ended::default();
    let before = running.session.steps().len();
    for (index, step) in steps.iter().enumerate() {
        let number = Number {
            number: index + 1,
            of: steps.len(),
            step: before + index,
            inside: &[],
        };
        comments
            .above(step)
            .iter()
            .for_each(|comment| running.session.note(comment));
        if let Err(error) = running.outer(step, number) {
            ended.error = Some(error.in_step(index));
            break;
        }
        ended.steps += 1;
        if running.exit {
            break;
        }
    }
    if ended.steps == steps.len() {
        comments
            .rest()
            .iter()
            .for_each(|comment| running.session.note(comment));
    }
    ended.exit = running.exit && ended.error.is_none();
    ended.written = running.written;
    if let Some(totals) = &running.totals {
        running.listener.previewed(totals);
    }
    ended
}
