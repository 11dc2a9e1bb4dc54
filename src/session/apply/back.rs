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
        let (done, _) = self.log.depth();
        enough(steps, done, "undo")?;
        let mut wrote = false;
        for _ in 0..steps {
            wrote |= self
                .log
                .undo(&mut self.state)
                .is_some_and(|step| step.wrote());
        }
        let kept = if wrote {
            "; files that were written stay"
        } else {
            ""
        };
        let note = Some(format!("back at step {}{kept}", self.steps().len()));
        Ok(Applied {
            note,
            ..Applied::default()
        })
    }

    pub(super) fn redo(&mut self, steps: usize) -> Result<Applied> {
        let (_, undone) = self.log.depth();
        enough(steps, undone, "redo")?;
        for _ in 0..steps {
            self.log.redo(&mut self.state);
        }
        Ok(Applied {
            note: Some(format!("at step {}", self.steps().len())),
            ..Applied::default()
        })
    }

    /// Takes back every step behind this one.
    pub(super) fn restore(&mut self, step: usize) -> Result<Applied> {
        self.known_step(step)?;
        self.look_at_now();
        let steps = self.steps().len() - step;
        let applied = self.undo(steps)?;
        let note = applied.note.map(|note| match steps {
            0 => note,
            _ => format!("{note}; `redo: {steps}` does them again"),
        });
        Ok(Applied { note, ..applied })
    }
}

fn enough(wanted: usize, there: usize, verb: &str) -> Result<()> {
    let message = match there {
        _ if wanted <= there => return Ok(()),
        0 => format!("there is nothing to {verb}"),
        _ => {
            let (wanted, there) = (steps(wanted), human::count(there as u64));
            format!("cannot {verb} {wanted}, there are {there}")
        }
    };
    Err(Error::new(Kind::Payload, message).for_key("steps"))
}

fn steps(number: usize) -> String {
    human::counted(number as u64, "step")
}
