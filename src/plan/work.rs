//! How far a run has come, as reports show it.

use crate::report::Work;
use crate::tensor::Progress;

/// How far the work is that `progress` counts: heavy computations come before bytes.
pub fn work(progress: &Progress) -> Work {
    match progress.computing() {
        Some(computing) => Work::Computing {
            number: computing.number,
            of: computing.of,
            steps: computing.steps,
        },
        None => Work::Bytes {
            done: progress.done(),
            total: progress.total(),
        },
    }
}
