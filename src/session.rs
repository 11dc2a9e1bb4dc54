//! Aliases to state dicts; references to tensors; the one place that changes.
//!
//! Invariant: [`Session::apply`] is the only mutation, whole or not at all. Everything else here is a
//! pure function of the session. Tensor bytes are read by a [`World`] alone, and only when a step
//! looks at numbers or writes.

mod apply;
mod counts;
mod deed;
mod derive;
mod draft;
mod earlier;
mod editor;
mod effect;
mod factors;
mod flags;
mod foreseen;
mod impact;
mod inside;
mod into;
mod joined;
mod log;
mod looks;
mod made;
mod model;
mod names;
mod operands;
mod paper;
mod parts;
mod resolve;
mod safe;
mod state;
mod state_dict;
mod summary;
mod texts;
mod transcript;
mod unwritten;
mod world;

pub use apply::{Applied, would_write};
pub use counts::{Counts, Source, Taken};
pub use deed::{Deed, Sign};
pub use draft::{Draft, Drafted};
pub use editor::revised;
pub use effect::{
    AliasEdit, Edit, Effect, Item, Look, Open, Recall, Rewrite, Save, Script, TextFile, Touch,
};
pub use factors::Treatment;
pub use flags::{Flag, Flags, Safe, Setting, Timer};
pub use foreseen::Foreseen;
pub use impact::Impact;
pub use inside::Outside;
pub use log::{Done, Standing};
pub use model::Model;
pub use names::Names;
pub use paper::Paper;
pub use resolve::Match;
pub use safe::lies_inside;
pub use state::State;
pub use state_dict::StateDict;
pub use summary::{Frame, Mode, Renumber};
pub use transcript::Form;
pub use unwritten::Unwritten;
pub use world::{Disk, Piece, World};

use crate::report::Answer;
use apply::Looking;
use log::Log;
use std::sync::Arc;

/// Models under their aliases, the flags, and the steps that made them what they are.
/// Cloning is cheap: a clone is a place to try a plan out.
#[derive(Clone, Debug, Default)]
pub struct Session {
    state: State,
    log: Log,
    frame: Frame,
    /// The earlier state that is looked at, while one is.
    looking: Option<Looking>,
    /// The alias meant inside the plan that runs inside a step, while one does.
    meant: Option<Arc<str>>,
    /// Whether safe mode was asked for at the start, which no undo takes back.
    kept_safe: bool,
    /// Whether answers go where more is shown than plain text.
    detailed: bool,
    /// The last answer that was given.
    last: Option<Arc<Answer>>,
}

impl Session {
    /// A session on these inputs.
    pub fn new(inputs: impl IntoIterator<Item = (Arc<str>, Model)>) -> Self {
        let mut session = Session::default();
        for (alias, model) in inputs {
            session.add_input(alias, model);
        }
        session
    }

    /// One more input, before the first step.
    pub fn add_input(&mut self, alias: Arc<str>, model: Model) {
        self.state.inputs.push(alias.clone());
        self.state.models.insert(alias, model);
    }

    /// What the session holds now, or held when what is looked at was left.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What `set` has set.
    pub fn flags(&self) -> Flags {
        let flags = self.state.flags;
        match self.kept_safe {
            true => Flags {
                safe: Safe::Kept,
                ..flags
            },
            false => flags,
        }
    }

    /// Sets what a person wants from the start, where nothing was done yet.
    pub fn begin_with(&mut self, settings: &[Setting]) {
        if self.steps().is_empty() {
            let flags = self.state.flags;
            self.state.flags = settings.iter().copied().fold(flags, Flags::with);
        }
    }

    /// Keeps a comment that a person typed, from its `#` on, to stand above the next step.
    pub fn note(&mut self, comment: &str) {
        self.log.note(comment);
    }

    /// Adds a step to the log that has been done already, or only counts, so that those behind it have their
    /// numbers.
    pub fn tell(&mut self, step: Done, renumber: &Renumber) {
        self.log.push(step, renumber);
    }

    /// Keeps what was shown for the last step when it ran first.
    pub fn answered(&mut self, answer: &str) {
        self.log.answered(answer);
    }

    /// Keeps the steps so far from being undone or done again.
    pub fn seal(&mut self) {
        self.log.seal();
    }

    /// Whether to look for what only a screen and JSON show.
    pub fn is_detailed(&self) -> bool {
        self.detailed
    }

    /// Says whether answers go to a screen or become JSON.
    pub fn set_detailed(&mut self, detailed: bool) {
        self.detailed = detailed;
    }

    /// The last answer that was given.
    pub fn last_answer(&self) -> Option<&Answer> {
        self.last.as_deref()
    }

    /// The steps that took effect and were not undone, in order.
    pub fn steps(&self) -> &[Arc<Done>] {
        self.log.done()
    }

    /// How many steps have changed tensors since the last that wrote a checkpoint.
    pub fn unsaved(&self) -> usize {
        log::unsaved(self.steps())
    }

    /// The steps that were undone and can be done again, the next of them first.
    pub fn undone(&self) -> impl Iterator<Item = &Done> {
        self.log.undone()
    }
}

#[cfg(test)]
mod tests;
