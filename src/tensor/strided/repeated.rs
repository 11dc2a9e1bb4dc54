//! Elements of which some stand in several places, in an order that goes back and forth in their source.

use super::place;
use crate::error::Result;
use crate::tensor::heavy::{Desk, Heavy};
use crate::tensor::{Dtype, Shape, Tensor};
use std::iter::zip;

/// Elements that are arranged once, with their source in memory.
#[derive(Debug)]
pub struct Repeated {
    /// The source, from the first element to the last.
    pub of: Tensor,
    /// The dimensions.
    pub shape: Shape,
    /// For each of them, how many elements of the source one step passes over.
    pub strides: Vec<u64>,
}

impl Heavy for Repeated {
    fn operands(&self) -> Vec<Tensor> {
        vec![self.of.clone()]
    }

    fn results(&self) -> Vec<(Dtype, Shape)> {
        vec![(self.of.dtype(), self.shape.clone())]
    }

    fn compute(&self, desk: &mut Desk<'_>, results: &mut [&mut [u8]]) -> Result<()> {
        let width = self.of.dtype().unit().bytes;
        let mut source = desk.room(self.of.bytes())?;
        desk.read(&self.of, 0, &mut source)?;
        let last = self.strides.last().copied().unwrap_or_default();
        let row = self.shape.dimensions().last().copied().unwrap_or(1);
        let rows = results
            .iter_mut()
            .flat_map(|result| result.chunks_mut(row as usize * width));
        for (number, chunk) in zip(0.., rows) {
            desk.cancel().check()?;
            let start = place(&self.shape, &self.strides, number * row);
            for (step, element) in zip(0.., chunk.chunks_mut(width)) {
                let from = (start + step * last) as usize * width;
                element.copy_from_slice(&source[from..from + width]);
            }
        }
        Ok(())
    }
}
