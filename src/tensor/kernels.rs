//! Kernels: one pass over a block of elements, little-endian at any address.

mod arithmetic;
mod cast;
mod clamp;
mod half;
mod loops;

pub(super) use arithmetic::{Combine, Onto, Update, add, multiply, scale, subtract};
pub(super) use cast::{Cast, cast};
pub(super) use clamp::clamp;
