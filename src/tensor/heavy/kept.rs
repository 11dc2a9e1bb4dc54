//! One result of a heavy computation.

use super::computation::{Computation, Place};
use super::{Desk, pending};
use crate::error::{Error, Kind, Result};
use crate::tensor::{Buffers, Origin, Tensor};
use std::sync::Arc;

/// A result that is computed once, together with the others of its computation.
pub struct Kept {
    computation: Arc<Computation>,
    place: Arc<Place>,
}

impl Kept {
    /// What `computation` will put in `place`.
    pub(super) fn new(computation: Arc<Computation>, place: Arc<Place>) -> Self {
        Kept { computation, place }
    }

    /// The computation that is still to be done for it.
    pub(super) fn pending(&self) -> Option<&Arc<Computation>> {
        match self.place.get() {
            Some(_) => None,
            None => Some(&self.computation),
        }
    }

    /// The tensors that are still to be read for it.
    pub fn operands(&self) -> Vec<Tensor> {
        self.computation.operands()
    }

    /// Says what made its computation; the first to say so stays.
    pub fn made_by(&self, origin: impl FnOnce() -> Arc<dyn Origin>) {
        self.computation.made_by(origin);
    }

    /// Fills `into` with the bytes from `start` on. Where nobody has settled the tensor, this thread computes
    /// the result first, alone.
    pub fn read_at(&self, start: u64, into: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        if let Some(computation) = self.pending() {
            let mut desk = Desk::alone(buffers);
            for below in pending(&self.operands()) {
                below.compute(&mut desk)?;
            }
            computation.compute(&mut desk)?;
        }
        let kept = self
            .place
            .get()
            .ok_or_else(|| Error::new(Kind::Io, "a computation ended without a result"))?;
        kept.read_at(start, into)
    }
}
