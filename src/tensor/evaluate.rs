//! Evaluation: the elements of any part of a tensor, pulled through its expression.

use super::expression::Expression;
use super::{Buffers, Tensor};
use crate::error::Result;

impl Tensor {
    /// Fills `into` with elements from number `first_element` on, row-major, little-endian.
    ///
    /// `into` holds a whole number of elements, all of them within the tensor. Of dtypes narrower than a
    /// byte, both ends must fall on whole bytes or the end of the tensor.
    pub fn read(&self, first_element: u64, into: &mut [u8], _buffers: &mut Buffers) -> Result<()> {
        let unit = self.dtype().unit();
        let start = first_element / unit.elements * unit.bytes as u64;
        match self.expression() {
            Expression::Stored { bytes, offset } => bytes.read_at(offset + start, into),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::{Dtype, Shape};
    use std::sync::Arc;

    #[test]
    fn stored_elements_are_read_from_their_place() {
        let shape = Shape::new(vec![4]).expect("small");
        let tensor = Tensor::stored(Dtype::I16, shape, Arc::new((0..10).collect::<Vec<u8>>()), 2);
        let mut into = [0; 4];
        tensor
            .read(1, &mut into, &mut Buffers::default())
            .expect("within");
        assert_eq!(into, [4, 5, 6, 7]);
        assert_eq!(
            (tensor.bytes(), tensor.as_stored().map(|at| at.1)),
            (8, Some(2))
        );
    }
}
