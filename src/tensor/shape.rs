//! Shapes: the dimensions of a tensor.

use crate::error::{Error, Kind, Result};
use std::fmt;
use std::sync::Arc;

/// The dimensions of a tensor, outermost first. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    dimensions: Arc<[u64]>,
    elements: u64,
}

impl Shape {
    /// The most elements a shape may have: bits and bytes of any dtype then fit 64 bits.
    pub const MOST_ELEMENTS: u64 = 1 << 57;

    /// The most dimensions a shape may have, as in NumPy.
    pub const MOST_DIMENSIONS: usize = 64;

    /// A shape of these dimensions; none when there are too many of them or, leaving out those of size 0,
    /// their product is too large.
    pub fn new(dimensions: Vec<u64>) -> Option<Shape> {
        if dimensions.len() > Self::MOST_DIMENSIONS {
            return None;
        }
        let positive = dimensions.iter().filter(|size| **size > 0);
        let product = positive.copied().try_fold(1, u64::checked_mul)?;
        (product <= Self::MOST_ELEMENTS).then(|| Shape::part(dimensions))
    }

    /// A shape of dimensions that are known to be a part of another shape's.
    pub(super) fn part(dimensions: Vec<u64>) -> Shape {
        let elements = dimensions.iter().product();
        Shape {
            dimensions: dimensions.into(),
            elements,
        }
    }

    /// The size of each dimension.
    pub fn dimensions(&self) -> &[u64] {
        &self.dimensions
    }

    /// The number of a dimension, which counts from the end when negative. Fails, of kind `Shape`, when there is
    /// no such dimension.
    pub fn dimension(&self, dim: i64) -> Result<usize> {
        let rank = self.dimensions.len() as i64;
        let found = if dim < 0 {
            dim.saturating_add(rank)
        } else {
            dim
        };
        let found = usize::try_from(found).ok().filter(|_| found < rank);
        found.ok_or_else(|| {
            let message = format!("there is no dimension {dim} in {self}");
            Error::new(Kind::Shape, message).hint(self.numbering())
        })
    }

    /// The numbers that its dimensions have, in words.
    pub(super) fn numbering(&self) -> String {
        match self.dimensions.len() {
            0 => "a tensor without dimensions is a single number".to_string(),
            1 => "its only dimension is 0".to_string(),
            rank => format!("its dimensions are 0 to {}", rank - 1),
        }
    }

    /// How many elements a tensor of this shape has; 1 without dimensions.
    pub fn elements(&self) -> u64 {
        self.elements
    }

    /// Where an element stands: its number in row-major order as one index for each dimension.
    pub fn position(&self, element: u64) -> Vec<u64> {
        let indices = std::iter::zip(self.strides(), &*self.dimensions);
        indices
            .map(|(stride, size)| element / stride % (*size).max(1))
            .collect()
    }

    /// How many elements one step in each dimension passes over, in row-major order.
    pub(super) fn strides(&self) -> Vec<u64> {
        let mut strides = vec![1; self.dimensions.len()];
        for axis in (1..strides.len()).rev() {
            strides[axis - 1] = strides[axis] * self.dimensions[axis].max(1);
        }
        strides
    }
}

impl fmt::Display for Shape {
    /// `[2, 3]`; `[]` without dimensions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.dimensions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(dimensions: &[u64]) -> Shape {
        Shape::new(dimensions.to_vec()).expect("small")
    }

    #[test]
    fn elements_are_the_product() {
        assert_eq!(shape(&[2, 3]).elements(), 6);
        assert_eq!(shape(&[]).elements(), 1);
        assert_eq!(shape(&[4, 0, 2]).elements(), 0);
    }

    #[test]
    fn shapes_no_memory_could_hold_are_refused() {
        assert_eq!(Shape::new(vec![u64::MAX, 2]), None);
        assert_eq!(Shape::new(vec![0, u64::MAX, 2]), None);
        assert_eq!(Shape::new(vec![Shape::MOST_ELEMENTS + 1]), None);
        assert_eq!(Shape::new(vec![1; 65]), None);
        assert!(Shape::new(vec![1 << 56, 2, 0]).is_some());
    }

    #[test]
    fn strides_are_row_major() {
        assert_eq!(shape(&[2, 3, 4]).strides(), [12, 4, 1]);
        assert_eq!(shape(&[2, 0, 4]).strides(), [4, 4, 1]);
        assert_eq!(shape(&[]).strides(), [0; 0]);
    }

    #[test]
    fn it_prints_as_a_list() {
        assert_eq!(shape(&[2, 3]).to_string(), "[2, 3]");
        assert_eq!(shape(&[]).to_string(), "[]");
    }
}
