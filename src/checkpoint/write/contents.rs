//! What one file is to hold: where its bytes come from, and what stands around them.

use super::archive::Archive;
use crate::checkpoint::destination::Form;
use crate::checkpoint::header::{self, Metadata};
use crate::checkpoint::{numpy, torch};
use crate::error::{Error, Kind, Result};
use crate::tensor::{Bytes, Tensor};
use std::sync::Arc;

/// The content of a file before it is written.
#[derive(Debug)]
pub struct Contents {
    /// What stands around the tensors.
    pub frame: Frame,
    /// The bytes of the tensors, in the order of the file.
    pub pieces: Vec<Piece>,
    /// All bytes.
    pub length: u64,
}

/// What stands around the tensors of a file.
#[derive(Debug)]
pub enum Frame {
    /// The first bytes; the tensors follow without gaps.
    Header(Vec<u8>),
    /// The records of an archive, between the tensors and after them. They hold checksums of the tensors.
    Archive(Archive),
}

/// A run of bytes of a file, from one source.
#[derive(Debug)]
pub struct Piece {
    /// Where in the file it begins.
    pub at: u64,
    /// How many bytes.
    pub length: u64,
    /// Where they come from.
    pub source: Source,
}

/// Where bytes come from.
#[derive(Debug)]
pub enum Source {
    /// A range of an input, unchanged: one tensor, or several that also lie there one after the other.
    Stored {
        /// The input.
        bytes: Arc<dyn Bytes>,
        /// The first byte.
        offset: u64,
    },
    /// A tensor that must be evaluated.
    Evaluated(Tensor),
}

impl Contents {
    /// Arranges tensors in a file of this form. Fails, of kind `Format`, where it cannot hold them.
    pub fn of(form: Form, tensors: &[(Arc<str>, Tensor)], metadata: &Metadata) -> Result<Self> {
        match (form, tensors) {
            (Form::Safetensors, _) => Contents::safetensors(tensors, metadata),
            (Form::TorchDict, _) => torch::write::dictionary(tensors),
            (Form::NumpyArchive, _) => numpy::write::archive(tensors),
            (Form::TorchTensor, [(name, only)]) => torch::write::bare(name, only),
            (Form::NumpyArray, [(name, only)]) => numpy::write::array(name, only),
            (Form::TorchTensor | Form::NumpyArray, _) => {
                let found = tensors.len();
                let message = format!("the file holds one tensor, found {found}");
                Err(Error::new(Kind::Format, message))
            }
        }
    }

    /// Arranges tensors in a safetensors file: wide dtypes first, then by name.
    pub fn safetensors(tensors: &[(Arc<str>, Tensor)], metadata: &Metadata) -> Result<Self> {
        let mut tensors = tensors.to_vec();
        tensors.sort_by(|(name, tensor), (other_name, other)| {
            (tensor.dtype(), name).cmp(&(other.dtype(), other_name))
        });
        let space = header::compose(&tensors, metadata)?;
        let mut pieces: Vec<Piece> = Vec::new();
        for ((_, tensor), at) in tensors.into_iter().zip(&space.starts) {
            let next = Piece::of(tensor, *at);
            if !pieces.last_mut().is_some_and(|last| last.join(&next)) && next.length > 0 {
                pieces.push(next);
            }
        }
        let length = space.starts.last().copied().unwrap_or_default();
        Ok(Contents {
            frame: Frame::Header(space.header),
            pieces,
            length,
        })
    }

    /// One tensor behind a header.
    pub fn headed(header: Vec<u8>, tensor: &Tensor) -> Self {
        let piece = Piece::of(tensor.clone(), header.len() as u64);
        let length = piece.at + piece.length;
        let pieces = Vec::from_iter((piece.length > 0).then_some(piece));
        Contents {
            frame: Frame::Header(header),
            pieces,
            length,
        }
    }
}

impl Piece {
    /// The bytes of a tensor, which begin at `at` in the file.
    pub fn of(tensor: Tensor, at: u64) -> Self {
        let length = tensor.bytes();
        let source = match tensor.as_stored() {
            Some((bytes, offset)) => Source::Stored {
                bytes: bytes.clone(),
                offset,
            },
            None => Source::Evaluated(tensor),
        };
        Piece { at, length, source }
    }

    /// Takes in the piece that follows, if it follows in the same input too.
    fn join(&mut self, next: &Piece) -> bool {
        let follows = match (&self.source, &next.source) {
            (
                Source::Stored { bytes, offset },
                Source::Stored {
                    bytes: other,
                    offset: begin,
                },
            ) => Arc::ptr_eq(bytes, other) && offset + self.length == *begin,
            _ => false,
        };
        if follows {
            self.length += next.length;
        }
        follows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::{Dtype, Shape};

    fn pieces(tensors: &[(&str, Dtype, u64, u64)]) -> Vec<(u64, u64)> {
        let bytes: Arc<dyn Bytes> = Arc::new(vec![0; 100]);
        let tensors: Vec<_> = tensors
            .iter()
            .map(|(name, dtype, elements, offset)| {
                let shape = Shape::new(vec![*elements]).unwrap();
                let tensor = Tensor::stored(*dtype, shape, bytes.clone(), *offset);
                (Arc::from(*name), tensor)
            })
            .collect();
        let contents = Contents::safetensors(&tensors, &Metadata::new()).unwrap();
        let Frame::Header(header) = &contents.frame else {
            panic!("safetensors begin with a header");
        };
        let start = header.len() as u64;
        assert_eq!(
            contents.length - start,
            tensors
                .iter()
                .map(|(_, tensor)| tensor.bytes())
                .sum::<u64>()
        );
        let place = |piece: &Piece| (piece.at - start, piece.length);
        contents.pieces.iter().map(place).collect()
    }

    #[test]
    fn wide_dtypes_come_first_then_names() {
        let tensors = [
            ("a", Dtype::U8, 3, 50),
            ("b", Dtype::F32, 1, 90),
            ("c", Dtype::F32, 2, 10),
            ("d", Dtype::Bool, 1, 0),
        ];
        assert_eq!(pieces(&tensors), [(0, 4), (4, 8), (12, 3), (15, 1)]);
    }

    #[test]
    fn neighbours_that_were_neighbours_are_one_piece() {
        let tensors = [
            ("a", Dtype::U8, 3, 50),
            ("b", Dtype::U8, 4, 53),
            ("empty", Dtype::U8, 0, 0),
            ("f", Dtype::U8, 5, 57),
            ("g", Dtype::U8, 2, 0),
        ];
        assert_eq!(pieces(&tensors), [(0, 12), (12, 2)]);
    }

    #[test]
    fn nothing_has_no_pieces() {
        assert_eq!(pieces(&[("a", Dtype::F32, 0, 0)]), []);
        assert_eq!(pieces(&[]), []);
    }
}
