//! Layouts: where each element of a view lies in the tensor it views.

use super::places::{Axis, Places};
use super::{Region, Shape};

/// For each dimension of a view, how far one step goes in the viewed tensor, in elements.
#[derive(Clone, Debug)]
pub struct Layout {
    start: u64,
    strides: Vec<u64>,
}

impl Layout {
    /// Elements that lie so far apart, the first at the beginning.
    pub fn new(strides: Vec<u64>) -> Layout {
        Layout { start: 0, strides }
    }

    /// Every element of a tensor of this shape at its own place.
    pub fn row_major(shape: &Shape) -> Layout {
        Layout::new(shape.strides())
    }

    /// The layout of a region of the view.
    pub fn cut(&self, region: &Region) -> Layout {
        let mut cut = Layout {
            start: self.start,
            strides: Vec::new(),
        };
        for (span, stride) in std::iter::zip(region.spans(), &self.strides) {
            cut.start += span.start * stride;
            if span.kept {
                cut.strides.push(span.step * stride);
            }
        }
        cut
    }

    /// The layout of the view with its dimensions in another order.
    pub fn turned(&self, order: &[usize]) -> Layout {
        Layout {
            start: self.start,
            strides: order.iter().map(|from| self.strides[*from]).collect(),
        }
    }

    /// The layout of a view of shape `to` with the elements of this view, of shape `from`, in the same order;
    /// none where a dimension of `to` would need two strides.
    pub fn folded(&self, from: &Shape, to: &Shape) -> Option<Layout> {
        let places = self.places(from);
        let mut axes = places.axes().iter().rev();
        let mut axis = Axis {
            length: 1,
            stride: 1,
        };
        let mut strides = Vec::with_capacity(to.dimensions().len());
        for size in to.dimensions().iter().rev() {
            if axis.length == 1 && *size > 1 {
                axis = *axes.next()?;
            }
            if !axis.length.is_multiple_of(*size) {
                return None;
            }
            strides.push(axis.stride);
            axis.length /= size;
            axis.stride *= size;
        }
        strides.reverse();
        Some(Layout {
            start: self.start,
            strides,
        })
    }

    /// The places of a view of this shape, in row-major order.
    pub fn places(&self, shape: &Shape) -> Places {
        let axes = std::iter::zip(shape.dimensions(), &self.strides);
        let axes = axes.map(|(length, stride)| Axis {
            length: *length,
            stride: *stride,
        });
        Places::new(self.start, axes)
    }
}
