//! The elements of a tensor, as a dump shows them.

use crate::error::Result;
use crate::report::dump::{Elements, Values};
use crate::tensor::{Dtype, Engine, Number, Tensor};

/// All elements, exact.
pub(super) fn values(tensor: &Tensor, engine: &Engine) -> Result<Values> {
    let elements = elements(tensor.dtype(), &engine.values(tensor)?);
    Ok(Values {
        shape: tensor.shape().dimensions().to_vec(),
        elements,
    })
}

/// Numbers of one dtype as elements of one sort.
fn elements(dtype: Dtype, numbers: &[Number]) -> Elements {
    let integers = numbers.iter().filter_map(|number| match number {
        Number::Int(integer) => Some(*integer),
        _ => None,
    });
    match dtype {
        Dtype::Bool => Elements::Flags(
            numbers
                .iter()
                .map(|number| *number == Number::Bool(true))
                .collect(),
        ),
        Dtype::U64 | Dtype::U32 | Dtype::U16 | Dtype::U8 => Elements::Unsigned(
            integers
                .filter_map(|integer| u64::try_from(integer).ok())
                .collect(),
        ),
        Dtype::I64 | Dtype::I32 | Dtype::I16 | Dtype::I8 => Elements::Signed(
            integers
                .filter_map(|integer| i64::try_from(integer).ok())
                .collect(),
        ),
        Dtype::C64 => {
            let parts: Vec<f64> = numbers.iter().filter_map(float).collect();
            let pairs = parts.as_chunks().0.iter();
            Elements::Complex(pairs.map(|[real, imaginary]| (*real, *imaginary)).collect())
        }
        _ => Elements::Floats(numbers.iter().filter_map(float).collect()),
    }
}

fn float(number: &Number) -> Option<f64> {
    match number {
        Number::Float(float) => Some(*float),
        _ => None,
    }
}
