//! Tensors: dtype, shape, and an expression that is evaluated when a number is needed.
//!
//! Invariant: this room knows no names, no session and no file format. Dtypes and shapes are known, and
//! refused where they do not fit, before any element is read; elements are read block by block, so memory
//! does not grow with a tensor; results are the same bits for any number of threads and, matrix products and low-rank
//! factors aside, on every processor.

mod arithmetic;
mod buffers;
mod bulk;
mod bytes;
mod concat;
mod constant;
mod cost;
mod dtype;
mod element;
mod engine;
mod evaluate;
mod expression;
mod factors;
mod heavy;
mod joint;
mod kernels;
mod layout;
mod number;
mod origin;
mod patch;
mod permute;
mod places;
mod product;
mod random;
mod region;
mod reshape;
mod scratch;
mod shape;
mod strided;
mod values;
mod view;
mod window;

#[cfg(test)]
mod tests;

pub use buffers::Buffers;
pub use bytes::Bytes;
pub use dtype::Dtype;
pub use engine::{
    Cancel, Comparison, Computing, Difference, Engine, Profile, Progress, Statistics,
};
pub use expression::Tensor;
pub use number::Number;
pub use origin::Origin;
pub use random::{Distribution, Seed};
pub use region::Region;
pub use scratch::{Arena, Scratch};
pub use shape::Shape;
pub use values::Values;
