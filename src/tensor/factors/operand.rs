//! The matrix to factor: checked, read, and brought to a size that cannot overflow.

use super::leading::{self, Leading};
use crate::error::{Error, Kind, Result};
use crate::tensor::element::Target;
use crate::tensor::heavy::Desk;
use crate::tensor::kernels::{self, Cast};
use crate::tensor::scratch::Room;
use crate::tensor::{Dtype, Tensor, bulk};
use faer::MatRef;
use pulp::bytemuck::{Pod, cast_slice, cast_slice_mut};
use std::marker::PhantomData;
use std::num::NonZeroU64;

/// A matrix and the rank to bring it to.
#[derive(Debug)]
pub struct Operand {
    /// Its numbers, in the dtype they are computed in.
    pub tensor: Tensor,
    /// Its own dtype, and the kernel that rounds to it from float64.
    pub dtype: Dtype,
    pub narrow: Cast,
    pub rows: u64,
    pub columns: u64,
    /// At least 1, at most the smaller of `rows` and `columns`.
    pub rank: u64,
    name: String,
}

impl Operand {
    /// A matrix that has factors, by its dtype and shape. Fails, of kind `Shape` or `Dtype`, for others.
    pub fn new(tensor: &Tensor, rank: NonZeroU64, name: &str) -> Result<Operand> {
        let shape = tensor.shape();
        let &[rows, columns] = shape.dimensions() else {
            let message = format!("low-rank factors are those of a matrix, not of {shape}");
            let error = Error::new(Kind::Shape, message);
            return Err(error.hint("a matrix has two dimensions: reshape it first"));
        };
        if shape.elements() == 0 {
            let message = format!("a matrix {shape} has no elements, so no low-rank factors");
            return Err(Error::new(Kind::Shape, message));
        }
        let dtype = tensor.dtype();
        let wide = wide(dtype).ok_or_else(|| refused(dtype))?;
        Ok(Operand {
            tensor: tensor.cast(wide)?,
            dtype,
            narrow: kernels::cast(Dtype::F64, dtype).ok_or_else(|| refused(dtype))?,
            rows,
            columns,
            rank: rank.get().min(rows).min(columns),
            name: name.to_string(),
        })
    }

    /// The leading singular triples of the matrix.
    ///
    /// # Errors
    /// `numeric` where the matrix is not finite or nothing converges; `io` where memory is short; `interrupted`;
    /// those of reading.
    pub fn leading(&self, desk: &mut Desk<'_>) -> Result<Leading> {
        match self.tensor.dtype() {
            Dtype::F64 => self.factored(desk, |held: Held<f64>, rank, desk| {
                let matrix = held.matrix().to_owned();
                drop(held);
                leading::of_doubles(matrix, rank, desk)
            }),
            _ => self.factored(desk, |held: Held<f32>, rank, desk| {
                leading::of_singles(held.matrix(), rank, desk)
            }),
        }
    }

    fn factored<T: Real>(
        &self,
        desk: &mut Desk<'_>,
        factor: fn(Held<T>, usize, &Desk<'_>) -> Result<Leading>,
    ) -> Result<Leading> {
        let mut held = Held::<T> {
            room: desk.room(self.tensor.bytes())?,
            shape: (self.rows as usize, self.columns as usize),
            numbers: PhantomData,
        };
        let numbers = cast_slice_mut(&mut held.room);
        bulk::read(desk, &self.tensor, 0, numbers)?;
        let exponent = self.settle::<T>(numbers)?;
        let leading = factor(held, self.rank as usize, desk)?;
        Ok(Leading {
            exponent,
            ..leading
        })
    }

    /// Scales the numbers by a power of two so that the largest is near 1, and returns the even exponent that undoes
    /// it. Fails, of kind `Numeric`, where one is not finite.
    fn settle<T: Real>(&self, numbers: &mut [T]) -> Result<i32> {
        let magnitudes = numbers.iter().map(|number| number.magnitude());
        let largest = magnitudes.max().unwrap_or_default();
        if largest >= INFINITY {
            return Err(self.not_finite(numbers));
        }
        let exponent = (largest >> 52) as i32 - 1022;
        let exponent = (exponent & !1).clamp(-1022, 1022);
        let by = power(-exponent);
        for number in numbers {
            *number = number.times(by);
        }
        Ok(exponent)
    }

    fn not_finite<T: Real>(&self, numbers: &[T]) -> Error {
        let first = (0..)
            .zip(numbers)
            .find(|(_, number)| number.magnitude() >= INFINITY);
        let (place, word) = match first {
            Some((place, number)) if number.magnitude() == INFINITY => (place, "an infinity"),
            Some((place, _)) => (place, "a NaN"),
            None => (0, "no number"),
        };
        let position = self.tensor.shape().position(place);
        let message = format!("`{}` holds {word} at {position:?}", self.name);
        Error::new(Kind::Numeric, message).hint("only finite matrices have low-rank factors")
    }
}

/// The numbers of a matrix, row by row.
struct Held<T> {
    room: Room,
    shape: (usize, usize),
    numbers: PhantomData<T>,
}

impl<T: Real> Held<T> {
    fn matrix(&self) -> MatRef<'_, T> {
        MatRef::from_row_major_slice(cast_slice(&self.room), self.shape.0, self.shape.1)
    }
}

/// The dtype that factors of a matrix are computed from, if it has any.
fn wide(dtype: Dtype) -> Option<Dtype> {
    match dtype {
        Dtype::F64 => Some(Dtype::F64),
        Dtype::F32 | Dtype::F16 | Dtype::BF16 => Some(Dtype::F32),
        _ => None,
    }
}

fn refused(dtype: Dtype) -> Error {
    let message = format!("{dtype} tensors have no low-rank factors");
    Error::new(Kind::Dtype, message).hint("cast it to float32 first")
}

/// Two to this power, which is at least -1022 and at most 1023.
pub fn power(exponent: i32) -> f64 {
    f64::from_bits(((1023 + exponent) as u64) << 52)
}

/// The bits of the binary64 infinity.
const INFINITY: u64 = f64::INFINITY.to_bits();

/// A float that matrices are read in.
pub trait Real: Target<Raw: Pod> + Pod + Default {
    /// The bits of its magnitude in binary64: in the order of magnitudes, NaN last.
    fn magnitude(self) -> u64;
    /// The product with a number.
    fn times(self, by: f64) -> Self;
}

impl Real for f32 {
    fn magnitude(self) -> u64 {
        f64::from(self).magnitude()
    }

    fn times(self, by: f64) -> f32 {
        (f64::from(self) * by) as f32
    }
}

impl Real for f64 {
    fn magnitude(self) -> u64 {
        self.abs().to_bits()
    }

    fn times(self, by: f64) -> f64 {
        self * by
    }
}
