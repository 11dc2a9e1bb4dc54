//! Slices: views of a part of a tensor.

use super::expression::Expression;
use super::layout::Layout;
use super::places::Places;
use super::{Dtype, Region, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use crate::syntax::Slice;

/// How many patches a slice looks through for what lies below it.
const MOST_PATCHES: usize = 1024;

impl Tensor {
    /// The part of the tensor that `slice` takes. Fails, of kind `SliceRange`, when it does not fit the shape,
    /// or would cut through a byte of a dtype that packs several elements in one.
    pub fn slice(&self, slice: &Slice) -> Result<Tensor> {
        let region = Region::of(self.shape(), slice)?;
        self.part(region)
    }

    fn part(&self, mut region: Region) -> Result<Tensor> {
        let mut tensor = self;
        for _ in 0..MOST_PATCHES {
            let Expression::Patch {
                base,
                region: patched,
                with,
                ..
            } = tensor.expression()
            else {
                break;
            };
            if let Some(within) = region.within(patched) {
                (tensor, region) = (with, within);
            } else if !region.meets(patched) {
                tensor = base;
            } else {
                break;
            }
        }
        if region.is_whole() {
            return Ok(tensor.clone());
        }
        tensor.view(&region)
    }

    fn view(&self, region: &Region) -> Result<Tensor> {
        let shape = region.shape().clone();
        let (of, layout) = match self.expression() {
            Expression::Constant(element) => {
                let constant = Expression::Constant(*element);
                return Ok(Tensor::new(self.dtype(), shape, constant));
            }
            Expression::View { of, layout, .. } => (of, layout.cut(region)),
            _ => (self, Layout::row_major(self.shape()).cut(region)),
        };
        let places = byte_places(self.dtype(), &shape, layout.places(&shape))?;
        if let (Some((bytes, offset)), Some(start)) = (of.as_stored(), places.contiguous()) {
            let offset = offset + start * self.dtype().unit().bytes as u64;
            return Ok(Tensor::stored(self.dtype(), shape, bytes.clone(), offset));
        }
        let of = of.clone();
        Ok(Tensor::new(
            self.dtype(),
            shape,
            Expression::View {
                of,
                layout: Box::new(layout),
                places: Box::new(places),
            },
        ))
    }
}

/// Places of elements as places of the dtype's smallest runs of whole bytes.
pub(super) fn byte_places(dtype: Dtype, shape: &Shape, places: Places) -> Result<Places> {
    let elements = dtype.unit().elements;
    places.in_units(elements).ok_or_else(|| {
        let message = format!("the slice {shape} cuts through bytes of {dtype}");
        let hint = format!("{elements} neighbours share bytes: cut at multiples of {elements}");
        Error::new(Kind::SliceRange, message).hint(hint)
    })
}
