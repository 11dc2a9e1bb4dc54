//! Torch files to be written: what `torch.load` reads back, also with `weights_only` and `mmap`.
//!
//! A zip of stored entries: the pickle that describes the tensors, one entry of bytes for each tensor, and a
//! few words. Nothing in it depends on the file's name, so the same tensors make the same bytes.

mod pickle;
mod tensor;

use crate::checkpoint::write::{Contents, Entry};
use crate::error::Result;
use crate::tensor::Tensor;
use std::sync::Arc;
use tensor::Rebuilt;

/// Tensors under their names, in this order: a dictionary.
pub fn dictionary(tensors: &[(Arc<str>, Tensor)]) -> Result<Contents> {
    let rebuilt = tensors
        .iter()
        .map(|(name, tensor)| Rebuilt::of(name, tensor));
    let rebuilt: Vec<Rebuilt> = rebuilt.collect::<Result<_>>()?;
    let named = tensors.iter().map(|(name, _)| &**name).zip(&rebuilt);
    let program = pickle::dictionary(named);
    arrange(program, tensors.iter().map(|(_, tensor)| tensor))
}

/// One tensor, without the name by which messages call it.
pub fn bare(name: &str, tensor: &Tensor) -> Result<Contents> {
    let rebuilt = Rebuilt::of(name, tensor)?;
    arrange(pickle::bare(&rebuilt), [tensor].into_iter())
}

/// The entries of a torch file, in the folder that `torch.save` gives files without a name.
fn arrange<'a>(program: Vec<u8>, tensors: impl Iterator<Item = &'a Tensor>) -> Result<Contents> {
    let word = |name: &str, head: Vec<u8>| Entry {
        name: format!("archive/{name}"),
        head,
        tensor: None,
    };
    let bytes = |(number, tensor): (usize, &Tensor)| Entry {
        name: format!("archive/data/{number}"),
        head: Vec::new(),
        tensor: Some(tensor.clone()),
    };
    let first = [
        word("data.pkl", program),
        word("byteorder", b"little".to_vec()),
    ];
    let last = word("version", b"3\n".to_vec());
    let entries = first.into_iter().chain(tensors.enumerate().map(bytes));
    Contents::archive(entries.chain([last]).collect())
}

#[cfg(test)]
mod tests;
