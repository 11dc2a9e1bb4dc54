//! The elements of a tensor as numbers for a person.

use crate::error::{Error, Kind, Result};
use crate::tensor::element::{Element, Raw, Visit, Wide, visit};
use crate::tensor::{Dtype, Engine, Number, Shape, Tensor};
use std::ops::ControlFlow;

/// How many elements, and lists of them, may be shown.
const MOST: u64 = 1 << 24;

impl Engine {
    /// All elements of a tensor in row-major order, exact; a complex number as two, the real part first. Fails,
    /// of kind `Value`, when there are more than about 16 million.
    pub fn values(&self, tensor: &Tensor) -> Result<Vec<Number>> {
        let shape = tensor.shape();
        let dtype = match tensor.dtype() {
            Dtype::C64 => Dtype::F32,
            dtype => dtype,
        };
        let entries = entries(shape);
        if entries > MOST {
            let message = format!("a tensor {shape} is too large to be shown element by element");
            return Err(Error::new(Kind::Value, message).hint("show a slice of it"));
        }
        let mut numbers = Vec::new();
        let read = |_, [block]: [&[u8]; 1]| visit(dtype, Numbers(block)).unwrap_or_default();
        self.reduce([tensor], read, |block| {
            numbers.extend(block);
            ControlFlow::Continue(())
        })?;
        let sorted = numbers.into_iter().map(|number| match (dtype, number) {
            (Dtype::Bool, Number::Int(value)) => Number::Bool(value != 0),
            _ => number,
        });
        Ok(sorted.collect())
    }
}

/// How many elements a tensor of this shape has, and lists of them, lists of those, and so on.
fn entries(shape: &Shape) -> u64 {
    let mut inner = 1;
    let sizes = shape.dimensions().iter();
    let lists = sizes.map(|size| {
        inner *= size;
        inner
    });
    lists.sum()
}

/// A block to read as numbers.
struct Numbers<'b>(&'b [u8]);

impl Visit for Numbers<'_> {
    type Output = Vec<Number>;

    fn visit<T: Element>(self) -> Vec<Number> {
        let elements = T::Raw::all(self.0).iter();
        elements.map(|raw| T::load(*raw).widen().number()).collect()
    }
}
