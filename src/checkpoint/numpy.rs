//! Numpy files: one array, `.npy`, or a zip of named arrays, `.npz`.
//!
//! Format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>. Objects, which are
//! pickles, are never read.

mod dtype;
mod header;
mod parse;
mod read;
pub mod write;

pub use read::read;

#[cfg(test)]
mod tests;
