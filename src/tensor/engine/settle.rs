//! Settling: heavy computations are done before numbers are read.

use super::{Computing, Engine};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::heavy::{Desk, pending};

impl Engine {
    /// Does all heavy computations below and in `tensors` that are still to be done, lowest first, each with
    /// all threads. Whoever reads numbers in tasks settles first, so that no task has to compute alone.
    ///
    /// # Errors
    /// Those of reading; `interrupted`. What is done by then stays done.
    pub fn settle<'t>(&self, tensors: impl IntoIterator<Item = &'t Tensor>) -> Result<()> {
        let pending = pending(tensors);
        if pending.is_empty() {
            return Ok(());
        }
        let of = pending.len() as u64;
        let settled = self.pool()?.install(|| {
            (1..).zip(pending).try_for_each(|(number, computation)| {
                let steps = (0, 0);
                self.progress.compute(Some(Computing { number, of, steps }));
                let mut buffers = self.buffers();
                let mut desk = Desk::shared(&mut buffers, self.threads, self.progress.clone());
                computation.compute(&mut desk)
            })
        });
        self.progress.compute(None);
        settled
    }
}
