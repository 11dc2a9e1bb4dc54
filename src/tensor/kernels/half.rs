//! float16 by way of float32, with the processor's own conversions where it has them.

use super::arithmetic::{Onto, Update};
use super::loops::{convert, update};
use crate::tensor::element::{Element, F16, Target, settle};
use pulp::Arch;

/// How many elements are in float32 at once: few enough for the nearest cache.
const TILE: usize = 1024;

/// Room for a tile in float32.
type Singles = [u8; TILE * 4];

/// The kernel for float16 that does in float32 what `kernel` does there, and rounds once.
pub(super) fn update_in_f32(kernel: Update) -> Update {
    Box::new(move |halves| {
        let mut singles: Singles = [0; TILE * 4];
        for halves in halves.chunks_mut(TILE * 2) {
            let singles = &mut singles[..halves.len() * 2];
            widen(halves, singles);
            kernel(singles);
            narrow(singles, halves);
        }
    })
}

/// Does for blocks of float16 what `kernel` does in float32, and rounds once.
pub(super) fn combine_in_f32(halves: &mut [u8], others: &[u8], kernel: Onto) {
    let mut singles: [Singles; 2] = [[0; TILE * 4]; 2];
    let tiles = std::iter::zip(halves.chunks_mut(TILE * 2), others.chunks(TILE * 2));
    for (halves, others) in tiles {
        let [left, right] = singles.each_mut().map(|tile| &mut tile[..halves.len() * 2]);
        widen(halves, left);
        widen(others, right);
        kernel(left, right);
        narrow(left, halves);
    }
}

/// The cast from float16 to float32.
pub(super) fn to_f32(halves: &[u8], singles: &mut [u8]) {
    widen(halves, singles);
    update(singles, |value: f32| settle(value, value));
}

/// The cast from float32 to float16.
pub(super) fn from_f32(singles: &[u8], halves: &mut [u8]) {
    let mut settled: Singles = [0; TILE * 4];
    for (singles, halves) in std::iter::zip(singles.chunks(TILE * 4), halves.chunks_mut(TILE * 2)) {
        let settled = &mut settled[..singles.len()];
        convert(singles, settled, |value: f32| settle(value, value));
        narrow(settled, halves);
    }
}

/// Writes the same values in float32; NaNs as they come.
fn widen(halves: &[u8], singles: &mut [u8]) {
    let done = wide::widen(halves, singles);
    convert(&halves[done * 2..], &mut singles[done * 4..], F16::widen);
}

/// Writes the nearest values in float16. NaNs are settled.
fn narrow(singles: &[u8], halves: &mut [u8]) {
    let done = wide::narrow(singles, halves);
    convert(&singles[done * 4..], &mut halves[done * 2..], F16::from_f32);
}

/// The conversions of AVX-512, sixteen at a time.
#[cfg(target_arch = "x86_64")]
mod wide {
    use super::Arch;
    use pulp::{NullaryFnOnce, cast, x86::V4};

    /// Converts as many elements as fill vectors, and returns how many those are.
    pub fn widen(halves: &[u8], singles: &mut [u8]) -> usize {
        match Arch::new() {
            Arch::V4(simd) => simd.vectorize(Widen {
                simd,
                halves,
                singles,
            }),
            _ => 0,
        }
    }

    /// As [`widen`], the other way; ties go to even.
    pub fn narrow(singles: &[u8], halves: &mut [u8]) -> usize {
        match Arch::new() {
            Arch::V4(simd) => simd.vectorize(Narrow {
                simd,
                singles,
                halves,
            }),
            _ => 0,
        }
    }

    struct Widen<'b> {
        simd: V4,
        halves: &'b [u8],
        singles: &'b mut [u8],
    }

    impl NullaryFnOnce for Widen<'_> {
        type Output = usize;

        #[inline(always)]
        fn call(self) -> usize {
            let halves = self.halves.as_chunks::<32>().0;
            let singles = self.singles.as_chunks_mut::<64>().0;
            for (half, single) in std::iter::zip(halves, singles) {
                *single = cast(self.simd.avx512f._mm512_cvtph_ps(cast(*half)));
            }
            halves.len() * 16
        }
    }

    struct Narrow<'b> {
        simd: V4,
        singles: &'b [u8],
        halves: &'b mut [u8],
    }

    impl NullaryFnOnce for Narrow<'_> {
        type Output = usize;

        #[inline(always)]
        fn call(self) -> usize {
            let singles = self.singles.as_chunks::<64>().0;
            let halves = self.halves.as_chunks_mut::<32>().0;
            for (single, half) in std::iter::zip(singles, halves) {
                *half = cast(self.simd.avx512f._mm512_cvtps_ph::<0>(cast(*single)));
            }
            singles.len() * 16
        }
    }
}

/// No conversions of its own: the loops that suit every processor do all of it.
#[cfg(not(target_arch = "x86_64"))]
mod wide {
    pub fn widen(_: &[u8], _: &mut [u8]) -> usize {
        0
    }

    pub fn narrow(_: &[u8], _: &mut [u8]) -> usize {
        0
    }
}
