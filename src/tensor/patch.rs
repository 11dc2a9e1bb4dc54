//! Patches: tensors of which a part is overwritten.

use super::arithmetic::{expect_dtype, expect_shape};
use super::expression::Expression;
use super::layout::Layout;
use super::view::byte_places;
use super::{Region, Tensor};
use crate::error::Result;
use crate::syntax::Slice;

impl Tensor {
    /// The tensor with the part that `slice` takes replaced by `with`, which has the shape of that part and
    /// the dtype of the tensor. Fails, of kind `SliceRange`, `Shape` or `Dtype`, when they do not fit.
    pub fn patch(&self, slice: &Slice, with: &Tensor) -> Result<Tensor> {
        let region = Region::of(self.shape(), slice)?;
        expect_shape(with.shape(), region.shape())?;
        expect_dtype(with.dtype(), self.dtype())?;
        if region.is_whole() {
            return Ok(with.clone());
        }
        if region.shape().elements() == 0 {
            return Ok(self.clone());
        }
        let places = Layout::row_major(self.shape())
            .cut(&region)
            .places(region.shape());
        let places = byte_places(self.dtype(), region.shape(), places)?;
        let patch = Expression::Patch {
            base: self.unpatched(&region).clone(),
            region: Box::new(region),
            places: Box::new(places),
            with: with.clone(),
        };
        Ok(Tensor::new(self.dtype(), self.shape().clone(), patch))
    }

    /// What lies below a patch that `region` hides, else the tensor itself.
    fn unpatched(&self, region: &Region) -> &Tensor {
        match self.expression() {
            Expression::Patch {
                base,
                region: below,
                ..
            } if below.within(region).is_some() => base,
            _ => self,
        }
    }
}
