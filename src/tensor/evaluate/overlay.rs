//! Overlays: the part of a patch that falls into a block.

use super::rows::spread;
use crate::error::Result;
use crate::tensor::places::Places;
use crate::tensor::{Buffers, Tensor};

/// The units of a patch that replace units of one block.
pub(super) struct Overlay<'t> {
    places: &'t Places,
    with: &'t Tensor,
    /// Where the block begins in the patched tensor.
    block: u64,
    /// The first of the patch's units that fall into the block.
    pub first: u64,
    /// How many do.
    pub units: u64,
}

impl<'t> Overlay<'t> {
    /// The part of a patch, `with` at `places`, that falls into the `units` units from `block` on.
    pub fn new(places: &'t Places, with: &'t Tensor, block: u64, units: u64) -> Self {
        let first = places.before(block);
        let units = places.before(block + units) - first;
        Overlay {
            places,
            with,
            block,
            first,
            units,
        }
    }

    /// Replaces those units of `values`, the units of the block.
    pub fn apply(&self, values: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        let width = self.with.dtype().unit().bytes;
        let within = |place: u64| (place - self.block) as usize * width;
        let bytes = self.units as usize * width;
        if let Some(place) = self.places.run(self.first, self.units) {
            let start = within(place);
            return self
                .with
                .pull(self.first, &mut values[start..start + bytes], buffers);
        }
        let mut patch = buffers.take(bytes);
        self.with.pull(self.first, &mut patch, buffers)?;
        let mut rest = patch.as_slice();
        for row in self.places.rows(self.first, self.units) {
            let (units, after) = rest.split_at(row.length as usize * width);
            spread(
                units,
                &mut values[within(row.place)..],
                row.stride as usize,
                width,
            );
            rest = after;
        }
        buffers.give(patch);
        Ok(())
    }
}
