//! Steps taken back and done again.

use super::Applied;
use crate::error::{Error, Kind, Result};
use crate::report::human;
use crate::session::Session;

impl Session {
    /// Checks that there is a step of this number; 0 is before the first.
    ///
    /// # Errors
    /// `reference`.
    pub fn known_step(&self, step: usize) -> Result<()> {
        let last = self.steps().len();
        if step <= last {
            return Ok(());
        }
        let message = match last {
            0 => format!("there is no step {step}, none took effect yet"),
            _ => format!("there is no step {step}, the last is {last}"),
        };
        let error = Error::new(Kind::Reference, message);
        Err(match self.undone().next() {
            Some(_) => error.hint("undone steps have no number until `redo` does them again"),
            None => error.hint("`steps` lists them"),
        })
    }

    pub(super) fn undo(&mut self, steps: usize) -> Result<Applied> {
        let mut wrote = false;
        self.all(steps, "undo", |session| {
            wrote |= session.log.undo(&mut session.state)?;
            Some(())
        })?;
        Ok(noted(self.back_at(wrote)))
    }

    pub(super) fn redo(&mut self, steps: usize) -> Result<Applied> {
        self.all(steps, "redo", |session| {
            session.log.redo(&mut session.state)
        })?;
        Ok(noted(format!("at step {}", self.steps().len())))
    }

    /// Takes back every step behind this one.
    pub(super) fn restore(&mut self, step: usize) -> Result<Applied> {
        self.known_step(step)?;
        self.look_at_now();
        let (steps, wrote) = self.step_back_to(step)?;
        let note = self.back_at(wrote);
        Ok(noted(match steps {
            0 => note,
            _ => format!("{note}; `redo: {steps}` does them again"),
        }))
    }

    /// Takes back every step behind this one; how many those were, and whether one wrote a checkpoint.
    ///
    /// # Errors
    /// `payload` for steps outside the plan that runs inside a step.
    pub fn step_back_to(&mut self, step: usize) -> Result<(usize, bool)> {
        let steps = self.steps().len().saturating_sub(step);
        let mut wrote = false;
        self.all(steps, "undo", |session| {
            wrote |= session.log.step_back(&mut session.state)?;
            Some(())
        })?;
        Ok((steps, wrote))
    }

    /// Says that the steps from `first` on are done anew, in the place of those of `before`: no file holds what
    /// they did. Whether one of them had written a checkpoint.
    pub fn took_the_place_of(&mut self, before: Session, first: usize) -> bool {
        self.log.took_the_place_of(before.log, before.state);
        self.log.unwrite(first - 1)
    }

    /// Does something so many times, or not at all where it cannot be done so often.
    fn all(
        &mut self,
        times: usize,
        verb: &str,
        mut once: impl FnMut(&mut Self) -> Option<()>,
    ) -> Result<()> {
        let before = (self.log.clone(), self.state.clone());
        for done in 0..times {
            if once(self).is_none() {
                (self.log, self.state) = before;
                return Err(not_enough(times, done, verb));
            }
        }
        Ok(())
    }

    fn back_at(&self, wrote: bool) -> String {
        let kept = if wrote {
            "; files that were written stay"
        } else {
            ""
        };
        format!("back at step {}{kept}", self.steps().len())
    }
}

fn noted(note: String) -> Applied {
    Applied {
        note: Some(note),
        ..Applied::default()
    }
}

fn not_enough(wanted: usize, there: usize, verb: &str) -> Error {
    let message = match there {
        0 => format!("there is nothing to {verb}"),
        _ => {
            let wanted = human::counted(wanted as u64, "step");
            format!(
                "cannot {verb} {wanted}, there are {}",
                human::count(there as u64)
            )
        }
    };
    Error::new(Kind::Payload, message).for_key("steps")
}
