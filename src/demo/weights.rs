//! Numbers that look like weights and are the same on every machine.

use crate::error::{Error, Kind, Result};
use crate::tensor::{Dtype, Shape, Tensor};
use std::sync::Arc;

/// A tensor of small numbers that follow from `name` alone. All are multiples of 1/128 within
/// [-1, 1), so every floating dtype of at least 8 significant bits holds them exactly.
pub(super) fn tensor(name: &str, dtype: Dtype, sizes: &[u64]) -> Result<Tensor> {
    let shape = Shape::new(sizes.to_vec()).ok_or_else(|| Error::new(Kind::Shape, "too large"))?;
    let mut state = seed(name);
    let mut bytes = Vec::new();
    for _ in 0..shape.elements() {
        state = next(state);
        let step = i16::from((state >> 56) as u8) - 128;
        bytes.extend((f32::from(step) / 128.0).to_le_bytes());
    }
    Tensor::stored(Dtype::F32, shape, Arc::new(bytes), 0).cast(dtype)
}

/// The 64-bit FNV-1a hash of a name (Fowler, Noll, Vo).
fn seed(name: &str) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    name.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// One step of Knuth's MMIX generator.
fn next(state: u64) -> u64 {
    state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407)
}
