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
        if entries(shape) > MOST {
            let message = format!("a tensor {shape} is too large to be shown element by element");
            return Err(Error::new(Kind::Value, message).hint("show a slice of it"));
        }
        let mut all = Vec::new();
        let read = |_, [block]: [&[u8]; 1]| numbers(tensor.dtype(), block);
        self.reduce([tensor], read, |block| {
            all.extend(block);
            ControlFlow::Continue(())
        })?;
        Ok(all)
    }

    /// The number of one element, counted in row-major order; the two of a complex one, the real part first.
    ///
    /// # Errors
    /// Those of reading; `interrupted`.
    pub fn element(&self, tensor: &Tensor, element: u64) -> Result<Vec<Number>> {
        self.settle([tensor])?;
        let (dtype, packed) = (tensor.dtype(), tensor.dtype().unit().elements);
        let within = element % packed;
        let block = self.block(tensor, element - within, packed, &mut self.buffers())?;
        let width = block.len() / packed as usize;
        let own = block.chunks(width).nth(within as usize);
        Ok(numbers(dtype, own.unwrap_or_default()))
    }
}

/// The elements of a block, unpacked if they share bytes.
fn numbers(dtype: Dtype, block: &[u8]) -> Vec<Number> {
    let parts = match dtype {
        Dtype::C64 => Dtype::F32,
        dtype => dtype,
    };
    let numbers = visit(parts, Numbers(block)).unwrap_or_default();
    let sorted = numbers.into_iter().map(|number| match (dtype, number) {
        (Dtype::Bool, Number::Int(value)) => Number::Bool(value != 0),
        _ => number,
    });
    sorted.collect()
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
