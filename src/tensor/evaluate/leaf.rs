//! Leaves: where the elements of a block come from before any step.

use super::gather::gather;
use super::join::join;
use super::rows::repeat;
use super::turn::Turn;
use crate::error::Result;
use crate::tensor::expression::Source;
use crate::tensor::heavy::Kept;
use crate::tensor::joint::Joint;
use crate::tensor::places::Places;
use crate::tensor::{Buffers, Bytes, Tensor};

/// Elements that need no step.
pub(super) enum Leaf<'t> {
    /// In a source, from an offset on.
    Stored(&'t dyn Bytes, u64),
    /// The same everywhere: the first bytes of these.
    Constant(&'t [u8; 8]),
    /// Made anew.
    Made(&'t dyn Source),
    /// Kept from a computation.
    Kept(&'t Kept),
    /// At scattered places of another tensor.
    Scattered(&'t Tensor, &'t Places),
    /// At places of another tensor that do not ascend.
    Turned(Turn<'t>),
    /// In several tensors.
    Joined(&'t Joint),
}

impl Leaf<'_> {
    /// Fills `into` with units of `width` bytes, from `first` on.
    pub fn fill(
        &self,
        first: u64,
        width: usize,
        into: &mut [u8],
        buffers: &mut Buffers,
    ) -> Result<()> {
        let start = first * width as u64;
        match self {
            Leaf::Stored(bytes, offset) => bytes.read_at(offset + start, into),
            Leaf::Made(source) => source.fill(first, into, buffers.cancel()),
            Leaf::Kept(kept) => kept.read_at(start, into, buffers),
            Leaf::Scattered(of, places) => gather(of, places, first, into, buffers),
            Leaf::Turned(turn) => turn.fill(first, into, buffers),
            Leaf::Joined(joint) => join(joint, first, width, into, buffers),
            Leaf::Constant(element) => {
                repeat(&element[..width], into);
                Ok(())
            }
        }
    }
}
