//! Reshapes: the same elements in the same order under other dimensions.

use super::layout::Layout;
use super::view::{arranged, byte_places};
use super::{Shape, Tensor};
use crate::error::{Error, Kind, Result};

impl Tensor {
    /// The elements in the same order, row-major, in dimensions of these sizes, of which one may be -1: what is
    /// left. Fails, of kind `Shape`, when they do not hold the same number of elements.
    pub fn reshape(&self, sizes: &[i64]) -> Result<Tensor> {
        self.shaped(resolved(self.shape(), sizes)?)
    }

    fn shaped(&self, shape: Shape) -> Result<Tensor> {
        let (of, layout) = self.layout();
        let whole = of.shape().elements() == shape.elements()
            && layout.places(self.shape()).contiguous() == Some(0);
        if whole && !of.is(self) {
            return of.shaped(shape);
        }
        match layout.folded(self.shape(), &shape) {
            Some(layout) => {
                let places = byte_places(self.dtype(), &shape, layout.places(&shape))?;
                Ok(arranged(of, shape, layout, places))
            }
            None => self.relabelled(shape),
        }
    }

    /// All elements in their order under a shape that holds as many.
    fn relabelled(&self, shape: Shape) -> Result<Tensor> {
        let layout = Layout::row_major(&shape);
        let places = byte_places(self.dtype(), &shape, layout.places(&shape))?;
        Ok(arranged(self, shape, layout, places))
    }
}

/// The shape of these sizes that holds as many elements as `from`.
fn resolved(from: &Shape, sizes: &[i64]) -> Result<Shape> {
    let misfit = || {
        let elements = from.elements();
        let message = format!("{from} holds {elements} elements, which {sizes:?} cannot hold");
        let error = Error::new(Kind::Shape, message);
        match elements {
            0 => error.hint("one size must be -1, which is 0 then"),
            _ => error.hint(format!(
                "the sizes must multiply to {elements}; one may be -1, which stands for what is left"
            )),
        }
    };
    let open = sizes.iter().filter(|size| **size == -1).count();
    let given = sizes.iter().filter(|size| **size != -1);
    let given: Option<u64> = given
        .map(|size| u64::try_from(*size).ok())
        .try_fold(1_u64, |product, size| product.checked_mul(size?));
    let left = match given.filter(|_| open < 2) {
        Some(0) | None => return Err(misfit()),
        Some(given) if from.elements().is_multiple_of(given) => from.elements() / given,
        Some(_) => return Err(misfit()),
    };
    if open == 0 && left != 1 {
        return Err(misfit());
    }
    let size = |size: &i64| u64::try_from(*size).unwrap_or(left);
    Shape::new(sizes.iter().map(size).collect()).ok_or_else(misfit)
}
