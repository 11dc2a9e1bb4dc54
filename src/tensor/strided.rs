//! Strided tensors: elements of a source in any order, some perhaps more than once.

mod recurring;
mod repeated;

use super::expression::Expression;
use super::heavy::keep;
use super::layout::Layout;
use super::view::arranged;
use super::{Bytes, Dtype, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use std::cmp::Reverse;
use std::iter::zip;
use std::sync::Arc;

use recurring::Recurring;
use repeated::Repeated;

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
        let of = || Tensor::stored(dtype, Shape::part(vec![span]), bytes.clone(), offset);
        let layout = Layout::new(strides.to_vec());
        if are_apart(&shape, strides) {
            let places = layout.places(&shape);
            return Ok(arranged(&of(), shape, layout, places));
        }
        if follow(&shape, strides) {
            let recurring = Recurring {
                bytes,
                offset,
                width: dtype.unit().bytes,
                shape: shape.clone(),
                strides: strides.to_vec(),
            };
            return Ok(Tensor::new(
                dtype,
                shape,
                Expression::Made(Box::new(recurring)),
            ));
        }
        let repeated = Repeated {
            of: of(),
            shape,
            strides: strides.to_vec(),
        };
        Ok(keep(repeated).pop().unwrap_or_else(of))
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

/// Whether neighbours lie near each other in the source, and none far before the one in front of it: no later
/// dimension has longer steps, but for those that have none.
fn follow(shape: &Shape, strides: &[u64]) -> bool {
    let steps =
        zip(shape.dimensions(), strides).filter(|(length, stride)| **length > 1 && **stride > 0);
    steps.is_sorted_by(|(_, one), (_, next)| one >= next)
}

/// Where an element stands in the source.
fn place(shape: &Shape, strides: &[u64], element: u64) -> u64 {
    let mut rest = element;
    let steps = zip(shape.dimensions(), strides)
        .rev()
        .map(|(size, stride)| {
            let index = rest % size;
            rest /= size;
            index * stride
        });
    steps.sum()
}

#[cfg(test)]
mod tests;
