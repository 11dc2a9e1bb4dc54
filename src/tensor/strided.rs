//! Strided tensors: elements of a source in any order, some perhaps more than once.

use super::heavy::{Desk, Heavy, keep};
use super::layout::Layout;
use super::view::arranged;
use super::{Bytes, Dtype, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use std::cmp::Reverse;
use std::iter::zip;
use std::sync::Arc;

impl Tensor {
    /// The elements of `bytes` that lie at `offset` and, for each dimension, a multiple of its stride further;
    /// strides are counted in elements, and may be 0 or overlap.
    ///
    /// # Errors
    /// `shape` where there is not one stride for each dimension, or the last element lies too far away;
    /// `dtype` where elements share bytes.
    pub fn strided(
        dtype: Dtype,
        shape: Shape,
        strides: &[u64],
        bytes: Arc<dyn Bytes>,
        offset: u64,
    ) -> Result<Tensor> {
        let span = span(&shape, strides)?;
        if dtype.unit().elements > 1 {
            let message = format!("elements of {dtype} cannot be strided: they share bytes");
            return Err(Error::new(Kind::Dtype, message));
        }
        if shape.elements() == 0 {
            return Ok(Tensor::stored(dtype, shape, bytes, offset));
        }
        let of = Tensor::stored(dtype, Shape::part(vec![span]), bytes, offset);
        let layout = Layout::new(strides.to_vec());
        if are_apart(&shape, strides) {
            let places = layout.places(&shape);
            return Ok(arranged(&of, shape, layout, places));
        }
        let repeated = Repeated {
            of: of.clone(),
            shape,
            strides: strides.to_vec(),
        };
        Ok(keep(repeated).pop().unwrap_or(of))
    }
}

/// How many elements of the source lie between the first and the last, these included.
fn span(shape: &Shape, strides: &[u64]) -> Result<u64> {
    let refused = |fault: &str| {
        let message = format!("strides {strides:?} {fault} shape {shape}");
        Err(Error::new(Kind::Shape, message))
    };
    if strides.len() != shape.dimensions().len() {
        return refused("do not fit");
    }
    let mut span = 1_u64;
    for (size, stride) in zip(shape.dimensions(), strides) {
        let reach = size.saturating_sub(1).checked_mul(*stride);
        match reach.and_then(|reach| span.checked_add(reach)) {
            Some(further) if further <= Shape::MOST_ELEMENTS => span = further,
            _ => return refused("lead too far in"),
        }
    }
    Ok(span)
}

/// Whether no element of the source stands in two places.
fn are_apart(shape: &Shape, strides: &[u64]) -> bool {
    let axes = zip(shape.dimensions(), strides).filter(|(length, _)| **length > 1);
    let mut axes: Vec<_> = axes.collect();
    axes.sort_by_key(|(_, stride)| Reverse(**stride));
    let mut reach = 0;
    axes.iter().rev().all(|(length, stride)| {
        let apart = **stride > reach;
        reach += (*length - 1) * *stride;
        apart
    })
}

/// Elements of which some stand in several places, as an expanded tensor has them.
#[derive(Debug)]
struct Repeated {
    /// The source, from the first element to the last.
    of: Tensor,
    shape: Shape,
    strides: Vec<u64>,
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
        let Some((last, outer)) = self.strides.split_last() else {
            return Ok(());
        };
        let row = self
            .shape
            .dimensions()
            .last()
            .map_or(1, |length| *length as usize);
        let rows = results
            .iter_mut()
            .flat_map(|result| result.chunks_mut(row * width));
        for (number, row) in zip(0.., rows) {
            desk.cancel().check()?;
            let start = self.start(number, outer);
            for (step, element) in zip(0.., row.chunks_mut(width)) {
                let from = (start + step * last) as usize * width;
                element.copy_from_slice(&source[from..from + width]);
            }
        }
        Ok(())
    }
}

impl Repeated {
    /// Where the first element of a row lies.
    fn start(&self, row: u64, outer: &[u64]) -> u64 {
        let mut rest = row;
        let sizes = &self.shape.dimensions()[..outer.len()];
        let steps = zip(sizes, outer).rev().map(|(size, stride)| {
            let index = rest % size;
            rest /= size;
            index * stride
        });
        steps.sum()
    }
}

#[cfg(test)]
mod tests;
