//! Plans that run inside a step.

use super::log::Mark;
use super::{Done, Renumber, Session};
use std::sync::Arc;

/// What is set aside while a plan runs inside a step.
#[derive(Debug)]
pub struct Outside {
    meant: Option<Arc<str>>,
    log: Mark,
}

impl Session {
    /// Begins a plan inside a step; `meant` is the alias that its names without one belong to, where it
    /// is not that of the session. Steps before it cannot be undone in it.
    pub fn enter(&mut self, meant: Option<Arc<str>>) -> Outside {
        let meant = meant.or_else(|| self.meant.clone());
        Outside {
            meant: std::mem::replace(&mut self.meant, meant),
            log: self.log.enter(),
        }
    }

    /// Ends the plan; its steps stay, each a step of its own.
    pub fn leave(&mut self, outside: Outside) {
        self.meant = outside.meant;
        self.log.leave(outside.log);
    }

    /// Ends the plan; its steps are one from now on.
    pub fn leave_whole(&mut self, outside: Outside, step: Done, renumber: &Renumber) {
        self.meant = outside.meant;
        self.log.leave_whole(outside.log, step, renumber);
    }
}
