//! Loops in the widest vectors the processor has.

use pulp::{Arch, Simd, WithSimd};

/// Work that is compiled anew for each width of vectors.
pub(super) trait Loop {
    /// Does it. Must be inlined, or it is compiled for the narrowest vectors alone.
    fn run(self);
}

/// Does the work in the widest vectors.
pub(super) fn run(work: impl Loop) {
    Arch::new().dispatch(Widest(work));
}

struct Widest<L>(L);

impl<L: Loop> WithSimd for Widest<L> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        self.0.run();
    }
}
