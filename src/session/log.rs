//! The steps that took effect, and how to take them back.

use super::state::{Change, State};
use crate::syntax::Node;

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
    pub(super) back: Vec<Change>,
    pub(super) wrote: bool,
}

impl Done {
    /// A step that took effect, before it is recorded.
    pub fn new(typed: Node, resolved: Node, standing: Standing) -> Self {
        Done {
            typed,
            resolved,
            standing,
            back: Vec::new(),
            wrote: false,
        }
    }
}

/// The steps done, and those undone that could be done again.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl Log {
    pub(super) fn done(&self) -> &[Done] {
        &self.done
    }

    /// Adds a step. What had been undone can no longer be done again.
    pub(super) fn push(&mut self, step: Done) {
        self.undone.clear();
        self.done.push(step);
    }

    /// How many steps can be undone, and how many done again.
    pub(super) fn depth(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }

    /// Takes the last step back and returns it.
    pub(super) fn undo(&mut self, state: &mut State) -> Option<&Done> {
        let mut step = self.done.pop()?;
        step.back = state.exchange(std::mem::take(&mut step.back));
        self.undone.push(step);
        self.undone.last()
    }

    /// Does the step last taken back again and returns it.
    pub(super) fn redo(&mut self, state: &mut State) -> Option<&Done> {
        let mut step = self.undone.pop()?;
        step.back = state.exchange(std::mem::take(&mut step.back));
        self.done.push(step);
        self.done.last()
    }
}
