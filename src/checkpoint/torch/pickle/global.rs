//! The globals that mean something here. All others are names without a meaning, and none is ever called.

use crate::checkpoint::torch::dtype;
use crate::tensor::Dtype;

/// A global of a pickle that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    /// A function that makes a tensor a view of a storage.
    Rebuild(Rebuild),
    /// A function that marks a tensor as a parameter.
    Parameter,
    /// A function that rebuilds a tensor and makes it one of a class.
    FromType,
    /// A class whose tensors are as all others.
    Tensor,
    /// A dict class.
    Dict,
    /// The class of shapes.
    Size,
    /// A storage class.
    Storage(Element),
    /// A dtype object.
    Dtype(Dtype),
    /// Something that makes tensors, or types them, in a way that is not supported: what those tensors are.
    Unsupported(&'static str),
}

/// The functions that rebuild tensors, in `torch._utils`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebuild {
    /// Storage, offset, size, stride.
    V1,
    /// And then whether it requires a gradient, hooks, perhaps metadata.
    V2,
    /// As the second, with the dtype before the metadata: its storage is untyped.
    V3,
}

/// What a storage is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Elements of a dtype.
    Of(Dtype),
    /// Bytes: the tensors on it name their dtype.
    Bytes,
    /// Elements of a type that is not supported.
    Unsupported(&'static str),
}

impl Element {
    /// How many bytes an element takes; none where it is not supported.
    pub fn bytes(self) -> Option<u64> {
        match self {
            Element::Of(dtype) => Some(u64::from(dtype.bits() / 8)),
            Element::Bytes => Some(1),
            Element::Unsupported(_) => None,
        }
    }
}

/// Storage classes of elements that are not supported.
const STORAGES: [(&str, &str); 6] = [
    ("ComplexDoubleStorage", "of dtype complex128"),
    ("QInt8Storage", "quantised"),
    ("QUInt8Storage", "quantised"),
    ("QInt32Storage", "quantised"),
    ("QUInt4x2Storage", "quantised"),
    ("QUInt2x4Storage", "quantised"),
];

/// Dtype objects that are not supported, and what tensors of them are.
const DTYPES: [(&str, &str); 9] = [
    ("complex128", "of dtype complex128"),
    ("complex32", "of dtype complex32"),
    ("float4_e2m1fn_x2", "of dtype float4_e2m1fn_x2"),
    ("qint8", "quantised"),
    ("quint8", "quantised"),
    ("qint32", "quantised"),
    ("quint4x2", "quantised"),
    ("quint2x4", "quantised"),
    ("bits8", "of dtype bits8"),
];

/// Functions of `torch._utils` that rebuild tensors that are not supported, and what those are.
const REBUILDS: [(&str, &str); 9] = [
    ("_rebuild_sparse_tensor", "sparse"),
    ("_rebuild_sparse_csr_tensor", "sparse"),
    ("_rebuild_nested_tensor", "nested"),
    ("_rebuild_qtensor", "quantised"),
    (
        "_rebuild_meta_tensor_no_storage",
        "on the meta device, without numbers",
    ),
    ("_rebuild_wrapper_subclass", "of a class of its own"),
    ("_rebuild_from_type", "of a class of its own"),
    ("_rebuild_device_tensor_from_numpy", "of another device"),
    (
        "_rebuild_device_tensor_from_cpu_tensor",
        "of another device",
    ),
];

impl Global {
    /// The global `name` of `module`, if it means something.
    pub fn named(module: &str, name: &str) -> Option<Global> {
        match (module, name) {
            ("torch._utils", _) => of_utils(name),
            ("torch._tensor", "_rebuild_from_type_v2") => of_utils(name),
            ("torch", "Tensor") | ("torch.nn.parameter", "Buffer" | "Parameter") => {
                Some(Global::Tensor)
            }
            ("collections", "OrderedDict") => Some(Global::Dict),
            ("torch", "Size") => Some(Global::Size),
            ("torch.storage", "UntypedStorage") | ("torch", "UntypedStorage") => {
                Some(Global::Storage(Element::Bytes))
            }
            ("torch.storage", "TypedStorage" | "_TypedStorage") => {
                Some(Global::Unsupported("on a storage of any type"))
            }
            ("torch" | "torch.cuda", _) => storage(name).or_else(|| dtype_object(name)),
            _ => None,
        }
    }

    /// What it is, in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Global::Rebuild(_) | Global::Parameter | Global::FromType => "a function of torch",
            Global::Tensor => "a tensor class",
            Global::Dict => "a dict class",
            Global::Size => "a shape class",
            Global::Storage(_) => "a storage class",
            Global::Dtype(_) => "a dtype",
            Global::Unsupported(words) => words,
        }
    }
}

fn of_utils(name: &str) -> Option<Global> {
    match name {
        "_rebuild_tensor" => Some(Global::Rebuild(Rebuild::V1)),
        "_rebuild_tensor_v2" => Some(Global::Rebuild(Rebuild::V2)),
        "_rebuild_tensor_v3" => Some(Global::Rebuild(Rebuild::V3)),
        "_rebuild_from_type_v2" => Some(Global::FromType),
        "_rebuild_parameter" | "_rebuild_parameter_with_state" => Some(Global::Parameter),
        _ => listed(&REBUILDS, name).map(Global::Unsupported),
    }
}

fn storage(name: &str) -> Option<Global> {
    let supported = dtype::of_storage_class(name).map(Element::Of);
    let element = supported.or_else(|| listed(&STORAGES, name).map(Element::Unsupported));
    element.map(Global::Storage)
}

fn dtype_object(name: &str) -> Option<Global> {
    let supported = dtype::of_object(name).map(Global::Dtype);
    supported.or_else(|| listed(&DTYPES, name).map(Global::Unsupported))
}

fn listed(list: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    let found = list.iter().find(|(listed, _)| *listed == name);
    found.map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up_in_their_modules() {
        let named = Global::named;
        assert_eq!(
            named("torch", "FloatStorage"),
            Some(Global::Storage(Element::Of(Dtype::F32)))
        );
        assert_eq!(
            named("torch.cuda", "HalfStorage"),
            Some(Global::Storage(Element::Of(Dtype::F16)))
        );
        assert_eq!(
            named("torch", "float8_e4m3fn"),
            Some(Global::Dtype(Dtype::F8E4M3))
        );
        assert_eq!(
            named("torch._utils", "_rebuild_tensor_v3"),
            Some(Global::Rebuild(Rebuild::V3))
        );
        for (module, name) in [
            ("posix", "system"),
            ("builtins", "eval"),
            ("torch", "load"),
            ("torch._utils", "FloatStorage"),
            ("os", "OrderedDict"),
            ("", ""),
        ] {
            assert_eq!(named(module, name), None, "{module}.{name}");
        }
    }

    #[test]
    fn what_is_not_supported_says_what_it_is() {
        for (module, name, words) in [
            ("torch._utils", "_rebuild_sparse_tensor", "sparse"),
            ("torch", "complex128", "of dtype complex128"),
            ("torch.storage", "TypedStorage", "on a storage of any type"),
        ] {
            let global = Global::named(module, name);
            assert_eq!(global, Some(Global::Unsupported(words)));
        }
        assert_eq!(Element::Unsupported("quantised").bytes(), None);
        assert_eq!(Element::Of(Dtype::C64).bytes(), Some(8));
    }
}
