//! Views: a part of a tensor, or its elements in another order.

use super::expression::Expression;
use super::layout::Layout;
use super::places::Places;
use super::{Dtype, Region, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use crate::syntax::Slice;

/// How many patches and joints a slice looks through for what lies below it.
const MOST_LAYERS: usize = 1024;

impl Tensor {
    /// The part of the tensor that `slice` takes. Fails, of kind `SliceRange`, when it does not fit the shape,
    /// or would cut through a byte of a dtype that packs several elements in one.
    pub fn slice(&self, slice: &Slice) -> Result<Tensor> {
        let region = Region::of(self.shape(), slice)?;
        self.part(region)
    }

    /// The part of the tensor that `region`, a region of its shape, takes. Fails as [`Tensor::slice`].
    pub(super) fn part(&self, mut region: Region) -> Result<Tensor> {
        let mut tensor = self;
        for _ in 0..MOST_LAYERS {
            let Some((below, within)) = tensor.below(&region) else {
                break;
            };
            (tensor, region) = (below, within);
        }
        if region.is_whole() {
            return Ok(tensor.clone());
        }
        let (of, layout) = tensor.layout();
        let (layout, shape) = (layout.cut(&region), region.shape().clone());
        let places = byte_places(self.dtype(), &shape, layout.places(&shape))?;
        Ok(arranged(of, shape, layout, places))
    }

    /// The one tensor that a region of a patched or joined tensor lies in, and the region there.
    fn below(&self, region: &Region) -> Option<(&Tensor, Region)> {
        match self.expression() {
            Expression::Patch {
                base,
                region: patched,
                with,
                ..
            } => match region.within(patched) {
                Some(within) => Some((with, within)),
                None => (!region.meets(patched)).then(|| (base, region.clone())),
            },
            Expression::Joint(joint) => joint.holding(region),
            _ => None,
        }
    }

    /// The tensor that is viewed, and how: any tensor is a view, if only of itself.
    pub(super) fn layout(&self) -> (&Tensor, Layout) {
        match self.expression() {
            Expression::View { of, layout, .. } => (of, Layout::clone(layout)),
            _ => (self, Layout::row_major(self.shape())),
        }
    }
}

/// A tensor of this shape whose elements lie in `of` as `layout` says, which is at `places` in units of whole
/// bytes.
pub(super) fn arranged(of: &Tensor, shape: Shape, layout: Layout, places: Places) -> Tensor {
    let dtype = of.dtype();
    if let Expression::Constant(element) = of.expression() {
        return Tensor::new(dtype, shape, Expression::Constant(*element));
    }
    if let (Some((bytes, offset)), Some(start)) = (of.as_stored(), places.contiguous()) {
        let offset = offset + start * dtype.unit().bytes as u64;
        return Tensor::stored(dtype, shape, bytes.clone(), offset);
    }
    let whole = places.contiguous().is_some() && shape.elements() == of.shape().elements();
    if whole && shape == *of.shape() {
        return of.clone();
    }
    let of = match places.ascend() {
        true => of.clone(),
        false => of.at_hand(),
    };
    let view = Expression::View {
        of,
        layout: Box::new(layout),
        places: Box::new(places),
    };
    Tensor::new(dtype, shape, view)
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
