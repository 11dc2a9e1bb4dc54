//! Dtypes as safetensors headers name them.

use crate::tensor::Dtype;
use safetensors::Dtype as Stored;

/// The dtype that a header calls `name`.
pub fn named(name: &str) -> Option<Dtype> {
    let dtype = match name {
        "U64" => Dtype::U64,
        "I64" => Dtype::I64,
        "F64" => Dtype::F64,
        "C64" => Dtype::C64,
        "F32" => Dtype::F32,
        "U32" => Dtype::U32,
        "I32" => Dtype::I32,
        "BF16" => Dtype::BF16,
        "F16" => Dtype::F16,
        "U16" => Dtype::U16,
        "I16" => Dtype::I16,
        "F8_E5M2FNUZ" => Dtype::F8E5M2FNUZ,
        "F8_E4M3FNUZ" => Dtype::F8E4M3FNUZ,
        "F8_E8M0" => Dtype::F8E8M0,
        "F8_E4M3" => Dtype::F8E4M3,
        "F8_E5M2" => Dtype::F8E5M2,
        "I8" => Dtype::I8,
        "U8" => Dtype::U8,
        "F6_E3M2" => Dtype::F6E3M2,
        "F6_E2M3" => Dtype::F6E2M3,
        "F4" => Dtype::F4,
        "BOOL" => Dtype::Bool,
        _ => return None,
    };
    Some(dtype)
}

/// The dtype of a header entry; its `Display` is the name.
pub fn stored(dtype: Dtype) -> Stored {
    match dtype {
        Dtype::U64 => Stored::U64,
        Dtype::I64 => Stored::I64,
        Dtype::F64 => Stored::F64,
        Dtype::C64 => Stored::C64,
        Dtype::F32 => Stored::F32,
        Dtype::U32 => Stored::U32,
        Dtype::I32 => Stored::I32,
        Dtype::BF16 => Stored::BF16,
        Dtype::F16 => Stored::F16,
        Dtype::U16 => Stored::U16,
        Dtype::I16 => Stored::I16,
        Dtype::F8E5M2FNUZ => Stored::F8_E5M2FNUZ,
        Dtype::F8E4M3FNUZ => Stored::F8_E4M3FNUZ,
        Dtype::F8E8M0 => Stored::F8_E8M0,
        Dtype::F8E4M3 => Stored::F8_E4M3,
        Dtype::F8E5M2 => Stored::F8_E5M2,
        Dtype::I8 => Stored::I8,
        Dtype::U8 => Stored::U8,
        Dtype::F6E3M2 => Stored::F6_E3M2,
        Dtype::F6E2M3 => Stored::F6_E2M3,
        Dtype::F4 => Stored::F4,
        Dtype::Bool => Stored::BOOL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sizes_agree_with_the_format() {
        for dtype in Dtype::ALL {
            let stored = stored(dtype);
            assert_eq!(named(&stored.to_string()), Some(dtype));
            assert_eq!(stored.bitsize(), dtype.bits() as usize);
        }
        assert_eq!(named("F33"), None);
        assert_eq!(named("f32"), None);
    }

    #[test]
    fn bytes_are_ordered_as_other_writers_order_them() {
        assert!(Dtype::ALL.map(stored).iter().rev().is_sorted());
    }
}
