//! Tests of the room as a whole, and the small words they share.

mod casts;
mod chains;
mod costs;
mod laws;
mod matmul;
mod profiles;
mod reductions;
mod support;
mod torch;
mod views;

pub(super) use torch::checksum;

use super::{Buffers, Dtype, Shape, Tensor};
use crate::syntax::{Component, Slice};
use std::sync::Arc;

/// A shape of these dimensions.
pub(super) fn shape(dimensions: &[u64]) -> Shape {
    Shape::new(dimensions.to_vec()).expect("small")
}

/// A tensor in memory.
pub(super) fn stored(dtype: Dtype, dimensions: &[u64], bytes: Vec<u8>) -> Tensor {
    let tensor = Tensor::stored(dtype, shape(dimensions), Arc::new(bytes), 0);
    assert_eq!(tensor.as_stored().expect("stored").1, 0);
    tensor
}

/// A float32 tensor in memory.
pub(super) fn floats(dimensions: &[u64], values: &[f32]) -> Tensor {
    let bytes = values.iter().flat_map(|value| value.to_le_bytes());
    stored(Dtype::F32, dimensions, bytes.collect())
}

/// An int32 tensor in memory that holds 0, 1, 2 and so on.
pub(super) fn counting(dimensions: &[u64]) -> Tensor {
    let count = shape(dimensions).elements() as i32;
    stored(
        Dtype::I32,
        dimensions,
        (0..count).flat_map(i32::to_le_bytes).collect(),
    )
}

/// All elements of a tensor, as bytes.
pub(super) fn bytes(tensor: &Tensor) -> Vec<u8> {
    let mut bytes = vec![0xa5; tensor.bytes() as usize];
    tensor
        .read(0, &mut bytes, &mut Buffers::default())
        .expect("readable");
    bytes
}

/// All elements of a float32 tensor.
pub(super) fn values(tensor: &Tensor) -> Vec<f32> {
    assert_eq!(tensor.dtype(), Dtype::F32);
    let bytes = bytes(tensor);
    bytes
        .as_chunks()
        .0
        .iter()
        .map(|raw| f32::from_le_bytes(*raw))
        .collect()
}

/// All elements of an int32 tensor.
pub(super) fn integers(tensor: &Tensor) -> Vec<i32> {
    assert_eq!(tensor.dtype(), Dtype::I32);
    let bytes = bytes(tensor);
    bytes
        .as_chunks()
        .0
        .iter()
        .map(|raw| i32::from_le_bytes(*raw))
        .collect()
}

/// A slice of these components.
pub(super) fn slice(components: &[Component]) -> Slice {
    Slice {
        components: components.to_vec(),
    }
}

/// The component `start:stop:step`.
pub(super) fn range(start: i64, stop: i64, step: u64) -> Component {
    Component::Range {
        start: Some(start),
        stop: Some(stop),
        step,
    }
}

/// The component `:`.
pub(super) fn all() -> Component {
    Component::Range {
        start: None,
        stop: None,
        step: 1,
    }
}

/// One position.
pub(super) fn at(index: i64) -> Component {
    Component::Index(index)
}
