//! Values: numbers written in a plan, as a tensor of their own or again and again.

mod broadcast;
#[cfg(test)]
mod tests;

use super::constant::{element, largest, nearest};
use super::expression::Expression;
use super::{Dtype, Number, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use broadcast::Broadcast;
use std::sync::Arc;

/// Numbers in row-major order, and the shape they were written in.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    shape: Shape,
    numbers: Vec<Number>,
}

impl Values {
    /// Numbers in this shape; none when it has another number of elements.
    pub fn new(shape: Shape, numbers: Vec<Number>) -> Option<Values> {
        let fits = shape.elements() == numbers.len() as u64;
        fits.then_some(Values { shape, numbers })
    }

    /// The shape they were written in.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The numbers, row-major.
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }
}

impl Tensor {
    /// A tensor of `values`, repeated along the dimensions where they have size 1 or none: dimensions are
    /// compared from the last.
    ///
    /// Whole numbers go to integers exactly, broken ones are truncated toward zero; floats round to nearest by
    /// way of binary64, as in PyTorch, and what is too large becomes infinite, or the largest number of
    /// float8_e4m3fn. Fails, of kind `Shape`, when they do not fit; of kind `Value` for a number beyond an
    /// integer dtype, and of kind `Dtype` for a dtype without numbers of its own.
    pub fn of_values(dtype: Dtype, shape: Shape, values: &Values) -> Result<Tensor> {
        let strides = strides(values.shape(), &shape)?;
        let elements = values
            .numbers()
            .iter()
            .map(|number| converted(dtype, *number));
        let elements = elements.collect::<Result<Vec<_>>>()?;
        if let [element] = elements[..] {
            return Ok(Tensor::new(dtype, shape, Expression::Constant(element)));
        }
        let width = dtype.unit().bytes;
        let bytes: Vec<u8> = elements
            .iter()
            .flat_map(|element| &element[..width])
            .copied()
            .collect();
        if [0, values.shape().elements()].contains(&shape.elements()) {
            return Ok(Tensor::stored(dtype, shape, Arc::new(bytes), 0));
        }
        let source = Broadcast::new(bytes, width, shape.dimensions(), &strides);
        Ok(Tensor::new(
            dtype,
            shape,
            Expression::Made(Box::new(source)),
        ))
    }
}

/// How far one step in each dimension of `shape` goes in the values; 0 where they are repeated.
fn strides(values: &Shape, shape: &Shape) -> Result<Vec<u64>> {
    let missing = shape
        .dimensions()
        .len()
        .checked_sub(values.dimensions().len());
    let missing = missing.ok_or_else(|| misfit(values, shape))?;
    let mut strides = vec![0; missing];
    let sizes = std::iter::zip(values.dimensions(), &shape.dimensions()[missing..]);
    for ((have, want), stride) in sizes.zip(values.strides()) {
        match have {
            1 => strides.push(0),
            _ if have == want => strides.push(stride),
            _ => return Err(misfit(values, shape)),
        }
    }
    Ok(strides)
}

fn misfit(values: &Shape, shape: &Shape) -> Error {
    let message = format!("values of shape {values} do not fill shape {shape}");
    Error::new(Kind::Shape, message)
        .hint("dimensions are compared from the last: each is the same, 1 or missing in the values")
}

/// The bytes of one number, then zeroes.
fn converted(dtype: Dtype, number: Number) -> Result<[u8; 8]> {
    match (largest(dtype), number) {
        (Some(_), Number::Int(_) | Number::Float(_)) => nearest(dtype, number.to_f64()),
        _ => element(dtype, number),
    }
}
