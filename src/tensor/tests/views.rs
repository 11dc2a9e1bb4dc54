//! Views: permutes, reshapes, splits and joints against what they are said to be, index by index.

use super::{bytes, counting, integers, range, shape, slice, stored};
use crate::error::Kind;
use crate::syntax::{Component, Slice};
use crate::tensor::{Buffers, Dtype, Engine, Tensor};
use proptest::prelude::*;

/// The elements of a tensor that counts, permuted, found one by one.
fn permuted(dimensions: &[u64], order: &[i64]) -> Vec<i32> {
    let from = shape(dimensions);
    let to: Vec<u64> = order.iter().map(|at| dimensions[*at as usize]).collect();
    let strides = from.strides();
    let place = |element: u64| {
        let index = shape(&to).position(element);
        let terms = std::iter::zip(index, order).map(|(index, at)| index * strides[*at as usize]);
        terms.sum::<u64>() as i32
    };
    (0..from.elements()).map(place).collect()
}

/// The order that undoes an order.
fn inverse(order: &[i64]) -> Vec<i64> {
    let mut places: Vec<i64> = (0..order.len() as i64).collect();
    places.sort_by_key(|at| order[*at as usize]);
    places
}

/// Dimensions and an order of them.
fn turns() -> impl Strategy<Value = (Vec<u64>, Vec<i64>)> {
    let orders = |dimensions: Vec<u64>| {
        let order: Vec<i64> = (0..dimensions.len() as i64).collect();
        (Just(dimensions), Just(order).prop_shuffle())
    };
    proptest::collection::vec(0_u64..7, 1..5).prop_flat_map(orders)
}

/// A dimension of size `size` cut into parts.
fn cuts(size: u64) -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(0..=size, 0..4).prop_map(move |mut ends| {
        ends.extend([0, size]);
        ends.sort();
        ends.windows(2).map(|pair| pair[1] - pair[0]).collect()
    })
}

/// Dimensions, one of them, and parts of that one.
fn pieces() -> impl Strategy<Value = (Vec<u64>, usize, Vec<u64>)> {
    let dimensions = proptest::collection::vec(1_u64..7, 1..4);
    dimensions.prop_flat_map(|dimensions| {
        (0..dimensions.len()).prop_flat_map(move |dim| {
            let cuts = cuts(dimensions[dim]);
            (Just(dimensions.clone()), Just(dim), cuts)
        })
    })
}

fn along(rank: usize, dim: usize, component: Component) -> Slice {
    let mut components = vec![super::all(); rank];
    components[dim] = component;
    Slice { components }
}

proptest! {
    #[test]
    fn a_permute_moves_each_element_to_its_index((dimensions, order) in turns()) {
        let tensor = counting(&dimensions);
        let turned = tensor.permute(&order).expect("an order");
        prop_assert_eq!(integers(&turned), permuted(&dimensions, &order));
        let back = turned.permute(&inverse(&order)).expect("an order");
        prop_assert!(back.is(&tensor) || back.as_stored().is_some());
        prop_assert_eq!(bytes(&back), bytes(&tensor));
    }

    #[test]
    fn permutes_in_a_row_are_one((dimensions, order) in turns(), seed in any::<u64>()) {
        let mut next = order.clone();
        next.rotate_left((seed % order.len() as u64) as usize);
        let twice = counting(&dimensions).permute(&order).and_then(|turned| turned.permute(&next));
        let both: Vec<i64> = next.iter().map(|at| order[*at as usize]).collect();
        prop_assert_eq!(integers(&twice.expect("orders")), permuted(&dimensions, &both));
    }

    #[test]
    fn a_slice_of_a_permute_is_a_permute_of_a_slice(
        (dimensions, order) in turns(),
        from in 0_i64..3,
        step in 1_u64..3,
    ) {
        let tensor = counting(&dimensions);
        let rank = dimensions.len();
        let part = along(rank, 0, range(from, 9, step));
        let same = along(rank, order[0] as usize, range(from, 9, step));
        let sliced = tensor.permute(&order).and_then(|turned| turned.slice(&part)).expect("fits");
        let turned = tensor.slice(&same).and_then(|part| part.permute(&order)).expect("fits");
        prop_assert_eq!(bytes(&sliced), bytes(&turned));
    }

    #[test]
    fn a_permute_of_a_patch_shows_the_patch((dimensions, order) in turns(), from in 0_i64..3) {
        let tensor = counting(&dimensions);
        let part = along(dimensions.len(), 0, range(from, 9, 2));
        let doubled = tensor.slice(&part).and_then(|part| part.add(&part)).expect("same");
        let patched = tensor.patch(&part, &doubled).expect("fits");
        let settled = stored(Dtype::I32, &dimensions, bytes(&patched));
        let (lazy, eager) = (patched.permute(&order), settled.permute(&order));
        prop_assert_eq!(bytes(&lazy.expect("order")), bytes(&eager.expect("order")));
    }

    #[test]
    fn a_reshape_keeps_the_flat_order((dimensions, order) in turns(), split in 1_u64..5) {
        let turned = counting(&dimensions).permute(&order).expect("an order");
        let flat = turned.reshape(&[-1]).expect("one dimension");
        prop_assert_eq!(bytes(&flat), bytes(&turned));
        let sizes: Vec<i64> = turned.shape().dimensions().iter().map(|size| *size as i64).collect();
        if !sizes.contains(&0) {
            let again = flat.reshape(&sizes).expect("the same elements");
            prop_assert_eq!(bytes(&again), bytes(&turned));
        }
        if let Ok(folded) = turned.reshape(&[-1, split as i64]) {
            prop_assert_eq!(bytes(&folded), bytes(&turned));
            let last = folded.permute(&[1, 0]).and_then(|folded| folded.permute(&[1, 0]));
            prop_assert_eq!(bytes(&last.expect("orders")), bytes(&turned));
        }
    }

    #[test]
    fn a_joint_of_parts_is_the_whole((dimensions, dim, sizes) in pieces()) {
        let tensor = counting(&dimensions);
        let parts = tensor.split(&sizes, dim as i64).expect("add up");
        let whole = Tensor::concat(&parts, dim as i64 - dimensions.len() as i64).expect("fit");
        prop_assert_eq!(whole.shape(), tensor.shape());
        prop_assert_eq!(bytes(&whole), bytes(&tensor));
        let again = whole.split(&sizes, dim as i64).expect("add up");
        for (part, again) in std::iter::zip(&parts, &again) {
            prop_assert_eq!(bytes(part), bytes(again));
        }
    }

    #[test]
    fn a_slice_across_a_joint_is_a_slice_of_the_whole(
        (dimensions, dim, sizes) in pieces(),
        from in 0_i64..4,
        step in 1_u64..3,
    ) {
        let tensor = counting(&dimensions).add(&counting(&dimensions)).expect("same");
        let parts = tensor.split(&sizes, dim as i64).expect("add up");
        let whole = Tensor::concat(&parts, dim as i64).expect("fit");
        let part = along(dimensions.len(), dim, range(from, 9, step));
        let (lazy, direct) = (whole.slice(&part), tensor.slice(&part));
        prop_assert_eq!(bytes(&lazy.expect("fits")), bytes(&direct.expect("fits")));
    }
}

#[test]
fn refusals_say_what_does_not_fit() {
    let tensor = counting(&[2, 3]);
    let message = |result: crate::error::Result<Tensor>, kind| {
        let error = result.expect_err("refused");
        assert_eq!(error.kind(), kind);
        error.message().to_string()
    };
    assert_eq!(
        message(tensor.permute(&[0, 2]), Kind::Shape),
        "the order [0, 2] does not name each dimension of [2, 3] once"
    );
    for order in [&[][..], &[0], &[0, 0], &[-1, 0], &[0, 1, 1], &[0, 1, 2]] {
        message(tensor.permute(order), Kind::Shape);
    }
    assert_eq!(
        message(tensor.reshape(&[5, -1]), Kind::Shape),
        "[2, 3] holds 6 elements, which [5, -1] cannot hold"
    );
    for sizes in [
        &[][..],
        &[6, 1, 2],
        &[0, -1],
        &[-1, -1],
        &[-2, 3],
        &[i64::MAX, i64::MAX],
    ] {
        message(tensor.reshape(sizes), Kind::Shape);
    }
    let joined = |other: &Tensor, dim| Tensor::concat(&[tensor.clone(), other.clone()], dim);
    assert_eq!(
        message(joined(&counting(&[2, 2]), 0), Kind::Shape),
        "[2, 3] and [2, 2] do not fit together"
    );
    assert_eq!(
        message(joined(&tensor, -3), Kind::Shape),
        "there is no dimension -3 in [2, 3]"
    );
    message(joined(&counting(&[3]), 0), Kind::Shape);
    let floats = tensor.cast(Dtype::F32).expect("castable");
    message(joined(&floats, 0), Kind::Dtype);
    message(Tensor::concat(&[], 0), Kind::Shape);
    let halves = |sizes: &[u64], dim| tensor.split(sizes, dim).map(|mut parts| parts.remove(0));
    message(halves(&[1, 1], 1), Kind::Shape);
    message(halves(&[u64::MAX, 4], 1), Kind::Shape);
    message(halves(&[1, 1], 2), Kind::Shape);
    message(
        counting(&[])
            .split(&[1], 0)
            .map(|mut parts| parts.remove(0)),
        Kind::Shape,
    );
}

#[test]
fn scalars_and_empty_tensors_take_other_shapes() {
    let scalar = counting(&[]);
    assert_eq!(scalar.reshape(&[1]).expect("one").shape(), &shape(&[1]));
    assert_eq!(
        scalar.reshape(&[-1, 1]).expect("one").shape(),
        &shape(&[1, 1])
    );
    assert_eq!(integers(&scalar.permute(&[]).expect("nothing")), [0]);
    let empty = counting(&[3, 0]);
    assert_eq!(empty.reshape(&[-1]).expect("none").shape(), &shape(&[0]));
    assert_eq!(
        empty.reshape(&[-1, 4]).expect("none").shape(),
        &shape(&[0, 4])
    );
    let columns = Tensor::concat(&[empty.clone(), counting(&[3, 2]), empty], 1).expect("fit");
    assert_eq!(integers(&columns), [0, 1, 2, 3, 4, 5]);
    let rows = Tensor::concat(&[counting(&[2, 0]), counting(&[3, 0])], 0).expect("fit");
    assert_eq!((rows.shape(), bytes(&rows).len()), (&shape(&[5, 0]), 0));
}

#[test]
fn what_lies_together_stays_stored() {
    let tensor = counting(&[4, 6]);
    let stored_at = |tensor: &Tensor| tensor.as_stored().map(|stored| stored.1);
    let folded = tensor.reshape(&[2, 2, -1]).expect("as many");
    assert_eq!(stored_at(&folded), Some(0));
    let halves = folded.split(&[1, 1], 0).expect("add up");
    assert_eq!(stored_at(&halves[1]), Some(48));
    assert_eq!(
        stored_at(&Tensor::concat(&halves, 0).expect("fit")),
        Some(0)
    );
    let turned = tensor.permute(&[1, 0]).expect("order");
    assert_eq!(stored_at(&turned), None);
    let column = turned
        .slice(&slice(&[super::all(), super::at(2)]))
        .expect("fits");
    assert_eq!(stored_at(&column), Some(48));
    let constant = Tensor::constant(Dtype::F32, shape(&[2, 3]), 1.0).expect("fits");
    let turned = constant
        .permute(&[1, 0])
        .and_then(|turned| turned.reshape(&[6]));
    assert_eq!(super::values(&turned.expect("as many")), [1.0; 6]);
}

#[test]
fn packed_dtypes_turn_where_no_byte_is_cut() {
    let tensor = stored(Dtype::F4, &[2, 2, 4], (0..8).collect());
    let turned = tensor.permute(&[1, 0, 2]).expect("whole bytes");
    assert_eq!(bytes(&turned), [0, 1, 4, 5, 2, 3, 6, 7]);
    let error = tensor.permute(&[0, 2, 1]).expect_err("cuts bytes");
    assert_eq!(error.kind(), Kind::Dtype);
    assert_eq!(
        error.message(),
        "the order would part elements of float4_e2m1fn that share bytes"
    );
    assert_eq!(
        bytes(&turned.reshape(&[8, -1]).expect("as many")),
        bytes(&turned)
    );
    let six = stored(Dtype::F6E2M3, &[2, 4, 4], (0..24).collect());
    let turned = six.permute(&[1, 0, 2]).expect("whole bytes");
    assert_eq!(bytes(&turned)[..9], [0, 1, 2, 12, 13, 14, 3, 4, 5]);
    let joined = Tensor::concat(
        &[six.clone(), turned.reshape(&[2, 4, 4]).expect("as many")],
        2,
    );
    assert_eq!(
        bytes(&joined.expect("whole bytes"))[..6],
        [0, 1, 2, 0, 1, 2]
    );
}

#[test]
fn windows_threads_and_blocks_do_not_change_bits() {
    let start = counting(&[611, 37, 90]).cast(Dtype::F32).expect("castable");
    let turned = start
        .permute(&[2, 0, 1])
        .and_then(|turned| turned.scale(0.5))
        .expect("floats");
    let back = turned.permute(&[1, 2, 0]).expect("order");
    let expected = bytes(&start.scale(0.5).expect("floats"));
    assert_eq!(bytes(&back), expected);
    let whole = bytes(&turned);
    for threads in [1, 2, 3] {
        let blocks: Vec<u64> = (0..turned.shape().elements()).step_by(50_021).collect();
        let done = Engine::new(threads).run(&blocks, |first, buffers: &mut Buffers| {
            let start = *first as usize * 4;
            let end = (start + 50_021 * 4).min(whole.len());
            let mut block = vec![0; end - start];
            turned.read(*first, &mut block, buffers)?;
            assert_eq!(block, whole[start..end]);
            let mut few = vec![0; 8.min(end - start)];
            turned.read(*first, &mut few, buffers)?;
            assert_eq!(few, whole[start..start + few.len()]);
            Ok(())
        });
        done.expect("readable");
    }
}
