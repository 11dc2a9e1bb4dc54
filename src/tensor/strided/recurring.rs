//! Elements of which some stand in several places, in the order of their source: as an expanded tensor has them,
//! or windows that slide over one.

use super::place;
use crate::error::Result;
use crate::tensor::evaluate::repeat;
use crate::tensor::expression::Source;
use crate::tensor::{Bytes, Cancel, Shape};
use std::iter::zip;
use std::sync::Arc;

/// How many times as many bytes may be read at once as are asked for. What lies further apart is read in parts.
const MOST_SPREAD: u64 = 4;

/// Elements that are read anew whenever they are needed, so that no memory grows with them.
pub struct Recurring {
    /// The source.
    pub bytes: Arc<dyn Bytes>,
    /// Where in it the first element lies.
    pub offset: u64,
    /// The bytes of an element.
    pub width: usize,
    /// The dimensions.
    pub shape: Shape,
    /// For each of them, how many elements of the source one step passes over.
    pub strides: Vec<u64>,
}

impl Source for Recurring {
    fn fill(&self, first: u64, into: &mut [u8], cancel: &Cancel) -> Result<()> {
        cancel.check()?;
        let count = (into.len() / self.width) as u64;
        if count == 0 {
            return Ok(());
        }
        let (least, end) = self.reach(first, count);
        if end - least <= MOST_SPREAD * count {
            return self.gather(first, least..end, into);
        }
        let half = count / 2;
        let (front, back) = into.split_at_mut(half as usize * self.width);
        self.fill(first, front, cancel)?;
        self.fill(first + half, back, cancel)
    }
}

impl Recurring {
    /// Between which places in the source so many elements lie. Some of the places may be of others.
    fn reach(&self, first: u64, count: u64) -> (u64, u64) {
        let from = self.shape.position(first);
        let to = self.shape.position(first + count - 1);
        let same = zip(&from, &to).take_while(|(one, other)| one == other);
        let parted = same.count() + 1;
        let place = |position: &[u64]| -> u64 {
            let steps = zip(position, &self.strides).take(parted);
            steps.map(|(index, stride)| index * stride).sum()
        };
        let within = zip(self.shape.dimensions(), &self.strides).skip(parted);
        let within: u64 = within.map(|(size, stride)| (size - 1) * stride).sum();
        (place(&from), place(&to) + within + 1)
    }

    /// Reads a range of the source, and takes each element from its place in there.
    fn gather(&self, first: u64, range: std::ops::Range<u64>, into: &mut [u8]) -> Result<()> {
        let width = self.width;
        let mut source = vec![0; (range.end - range.start) as usize * width];
        let offset = self.offset + range.start * width as u64;
        self.bytes.read_at(offset, &mut source)?;
        let last = self.strides.last().copied().unwrap_or_default();
        let row = self.shape.dimensions().last().copied().unwrap_or(1);
        let (mut element, mut rest) = (first, into);
        while !rest.is_empty() {
            let run = (row - element % row).min((rest.len() / width) as u64);
            let (chunk, after) = rest.split_at_mut(run as usize * width);
            let start = place(&self.shape, &self.strides, element) - range.start;
            let found = &source[start as usize * width..];
            match last {
                0 => repeat(&found[..width], chunk),
                1 => chunk.copy_from_slice(&found[..chunk.len()]),
                _ => {
                    let steps = found.chunks(last as usize * width);
                    for (element, step) in zip(chunk.chunks_exact_mut(width), steps) {
                        element.copy_from_slice(&step[..width]);
                    }
                }
            }
            (element, rest) = (element + run, after);
        }
        Ok(())
    }
}
