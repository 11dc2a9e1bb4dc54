//! The block at hand: its elements on their way to where they were asked for.

use crate::tensor::Buffers;
use crate::tensor::kernels::Cast;

/// The elements of one block. They lie in a spare buffer until the last cast, then where they were asked for.
pub(super) struct Block<'b> {
    into: &'b mut [u8],
    spare: Option<Vec<u8>>,
    units: usize,
    casts: usize,
}

impl<'b> Block<'b> {
    /// A block of `units` units of `width` bytes, of which `casts` casts will make what `into` has room for.
    pub fn new(
        into: &'b mut [u8],
        units: usize,
        width: usize,
        casts: usize,
        buffers: &mut Buffers,
    ) -> Self {
        let spare = (casts > 0).then(|| buffers.take(units * width));
        Block {
            into,
            spare,
            units,
            casts,
        }
    }

    /// The elements, to be changed in place.
    pub fn values(&mut self) -> &mut [u8] {
        self.spare.as_deref_mut().unwrap_or(self.into)
    }

    /// Converts the elements to another dtype, of `width` bytes each.
    pub fn cast(&mut self, kernel: Cast, width: usize, buffers: &mut Buffers) {
        let Some(values) = self.spare.take() else {
            return;
        };
        self.casts -= 1;
        if self.casts == 0 {
            kernel(&values, self.into);
        } else {
            let mut next = buffers.take(self.units * width);
            kernel(&values, &mut next);
            self.spare = Some(next);
        }
        buffers.give(values);
    }
}
