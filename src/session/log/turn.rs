//! Histories that were written anew, which are taken back and done again as one.

use super::{Log, State};
use std::sync::Arc;

/// A history and what it led to, as it stood before or after it was written anew.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// Before: how many steps the history that took its place had. After: how many steps were undone when this was.
    at: usize,
    state: State,
    log: Log,
}

impl Log {
    /// Keeps the history that this one takes the place of; what was undone before cannot be done again.
    pub(in crate::session) fn took_the_place_of(&mut self, log: Log, state: State) {
        self.undone.clear();
        self.after.clear();
        let at = self.done.len();
        self.before.push(Arc::new(Turn { at, state, log }));
    }

    /// Takes the history back that the last step belongs to, if it was written anew and nothing came behind it.
    pub(super) fn turn_back(&mut self, state: &mut State) -> bool {
        let steps = self.done.len();
        let Some(turn) = self.before.pop_if(|turn| turn.at == steps) else {
            return false;
        };
        let (state, log) = self.exchange(turn, state);
        let at = self.undone.len();
        self.after.push(Arc::new(Turn { at, state, log }));
        true
    }

    /// Brings the history again that was taken back, if nothing else was undone since.
    pub(super) fn turn_again(&mut self, state: &mut State) -> bool {
        let undone = self.undone.len();
        let Some(turn) = self.after.pop_if(|turn| turn.at == undone) else {
            return false;
        };
        let (state, log) = self.exchange(turn, state);
        let at = self.done.len();
        self.before.push(Arc::new(Turn { at, state, log }));
        true
    }

    /// Forgets the histories before steps that are no longer there.
    pub(super) fn forget_turns(&mut self) {
        let steps = self.done.len();
        self.before.retain(|turn| turn.at <= steps);
    }

    /// Takes up another history and gives this one; what a person noted last goes with them.
    fn exchange(&mut self, turn: Arc<Turn>, state: &mut State) -> (State, Log) {
        let turn = Arc::unwrap_or_clone(turn);
        let noted = self.noted.clone();
        let state = std::mem::replace(state, turn.state);
        let log = std::mem::replace(self, Log { noted, ..turn.log });
        (state, log)
    }
}
