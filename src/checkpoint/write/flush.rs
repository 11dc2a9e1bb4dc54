//! Flushing behind the writers, so that the disk works while the cores do.

use super::stream::Output;
use crate::error::Result;
use crate::tensor::Progress;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Bytes between two flushes.
const STEP: u64 = 32 << 20;
/// How often to look whether so much was written.
const PAUSE: Duration = Duration::from_millis(2);

/// Does `work`, which writes the outputs, while a thread flushes what it has written so far.
///
/// A save ends with a flush in any case; of large files most is then on disk already. Small files are
/// left to that last flush.
pub fn behind(
    outputs: &[Output],
    progress: &Progress,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let length: u64 = outputs.iter().map(|output| output.contents.length).sum();
    if length < 2 * STEP {
        return work();
    }
    // Dropping `stop`, in whatever way the work ends, ends the thread.
    let (stop, stopped) = mpsc::channel();
    thread::scope(|scope| {
        let flusher = scope.spawn(|| follow(outputs, progress, stopped));
        let worked = work();
        drop::<mpsc::Sender<()>>(stop);
        let flushed = flusher.join().unwrap_or(Ok(()));
        worked.and(flushed)
    })
}

/// Flushes whenever a step more is written. A failure is reported once by the system, so it must be
/// kept: the last flush would not see it.
fn follow(outputs: &[Output], progress: &Progress, stopped: Receiver<()>) -> Result<()> {
    let mut flushed = progress.done();
    while stopped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let done = progress.done();
        if done.saturating_sub(flushed) >= STEP {
            flushed = done;
            outputs.iter().try_for_each(Output::flush)?;
        }
    }
    Ok(())
}
