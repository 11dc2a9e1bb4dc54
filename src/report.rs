//! An answer as data, then as text, table or JSON; diagnostics, progress, sizes and times.
//!
//! Invariant: this room knows no tensors, no files and no session. It turns data into text.

pub mod dump;
pub mod human;
pub mod json;
pub mod number;
mod text;

pub use text::{one_line, shorten, visible};
