//! Casts: which dtypes turn into which, and the kernels that do it.

use super::half;
use super::loops::convert;
use crate::tensor::Dtype;
use crate::tensor::element::{Bf16, E4m3, E5m2, Element, F16, Target, Truth, Visit, Wide, visit};

/// Writes the elements of the first block to the second, as another dtype.
pub type Cast = fn(&[u8], &mut [u8]);

/// The kernel that casts `from` to `to`; none when there is no such cast.
pub fn cast(from: Dtype, to: Dtype) -> Option<Cast> {
    match (from, to) {
        (Dtype::F16, Dtype::F32) => Some(half::to_f32),
        (Dtype::F32, Dtype::F16) => Some(half::from_f32),
        _ if from.unit().elements > 1 => None,
        _ => visit(from, CastTo(to))?,
    }
}

/// Looks up the cast of any dtype to this one.
struct CastTo(Dtype);

impl Visit for CastTo {
    type Output = Option<Cast>;

    fn visit<A: Element>(self) -> Option<Cast> {
        let kernel: Cast = match self.0 {
            Dtype::I64 => convert_all::<A, i64>,
            Dtype::F64 => convert_all::<A, f64>,
            Dtype::F32 => convert_all::<A, f32>,
            Dtype::I32 => convert_all::<A, i32>,
            Dtype::BF16 => convert_all::<A, Bf16>,
            Dtype::F16 => convert_all::<A, F16>,
            Dtype::I16 => convert_all::<A, i16>,
            Dtype::F8E4M3 => convert_all::<A, E4m3>,
            Dtype::F8E5M2 => convert_all::<A, E5m2>,
            Dtype::I8 => convert_all::<A, i8>,
            Dtype::U8 => convert_all::<A, u8>,
            Dtype::Bool => convert_all::<A, Truth>,
            _ => return None,
        };
        Some(kernel)
    }
}

fn convert_all<A: Element, B: Target>(values: &[u8], into: &mut [u8]) {
    convert(values, into, |value: A| value.widen().narrow::<B>());
}
