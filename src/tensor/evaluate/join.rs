//! Joining: a block of which several tensors have parts.

use super::overlay::Overlay;
use crate::error::Result;
use crate::tensor::Buffers;
use crate::tensor::joint::Joint;

/// Fills `into` with units of `width` bytes of a joint, from `first` on.
pub(super) fn join(
    joint: &Joint,
    first: u64,
    width: usize,
    into: &mut [u8],
    buffers: &mut Buffers,
) -> Result<()> {
    let units = (into.len() / width) as u64;
    for part in joint.meeting(first, units) {
        let overlay = Overlay::new(&part.places, &part.tensor, first, units);
        if overlay.units > 0 {
            overlay.apply(into, buffers)?;
        }
    }
    Ok(())
}
