//! From a dtype to the type that holds its elements.

use super::float8::{E4m3, E5m2};
use super::half::{Bf16, F16};
use super::rare::{Fnuz, Power, RealPart, Tiny};
use super::{Element, Truth};
use crate::tensor::Dtype;

/// Work that is done alike for elements of every type.
pub trait Visit {
    /// What comes out of it.
    type Output;

    /// Does the work for elements of type `T`.
    fn visit<T: Element>(self) -> Self::Output;
}

/// Does the work for the elements of a dtype; none for complex numbers. The elements of dtypes narrower than
/// a byte are those of an unpacked block, one in each byte.
pub fn visit<V: Visit>(dtype: Dtype, work: V) -> Option<V::Output> {
    let output = match dtype {
        Dtype::U64 => work.visit::<u64>(),
        Dtype::I64 => work.visit::<i64>(),
        Dtype::F64 => work.visit::<f64>(),
        Dtype::C64 => return None,
        Dtype::F32 => work.visit::<f32>(),
        Dtype::U32 => work.visit::<u32>(),
        Dtype::I32 => work.visit::<i32>(),
        Dtype::BF16 => work.visit::<Bf16>(),
        Dtype::F16 => work.visit::<F16>(),
        Dtype::U16 => work.visit::<u16>(),
        Dtype::I16 => work.visit::<i16>(),
        Dtype::F8E5M2FNUZ => work.visit::<Fnuz<2, 16>>(),
        Dtype::F8E4M3FNUZ => work.visit::<Fnuz<3, 8>>(),
        Dtype::F8E8M0 => work.visit::<Power>(),
        Dtype::F8E4M3 => work.visit::<E4m3>(),
        Dtype::F8E5M2 => work.visit::<E5m2>(),
        Dtype::I8 => work.visit::<i8>(),
        Dtype::U8 => work.visit::<u8>(),
        Dtype::F6E3M2 => work.visit::<Tiny<6, 2, 3>>(),
        Dtype::F6E2M3 => work.visit::<Tiny<6, 3, 1>>(),
        Dtype::F4 => work.visit::<Tiny<4, 1, 1>>(),
        Dtype::Bool => work.visit::<Truth>(),
    };
    Some(output)
}

/// As [`visit`], and of complex numbers with their real parts.
pub fn visit_reals<V: Visit>(dtype: Dtype, work: V) -> Option<V::Output> {
    match dtype {
        Dtype::C64 => Some(work.visit::<RealPart>()),
        _ => visit(dtype, work),
    }
}
