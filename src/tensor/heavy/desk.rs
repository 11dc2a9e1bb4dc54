//! The desk: what a heavy computation works with.

use super::aside::aside;
use crate::error::Result;
use crate::tensor::scratch::Room;
use crate::tensor::{Buffers, Cancel, Progress, Tensor};
use rayon::prelude::*;

/// How many units one thread reads at a time.
const SHARE: usize = 256 << 10;

/// Threads, memory, the wish to stop, and a place to say how far the work is.
///
/// A computation of more than one thread runs within the engine's own pool of threads, so that what it gives
/// to rayon, or to a library on top of it, is done by exactly those. One of a single thread may run anywhere
/// and must give rayon nothing.
pub struct Desk<'a> {
    buffers: &'a mut Buffers,
    threads: usize,
    progress: Progress,
}

impl<'a> Desk<'a> {
    /// A desk for a computation by all `threads` of the pool it runs in.
    pub fn shared(buffers: &'a mut Buffers, threads: usize, progress: Progress) -> Self {
        Desk {
            buffers,
            threads,
            progress,
        }
    }

    /// A desk for a computation by this thread alone.
    pub fn alone(buffers: &'a mut Buffers) -> Self {
        Desk::shared(buffers, 1, Progress::default())
    }

    /// How many threads there are. Results must be the same bits for any number.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// What tells the computation to stop: to be asked at least ten times a second.
    pub fn cancel(&self) -> &Cancel {
        self.buffers.cancel()
    }

    /// Fills `into` with elements of `tensor` from number `first_element` on, as [`Tensor::read`] does, with
    /// all threads.
    pub fn read(&mut self, tensor: &Tensor, first_element: u64, into: &mut [u8]) -> Result<()> {
        let unit = tensor.dtype().unit();
        let apart = SHARE as u64 * unit.elements;
        let share = SHARE * unit.bytes;
        self.read_rows(tensor, (first_element, apart), (into, share))
    }

    /// Fills `into` row by row, each of `width` bytes but the last, with all threads: the first with elements of
    /// `tensor` from number `first` on, the next with those that begin `apart` elements later.
    pub fn read_rows(
        &mut self,
        tensor: &Tensor,
        (first, apart): (u64, u64),
        (into, width): (&mut [u8], usize),
    ) -> Result<()> {
        let start = |number: usize| first + number as u64 * apart;
        if self.threads() == 1 || into.len() <= width {
            let mut rows = into.chunks_mut(width).enumerate();
            return rows
                .try_for_each(|(number, row)| tensor.read(start(number), row, self.buffers));
        }
        let buffers = &*self.buffers;
        let failure = into
            .par_chunks_mut(width)
            .enumerate()
            .map_init(
                || buffers.another(),
                |buffers, (number, row)| tensor.read(start(number), row, buffers),
            )
            .find_map_first(Result::err);
        failure.map_or(Ok(()), Err)
    }

    /// Zeroed memory for what the computation must hold for a while, page-aligned.
    ///
    /// # Errors
    /// `io` when there is none.
    pub fn room(&self, bytes: u64) -> Result<Room> {
        self.buffers.scratch().room(bytes)
    }

    /// What `work` returns: one long call that cannot be stopped, and that needs no other thread. It is done aside
    /// and left alone once a stop is wished for; `bytes` of memory count as taken until it ends.
    ///
    /// # Errors
    /// Those of `work`; `interrupted`; `io` where no thread can be started.
    pub fn aside<T: Send + 'static>(
        &self,
        bytes: u64,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let held = self.buffers.scratch().hold(bytes);
        aside(self.cancel(), move || {
            let result = work();
            drop(held);
            result
        })
    }

    /// Says that `done` of `of` steps are done.
    pub fn step(&self, done: u64, of: u64) {
        self.progress.step(done, of);
    }
}
