//! Kernels: one pass over a block of elements, little-endian at any address.

mod arithmetic;
mod cast;
mod half;
mod loops;

pub(super) use arithmetic::{Combine, Onto, Update, add, scale, subtract};
pub(super) use cast::{Cast, cast};
