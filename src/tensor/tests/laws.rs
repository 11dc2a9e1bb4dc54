//! Laws: an expression gives the bits of doing it step by step, however it is read.

use super::{bytes, counting, shape, slice, stored};
use crate::syntax::{Component, Slice};
use crate::tensor::{Buffers, Dtype, Engine, Region, Tensor};
use proptest::prelude::*;

/// One thing that may happen to a tensor.
#[derive(Clone, Debug)]
enum Edit {
    Scale(f64),
    Cast(Dtype),
    Double,
    Add,
    Subtract,
    SubtractFrom,
    Slice(Slice),
    ScalePart(Slice, f64),
    MovePart(Slice, Slice),
    FillPart(Slice),
    Turn,
    Fold(i64),
    Swap(u64),
}

/// The tensor after an edit, or as it was where the edit does not fit.
fn edited(tensor: &Tensor, start: &Tensor, edit: &Edit) -> Tensor {
    let other = || start.cast(tensor.dtype());
    let result = match edit {
        Edit::Scale(by) => tensor.scale(*by),
        Edit::Cast(dtype) => tensor.cast(*dtype),
        Edit::Double => tensor.add(tensor),
        Edit::Add => other().and_then(|other| tensor.add(&other)),
        Edit::Subtract => other().and_then(|other| tensor.subtract(&other)),
        Edit::SubtractFrom => other().and_then(|other| other.subtract(tensor)),
        Edit::Slice(slice) => tensor.slice(slice),
        Edit::ScalePart(slice, by) => tensor
            .slice(slice)
            .and_then(|part| tensor.patch(slice, &part.scale(*by)?)),
        Edit::MovePart(from, to) => tensor.slice(from).and_then(|part| tensor.patch(to, &part)),
        Edit::FillPart(slice) => Region::of(tensor.shape(), slice).and_then(|region| {
            let fill = Tensor::constant(tensor.dtype(), region.shape().clone(), 1.0)?;
            tensor.patch(slice, &fill)
        }),
        Edit::Turn => {
            let rank = tensor.shape().dimensions().len() as i64;
            tensor.permute(&(0..rank).rev().collect::<Vec<_>>())
        }
        Edit::Fold(size) => tensor.reshape(&[-1, *size]),
        Edit::Swap(size) => {
            let size = *size;
            let rest = tensor
                .shape()
                .dimensions()
                .last()
                .map(|last| last.saturating_sub(size));
            let parts = tensor.split(&[size, rest.unwrap_or(0)], -1);
            parts.and_then(|parts| Tensor::concat(&[parts[1].clone(), parts[0].clone()], -1))
        }
    };
    result.unwrap_or_else(|_| tensor.clone())
}

/// The same elements, read and stored.
fn settled(tensor: &Tensor) -> Tensor {
    stored(tensor.dtype(), tensor.shape().dimensions(), bytes(tensor))
}

fn component() -> impl Strategy<Value = Component> {
    let bound = || proptest::option::of(-9_i64..9);
    prop_oneof![
        (-6_i64..6).prop_map(Component::Index),
        (bound(), bound(), 1_u64..4).prop_map(|(start, stop, step)| Component::Range {
            start,
            stop,
            step
        }),
    ]
}

fn slices() -> impl Strategy<Value = Slice> {
    proptest::collection::vec(component(), 0..3).prop_map(|components| Slice { components })
}

fn dtypes() -> impl Strategy<Value = Dtype> {
    prop::sample::select(vec![
        Dtype::F64,
        Dtype::F32,
        Dtype::F16,
        Dtype::BF16,
        Dtype::F8E4M3,
        Dtype::I16,
        Dtype::U8,
        Dtype::Bool,
    ])
}

fn edits() -> impl Strategy<Value = Edit> {
    let factor = || prop::sample::select(vec![0.5, -1.25, 3.0, 1e-3, 1e30]);
    prop_oneof![
        factor().prop_map(Edit::Scale),
        dtypes().prop_map(Edit::Cast),
        Just(Edit::Double),
        Just(Edit::Add),
        Just(Edit::Subtract),
        Just(Edit::SubtractFrom),
        slices().prop_map(Edit::Slice),
        (slices(), factor()).prop_map(|(slice, by)| Edit::ScalePart(slice, by)),
        (slices(), slices()).prop_map(|(from, to)| Edit::MovePart(from, to)),
        slices().prop_map(Edit::FillPart),
        Just(Edit::Turn),
        (1_i64..8).prop_map(Edit::Fold),
        (0_u64..4).prop_map(Edit::Swap),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_chain_gives_the_bits_of_its_steps(
        dtype in dtypes(),
        edits in proptest::collection::vec(edits(), 1..40),
    ) {
        let start = counting(&[5, 7]).cast(dtype).expect("castable");
        let mut lazy = start.clone();
        let mut eager = settled(&start);
        for edit in &edits {
            lazy = edited(&lazy, &start, edit);
            eager = settled(&edited(&eager, &start, edit));
        }
        prop_assert_eq!(lazy.shape(), eager.shape());
        prop_assert_eq!(lazy.dtype(), eager.dtype());
        prop_assert_eq!(bytes(&lazy), bytes(&eager));
    }

    #[test]
    fn any_part_reads_as_part_of_the_whole(
        edits in proptest::collection::vec(edits(), 1..12),
        cuts in proptest::collection::vec(0_u64..36, 1..6),
    ) {
        let start = counting(&[5, 7]).cast(Dtype::F32).expect("castable");
        let tensor = edits.iter().fold(start.clone(), |tensor, edit| edited(&tensor, &start, edit));
        let whole = bytes(&tensor);
        let elements = tensor.shape().elements();
        let width = tensor.dtype().bits() as usize / 8;
        let mut ends: Vec<u64> = cuts.into_iter().map(|cut| cut.min(elements)).collect();
        ends.extend([0, elements]);
        ends.sort();
        let mut pieces = Vec::new();
        let mut buffers = Buffers::default();
        for pair in ends.windows(2) {
            let mut piece = vec![0; (pair[1] - pair[0]) as usize * width];
            tensor.read(pair[0], &mut piece, &mut buffers).expect("readable");
            pieces.extend(piece);
        }
        prop_assert_eq!(pieces, whole);
    }

    #[test]
    fn slices_take_what_python_would(
        dimensions in proptest::collection::vec(0_u64..6, 0..4),
        slice in slices(),
    ) {
        let tensor = counting(&dimensions);
        let Some((expected, kept)) = python_slice(&dimensions, &slice) else {
            prop_assert!(tensor.slice(&slice).is_err());
            return Ok(());
        };
        let part = tensor.slice(&slice).expect("fits");
        prop_assert_eq!(part.shape(), &shape(&kept));
        prop_assert_eq!(super::integers(&part), expected);
    }

    #[test]
    fn a_patch_is_seen_inside_and_not_outside(slice in slices(), other in slices()) {
        let base = counting(&[5, 7]);
        let Ok(part) = base.slice(&slice) else { return Ok(()) };
        let with = part.add(&part).expect("same");
        let patched = base.patch(&slice, &with).expect("fits");
        prop_assert_eq!(bytes(&patched.slice(&slice).expect("fits")), bytes(&with));
        let restored = patched.patch(&slice, &part).expect("fits");
        prop_assert_eq!(bytes(&restored), bytes(&base));
        let Ok(elsewhere) = base.slice(&other) else { return Ok(()) };
        let seen = patched.slice(&other).expect("fits");
        let region = |slice| Region::of(base.shape(), slice).expect("fits");
        let meets = region(&slice).meets(&region(&other));
        prop_assert!(meets || bytes(&seen) == bytes(&elsewhere));
        let elsewhere = super::integers(&elsewhere);
        let shared = super::integers(&part).into_iter().any(|value| elsewhere.contains(&value));
        prop_assert_eq!(meets, shared);
    }
}

/// The elements that a slice takes of a tensor that counts, and the dimensions it keeps.
fn python_slice(dimensions: &[u64], slice: &Slice) -> Option<(Vec<i32>, Vec<u64>)> {
    let mut taken = vec![0_i64];
    let mut kept = Vec::new();
    if slice.components.len() > dimensions.len() {
        return None;
    }
    for (axis, size) in dimensions.iter().enumerate() {
        let size = *size as i64;
        let from_end = |bound: i64| if bound < 0 { bound + size } else { bound };
        let positions: Vec<i64> = match slice.components.get(axis) {
            None => (0..size).collect(),
            Some(Component::Index(index)) => {
                let position = from_end(*index);
                (0..size).contains(&position).then_some(vec![position])?
            }
            Some(Component::Range { start, stop, step }) => {
                let start = from_end(start.unwrap_or(0)).clamp(0, size);
                let stop = from_end(stop.unwrap_or(size)).clamp(0, size);
                (start..stop).step_by(*step as usize).collect()
            }
        };
        if !matches!(slice.components.get(axis), Some(Component::Index(_))) {
            kept.push(positions.len() as u64);
        }
        let outer = std::mem::take(&mut taken);
        for place in outer {
            taken.extend(positions.iter().map(|position| place * size + position));
        }
    }
    Some((taken.into_iter().map(|place| place as i32).collect(), kept))
}

#[test]
fn threads_and_blocks_do_not_change_bits() {
    let start = counting(&[700, 1001]).cast(Dtype::BF16).expect("castable");
    let part = slice(&[super::range(3, 650, 7), super::range(1, 900, 2)]);
    let scaled = start
        .slice(&part)
        .and_then(|part| part.scale(1.7))
        .expect("floats");
    let tensor = start
        .patch(&part, &scaled)
        .and_then(|tensor| tensor.cast(Dtype::F32))
        .expect("fits");
    let whole = bytes(&tensor);
    for threads in [1, 2, 3] {
        let blocks: Vec<u64> = (0..tensor.shape().elements()).step_by(10_007).collect();
        let engine = Engine::new(threads);
        let done = engine.run(&blocks, |first, buffers| {
            let start = *first as usize * 4;
            let end = (start + 10_007 * 4).min(whole.len());
            let mut block = vec![0; end - start];
            tensor.read(*first, &mut block, buffers)?;
            assert_eq!(block, whole[start..end]);
            Ok(())
        });
        done.expect("readable");
    }
}
