//! Tensors of a written checkpoint, read by another reader than ours.

pub use safetensors::Dtype;

use safetensors::SafeTensors;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One tensor of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Its dtype.
    pub dtype: Dtype,
    /// Its sizes.
    pub shape: Vec<usize>,
    /// Its elements, row-major, little-endian.
    pub bytes: Vec<u8>,
}

/// The tensors of a safetensors file.
///
/// # Errors
/// What is wrong with the file.
pub fn of_file(path: &Path) -> Result<BTreeMap<String, Held>, String> {
    let content = fs::read(path).map_err(|cause| format!("{}: {cause}", path.display()))?;
    let file = SafeTensors::deserialize(&content)
        .map_err(|cause| format!("{}: {cause}", path.display()))?;
    let held = file.iter().map(|(name, view)| {
        let (dtype, shape) = (view.dtype(), view.shape().to_vec());
        (
            name.to_string(),
            Held {
                dtype,
                shape,
                bytes: view.data().to_vec(),
            },
        )
    });
    Ok(held.collect())
}
