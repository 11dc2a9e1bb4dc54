//! How a torch file describes one tensor.

use crate::checkpoint::torch::dtype;
use crate::error::{Error, Kind, Result};
use crate::tensor::{Dtype, Tensor};

/// What rebuilds a tensor from a storage of its own bytes.
#[derive(Debug)]
pub struct Rebuilt {
    /// What its storage is made of.
    pub storage: Storage,
    /// Its dimensions, as PyTorch counts them.
    pub shape: Vec<u64>,
}

/// The type of a storage and its length.
#[derive(Debug, PartialEq, Eq)]
pub enum Storage {
    /// So many elements of the storage class of this name.
    Typed(&'static str, u64),
    /// So many bytes, which become elements of the dtype of this name.
    Untyped(&'static str, u64),
}

/// PyTorch's name for two numbers of four bits, which it counts as one element.
const PAIR: &str = "float4_e2m1fn_x2";

impl Rebuilt {
    /// The description of a tensor, which messages call `name`. Fails, of kind `Format`, where PyTorch has
    /// no such dtype.
    pub fn of(name: &str, tensor: &Tensor) -> Result<Self> {
        let mut shape = tensor.shape().dimensions().to_vec();
        let (dtype, bytes) = (tensor.dtype(), tensor.bytes());
        let storage = match (dtype::storage_class(dtype), dtype::object(dtype)) {
            (Some(class), _) => Storage::Typed(class, tensor.shape().elements()),
            (None, Some(object)) => Storage::Untyped(object, bytes),
            (None, None) => {
                pair(dtype, &mut shape).ok_or_else(|| unknown(name, tensor))?;
                Storage::Untyped(PAIR, bytes)
            }
        };
        Ok(Rebuilt { storage, shape })
    }

    /// Row-major strides, in elements; a size of 0 counts as 1.
    pub fn strides(&self) -> Vec<u64> {
        let mut strides = vec![1; self.shape.len()];
        for axis in (1..strides.len()).rev() {
            strides[axis - 1] = strides[axis] * self.shape[axis].max(1);
        }
        strides
    }
}

/// Counts the innermost dimension in pairs; none where that cannot be done.
fn pair(dtype: Dtype, shape: &mut [u64]) -> Option<()> {
    let innermost = shape.last_mut().filter(|size| size.is_multiple_of(2))?;
    *innermost /= 2;
    (dtype == Dtype::F4).then_some(())
}

fn unknown(name: &str, tensor: &Tensor) -> Error {
    let (dtype, shape) = (tensor.dtype(), tensor.shape());
    let message = format!("a torch file cannot hold `{name}`, which is {dtype} {shape}");
    Error::new(Kind::Format, message).hint("write safetensors, which hold every dtype")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::Shape;
    use std::sync::Arc;

    fn rebuilt(dtype: Dtype, shape: &[u64]) -> Result<Rebuilt> {
        let shape = Shape::new(shape.to_vec()).unwrap();
        let tensor = Tensor::stored(dtype, shape, Arc::new(Vec::new()), 0);
        Rebuilt::of("w", &tensor)
    }

    #[test]
    fn storages_count_elements_or_bytes() {
        for (dtype, storage) in [
            (Dtype::F32, Storage::Typed("FloatStorage", 8)),
            (Dtype::BF16, Storage::Typed("BFloat16Storage", 8)),
            (Dtype::C64, Storage::Typed("ComplexFloatStorage", 8)),
            (Dtype::U16, Storage::Untyped("uint16", 16)),
            (Dtype::F8E4M3, Storage::Untyped("float8_e4m3fn", 8)),
            (Dtype::F8E8M0, Storage::Untyped("float8_e8m0fnu", 8)),
        ] {
            assert_eq!(rebuilt(dtype, &[2, 4]).unwrap().storage, storage);
        }
    }

    #[test]
    fn numbers_of_four_bits_are_counted_in_pairs() {
        let pairs = rebuilt(Dtype::F4, &[3, 4]).unwrap();
        assert_eq!(pairs.storage, Storage::Untyped(PAIR, 6));
        assert_eq!(pairs.shape, [3, 2]);
        let error = rebuilt(Dtype::F4, &[4, 3]).unwrap_err();
        assert!(error.message().contains("`w`"), "{error}");
    }

    #[test]
    fn only_numbers_of_six_bits_have_no_place() {
        let refused = Dtype::ALL
            .into_iter()
            .filter(|dtype| rebuilt(*dtype, &[4]).is_err());
        assert!(refused.eq([Dtype::F6E3M2, Dtype::F6E2M3]));
    }

    #[test]
    fn strides_of_nothing_are_as_if_it_were_something() {
        assert_eq!(
            rebuilt(Dtype::F32, &[2, 3, 4]).unwrap().strides(),
            [12, 4, 1]
        );
        assert_eq!(rebuilt(Dtype::F32, &[0, 3]).unwrap().strides(), [3, 1]);
        assert_eq!(
            rebuilt(Dtype::F32, &[2, 0, 3]).unwrap().strides(),
            [3, 3, 1]
        );
        assert!(rebuilt(Dtype::F32, &[]).unwrap().strides().is_empty());
    }
}
