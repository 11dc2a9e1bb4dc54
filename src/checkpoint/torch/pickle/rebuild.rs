//! Rebuilt tensors: views of storages, checked against what the storages say of themselves.

use super::global::{Element, Global, Rebuild};
use super::tape::Fault;
use super::value::{Heap, Id, Storage, Value};
use crate::tensor::{Dtype, Shape};

/// A tensor: where its elements lie.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The number of the storage.
    pub storage: Id,
    /// Their type.
    pub dtype: Dtype,
    /// The dimensions.
    pub shape: Shape,
    /// For each dimension, how many elements one step passes over.
    pub strides: Vec<u64>,
    /// The first element, counted from the beginning of the storage.
    pub offset: u64,
}

/// The most entries of the metadata of a tensor: torch writes two flags.
const MOST_METADATA: usize = 16;

/// The tensor that a call of a rebuilding function stands for.
pub fn rebuild<'p>(
    how: Rebuild,
    arguments: &[Value<'p>],
    heap: &mut Heap<'p>,
) -> Result<Value<'p>, Fault> {
    let malformed = || Fault::wrong("a tensor of its pickle is malformed");
    let [
        Value::Storage(id),
        Value::Int(offset),
        size,
        stride,
        rest @ ..,
    ] = arguments
    else {
        return Err(malformed());
    };
    let storage = heap.storages().get(*id).ok_or_else(malformed)?;
    let dtype = match element(how, storage, rest).ok_or_else(malformed)? {
        Ok(dtype) => dtype,
        Err(unsupported) => return Ok(Value::Global(Global::Unsupported(unsupported))),
    };
    let metadata = rest.last().copied().unwrap_or(Value::None);
    let length = heap.entries(metadata).map_or(0, <[_]>::len);
    if length > MOST_METADATA {
        return Err(malformed());
    }
    if let Some(unsupported) = bent(metadata, heap) {
        return Ok(Value::Global(Global::Unsupported(unsupported)));
    }
    let sizes = numbers(*size, heap).ok_or_else(malformed)?;
    let strides = numbers(*stride, heap).ok_or_else(malformed)?;
    let shape = Shape::new(sizes).ok_or_else(|| Fault::wrong("a tensor of it is too large"))?;
    let offset = u64::try_from(*offset).ok();
    let offset = match shape.elements() {
        0 => offset.and(Some(0)),
        _ => offset.and_then(|offset| offset.checked_add(storage.skipped)),
    };
    let view = View {
        storage: *id,
        dtype,
        shape,
        strides,
        offset: offset.ok_or_else(malformed)?,
    };
    view.check(storage)?;
    Ok(heap.tensor(view))
}

/// The dtype of a tensor on `storage`, or what it is where that is not supported; none where the arguments
/// behind the strides are not those that they should be.
fn element(how: Rebuild, storage: &Storage, rest: &[Value]) -> Option<Result<Dtype, &'static str>> {
    match (how, storage.element, rest) {
        (_, Element::Unsupported(words), _) => Some(Err(words)),
        (Rebuild::V1, Element::Of(dtype), []) => Some(Ok(dtype)),
        (Rebuild::V2, Element::Of(dtype), [_, _, ..]) => Some(Ok(dtype)),
        (Rebuild::V3, Element::Bytes, [_, _, Value::Global(Global::Dtype(dtype)), ..]) => {
            Some(Ok(*dtype))
        }
        _ => None,
    }
}

/// What a tensor is whose numbers are not those of its storage, by its metadata.
fn bent<'p>(metadata: Value<'p>, heap: &Heap<'p>) -> Option<&'static str> {
    let is = |key| heap.under(metadata, key) == Some(Value::Bool(true));
    match (is("conj"), is("neg")) {
        (true, _) => Some("a conjugate view"),
        (_, true) => Some("a negative view"),
        _ => None,
    }
}

/// A tuple of numbers that are not negative.
fn numbers<'p>(value: Value<'p>, heap: &Heap<'p>) -> Option<Vec<u64>> {
    let items = heap.items(value)?.iter();
    let number = |item: &Value| match item {
        Value::Int(number) => u64::try_from(*number).ok(),
        _ => None,
    };
    items.map(number).collect()
}

impl View {
    /// Where the last of the elements ends, counted in elements from the beginning of the storage; none
    /// where no 64 bits can tell.
    fn end(&self) -> Option<u64> {
        if self.shape.elements() == 0 {
            return Some(0);
        }
        let steps = std::iter::zip(self.shape.dimensions(), &self.strides);
        let mut end = self.offset.checked_add(1)?;
        for (size, stride) in steps {
            end = end.checked_add((size - 1).checked_mul(*stride)?)?;
        }
        Some(end)
    }

    /// How many bytes of its storage a tensor needs, from the first on.
    pub fn bytes(&self) -> Option<u64> {
        self.end()?.checked_mul(u64::from(self.dtype.bits() / 8))
    }

    fn check(&self, storage: &Storage) -> Result<(), Fault> {
        let (sizes, strides) = (self.shape.dimensions().len(), self.strides.len());
        if sizes != strides {
            let fault = format!("a tensor of it has {sizes} dimensions and {strides} strides");
            return Err(Fault::wrong(fault));
        }
        let there = storage.element.bytes();
        let there = there.and_then(|width| storage.count.checked_mul(width));
        match (self.bytes(), there) {
            (Some(needed), Some(there)) if needed <= there => Ok(()),
            _ => {
                let fault = format!("a tensor of it reaches beyond storage `{}`", storage.key);
                Err(Fault::wrong(fault))
            }
        }
    }
}
