//! Reductions: tensors measured block by block, what is found combined in the order of the blocks.

use crate::error::Result;
use crate::tensor::element::unpack;
use crate::tensor::window::Windows;
use crate::tensor::{Buffers, Engine, Tensor};
use std::ops::{ControlFlow, Range};
use std::sync::OnceLock;

/// How many elements are measured at once. Part of the results: sums are rounded within a block first.
const BLOCK: u64 = 64 * 1024;

/// How many blocks may be measured before what they gave is combined.
const WAVE: u64 = 1024;

impl Engine {
    /// Does every task as [`Engine::run`] does, and returns what they give, in the order of the tasks.
    pub fn map<T: Sync, R: Send + Sync>(
        &self,
        tasks: &[T],
        work: impl Fn(&T, &mut Buffers) -> Result<R> + Sync,
    ) -> Result<Vec<R>> {
        let slots: Vec<(&T, OnceLock<R>)> =
            tasks.iter().map(|task| (task, OnceLock::new())).collect();
        self.run(&slots, |(task, slot), buffers| {
            let found = work(task, buffers)?;
            slot.get_or_init(|| found);
            Ok(())
        })?;
        Ok(slots
            .into_iter()
            .filter_map(|(_, slot)| slot.into_inner())
            .collect())
    }

    /// Measures tensors of one dtype and shape, and combines what each block gives until told to stop.
    ///
    /// `measure` takes the number of a block's first element, and that block of each tensor.
    pub(super) fn reduce<const N: usize, P: Send + Sync>(
        &self,
        tensors: [&Tensor; N],
        measure: impl Fn(u64, [&[u8]; N]) -> P + Sync,
        mut combine: impl FnMut(P) -> ControlFlow<()>,
    ) -> Result<()> {
        self.settle(tensors)?;
        let elements = tensors
            .first()
            .map_or(0, |tensor| tensor.shape().elements());
        let measured = |start: u64, buffers: &mut Buffers| {
            let count = BLOCK.min(elements - start);
            let mut blocks = [const { Vec::new() }; N];
            for (tensor, block) in std::iter::zip(tensors, &mut blocks) {
                *block = self.block(tensor, start, count, buffers)?;
            }
            let found = measure(start, blocks.each_ref().map(Vec::as_slice));
            blocks.into_iter().for_each(|block| buffers.give(block));
            Ok(found)
        };
        let in_a_row = |row: &Range<u64>, buffers: &mut Buffers| -> Result<Vec<P>> {
            let found = blocks(row).map(|start| measured(start, buffers));
            found.collect()
        };
        for wave in waves(elements, self.row(&tensors)) {
            for found in self.map(&wave, in_a_row)?.into_iter().flatten() {
                if combine(found).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Shows every block of a tensor to what the thread that reads it has opened. What threads opened is closed
    /// when there is no block left for them, in any order, and may be opened many times.
    pub(super) fn pass<S>(
        &self,
        tensor: &Tensor,
        open: impl Fn() -> S + Sync,
        show: impl Fn(&mut S, &[u8]) + Sync,
        close: impl Fn(S) + Sync,
    ) -> Result<()> {
        self.settle([tensor])?;
        let elements = tensor.shape().elements();
        let through = |own: &mut S, row: &Range<u64>, buffers: &mut Buffers| {
            blocks(row).try_for_each(|start| {
                let block = self.block(tensor, start, BLOCK.min(elements - start), buffers)?;
                show(own, &block);
                buffers.give(block);
                Ok(())
            })
        };
        let mut waves = waves(elements, self.row(&[tensor]));
        waves.try_for_each(|wave| self.run_with(&wave, &open, through, &close))
    }

    /// How many blocks one thread measures in a row: those of a window, where anything is read through one.
    fn row(&self, tensors: &[&Tensor]) -> usize {
        let blocks = |tensor: &&Tensor| {
            let block = BLOCK * u64::from(tensor.dtype().bits()) / 8;
            Windows::new(self.threads()).size() / block as usize
        };
        let through = tensors.iter().filter(|tensor| tensor.cost().has_windows());
        through.map(blocks).max().unwrap_or(1).max(1)
    }

    /// The `count` elements of a tensor from `start` on, each in bytes of its own.
    pub(super) fn block(
        &self,
        tensor: &Tensor,
        start: u64,
        count: u64,
        buffers: &mut Buffers,
    ) -> Result<Vec<u8>> {
        let bits = tensor.dtype().bits();
        let bytes = (count * u64::from(bits)).div_ceil(8);
        let mut block = buffers.take(bytes as usize);
        tensor.read(start, &mut block, buffers)?;
        self.progress().add(bytes);
        if bits >= 8 {
            return Ok(block);
        }
        let mut unpacked = buffers.take(count as usize);
        unpack(&block, bits, &mut unpacked);
        buffers.give(block);
        Ok(unpacked)
    }
}

/// Rows of so many blocks, each for one thread to measure, in waves.
fn waves(elements: u64, row: usize) -> impl Iterator<Item = Vec<Range<u64>>> {
    let row = BLOCK * row as u64;
    parts(0..elements, BLOCK * WAVE).map(move |wave| parts(wave, row).collect())
}

/// Parts of so many numbers each; of the last, what is left.
fn parts(whole: Range<u64>, size: u64) -> impl Iterator<Item = Range<u64>> {
    let starts = whole.clone().step_by(size as usize);
    starts.map(move |start| start..whole.end.min(start + size))
}

/// Where the blocks of a row begin.
fn blocks(row: &Range<u64>) -> impl Iterator<Item = u64> {
    row.clone().step_by(BLOCK as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::{Dtype, Shape};

    #[test]
    fn results_come_in_the_order_of_tasks() {
        let tasks: Vec<u64> = (0..1000).collect();
        let doubled = Engine::new(3).map(&tasks, |task, _| Ok(task * 2));
        let expected: Vec<u64> = (0..1000).map(|task| task * 2).collect();
        assert_eq!(doubled.expect("no failure"), expected);
    }

    #[test]
    fn blocks_come_in_order_and_cover_the_tensor() {
        let shape = Shape::new(vec![3, BLOCK]).expect("small");
        let tensor = Tensor::constant(Dtype::I16, shape, 3.0).expect("fits");
        let mut found = Vec::new();
        let engine = Engine::new(2);
        let done = engine.reduce(
            [&tensor],
            |start, [block]| (start, block.len()),
            |block| {
                found.push(block);
                ControlFlow::Continue(())
            },
        );
        done.expect("readable");
        let bytes = BLOCK as usize * 2;
        assert_eq!(found, [(0, bytes), (BLOCK, bytes), (2 * BLOCK, bytes)]);
        assert_eq!(engine.progress().done(), 3 * bytes as u64);
    }
}
