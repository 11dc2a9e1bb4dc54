//! Torch files: what `torch.save` writes, read by a machine that executes nothing.
//!
//! Format: `torch/serialization.py` and `torch/_utils.py` of PyTorch. A file is a zip archive of a pickle
//! and the storages it names, or, as before PyTorch 1.6, a row of pickles with the storages behind them.

mod advice;
mod archive;
mod choice;
mod contents;
pub mod dtype;
mod file;
mod legacy;
mod pickle;
mod python;
mod storages;
mod tensors;
pub mod write;

pub use choice::Choice;
pub use file::read;

#[cfg(test)]
mod tests;
