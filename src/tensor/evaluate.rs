//! Evaluation: the elements of any part of a tensor, pulled through its expression.
//!
//! Places are counted in units: the smallest runs of whole bytes, for most dtypes one element.

mod block;
mod gather;
mod join;
mod leaf;
mod overlay;
mod rows;
mod spine;
mod turn;
mod weave;

pub(super) use rows::repeat;

use super::{Buffers, Tensor};
use crate::error::Result;

/// How many units are evaluated at once: few enough for the cache of one core, many enough for a file.
const MOST_UNITS: usize = 64 * 1024;

impl Tensor {
    /// Fills `into` with elements from number `first_element` on, row-major, little-endian.
    ///
    /// `into` holds a whole number of elements, all of them within the tensor. Of dtypes narrower than a
    /// byte, both ends must fall on whole bytes.
    ///
    /// # Errors
    /// `interrupted`; `io` where an input cannot be read or has changed; what computing a heavy result raises.
    pub fn read(&self, first_element: u64, into: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        self.pull(first_element / self.dtype().unit().elements, into, buffers)
    }

    /// As [`Tensor::read`], from unit `first` on.
    fn pull(&self, first: u64, into: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        let width = self.dtype().unit().bytes;
        if let Some((bytes, offset)) = self.as_stored() {
            buffers.cancel().check()?;
            return bytes.read_at(offset + first * width as u64, into);
        }
        let starts = (first..).step_by(MOST_UNITS);
        for (start, block) in std::iter::zip(starts, into.chunks_mut(MOST_UNITS * width)) {
            buffers.cancel().check()?;
            spine::evaluate(self, start, block.len() / width, block, buffers)?;
        }
        Ok(())
    }
}
