//! Torch files: what `torch.save` writes, read by a machine that executes nothing.

pub mod dtype;
