//! Whether a tensor is zero.

use crate::error::Result;
use crate::tensor::element::{Element, Raw, Visit, Wide, visit};
use crate::tensor::{Dtype, Engine, Tensor};
use std::ops::ControlFlow;

impl Engine {
    /// The first element, in row-major order, that is not 0, or further than `eps` from it; none when all are
    /// zero. A NaN never is.
    pub fn first_nonzero(&self, tensor: &Tensor, eps: Option<f64>) -> Result<Option<u64>> {
        let eps = eps.unwrap_or(0.0);
        let (dtype, parts) = match tensor.dtype() {
            Dtype::C64 => (Dtype::F32, 2),
            dtype => (dtype, 1),
        };
        let search = |start, [block]: [&[u8]; 1]| {
            let part = visit(dtype, Search { block, eps }).flatten();
            part.map(|part| start + part / parts)
        };
        let mut first = None;
        self.reduce([tensor], search, |found| {
            first = found;
            match found {
                Some(_) => ControlFlow::Break(()),
                None => ControlFlow::Continue(()),
            }
        })?;
        Ok(first)
    }
}

/// A block to search for what is not zero.
struct Search<'b> {
    block: &'b [u8],
    eps: f64,
}

impl Visit for Search<'_> {
    type Output = Option<u64>;

    fn visit<T: Element>(self) -> Option<u64> {
        let zero = |raw: &T::Raw| {
            T::load(*raw)
                .widen()
                .is_within(T::Wide::default(), self.eps)
        };
        let place = T::Raw::all(self.block).iter().position(|raw| !zero(raw));
        place.map(|place| place as u64)
    }
}
