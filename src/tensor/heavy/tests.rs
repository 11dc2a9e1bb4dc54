//! Heavy computations: once, together, lowest first, and again after a failure.

use super::{Desk, Heavy, keep, once};
use crate::error::{Error, Kind, Result};
use crate::tensor::tests::{bytes, counting, floats, integers, shape, values};
use crate::tensor::{Arena, Buffers, Dtype, Engine, Scratch, Shape, Tensor};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Twice the elements of a tensor, and thrice, of int32.
#[derive(Debug)]
struct Multiples {
    of: Tensor,
    runs: Arc<AtomicUsize>,
    /// How many runs fail.
    failing: usize,
}

impl Heavy for Multiples {
    fn operands(&self) -> Vec<Tensor> {
        vec![self.of.clone()]
    }

    fn results(&self) -> Vec<(Dtype, Shape)> {
        vec![(Dtype::I32, self.of.shape().clone()); 2]
    }

    fn compute(&self, desk: &mut Desk<'_>, results: &mut [&mut [u8]]) -> Result<()> {
        let run = self.runs.fetch_add(1, Ordering::SeqCst);
        desk.step(1, 2);
        if run < self.failing {
            return Err(Error::new(Kind::Io, "no luck"));
        }
        for (result, by) in std::iter::zip(results, [2, 3]) {
            assert!(result.iter().all(|byte| *byte == 0));
            assert!(result.is_empty() || result.as_ptr().addr().is_multiple_of(4096));
            desk.read(&self.of, 0, result)?;
            for element in result.as_chunks_mut::<4>().0 {
                *element = (i32::from_le_bytes(*element) * by).to_le_bytes();
            }
        }
        Ok(())
    }
}

fn multiples(of: &Tensor, failing: usize) -> (Vec<Tensor>, Arc<AtomicUsize>) {
    let runs = Arc::default();
    let heavy = Multiples {
        of: of.clone(),
        runs: Arc::clone(&runs),
        failing,
    };
    (keep(heavy), runs)
}

#[test]
fn results_are_computed_together_and_once() {
    for threads in [1, 3] {
        let (results, runs) = multiples(&counting(&[3]), 0);
        assert_eq!(results[1].shape(), &shape(&[3]));
        assert_eq!(runs.load(Ordering::SeqCst), 0);
        Engine::new(threads).settle(&results).expect("readable");
        assert_eq!(runs.load(Ordering::SeqCst), 1);
        assert_eq!(integers(&results[0]), [0, 2, 4]);
        assert_eq!(integers(&results[1]), [0, 3, 6]);
        Engine::new(threads).settle(&results).expect("readable");
        assert_eq!(runs.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn a_read_without_settling_computes_once_too() {
    let (results, runs) = multiples(&counting(&[1000]), 0);
    let sum = results[0].add(&results[1]).expect("same");
    let found = Engine::new(4).map(&[0, 250, 500, 750], |start, buffers| {
        let mut block = vec![0; 1000];
        sum.read(*start, &mut block, buffers)?;
        Ok(block)
    });
    assert_eq!(found.expect("readable").concat(), bytes(&sum));
    assert_eq!(runs.load(Ordering::SeqCst), 1);
    assert_eq!(integers(&sum)[999], 4995);
}

#[test]
fn results_of_results_are_computed_lowest_first() {
    let mut tensor = counting(&[2]);
    let mut runs = Vec::new();
    for _ in 0..19 {
        let (results, run) = multiples(&tensor, 0);
        tensor = results[1].subtract(&results[0]).expect("same");
        tensor = tensor
            .add(&results[0].subtract(&tensor).expect("same"))
            .expect("same");
        runs.push(run);
    }
    Engine::new(2).settle([&tensor]).expect("readable");
    assert_eq!(integers(&tensor), [0, 1 << 19]);
    assert!(runs.iter().all(|run| run.load(Ordering::SeqCst) == 1));
}

#[test]
fn thousands_within_each_other_do_not_overflow() {
    let chain = || (0..20_000).fold(floats(&[1], &[1.5]), |tensor, _| once(tensor));
    drop(chain());
    assert_eq!(values(&chain()), [1.5]);
    let settled = chain();
    Engine::new(2).settle([&settled]).expect("readable");
    assert_eq!(values(&settled), [1.5]);
}

#[test]
fn a_failure_is_told_each_time_and_a_later_try_works() {
    let (results, runs) = multiples(&counting(&[2]), 2);
    let engine = Engine::new(2);
    for _ in 0..2 {
        let failed = engine.settle(&results).expect_err("no luck");
        assert_eq!(failed.message(), "no luck");
        assert_eq!(engine.progress().computing(), None);
    }
    engine.settle(&results).expect("luck");
    assert_eq!(runs.load(Ordering::SeqCst), 3);
    assert_eq!(integers(&results[0]), [0, 2]);
}

#[test]
fn a_stop_leaves_it_to_be_done() {
    let (results, runs) = multiples(&counting(&[2]), 0);
    let engine = Engine::new(2);
    engine.cancel().request();
    let stopped = engine.settle(&results).expect_err("stopped");
    assert_eq!(stopped.kind(), Kind::Interrupted);
    assert_eq!(runs.load(Ordering::SeqCst), 0);
    engine.cancel().clear();
    engine.settle(&results).expect("goes on");
    assert_eq!(integers(&results[1]), [0, 3]);
}

#[test]
fn operands_and_results_are_let_go_as_soon_as_nobody_needs_them() {
    let source = Arc::new(vec![0; 8]);
    let operand = Tensor::stored(Dtype::I32, shape(&[2]), source.clone(), 0);
    let (mut results, _) = multiples(&operand, 0);
    drop(operand);
    let kept = results.pop().expect("two");
    drop(results);
    assert_eq!(Arc::strong_count(&source), 2);
    Engine::new(1).settle([&kept]).expect("readable");
    assert_eq!(Arc::strong_count(&source), 1);
    assert_eq!(integers(&kept), [0, 0]);
}

#[test]
fn a_large_read_is_shared_among_threads_in_order() {
    let tensor = counting(&[1_000_003]);
    let mut buffers = Buffers::default();
    let kept = once(tensor.clone());
    Engine::new(3).settle([&kept]).expect("readable");
    assert_eq!(bytes(&kept), bytes(&tensor));
    let mut part = [0; 8];
    kept.read(1_000_001, &mut part, &mut buffers)
        .expect("within");
    assert_eq!(part[..4], 1_000_001_i32.to_le_bytes());
    let packed = crate::tensor::tests::stored(Dtype::F6E2M3, &[4 << 20], vec![7; 3 << 20]);
    let kept = once(packed.clone());
    Engine::new(2).settle([&kept]).expect("readable");
    assert_eq!(bytes(&kept), bytes(&packed));
}

#[test]
fn stores_and_threads_do_not_change_bits() {
    let root = tempfile::tempdir().expect("a folder for the test");
    let arena = |segment| Arena::new(root.path(), segment);
    let chain = || {
        let start = counting(&[300_000]).cast(Dtype::F32).expect("castable");
        (0..4).fold(start, |tensor, _| {
            let part = once(tensor.scale(1.7).expect("floats"));
            once(part.add(&tensor).expect("same"))
        })
    };
    let expected = bytes(&chain());
    for threads in [1, 2, 3] {
        for store in [
            Scratch::default(),
            Scratch::in_arena(arena(1 << 30)),
            Scratch::in_arena(arena(1000)),
            Scratch::in_memory(0, arena(2 << 20)),
            Scratch::in_memory((threads << 22) as u64 + (3 << 20), arena(1 << 30)),
        ] {
            let tensor = chain();
            let engine = Engine::keeping(threads, store);
            engine.settle([&tensor]).expect("readable");
            assert_eq!(bytes(&tensor), expected);
        }
    }
    assert_eq!(std::fs::read_dir(root.path()).expect("listed").count(), 0);
}

#[test]
fn nothing_has_results_too() {
    let (results, _) = multiples(&counting(&[0, 3]), 0);
    Engine::new(2).settle(&results).expect("readable");
    assert_eq!(bytes(&results[0]), Vec::<u8>::new());
}
