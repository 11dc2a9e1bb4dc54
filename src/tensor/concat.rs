//! Tensors cut along a dimension, and joined along one.

use super::arithmetic::expect_dtype;
use super::expression::Expression;
use super::joint::Joint;
use super::{Region, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use std::sync::Arc;

impl Tensor {
    /// Parts of these sizes, one after the other along a dimension, which counts from the end when negative.
    /// Fails, of kind `Shape`, when there is no such dimension or the sizes do not add up to it, and, of kind
    /// `SliceRange`, where elements that share a byte would part.
    pub fn split(&self, sizes: &[u64], dim: i64) -> Result<Vec<Tensor>> {
        let dimension = self.shape().dimension(dim)?;
        let size = self.shape().dimensions()[dimension];
        let total = sizes
            .iter()
            .try_fold(0_u64, |sum, size| sum.checked_add(*size));
        if total != Some(size) {
            let shape = self.shape();
            let message =
                format!("the sizes {sizes:?} do not add up to dimension {dimension} of {shape}");
            return Err(Error::new(Kind::Shape, message).hint(format!("they must sum to {size}")));
        }
        let mut start = 0;
        let part = |size: &u64| {
            let region = Region::along(self.shape(), dimension, start, *size);
            start += size;
            self.part(region)
        };
        sizes.iter().map(part).collect()
    }

    /// Tensors, at least one, one after the other along a dimension, which counts from the end when negative.
    /// Fails, of kind `Shape` or `Dtype`, as [`Tensor::expect_beside`], and where the result is too large.
    pub fn concat(tensors: &[Tensor], dim: i64) -> Result<Tensor> {
        let Some(first) = tensors.first() else {
            return Err(Error::new(Kind::Shape, "there is nothing to join"));
        };
        for tensor in tensors {
            first.expect_beside(tensor, dim)?;
        }
        let dimension = first.shape().dimension(dim)?;
        let shape = joined(first, tensors, dimension)?;
        let filled = tensors
            .iter()
            .filter(|tensor| tensor.shape().elements() > 0);
        let filled: Vec<Tensor> = filled.cloned().collect();
        if let Some(whole) = [first]
            .into_iter()
            .chain(&filled)
            .find(|one| *one.shape() == shape)
        {
            return Ok(whole.clone());
        }
        if let Some(run) = one_run(&filled, &shape, dimension) {
            return Ok(run);
        }
        let joint = Joint::new(first.dtype(), &shape, dimension, &filled)?;
        let joint = Expression::Joint(Box::new(joint));
        Ok(Tensor::new(first.dtype(), shape, joint))
    }

    /// Fails, of kind `Shape` or `Dtype`, unless `other` may stand beside this tensor along a dimension: dtypes
    /// and all other dimensions agree, and the dimension is there.
    pub fn expect_beside(&self, other: &Tensor, dim: i64) -> Result<()> {
        let dimension = self.shape().dimension(dim)?;
        let (one, two) = (self.shape().dimensions(), other.shape().dimensions());
        let differs = |(at, (one, two)): (usize, (&u64, &u64))| at != dimension && one != two;
        let outside = std::iter::zip(one, two).enumerate().any(differs);
        if one.len() != two.len() || outside {
            let message = format!("{} and {} do not fit together", self.shape(), other.shape());
            let hint = format!("all dimensions but dimension {dimension} must agree");
            return Err(Error::new(Kind::Shape, message).hint(hint));
        }
        expect_dtype(other.dtype(), self.dtype())
    }
}

/// The shape of all tensors together.
fn joined(first: &Tensor, tensors: &[Tensor], dimension: usize) -> Result<Shape> {
    let sizes = tensors
        .iter()
        .map(|tensor| tensor.shape().dimensions()[dimension]);
    let total = sizes.fold(0_u64, u64::saturating_add);
    let mut sizes = first.shape().dimensions().to_vec();
    sizes[dimension] = total;
    Shape::new(sizes).ok_or_else(|| {
        let most = Shape::MOST_ELEMENTS;
        let message = format!("the result is too large: a tensor has at most {most} elements");
        Error::new(Kind::Shape, message)
    })
}

/// The tensors as one range of their source, where they lie there one after the other.
fn one_run(tensors: &[Tensor], shape: &Shape, dimension: usize) -> Option<Tensor> {
    let outermost = shape.dimensions()[..dimension]
        .iter()
        .all(|size| *size == 1);
    let first = tensors.first().filter(|_| outermost)?;
    let (bytes, start) = first.as_stored()?;
    let mut end = start;
    for tensor in tensors {
        let (source, offset) = tensor.as_stored()?;
        if !Arc::ptr_eq(source, bytes) || offset != end {
            return None;
        }
        end += tensor.bytes();
    }
    Some(Tensor::stored(
        first.dtype(),
        shape.clone(),
        bytes.clone(),
        start,
    ))
}
