//! Why two tensors of one name differ.

use crate::report::{number, visible};
use std::fmt;

/// The first thing in which two tensors differ.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Their shapes, after slicing: left, right.
    Shapes(Vec<u64>, Vec<u64>),
    /// Their dtypes, left and right: `torch.float32`.
    Dtypes(String, String),
    /// Some elements.
    Values(Spread),
}

/// How far the elements of two tensors are apart. What was not looked for is not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// The largest difference allowed; without it elements must be equal.
    pub eps: Option<f64>,
    /// The largest absolute difference; NaN when any is.
    pub largest: Option<f64>,
    /// How many elements differ.
    pub differing: Option<u64>,
    /// How many elements there are.
    pub elements: Option<u64>,
    /// Where the first that differs stands.
    pub first: Option<Vec<u64>>,
    /// Where the largest difference stands.
    pub largest_at: Option<Vec<u64>>,
    /// The mean absolute difference.
    pub mean: Option<f64>,
    /// The length of the difference by that of the left tensor.
    pub relative: Option<f64>,
    /// The cosine of the angle between both.
    pub cosine: Option<f64>,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Shapes(left, right) => write!(f, "shape {left:?} != {right:?}"),
            Reason::Dtypes(left, right) => {
                write!(f, "dtype {} != {}", visible(left), visible(right))
            }
            Reason::Values(spread) => spread.fmt(f),
        }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(eps), Some(largest)) = (self.eps, self.largest) else {
            return f.write_str("values differ (not exactly equal)");
        };
        let (largest, eps) = (number::six_digits(largest), number::six_digits(eps));
        write!(f, "values differ (max_abs_diff={largest}, eps={eps})")
    }
}
