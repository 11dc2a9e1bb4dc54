//! The steps inside a step: read, run each in the same way, and one when all of them took effect.

use super::nested::Nested;
use super::prepare::Prepared;
use super::run::StepReport;
use super::running::{Began, Number, Running};
use crate::error::{Error, Kind, Result};
use crate::session::{Outside, Script};

impl Running<'_> {
    /// Runs the steps inside a step, which are one when all of them took effect.
    pub(super) fn hold(
        &mut self,
        prepared: Prepared,
        scripts: &[Script],
        number: Number<'_>,
        began: Began,
    ) -> Result<Option<StepReport>> {
        let nested = self.read(scripts);
        let nested = nested.map_err(|error| prepared.blame(error))?;
        let before = self.inside.len();
        let outside = self.session.enter(nested.meant.clone());
        let drew_before = std::mem::take(&mut self.drew);
        let ran = self.parts(&nested, number);
        let drew = std::mem::replace(&mut self.drew, drew_before);
        self.drew |= drew;
        self.nest.leave();
        if matches!(ran, Ok(true)) {
            let inside = self.inside.split_off(before);
            return Ok(Some(self.held(prepared, &inside, (outside, drew), began)));
        }
        self.session.leave(outside);
        match ran {
            Ok(_) => Ok(None),
            Err(error) => Err(prepared.blame(error)),
        }
    }

    /// The step that holds these, which all took effect.
    fn held(
        &mut self,
        prepared: Prepared,
        inside: &[StepReport],
        (outside, drew): (Outside, bool),
        began: Began,
    ) -> StepReport {
        let kept = inside.iter().filter(|report| report.recorded.is_some());
        let steps = kept.map(|report| report.resolved.clone());
        let transform = prepared.transform;
        let finished = prepared.hold((steps, drew), outside, self.session);
        let shown = (None, self.session.flags());
        let whole = StepReport::of(transform, finished, shown, self.took(began));
        let opened = inside.iter().flat_map(|report| &report.opened);
        StepReport {
            tensors: inside.iter().map(|report| report.tensors).sum(),
            opened: opened.cloned().collect(),
            recorded: Some(whole.resolved.clone()),
            exit: self.exit,
            ..whole
        }
    }

    /// Reads the steps inside a step and goes in.
    fn read(&mut self, scripts: &[Script]) -> Result<Nested> {
        self.nest.enter(scripts)?;
        match Nested::read(scripts, self.session, self.world, &self.context) {
            Ok((nested, warnings)) => {
                self.warn(&warnings);
                Ok(nested)
            }
            Err(errors) => {
                self.nest.leave();
                Err(first(errors))
            }
        }
    }

    /// Runs the parts of a plan inside a step; whether all of them took effect.
    fn parts(&mut self, nested: &Nested, number: Number<'_>) -> Result<bool> {
        let mut whole = true;
        for (index, part) in nested.parts.iter().enumerate() {
            let inside = [number.inside, &[index + 1]].concat();
            let number = Number {
                inside: &inside,
                ..number
            };
            let step = part.step(self.session);
            let ran = self.nest.count().and_then(|()| self.step(&step, number));
            match ran.map_err(|error| part.blame(error))? {
                Some(report) => {
                    self.listener.inside(&report);
                    self.inside.push(report);
                }
                None => whole = false,
            }
            if self.exit {
                break;
            }
        }
        Ok(whole)
    }
}

/// The first of several mistakes. A check has told them all.
fn first(errors: Vec<Error>) -> Error {
    let first = errors.into_iter().next();
    first.unwrap_or_else(|| Error::new(Kind::Payload, "the plan cannot be read"))
}
