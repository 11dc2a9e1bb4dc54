//! Dtypes: every type of number a checkpoint can hold.

use std::fmt;

/// The type of a tensor's elements. The order is the order of bytes in a written file: wide first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dtype {
    /// Unsigned, 64 bits.
    U64,
    /// Two's complement, 64 bits.
    I64,
    /// IEEE binary64.
    F64,
    /// A complex number of two binary32.
    C64,
    /// IEEE binary32.
    F32,
    /// Unsigned, 32 bits.
    U32,
    /// Two's complement, 32 bits.
    I32,
    /// The upper half of a binary32.
    BF16,
    /// IEEE binary16.
    F16,
    /// Unsigned, 16 bits.
    U16,
    /// Two's complement, 16 bits.
    I16,
    /// 5 exponent bits, 2 fraction bits, bias 16; no infinity, no -0, NaN is 0x80.
    F8E5M2FNUZ,
    /// 4 exponent bits, 3 fraction bits, bias 8; no infinity, no -0, NaN is 0x80.
    F8E4M3FNUZ,
    /// A power of two, 2^(code - 127); NaN is 0xFF.
    F8E8M0,
    /// 4 exponent bits, 3 fraction bits, bias 7; no infinity, largest 448.
    F8E4M3,
    /// 5 exponent bits, 2 fraction bits, bias 15; has infinities.
    F8E5M2,
    /// Two's complement, 8 bits.
    I8,
    /// Unsigned, 8 bits.
    U8,
    /// 3 exponent bits, 2 fraction bits; four in three bytes.
    F6E3M2,
    /// 2 exponent bits, 3 fraction bits; four in three bytes.
    F6E2M3,
    /// 2 exponent bits, 1 fraction bit; two in a byte.
    F4,
    /// True or false in one byte, 1 or 0.
    Bool,
}

impl Dtype {
    /// The name PyTorch gives it, such as `bfloat16`; types it lacks are named in the same manner.
    pub fn name(self) -> &'static str {
        match self {
            Dtype::U64 => "uint64",
            Dtype::I64 => "int64",
            Dtype::F64 => "float64",
            Dtype::C64 => "complex64",
            Dtype::F32 => "float32",
            Dtype::U32 => "uint32",
            Dtype::I32 => "int32",
            Dtype::BF16 => "bfloat16",
            Dtype::F16 => "float16",
            Dtype::U16 => "uint16",
            Dtype::I16 => "int16",
            Dtype::F8E5M2FNUZ => "float8_e5m2fnuz",
            Dtype::F8E4M3FNUZ => "float8_e4m3fnuz",
            Dtype::F8E8M0 => "float8_e8m0fnu",
            Dtype::F8E4M3 => "float8_e4m3fn",
            Dtype::F8E5M2 => "float8_e5m2",
            Dtype::I8 => "int8",
            Dtype::U8 => "uint8",
            Dtype::F6E3M2 => "float6_e3m2fn",
            Dtype::F6E2M3 => "float6_e2m3fn",
            Dtype::F4 => "float4_e2m1fn",
            Dtype::Bool => "bool",
        }
    }

    /// Every dtype, wide ones first.
    pub const ALL: [Dtype; 22] = [
        Dtype::U64,
        Dtype::I64,
        Dtype::F64,
        Dtype::C64,
        Dtype::F32,
        Dtype::U32,
        Dtype::I32,
        Dtype::BF16,
        Dtype::F16,
        Dtype::U16,
        Dtype::I16,
        Dtype::F8E5M2FNUZ,
        Dtype::F8E4M3FNUZ,
        Dtype::F8E8M0,
        Dtype::F8E4M3,
        Dtype::F8E5M2,
        Dtype::I8,
        Dtype::U8,
        Dtype::F6E3M2,
        Dtype::F6E2M3,
        Dtype::F4,
        Dtype::Bool,
    ];

    /// The names a person may write for a dtype to cast to, one for each.
    pub const NAMES: [&str; 12] = [
        "float64",
        "float32",
        "float16",
        "bfloat16",
        "float8_e4m3fn",
        "float8_e5m2",
        "int64",
        "int32",
        "int16",
        "int8",
        "uint8",
        "bool",
    ];

    /// Reads a name a person may write for a dtype to cast to, in any case, blanks around it ignored.
    pub fn parse(name: &str) -> Option<Dtype> {
        let name = name.trim().to_ascii_lowercase();
        let dtype = match name.as_str() {
            "float16" | "half" | "fp16" => Dtype::F16,
            "bfloat16" | "bf16" => Dtype::BF16,
            "float32" | "float" | "fp32" => Dtype::F32,
            "float64" | "double" | "fp64" => Dtype::F64,
            "uint8" => Dtype::U8,
            "int8" => Dtype::I8,
            "int16" | "short" => Dtype::I16,
            "int32" | "int" => Dtype::I32,
            "int64" | "long" => Dtype::I64,
            "bool" => Dtype::Bool,
            "float8_e4m3fn" => Dtype::F8E4M3,
            "float8_e5m2" => Dtype::F8E5M2,
            _ => return None,
        };
        Some(dtype)
    }

    /// Reads a name of any dtype, those included that files hold and nothing is cast to; as [`Dtype::parse`].
    pub fn named(name: &str) -> Option<Dtype> {
        let given = name.trim().to_ascii_lowercase();
        let own = || Dtype::ALL.into_iter().find(|dtype| dtype.name() == given);
        Dtype::parse(name).or_else(own)
    }

    /// How many bits one element takes.
    pub fn bits(self) -> u32 {
        match self {
            Dtype::U64 | Dtype::I64 | Dtype::F64 | Dtype::C64 => 64,
            Dtype::F32 | Dtype::U32 | Dtype::I32 => 32,
            Dtype::BF16 | Dtype::F16 | Dtype::U16 | Dtype::I16 => 16,
            Dtype::F8E5M2FNUZ | Dtype::F8E4M3FNUZ | Dtype::F8E8M0 => 8,
            Dtype::F8E4M3 | Dtype::F8E5M2 | Dtype::I8 | Dtype::U8 | Dtype::Bool => 8,
            Dtype::F6E3M2 | Dtype::F6E2M3 => 6,
            Dtype::F4 => 4,
        }
    }

    /// The smallest run of whole bytes: how many elements it holds and how many bytes it takes.
    pub(super) fn unit(self) -> Unit {
        let (elements, bytes) = match self.bits() {
            4 => (2, 1),
            6 => (4, 3),
            bits => (1, bits as usize / 8),
        };
        Unit { elements, bytes }
    }
}

/// The smallest run of elements that takes whole bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// How many elements.
    pub elements: u64,
    /// How many bytes.
    pub bytes: usize,
}

impl fmt::Display for Dtype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_where_a_cast_may_name_them() {
        for dtype in [
            Dtype::F64,
            Dtype::F16,
            Dtype::BF16,
            Dtype::F8E4M3,
            Dtype::F8E5M2,
            Dtype::U8,
            Dtype::I64,
            Dtype::Bool,
        ] {
            assert_eq!(Dtype::parse(dtype.name()), Some(dtype));
        }
        assert_eq!(Dtype::parse(" BF16 "), Some(Dtype::BF16));
        assert_eq!(Dtype::parse("Long"), Some(Dtype::I64));
        for unknown in ["f32", "torch.float32", "uint16", "byte", "complex64", ""] {
            assert_eq!(Dtype::parse(unknown), None);
        }
    }

    #[test]
    fn every_dtype_has_a_name_of_its_own() {
        for dtype in Dtype::ALL {
            assert_eq!(Dtype::named(dtype.name()), Some(dtype));
        }
        assert_eq!(Dtype::named(" Complex64 "), Some(Dtype::C64));
        assert_eq!(Dtype::named("half"), Some(Dtype::F16));
        assert_eq!(Dtype::named("F32"), None);
        assert!(Dtype::ALL.is_sorted());
    }

    #[test]
    fn wide_dtypes_come_first_in_a_file() {
        assert!(Dtype::F32 < Dtype::BF16 && Dtype::BF16 < Dtype::F16 && Dtype::U8 < Dtype::Bool);
        assert!(Dtype::U64 < Dtype::F64);
    }

    #[test]
    fn units_are_whole_bytes() {
        for dtype in [Dtype::F4, Dtype::F6E2M3, Dtype::BF16, Dtype::C64] {
            let unit = dtype.unit();
            assert_eq!(
                unit.elements * u64::from(dtype.bits()),
                unit.bytes as u64 * 8
            );
        }
    }
}
