//! Value to bound step, run, recorded, printed again.
//!
//! A check and a run bind and compile their steps with the same code, so what a check accepts runs.
//! Invariant: this room talks to nobody; a [`Listener`] hears what happens.

mod absolute;
mod check;
mod comments;
pub mod document;
mod doubt;
mod drafted;
mod held;
mod items;
mod known;
mod maker;
mod nest;
mod nested;
mod outline;
mod output;
mod prepare;
mod preview;
mod recorded;
mod recording;
mod redirect;
mod remark;
mod resume;
mod rewrite;
mod run;
mod runner;
mod running;
mod told;
mod trial;
mod work;

pub use comments::Comments;
pub use document::{Context, Document, Input, Output};
pub use items::Given;
pub use outline::{Outline, State};
pub use preview::Preview;
pub use recording::Recording;
pub use redirect::meant;
pub use resume::{Again, Resumed};
pub use run::{Ended, Listener, StepReport, no_answer, run};
pub use runner::{Check, Runner};
pub use told::told;
pub use work::work;

#[cfg(test)]
mod tests;
