//! Casts: which dtypes turn into which, and the kernels that do it.

use super::loops::convert;
use crate::tensor::Dtype;
use crate::tensor::element::{Bf16, E4m3, E5m2, Element, F16, Fnuz, Power, Target, Truth, Wide};

/// Writes the elements of the first block to the second, as another dtype.
pub type Cast = fn(&[u8], &mut [u8]);

/// The kernel that casts `from` to `to`; none when there is no such cast.
pub fn cast(from: Dtype, to: Dtype) -> Option<Cast> {
    match from {
        Dtype::U64 => cast_from::<u64>(to),
        Dtype::I64 => cast_from::<i64>(to),
        Dtype::F64 => cast_from::<f64>(to),
        Dtype::F32 => cast_from::<f32>(to),
        Dtype::U32 => cast_from::<u32>(to),
        Dtype::I32 => cast_from::<i32>(to),
        Dtype::BF16 => cast_from::<Bf16>(to),
        Dtype::F16 => cast_from::<F16>(to),
        Dtype::U16 => cast_from::<u16>(to),
        Dtype::I16 => cast_from::<i16>(to),
        Dtype::F8E5M2FNUZ => cast_from::<Fnuz<2, 16>>(to),
        Dtype::F8E4M3FNUZ => cast_from::<Fnuz<3, 8>>(to),
        Dtype::F8E8M0 => cast_from::<Power>(to),
        Dtype::F8E4M3 => cast_from::<E4m3>(to),
        Dtype::F8E5M2 => cast_from::<E5m2>(to),
        Dtype::I8 => cast_from::<i8>(to),
        Dtype::U8 => cast_from::<u8>(to),
        Dtype::Bool => cast_from::<Truth>(to),
        Dtype::C64 | Dtype::F6E3M2 | Dtype::F6E2M3 | Dtype::F4 => None,
    }
}

fn cast_from<A: Element>(to: Dtype) -> Option<Cast> {
    let kernel: Cast = match to {
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

fn convert_all<A: Element, B: Target>(values: &[u8], into: &mut [u8]) {
    convert(values, into, |value: A| value.widen().narrow::<B>());
}
