//! A heavy computation and the places of its results.

use super::{Desk, Heavy};
use crate::error::{Kind, Result};
use crate::tensor::{Bytes, Dtype, Origin, Shape, Tensor};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

/// Where one result is, once it is computed. It goes when the last tensor that shows it goes.
pub type Place = OnceLock<Box<dyn Bytes>>;

/// A computation that is done once.
#[derive(Debug)]
pub struct Computation {
    /// What to compute; none once that is done.
    heavy: Mutex<Option<Box<dyn Heavy>>>,
    /// What is to blame when it fails, once that is said.
    origin: OnceLock<Arc<dyn Origin>>,
    places: Vec<Weak<Place>>,
}

impl Computation {
    /// Will put the results of `heavy` in `places`.
    pub fn new(heavy: impl Heavy + 'static, places: &[Arc<Place>]) -> Self {
        Computation {
            heavy: Mutex::new(Some(Box::new(heavy))),
            origin: OnceLock::new(),
            places: places.iter().map(Arc::downgrade).collect(),
        }
    }

    /// The tensors it still has to read.
    pub fn operands(&self) -> Vec<Tensor> {
        self.heavy()
            .as_ref()
            .map_or_else(Vec::new, |heavy| heavy.operands())
    }

    /// Says what made it; the first to say so stays.
    pub fn made_by(&self, origin: impl FnOnce() -> Arc<dyn Origin>) {
        self.origin.get_or_init(origin);
    }

    /// Computes the results unless that is done; its heavy operands are at hand. Other threads wait for the
    /// first. A failure leaves the computation to be done, and is that of what made it.
    pub fn compute(&self, desk: &mut Desk<'_>) -> Result<()> {
        let computed = self.compute_anew(desk);
        computed.map_err(|error| match self.origin.get() {
            Some(origin) if error.kind() != Kind::Interrupted => origin.blame(error),
            _ => error,
        })
    }

    fn compute_anew(&self, desk: &mut Desk<'_>) -> Result<()> {
        let mut pending = self.heavy();
        let Some(heavy) = pending.as_ref() else {
            return Ok(());
        };
        desk.cancel().check()?;
        let rooms = heavy
            .results()
            .into_iter()
            .map(|result| desk.room(bytes(result)));
        let mut rooms = rooms.collect::<Result<Vec<_>>>()?;
        let mut results: Vec<&mut [u8]> = rooms.iter_mut().map(|room| &mut **room).collect();
        heavy.compute(desk, &mut results)?;
        for (place, room) in std::iter::zip(&self.places, rooms) {
            let kept = room.kept()?;
            if let Some(place) = place.upgrade() {
                place.get_or_init(|| kept);
            }
        }
        let done = pending.take();
        drop(pending);
        drop(done);
        Ok(())
    }

    fn heavy(&self) -> MutexGuard<'_, Option<Box<dyn Heavy>>> {
        self.heavy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many bytes a result takes.
fn bytes((dtype, shape): (Dtype, Shape)) -> u64 {
    (shape.elements() * u64::from(dtype.bits())).div_ceil(8)
}
