//! What one file holds, and how.

use crate::checkpoint::format::Format;
use std::fmt;

/// The form of a file of tensors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any tensors under their names, as safetensors.
    Safetensors,
    /// Any tensors under their names, in a torch file.
    TorchDict,
    /// One tensor without a name, in a torch file.
    TorchTensor,
    /// Any tensors under their names: a zip of numpy arrays, `.npz`.
    NumpyArchive,
    /// One tensor without a name: a numpy array, `.npy`.
    NumpyArray,
}

impl Form {
    /// The form of a file of this format that holds any tensors under their names.
    pub fn of_many(format: Format) -> Option<Form> {
        match format {
            Format::Safetensors => Some(Form::Safetensors),
            Format::Torch => Some(Form::TorchDict),
            Format::Numpy => Some(Form::NumpyArchive),
            Format::Dcp => None,
        }
    }

    /// The form of a file of this format that holds one tensor.
    pub fn of_one(format: Format) -> Option<Form> {
        match format {
            Format::Safetensors => Some(Form::Safetensors),
            Format::Torch => Some(Form::TorchTensor),
            Format::Numpy => Some(Form::NumpyArray),
            Format::Dcp => None,
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Form::Safetensors => Format::Safetensors.fmt(f),
            Form::TorchDict | Form::TorchTensor => Format::Torch.fmt(f),
            Form::NumpyArchive | Form::NumpyArray => Format::Numpy.fmt(f),
        }
    }
}
