//! Tensors: dtype, shape, and an expression that is evaluated when a number is needed.
//!
//! Invariant: this room knows no names, no session and no file format. Dtypes and shapes are known, and
//! refused where they do not fit, before any element is read; elements are read block by block, so memory
//! does not grow with a tensor; results are the same bits for any number of threads and on every processor.

mod buffers;
mod bytes;
mod dtype;
mod engine;
mod evaluate;
mod expression;
mod shape;

pub use buffers::Buffers;
pub use bytes::Bytes;
pub use dtype::Dtype;
pub use engine::{Cancel, Engine, Progress};
pub use expression::Tensor;
pub use shape::Shape;
