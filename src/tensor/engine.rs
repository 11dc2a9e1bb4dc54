//! The engine: tasks on all cores, with the same results for any number of threads.

mod apart;
mod bins;
mod cancel;
mod census;
mod compare;
mod difference;
mod distance;
mod profile;
mod progress;
mod reduce;
mod settle;
mod statistics;
mod tally;
mod values;
mod zero;

pub use cancel::Cancel;
pub use compare::Comparison;
pub use difference::Difference;
pub use profile::Profile;
pub use progress::{Computing, Progress};
pub use statistics::Statistics;

use super::{Buffers, Scratch};
use crate::error::{Error, Kind, Result};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The stack of a thread: many times what evaluations that stand within each other take.
const STACK: usize = 8 << 20;

/// About what one thread evaluates in.
const BUFFERS: u64 = 4 << 20;

/// Runs tasks on a fixed number of threads, which start when first needed.
#[derive(Debug)]
pub struct Engine {
    threads: usize,
    pool: OnceLock<ThreadPool>,
    cancel: Cancel,
    progress: Progress,
    scratch: Scratch,
}

impl Engine {
    /// An engine of this many threads, at least one, that keeps heavy results in memory.
    pub fn new(threads: usize) -> Self {
        Engine::keeping(threads, Scratch::default())
    }

    /// An engine of this many threads, at least one, that keeps heavy results in `scratch`.
    pub fn keeping(threads: usize, scratch: Scratch) -> Self {
        let threads = threads.max(1);
        scratch.set_aside((threads as u64).saturating_mul(BUFFERS));
        Engine {
            threads,
            pool: OnceLock::new(),
            cancel: Cancel::default(),
            progress: Progress::default(),
            scratch,
        }
    }

    /// How many threads work at once.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Where heavy results are kept.
    pub fn scratch(&self) -> &Scratch {
        &self.scratch
    }

    /// What stops the engine's work, between two blocks.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// How far the work has come; the caller starts it with its total.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Does every task, begun in order, as many at once as there are threads, each with buffers of its own.
    ///
    /// After a failure no further task begins; the error is that of the first task in order that failed.
    pub fn run<T: Sync>(
        &self,
        tasks: &[T],
        work: impl Fn(&T, &mut Buffers) -> Result<()> + Sync,
    ) -> Result<()> {
        self.run_with(tasks, || (), |(), task, buffers| work(task, buffers), drop)
    }

    /// As [`Engine::run`], with something of its own for each thread, which is closed when no task is left for it.
    fn run_with<T: Sync, S>(
        &self,
        tasks: &[T],
        open: impl Fn() -> S + Sync,
        work: impl Fn(&mut S, &T, &mut Buffers) -> Result<()> + Sync,
        close: impl Fn(S) + Sync,
    ) -> Result<()> {
        let round = Round::default();
        let worker = || {
            let mut own = open();
            self.work_through(&round, tasks, |task, buffers| work(&mut own, task, buffers));
            close(own);
        };
        if self.threads == 1 || tasks.len() < 2 {
            worker();
        } else {
            self.pool()?.broadcast(|_| worker());
        }
        round.result()
    }

    /// One thread's share of the tasks: the next one, until none is left or one failed.
    fn work_through<T>(
        &self,
        round: &Round,
        tasks: &[T],
        mut work: impl FnMut(&T, &mut Buffers) -> Result<()>,
    ) {
        let mut buffers = self.buffers();
        while let Some((index, task)) = round.next(tasks) {
            let done = self.cancel.check().and_then(|()| work(task, &mut buffers));
            if let Err(error) = done {
                round.fail(index, error);
            }
        }
    }

    /// Buffers for one thread.
    fn buffers(&self) -> Buffers {
        Buffers::new(self.threads, self.cancel.clone(), self.scratch.clone())
    }

    fn pool(&self) -> Result<&ThreadPool> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let pool = ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .stack_size(STACK)
            .thread_name(|index| format!("engine-{index}"))
            .build()
            .map_err(|cause| Error::new(Kind::Io, format!("cannot start threads: {cause}")))?;
        Ok(self.pool.get_or_init(|| pool))
    }
}

/// What the threads share while they go through one list of tasks.
#[derive(Default)]
struct Round {
    next: AtomicUsize,
    failed: AtomicBool,
    first: Mutex<Option<(usize, Error)>>,
}

impl Round {
    fn next<'t, T>(&self, tasks: &'t [T]) -> Option<(usize, &'t T)> {
        if self.failed.load(Ordering::Relaxed) {
            return None;
        }
        let index = self.next.fetch_add(1, Ordering::Relaxed);
        tasks.get(index).map(|task| (index, task))
    }

    fn fail(&self, index: usize, error: Error) {
        self.failed.store(true, Ordering::Relaxed);
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        if first.as_ref().is_none_or(|(before, _)| index < *before) {
            *first = Some((index, error));
        }
    }

    fn result(self) -> Result<()> {
        let first = self.first.into_inner();
        match first.unwrap_or_else(PoisonError::into_inner) {
            Some((_, error)) => Err(error),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_is_done_once() {
        for threads in [1, 2, 5] {
            let sum = AtomicUsize::new(0);
            let tasks: Vec<usize> = (0..1000).collect();
            let engine = Engine::new(threads);
            let done = engine.run(&tasks, |task, _| {
                sum.fetch_add(*task, Ordering::Relaxed);
                Ok(())
            });
            assert!(done.is_ok());
            assert_eq!(sum.into_inner(), 499_500);
        }
    }

    #[test]
    fn the_first_failure_in_order_is_reported() {
        let tasks: Vec<usize> = (0..100).collect();
        for threads in [1, 2, 4] {
            let failed = Engine::new(threads).run(&tasks, |task, _| match task {
                3.. => Err(Error::new(Kind::Io, format!("task {task}"))),
                _ => Ok(()),
            });
            assert_eq!(failed.expect_err("some fail").message(), "task 3");
        }
    }

    #[test]
    fn a_request_to_stop_ends_the_work() {
        let engine = Engine::new(2);
        let done = AtomicUsize::new(0);
        let tasks: Vec<usize> = (0..1000).collect();
        let stopped = engine.run(&tasks, |task, _| {
            done.fetch_add(1, Ordering::Relaxed);
            if *task == 10 {
                engine.cancel().request();
            }
            Ok(())
        });
        let error = stopped.expect_err("stopped");
        assert_eq!(error.kind(), Kind::Interrupted);
        assert!(done.into_inner() < 20);
        engine.cancel().clear();
        assert!(engine.run(&tasks, |_, _| Ok(())).is_ok());
    }
}
