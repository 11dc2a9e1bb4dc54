//! Values that repeat along some dimensions.

use crate::error::Result;
use crate::tensor::Cancel;
use crate::tensor::evaluate::repeat;
use crate::tensor::expression::Source;

/// Few elements that stand for many.
pub(super) struct Broadcast {
    /// The elements, row-major.
    bytes: Vec<u8>,
    /// The bytes of one.
    width: usize,
    /// How long each dimension is, outermost first, and how far one step in it goes in the elements.
    axes: Vec<(u64, u64)>,
}

impl Broadcast {
    /// Elements of `width` bytes for a tensor of these dimensions.
    pub fn new(bytes: Vec<u8>, width: usize, dimensions: &[u64], strides: &[u64]) -> Self {
        let mut axes: Vec<(u64, u64)> = Vec::new();
        for (length, stride) in std::iter::zip(dimensions, strides) {
            match axes.last_mut() {
                _ if *length == 1 => {}
                Some(outer) if outer.1 == length * stride => *outer = (outer.0 * length, *stride),
                _ => axes.push((*length, *stride)),
            }
        }
        Broadcast { bytes, width, axes }
    }

    /// The first element of a row of the innermost dimension.
    fn row(&self, number: u64, outer: &[(u64, u64)]) -> u64 {
        let mut rest = number;
        let steps = outer.iter().rev().map(|(length, stride)| {
            let step = rest % length * stride;
            rest /= length;
            step
        });
        steps.sum()
    }
}

impl Source for Broadcast {
    fn fill(&self, first: u64, into: &mut [u8], _: &Cancel) -> Result<()> {
        let Some(((length, stride), outer)) = self.axes.split_last() else {
            return Ok(());
        };
        let (mut number, mut skipped) = (first / length, first % length);
        let mut rest = into;
        while !rest.is_empty() {
            let units = (length - skipped).min((rest.len() / self.width) as u64);
            let (row, after) = rest.split_at_mut(units as usize * self.width);
            let start = (self.row(number, outer) + skipped * stride) as usize * self.width;
            match stride {
                0 => repeat(&self.bytes[start..start + self.width], row),
                _ => row.copy_from_slice(&self.bytes[start..start + row.len()]),
            }
            (number, skipped, rest) = (number + 1, 0, after);
        }
        Ok(())
    }
}
