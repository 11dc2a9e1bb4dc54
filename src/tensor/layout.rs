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
    /// Every element of a tensor of this shape at its own place.
    pub fn row_major(shape: &Shape) -> Layout {
        Layout {
            start: 0,
            strides: shape.strides(),
        }
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
