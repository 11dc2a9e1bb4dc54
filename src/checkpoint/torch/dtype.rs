//! Dtypes as torch files name them: by a storage class of the module `torch`, or by a dtype object of it.

use crate::tensor::Dtype;

/// The dtypes that have a storage class of their own, and its name in the module `torch`.
const CLASSES: [(Dtype, &str); 11] = [
    (Dtype::F64, "DoubleStorage"),
    (Dtype::F32, "FloatStorage"),
    (Dtype::F16, "HalfStorage"),
    (Dtype::BF16, "BFloat16Storage"),
    (Dtype::I64, "LongStorage"),
    (Dtype::I32, "IntStorage"),
    (Dtype::I16, "ShortStorage"),
    (Dtype::I8, "CharStorage"),
    (Dtype::U8, "ByteStorage"),
    (Dtype::Bool, "BoolStorage"),
    (Dtype::C64, "ComplexFloatStorage"),
];

/// The dtypes of whole bytes that have none: their storages are untyped, and the tensor names the dtype.
const UNTYPED: [Dtype; 8] = [
    Dtype::U64,
    Dtype::U32,
    Dtype::U16,
    Dtype::F8E4M3,
    Dtype::F8E5M2,
    Dtype::F8E4M3FNUZ,
    Dtype::F8E5M2FNUZ,
    Dtype::F8E8M0,
];

/// The storage class of `dtype`; none where tensors are rebuilt from an untyped storage, or not at all.
pub fn storage_class(dtype: Dtype) -> Option<&'static str> {
    let class = CLASSES.iter().find(|(of, _)| *of == dtype);
    class.map(|(_, name)| *name)
}

/// The dtype whose storage class is called `name`.
pub fn of_storage_class(name: &str) -> Option<Dtype> {
    let class = CLASSES.iter().find(|(_, class)| *class == name);
    class.map(|(dtype, _)| *dtype)
}

/// The name of the dtype object that stands for `dtype`; none where PyTorch has no such dtype, or packs
/// several elements into one.
pub fn object(dtype: Dtype) -> Option<&'static str> {
    let known = storage_class(dtype).is_some() || UNTYPED.contains(&dtype);
    known.then(|| dtype.name())
}

/// The dtype whose object is called `name`.
pub fn of_object(name: &str) -> Option<Dtype> {
    let all = CLASSES.iter().map(|(dtype, _)| dtype).chain(&UNTYPED);
    all.copied().find(|dtype| object(*dtype) == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_dtypes() {
        for dtype in Dtype::ALL {
            if let Some(class) = storage_class(dtype) {
                assert_eq!(of_storage_class(class), Some(dtype));
            }
            if let Some(name) = object(dtype) {
                assert_eq!(of_object(name), Some(dtype));
            }
        }
        assert_eq!(of_storage_class("ComplexDoubleStorage"), None);
        assert_eq!(of_object("quint8"), None);
    }

    #[test]
    fn only_dtypes_packed_closer_than_bytes_are_unknown_to_torch() {
        let unknown = Dtype::ALL
            .into_iter()
            .filter(|dtype| object(*dtype).is_none());
        assert!(unknown.eq([Dtype::F6E3M2, Dtype::F6E2M3, Dtype::F4]));
    }
}
