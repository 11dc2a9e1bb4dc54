//! Costs: what must stay cheap, flat or shallow, whatever a plan does.

use super::{bytes, counting, floats, integers, range, slice, stored, values};
use crate::error::{Kind, Result};
use crate::tensor::{Buffers, Bytes, Dtype, Engine, Shape, Tensor};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that count how often, and how many of them, are read.
#[derive(Debug, Default)]
struct Counted {
    reads: AtomicU64,
    bytes: AtomicU64,
}

impl Bytes for Counted {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(into.len() as u64, Ordering::Relaxed);
        let places = (offset..).zip(into);
        places.for_each(|(place, byte)| *byte = place as u8);
        Ok(())
    }
}

fn counted(dtype: Dtype, dimensions: &[u64]) -> (Tensor, Arc<Counted>) {
    let source = Arc::new(Counted::default());
    let shape = Shape::new(dimensions.to_vec()).expect("small");
    (Tensor::stored(dtype, shape, source.clone(), 0), source)
}

#[test]
fn a_hundred_thousand_steps_neither_overflow_nor_linger() {
    let start = floats(&[3], &[1.0, -2.0, 3.0]);
    let flips = (0..100_000).try_fold(start.clone(), |tensor, _| tensor.scale(-1.0));
    assert_eq!(values(&flips.expect("floats")), [1.0, -2.0, 3.0]);

    let sums = (0..100_000).try_fold(start.clone(), |tensor, _| start.add(&tensor));
    assert_eq!(
        values(&sums.expect("same")),
        [100_001.0, -200_002.0, 300_003.0]
    );

    let casts = (0..100_000).try_fold(start.clone(), |tensor, _| {
        tensor.cast(Dtype::I64)?.cast(Dtype::F32)
    });
    assert_eq!(values(&casts.expect("casts")), [1.0, -2.0, 3.0]);

    let part = slice(&[range(1, 3, 1)]);
    let patches = (0..100_000).try_fold(start, |tensor, _| {
        tensor.patch(&part, &tensor.scale(-1.0)?.slice(&part)?)
    });
    assert_eq!(values(&patches.expect("fits")), [1.0, -2.0, 3.0]);
}

#[test]
fn sums_of_sums_and_parts_of_parts_do_not_pile_up() {
    let start = counting(&[12]);
    let doubled = (0..100).try_fold(start.clone(), |tensor, _| tensor.add(&tensor));
    assert_eq!(integers(&doubled.expect("same")), [0; 12]);

    let (mut left, mut right) = (start.clone(), start.clone());
    for _ in 0..100 {
        left = left.add(&right).expect("same");
        right = right.subtract(&left).expect("same");
    }
    assert_eq!(integers(&right)[0], 0);

    let (low, high) = (slice(&[range(0, 8, 1)]), slice(&[range(4, 12, 1)]));
    let mut tensor = start;
    for _ in 0..100 {
        for part in [&low, &high] {
            let taken = tensor.slice(part).expect("fits");
            tensor = tensor
                .patch(part, &taken.subtract(&taken).expect("same"))
                .expect("fits");
            let other = tensor.slice(&low).expect("fits");
            tensor = tensor.patch(&high, &other).expect("fits");
        }
    }
    assert_eq!(integers(&tensor), [0; 12]);
}

#[test]
fn what_piles_up_is_evaluated_once_by_all_threads() {
    let (start, source) = counted(Dtype::U8, &[400_000]);
    let (low, high) = (
        slice(&[range(0, 300_000, 1)]),
        slice(&[range(100_000, 400_000, 1)]),
    );
    let tensor = (0..24).try_fold(start, |tensor, _| {
        let part = tensor.slice(&low)?;
        tensor.patch(&high, &part.add(&tensor.slice(&high)?)?)
    });
    let tensor = tensor.expect("fits");
    let starts: Vec<u64> = (0..400_000).step_by(1000).collect();
    let blocks = Engine::new(4).map(&starts, |start, buffers| {
        let mut block = vec![0; 1000];
        tensor.read(*start, &mut block, buffers)?;
        Ok(block)
    });
    assert_eq!(blocks.expect("readable").concat(), bytes(&tensor));
    let read = source.bytes.load(Ordering::Relaxed);
    assert!(read < 400_000 * 200, "{read} bytes");
}

#[test]
fn views_of_views_stay_shallow() {
    let mut tensor = counting(&[3000]).cast(Dtype::F32).expect("castable");
    for _ in 0..1000 {
        tensor = tensor.slice(&slice(&[range(1, 9999, 1)])).expect("fits");
        tensor = tensor.scale(-1.0).expect("floats");
    }
    assert_eq!(values(&tensor)[..2], [1000.0, 1001.0]);
}

#[test]
fn metadata_reads_nothing() {
    let (tensor, source) = counted(Dtype::BF16, &[1 << 20, 1 << 20]);
    let part = slice(&[range(0, 1 << 19, 3)]);
    let made = tensor
        .slice(&part)
        .and_then(|part| part.cast(Dtype::F32))
        .and_then(|part| part.scale(2.0))
        .and_then(|scaled| scaled.cast(Dtype::BF16))
        .and_then(|scaled| tensor.patch(&part, &scaled))
        .expect("fits");
    assert_eq!(made.bytes(), 1 << 41);
    assert_eq!(source.reads.load(Ordering::Relaxed), 0);
}

#[test]
fn a_strided_view_is_read_in_long_runs() {
    let (tensor, source) = counted(Dtype::U8, &[1000, 1000]);
    let part = tensor
        .slice(&slice(&[range(0, 1000, 1), range(0, 500, 2)]))
        .expect("fits");
    let found = bytes(&part);
    assert_eq!(found[..3], [0, 2, 4]);
    assert_eq!(found[250], 1000_u64 as u8);
    let reads = source.reads.load(Ordering::Relaxed);
    assert!(reads <= 8, "{reads} reads");
    assert!(source.bytes.load(Ordering::Relaxed) <= 1_000_000);
}

#[test]
fn long_gaps_are_not_read() {
    let (tensor, source) = counted(Dtype::U8, &[10, 100_000]);
    let part = tensor
        .slice(&slice(&[range(0, 10, 1), range(0, 100, 1)]))
        .expect("fits");
    assert_eq!(bytes(&part).len(), 1000);
    assert_eq!(source.bytes.load(Ordering::Relaxed), 1000);
}

#[test]
fn what_a_patch_hides_is_not_read() {
    let (tensor, source) = counted(Dtype::U8, &[100, 1000]);
    let part = slice(&[range(10, 90, 1)]);
    let fill = Tensor::constant(Dtype::U8, Shape::new(vec![80, 1000]).expect("small"), 7.0);
    let patched = tensor.patch(&part, &fill.expect("fits")).expect("fits");
    let mut row = vec![0; 1000];
    patched
        .read(50_000, &mut row, &mut Buffers::default())
        .expect("readable");
    assert_eq!(row, vec![7; 1000]);
    assert_eq!(source.reads.load(Ordering::Relaxed), 0);
}

#[test]
fn a_contiguous_slice_is_still_stored() {
    let tensor = counting(&[4, 6]);
    let rows = tensor.slice(&slice(&[range(1, 3, 1)])).expect("fits");
    assert_eq!(rows.as_stored().map(|stored| stored.1), Some(24));
    let run = rows
        .slice(&slice(&[super::at(-1), range(2, 5, 1)]))
        .expect("fits");
    assert_eq!(run.as_stored().map(|stored| stored.1), Some(56));
    let columns = tensor
        .slice(&slice(&[super::all(), range(0, 2, 1)]))
        .expect("fits");
    assert!(columns.as_stored().is_none());
    let corner = columns.slice(&slice(&[super::at(1)])).expect("fits");
    assert_eq!(corner.as_stored().map(|stored| stored.1), Some(24));
}

#[test]
fn a_request_to_stop_ends_an_evaluation() {
    let tensor = floats(&[1], &[1.0]).scale(2.0).expect("floats");
    let mut buffers = Buffers::default();
    buffers.cancel().request();
    let stopped = tensor
        .read(0, &mut [0; 4], &mut buffers)
        .expect_err("stopped");
    assert_eq!(stopped.kind(), Kind::Interrupted);
}

#[test]
fn a_turned_tensor_is_read_in_long_runs_once() {
    let (tensor, source) = counted(Dtype::BF16, &[2048, 4096]);
    let turned = tensor.permute(&[1, 0]).expect("order");
    let scaled = turned.scale(-1.0).expect("floats");
    let found = bytes(&scaled);
    let second = 4096 * 2;
    assert_eq!(found[2], second as u8);
    assert_eq!(source.bytes.load(Ordering::Relaxed), tensor.bytes());
    let reads = source.reads.load(Ordering::Relaxed);
    assert!(reads <= 6 * 2048, "{reads} reads");
    let few = slice(&[range(0, 4096, 1000), range(7, 8, 1)]);
    assert_eq!(bytes(&scaled.slice(&few).expect("fits")).len(), 10);
    let reads = source.reads.load(Ordering::Relaxed) - reads;
    assert!(reads <= 5, "{reads} reads");
}

#[test]
fn statistics_of_a_turned_tensor_read_it_about_once() {
    let (tensor, source) = counted(Dtype::U8, &[2000, 6000]);
    let turned = tensor.permute(&[1, 0]).expect("order");
    Engine::new(3).statistics(&turned).expect("readable");
    let read = source.bytes.load(Ordering::Relaxed);
    assert!(read <= tensor.bytes() * 5 / 4, "{read} bytes");
}

#[test]
fn what_turns_again_and_again_is_kept() {
    let (tensor, source) = counted(Dtype::U8, &[1000, 1000]);
    let mut turned = tensor.permute(&[1, 0]).expect("order");
    for _ in 0..20 {
        let flat = turned.reshape(&[-1, 125]).expect("as many");
        turned = flat.permute(&[1, 0]).expect("order");
    }
    let sum = (0..20).try_fold(turned.clone(), |sum, _| {
        let other = tensor.reshape(&[8000, 125])?.permute(&[1, 0])?;
        sum.add(&other)
    });
    assert_eq!(bytes(&sum.expect("same")).len(), 1_000_000);
    let read = source.bytes.load(Ordering::Relaxed);
    assert!(read <= 25 * 1_000_000, "{read} bytes");
}

#[test]
fn a_joint_of_many_turned_tensors_reads_each_once() {
    let (tensor, source) = counted(Dtype::U8, &[1000, 1000]);
    let turned = (0..20).map(|_| tensor.permute(&[1, 0]).expect("order"));
    let turned: Vec<Tensor> = turned.collect();
    let wide = Tensor::concat(&turned, 1).expect("fit");
    assert_eq!(bytes(&wide).len(), 20_000_000);
    assert_eq!(source.bytes.load(Ordering::Relaxed), 20_000_000);
}

#[test]
fn a_joint_reads_what_a_block_needs_and_nothing_twice() {
    let (tensor, source) = counted(Dtype::U8, &[500, 400]);
    let halves = [tensor.clone(), tensor.permute(&[1, 0]).expect("order")];
    let columns = halves[1].reshape(&[500, 400]).expect("as many");
    let joined = Tensor::concat(&[halves[0].clone(), columns], 1).expect("fit");
    assert_eq!(bytes(&joined).len(), 400_000);
    assert_eq!(source.bytes.load(Ordering::Relaxed), 2 * tensor.bytes());
    let many = vec![tensor.clone(); 1000];
    let long = Tensor::concat(&many, 0).expect("fit");
    let before = source.bytes.load(Ordering::Relaxed);
    let mut block = vec![0; 1000];
    let read = long.read(999 * 200_000, &mut block, &mut Buffers::default());
    read.expect("readable");
    assert_eq!(source.bytes.load(Ordering::Relaxed) - before, 1000);
    assert_eq!(block[..3], [0, 1, 2]);
}

#[test]
fn packed_dtypes_are_cut_at_whole_bytes() {
    let bytes_of = |count: u8| (0..count).collect::<Vec<u8>>();
    let tensor = stored(Dtype::F4, &[4, 6], bytes_of(12));
    let even = tensor
        .slice(&slice(&[range(0, 4, 2), range(2, 4, 1)]))
        .expect("whole bytes");
    assert_eq!(bytes(&even), [1, 7]);
    let odd = tensor.slice(&slice(&[super::at(1), range(1, 3, 1)]));
    assert_eq!(odd.expect_err("cuts a byte").kind(), Kind::SliceRange);
    let with = stored(Dtype::F4, &[2, 2], vec![0xee, 0xff]);
    let patched = tensor
        .patch(&slice(&[range(0, 4, 2), range(2, 4, 1)]), &with)
        .expect("whole");
    assert_eq!(
        bytes(&patched),
        [0, 0xee, 2, 3, 4, 5, 6, 0xff, 8, 9, 10, 11]
    );
    let six = stored(Dtype::F6E2M3, &[2, 8], bytes_of(12));
    let half = six
        .slice(&slice(&[super::all(), range(4, 8, 1)]))
        .expect("whole bytes");
    assert_eq!(bytes(&half), [3, 4, 5, 9, 10, 11]);
}
