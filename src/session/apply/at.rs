//! A look at an earlier state, which ends where it began.

use super::Applied;
use crate::error::{Error, Kind, Result};
use crate::session::{Effect, Session, State};

/// An earlier state that is looked at.
#[derive(Clone, Debug)]
pub(in crate::session) struct Looking {
    /// The step that left it so.
    step: usize,
    /// Everything as it is now.
    now: State,
}

impl Session {
    /// The step whose state is looked at, if it is not that of now.
    pub fn looks_at(&self) -> Option<usize> {
        self.looking.as_ref().map(|looking| looking.step)
    }

    /// Ends the look at an earlier state, if there is one.
    pub fn look_at_now(&mut self) {
        if let Some(looking) = self.looking.take() {
            self.state = looking.now;
        }
    }

    /// Everything as it is now, whatever is looked at.
    pub fn now(&self) -> &State {
        let looking = self.looking.as_ref();
        looking.map_or(&self.state, |looking| &looking.now)
    }

    /// Checks that a step may take effect while an earlier state is looked at.
    ///
    /// # Errors
    /// `payload` for all that does more than look.
    pub fn may(&self, effect: &Effect) -> Result<()> {
        let Some(step) = self.looks_at() else {
            return Ok(());
        };
        match effect {
            Effect::Look(_)
            | Effect::Write(_)
            | Effect::At(_)
            | Effect::Restore(_)
            | Effect::Exit => Ok(()),
            _ => Err(
                Error::new(Kind::Payload, format!("step {step} is only looked at"))
                    .hint(format!("`restore: {step}` goes back there"))
                    .hint("`at: now` ends the look"),
            ),
        }
    }

    /// Shows everything as this step left it, or as it is now.
    pub(super) fn look_at(&mut self, step: Option<usize>) -> Result<Applied> {
        step.map_or(Ok(()), |step| self.known_step(step))?;
        self.look_at_now();
        let note = match step {
            Some(step) => {
                let flags = self.state.flags;
                let then = State {
                    flags,
                    ..self.state_after(step)
                };
                let now = std::mem::replace(&mut self.state, then);
                self.looking = Some(Looking { step, now });
                format!(
                    "step {step} of {}; `at: now` ends the look",
                    self.steps().len()
                )
            }
            None => format!("now, at step {}", self.steps().len()),
        };
        Ok(Applied {
            note: Some(note),
            ..Applied::default()
        })
    }
}
