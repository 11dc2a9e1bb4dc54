//! Numpy files to be written: what `numpy.load` reads back, byte for byte what `numpy.save` writes.

use super::header;
use crate::checkpoint::write::{Contents, Entry};
use crate::error::{Error, Kind, Result};
use crate::tensor::{Dtype, Tensor};
use std::sync::Arc;

/// One array, without the name by which messages call it.
pub fn array(name: &str, tensor: &Tensor) -> Result<Contents> {
    Ok(Contents::headed(header(name, tensor)?, tensor))
}

/// Arrays under their names, in this order: a zip of files.
pub fn archive(tensors: &[(Arc<str>, Tensor)]) -> Result<Contents> {
    let entry = |(name, tensor): &(Arc<str>, Tensor)| {
        Ok(Entry {
            name: format!("{name}.npy"),
            head: header(name, tensor)?,
            tensor: Some(tensor.clone()),
        })
    };
    let entries: Result<Vec<Entry>> = tensors.iter().map(entry).collect();
    Contents::archive(entries?)
}

fn header(name: &str, tensor: &Tensor) -> Result<Vec<u8>> {
    let dtype = tensor.dtype();
    header::compose(dtype, tensor.shape()).ok_or_else(|| {
        let message = format!("a numpy file cannot hold `{name}`: numpy has no {dtype}");
        let error = Error::new(Kind::Format, message);
        match castable(dtype) {
            true => error.hint("cast it to float32 first"),
            false => error.hint("write safetensors, which hold every dtype"),
        }
    })
}

/// Whether steps can make something else of this dtype.
fn castable(dtype: Dtype) -> bool {
    Dtype::parse(dtype.name()).is_some()
}
