//! Chains of element-wise steps: the bits of doing them one by one, however they are read.

use super::{bytes, range, slice, stored};
use crate::error::Result;
use crate::tensor::{Dtype, Engine, Tensor};
use proptest::prelude::*;

/// Elements of a tensor: more than a kernel takes at once.
const ELEMENTS: u64 = 2500;

const DTYPES: [Dtype; 12] = [
    Dtype::F64,
    Dtype::F32,
    Dtype::F16,
    Dtype::BF16,
    Dtype::F8E4M3,
    Dtype::F8E5M2,
    Dtype::I64,
    Dtype::I32,
    Dtype::I16,
    Dtype::I8,
    Dtype::U8,
    Dtype::Bool,
];

/// What may happen to every element.
#[derive(Clone, Debug)]
enum Step {
    Scale(f64),
    Clamp(f64, f64),
    Cast(Dtype),
    Add,
    Double,
    Subtract,
    SubtractFrom,
    Multiply,
    Square,
}

impl Step {
    /// The tensor after this step, in which `other` takes part in the same dtype.
    fn of(&self, tensor: &Tensor, other: &Tensor) -> Result<Tensor> {
        let other = || other.cast(tensor.dtype());
        match self {
            Step::Scale(by) => tensor.scale(*by),
            Step::Clamp(min, max) => tensor.clamp(*min, *max),
            Step::Cast(dtype) => tensor.cast(*dtype),
            Step::Add => tensor.add(&other()?),
            Step::Double => tensor.add(tensor),
            Step::Subtract => tensor.subtract(&other()?),
            Step::SubtractFrom => other()?.subtract(tensor),
            Step::Multiply => other()?.multiply(tensor),
            Step::Square => tensor.multiply(tensor),
        }
    }

    /// As [`Step::of`], or the tensor as it was where the dtype refuses the step.
    fn or_not(&self, tensor: &Tensor, other: &Tensor) -> Tensor {
        self.of(tensor, other).unwrap_or_else(|_| tensor.clone())
    }
}

fn steps() -> impl Strategy<Value = Step> {
    let factor = prop::sample::select(vec![
        0.5,
        -1.25,
        3.0,
        1e-3,
        1e30,
        1e-40,
        -0.0,
        f64::INFINITY,
    ]);
    let bounds = prop::sample::select(vec![
        (-0.1, 0.3),
        (0.0, f64::INFINITY),
        (f64::NEG_INFINITY, -0.0),
        (-3.0, 100.0),
        (2.0, 2.0),
        (f64::NAN, 1.0),
    ]);
    prop_oneof![
        factor.prop_map(Step::Scale),
        bounds.prop_map(|(min, max)| Step::Clamp(min, max)),
        dtypes().prop_map(Step::Cast),
        Just(Step::Add),
        Just(Step::Double),
        Just(Step::Subtract),
        Just(Step::SubtractFrom),
        Just(Step::Multiply),
        Just(Step::Square),
    ]
}

fn dtypes() -> impl Strategy<Value = Dtype> {
    prop::sample::select(DTYPES.to_vec())
}

/// The highest bytes of these are zeros, infinities, and NaNs in one dtype or another.
const SPECIAL: [u64; 6] = [
    0,
    1 << 63,
    u64::MAX,
    0x7ff0 << 48,
    0xff80 << 48,
    0x7c00 << 48,
];

/// A tensor of arbitrary bits, with many special ones among them.
fn noise(dtype: Dtype, seed: u64) -> Tensor {
    let width = dtype.bits() as usize / 8;
    let codes = (0..ELEMENTS).flat_map(|place| {
        let code = (place ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let code = (code ^ (code >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let special = SPECIAL.get((code >> 20) as usize % 24);
        let bytes = special.unwrap_or(&code).to_le_bytes();
        bytes.into_iter().skip(8 - width)
    });
    stored(dtype, &[ELEMENTS], codes.collect())
}

/// The same elements, read and stored.
fn settled(tensor: &Tensor) -> Tensor {
    stored(tensor.dtype(), &[ELEMENTS], bytes(tensor))
}

/// The elements as read in pieces that end at `cuts`, by so many threads.
fn pieces(tensor: &Tensor, cuts: &[u64], threads: usize) -> Vec<u8> {
    let mut ends = [&[0, ELEMENTS], cuts].concat();
    ends.sort();
    let width = tensor.dtype().bits() as usize / 8;
    let tasks: Vec<[u64; 2]> = ends.array_windows().copied().collect();
    let read = Engine::new(threads).map(&tasks, |[start, end], buffers| {
        let mut piece = vec![0; (end - start) as usize * width];
        tensor.read(*start, &mut piece, buffers)?;
        Ok(piece)
    });
    read.expect("readable").concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_chain_gives_the_bits_of_its_steps_for_any_threads_and_blocks(
        (dtype, seed) in (dtypes(), any::<u64>()),
        steps in proptest::collection::vec(steps(), 1..16),
        cuts in proptest::collection::vec(0..ELEMENTS, 0..6),
        threads in 1_usize..4,
    ) {
        let other = noise(Dtype::F32, !seed);
        let mut lazy = noise(dtype, seed);
        let mut eager = lazy.clone();
        for step in &steps {
            lazy = step.or_not(&lazy, &other);
            eager = settled(&step.or_not(&eager, &other));
        }
        prop_assert_eq!(lazy.dtype(), eager.dtype());
        prop_assert_eq!(pieces(&lazy, &cuts, threads), bytes(&eager));
    }

    #[test]
    fn a_part_changed_in_place_is_that_part_changed_elsewhere(
        (dtype, seed) in (dtypes(), any::<u64>()),
        steps in proptest::collection::vec(steps(), 1..6),
        (start, length, step) in (0_i64..2000, 1_i64..600, 1_u64..4),
    ) {
        let part = slice(&[range(start, start + length, step)]);
        let whole = noise(dtype, seed);
        let other = noise(Dtype::F32, !seed).slice(&part).expect("fits");
        let (mut inside, mut outside) = (whole.clone(), whole.slice(&part).expect("fits"));
        for step in &steps {
            let changed = inside.slice(&part).and_then(|part| step.of(&part, &other));
            let Ok(patched) = changed.and_then(|changed| inside.patch(&part, &changed)) else {
                continue;
            };
            inside = patched;
            outside = step.of(&outside, &other).expect("taken in place");
        }
        prop_assert_eq!(bytes(&inside.slice(&part).expect("fits")), bytes(&outside));
        let restored = inside.patch(&part, &whole.slice(&part).expect("fits")).expect("fits");
        prop_assert_eq!(bytes(&restored), bytes(&whole));
    }
}

#[test]
fn a_chain_longer_than_a_block_is_the_same_in_the_middle() {
    let start = super::counting(&[150_000])
        .cast(Dtype::F16)
        .expect("castable");
    let steps = (0..4).try_fold(start.clone(), |tensor, _| {
        let clamped = tensor.scale(1.1)?.clamp(-9.0, 20_000.0)?;
        clamped
            .cast(Dtype::F64)?
            .scale(0.9)?
            .cast(Dtype::F16)?
            .multiply(&start)
    });
    let tensor = steps.expect("floats");
    let whole = bytes(&tensor);
    for first in [0, 65_535, 65_536, 65_537, 131_000] {
        let mut piece = vec![0; 19_000 * 2];
        let read = tensor.read(first, &mut piece, &mut Default::default());
        read.expect("readable");
        assert_eq!(piece, whole[first as usize * 2..][..piece.len()]);
    }
}
