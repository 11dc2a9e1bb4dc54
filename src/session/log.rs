//! The steps that took effect, and how to take them back.

mod turn;

use super::state::{Change, State};
use super::{Applied, Deed, Mode, Renumber};
use crate::syntax::Node;
use std::sync::Arc;
use std::time::Duration;
use turn::Turn;

/// So many bytes of an answer are kept with its step.
const MOST_OF_AN_ANSWER: usize = 16 << 10;

/// How a step stands in recordings and summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is a step of the plan.
    Step,
    /// It is a step of the plan that only shows something, and may be left out.
    ReadOnly,
    /// It steers the session and is no step of the plan.
    Steering,
}

/// A step that took effect.
#[derive(Clone, Debug)]
pub struct Done {
    /// The step as it was typed.
    pub typed: Node,
    /// The step with every default written out and every alias named.
    pub resolved: Node,
    /// How it stands in a summary.
    pub standing: Standing,
    /// What it did to tensors, if anything.
    pub deed: Option<Deed>,
    /// The time it took to take effect.
    pub took: Duration,
    /// What was shown for it, as plain text; of long answers the beginning.
    pub answer: Option<String>,
    /// What a person noted above it, each from its `#` on.
    pub comments: Vec<String>,
    back: Vec<Change>,
    wrote: bool,
    /// Whether tensors changed that no file holds yet.
    edited: bool,
    /// Whether it stands for steps that ran inside it.
    whole: bool,
}

impl Done {
    /// A step that took effect, before it is recorded.
    pub fn new(typed: Node, resolved: Node, standing: Standing) -> Self {
        Done {
            typed,
            resolved,
            standing,
            deed: None,
            took: Duration::ZERO,
            answer: None,
            comments: Vec::new(),
            back: Vec::new(),
            wrote: false,
            edited: false,
            whole: false,
        }
    }

    /// The same step once it was applied, with the way back that applying it gave.
    pub(super) fn applied(self, applied: &mut Applied, dry: bool) -> Self {
        Done {
            edited: !applied.items.is_empty() && !dry,
            deed: applied.deed.clone(),
            took: applied.took,
            answer: applied
                .answer
                .as_ref()
                .map(|answer| beginning(&answer.plain)),
            back: std::mem::take(&mut applied.back),
            wrote: applied.saved,
            ..self
        }
    }

    /// Whether it wrote a checkpoint.
    pub(super) fn wrote(&self) -> bool {
        self.wrote
    }

    /// The step as a summary writes it: steps inside it as they ran where their numbers are others now.
    pub(super) fn summarized(&self, mode: Mode, moved: bool) -> &Node {
        match mode {
            Mode::Raw if !(self.whole && moved) => &self.typed,
            _ => &self.resolved,
        }
    }

    /// The step as a recording keeps it: as it was typed, but steps inside it as they ran, for what they
    /// were read from may change.
    pub fn recorded(&self) -> &Node {
        if self.whole {
            &self.resolved
        } else {
            &self.typed
        }
    }

    /// Writes it for when the steps behind the first `steps` have numbers that are one more. What it was read
    /// from may be elsewhere, so steps inside it are from then on typed as they ran.
    fn put_off(&mut self, steps: usize, renumber: &Renumber) {
        let later = |number| number + usize::from(number > steps);
        let resolved = renumber(&self.resolved, &later);
        self.typed = match self.whole && resolved != self.resolved {
            true => resolved.clone(),
            false => renumber(&self.typed, &later),
        };
        self.resolved = resolved;
    }
}

/// As much of an answer as is kept.
fn beginning(answer: &str) -> String {
    if answer.len() <= MOST_OF_AN_ANSWER {
        return answer.to_string();
    }
    let end = answer.floor_char_boundary(MOST_OF_AN_ANSWER);
    format!("{}\n(the rest is left out)", &answer[..end])
}

/// How many of these steps changed tensors that no later one wrote.
pub(super) fn unsaved(steps: &[Arc<Done>]) -> usize {
    let saved = steps.iter().rposition(|step| step.wrote);
    let since = &steps[saved.unwrap_or(0)..];
    since.iter().filter(|step| step.edited).count()
}

/// The steps done, and those undone that could be done again.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    done: Vec<Arc<Done>>,
    undone: Vec<Arc<Done>>,
    /// How many steps stand before the plan that runs inside a step, and cannot be undone in it.
    floor: usize,
    /// What a person noted since the last step.
    noted: Vec<String>,
    /// The histories that this one took the place of.
    before: Vec<Arc<Turn>>,
    /// The histories that were taken back and can be brought again.
    after: Vec<Arc<Turn>>,
}

/// What is set aside while a plan runs inside a step.
#[derive(Debug)]
pub(super) struct Mark {
    undone: Vec<Arc<Done>>,
    floor: usize,
    before: Vec<Arc<Turn>>,
}

impl Log {
    pub(super) fn done(&self) -> &[Arc<Done>] {
        &self.done
    }

    /// Keeps what a person noted, to stand above the next step.
    pub(super) fn note(&mut self, comment: &str) {
        self.noted.push(comment.to_string());
    }

    /// What a person noted since the last step.
    pub(super) fn noted(&self) -> &[String] {
        &self.noted
    }

    pub(super) fn undone(&self) -> impl Iterator<Item = &Done> {
        self.undone.iter().rev().map(|step| &**step)
    }

    /// Adds a step. Behind one that does more than look, what had been undone can no longer be done
    /// again; behind one that looks, it will have the next numbers.
    pub(super) fn push(&mut self, mut step: Done, renumber: &Renumber) {
        step.comments.append(&mut self.noted);
        if step.standing != Standing::ReadOnly {
            self.undone.clear();
            self.after.clear();
        }
        let steps = self.done.len();
        for undone in &mut self.undone {
            Arc::make_mut(undone).put_off(steps, renumber);
        }
        self.done.push(Arc::new(step));
    }

    /// Keeps what was shown for the last step when it ran first.
    pub(super) fn answered(&mut self, answer: &str) {
        if let Some(step) = self.done.last_mut() {
            Arc::make_mut(step).answer = Some(beginning(answer));
        }
    }

    /// Keeps what was done so far from being undone or done again.
    pub(super) fn seal(&mut self) {
        self.floor = self.done.len();
        self.undone.clear();
        self.before.clear();
        self.after.clear();
    }

    /// Begins a plan inside a step.
    pub(super) fn enter(&mut self) -> Mark {
        Mark {
            undone: std::mem::take(&mut self.undone),
            before: std::mem::take(&mut self.before),
            floor: std::mem::replace(&mut self.floor, self.done.len()),
        }
    }

    /// Ends a plan whose steps stay steps of their own. They stand in full, for outside their plan a
    /// name without alias may mean another.
    pub(super) fn leave(&mut self, mark: Mark) {
        let inside = &mut self.done[self.floor..];
        match inside.is_empty() {
            true => self.undone = mark.undone,
            false => self.undone.clear(),
        }
        for step in inside {
            let step = Arc::make_mut(step);
            step.typed = step.resolved.clone();
        }
        self.before = mark.before;
        self.floor = mark.floor;
    }

    /// Ends a plan whose steps are one from now on.
    pub(super) fn leave_whole(&mut self, mark: Mark, mut step: Done, renumber: &Renumber) {
        let inside = self.done.split_off(self.floor);
        step.wrote = inside.iter().any(|step| step.wrote);
        step.edited = unsaved(&inside) > 0;
        step.took = inside.iter().map(|step| step.took).sum();
        let answers: Vec<&str> = inside
            .iter()
            .filter_map(|step| step.answer.as_deref())
            .collect();
        step.answer = (!answers.is_empty()).then(|| beginning(&answers.join("\n")));
        for step_inside in &inside {
            match (&mut step.deed, &step_inside.deed) {
                (Some(deed), Some(inside)) => deed.extend(inside),
                (deed, inside) => *deed = deed.take().or_else(|| inside.clone()),
            }
            step.comments.extend(step_inside.comments.iter().cloned());
        }
        step.back = inside
            .into_iter()
            .rev()
            .flat_map(|step| Arc::unwrap_or_clone(step).back)
            .collect();
        step.whole = true;
        self.before = mark.before;
        self.floor = mark.floor;
        self.push(step, renumber);
    }

    /// Takes the last step back, or all that was done anew at once, and tells whether that wrote a checkpoint.
    pub(super) fn undo(&mut self, state: &mut State) -> Option<bool> {
        match self.turn_back(state) {
            true => Some(false),
            false => self.step_back(state),
        }
    }

    /// Takes the last step back and tells whether it wrote a checkpoint.
    pub(super) fn step_back(&mut self, state: &mut State) -> Option<bool> {
        if self.done.len() == self.floor {
            return None;
        }
        let step = exchanged(self.done.pop()?, state);
        self.forget_turns();
        let wrote = step.wrote();
        self.undone.push(step);
        Some(wrote)
    }

    /// Says of the steps from this one on that no file holds what they did; whether one had written.
    pub(super) fn unwrite(&mut self, from: usize) -> bool {
        let steps = self.done.get_mut(from..).unwrap_or_default();
        let wrote = steps.iter().any(|step| step.wrote);
        for step in steps.iter_mut().filter(|step| step.wrote) {
            Arc::make_mut(step).wrote = false;
        }
        wrote
    }

    /// Makes `state`, which is as the last step left it, as this step left it.
    pub(super) fn go_back(&self, step: usize, state: &mut State) {
        let behind = self.done.get(step..).unwrap_or_default();
        for done in behind.iter().rev() {
            state.exchange(done.back.clone());
        }
    }

    /// Does again what was last taken back.
    pub(super) fn redo(&mut self, state: &mut State) -> Option<()> {
        if !self.turn_again(state) {
            self.done.push(exchanged(self.undone.pop()?, state));
        }
        Some(())
    }
}

/// A step whose changes were exchanged for those of `state`.
fn exchanged(mut step: Arc<Done>, state: &mut State) -> Arc<Done> {
    let changes = &mut Arc::make_mut(&mut step).back;
    *changes = state.exchange(std::mem::take(changes));
    step
}
