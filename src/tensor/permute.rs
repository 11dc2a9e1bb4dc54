//! Permutations: the dimensions of a tensor in another order.

use super::view::arranged;
use super::{Dtype, Shape, Tensor};
use crate::error::{Error, Kind, Result};

impl Tensor {
    /// The tensor with its dimensions in another order: dimension `i` of the result is dimension `order[i]` of
    /// this one. Fails, of kind `Shape`, unless `order` names every dimension once, and, of kind `Dtype`, where
    /// elements that share a byte would part.
    pub fn permute(&self, order: &[i64]) -> Result<Tensor> {
        let order = permutation(order, self.shape())?;
        let sizes = order.iter().map(|from| self.shape().dimensions()[*from]);
        let shape = Shape::part(sizes.collect());
        let (of, layout) = self.layout();
        let layout = layout.turned(&order);
        let places = layout.places(&shape);
        let places = places.in_units(self.dtype().unit().elements);
        let places = places.ok_or_else(|| parted(self.dtype()))?;
        Ok(arranged(of, shape, layout, places))
    }
}

/// The order, when it names each dimension of `shape` once.
fn permutation(order: &[i64], shape: &Shape) -> Result<Vec<usize>> {
    let rank = shape.dimensions().len();
    let mut missing: Vec<bool> = vec![true; rank];
    let mut found = Vec::with_capacity(rank);
    for dimension in order {
        let dimension = usize::try_from(*dimension).unwrap_or(usize::MAX);
        if missing.get_mut(dimension).is_some_and(std::mem::take) {
            found.push(dimension);
        }
    }
    if found.len() == rank && order.len() == rank {
        return Ok(found);
    }
    let message = format!("the order {order:?} does not name each dimension of {shape} once");
    Err(Error::new(Kind::Shape, message).hint(shape.numbering()))
}

fn parted(dtype: Dtype) -> Error {
    let elements = dtype.unit().elements;
    let message = format!("the order would part elements of {dtype} that share bytes");
    Error::new(Kind::Dtype, message).hint(format!(
        "{elements} neighbours share bytes: leave the last dimension last"
    ))
}
