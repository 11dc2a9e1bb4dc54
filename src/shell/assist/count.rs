//! How many tensors a reference means, counted while a person goes on typing.

use crate::guide::complete::Scene;
use crate::report::human;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a key may wait for a count that is almost there.
const PATIENCE: Duration = Duration::from_millis(2);

/// Counts what references mean, one at a time, the latest.
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// The number of the latest question; whoever works on an earlier one gives up.
    latest: Arc<AtomicU64>,
    asked: Mutex<Option<Asked>>,
}

/// A question and its answer, if it came.
#[derive(Debug)]
struct Asked {
    reference: String,
    answer: Option<String>,
    coming: Receiver<Option<String>>,
}

impl Counter {
    /// What a reference means, as `64 tensors, 1.2 GiB`; nothing yet if that takes longer than a key may wait,
    /// and nothing for what is no reference.
    pub(super) fn counted(&self, reference: &str, scene: &Arc<Scene>) -> Option<String> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked
            .as_ref()
            .is_none_or(|asked| asked.reference != reference)
        {
            *asked = self.ask(reference, scene);
        }
        let asked = asked.as_mut()?;
        match asked.coming.recv_timeout(PATIENCE) {
            Ok(answer) => asked.answer = answer,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        asked.answer.clone()
    }

    /// Gives up what is being counted.
    pub(super) fn forget(&self) {
        self.latest.fetch_add(1, Ordering::Relaxed);
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Begins to count. Where no thread can be had, nothing is told.
    fn ask(&self, reference: &str, scene: &Arc<Scene>) -> Option<Asked> {
        let number = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
        let (answer, coming) = channel();
        let (latest, scene, text) = (self.latest.clone(), scene.clone(), reference.to_string());
        let work = move || {
            let goes_on = || latest.load(Ordering::Relaxed) == number;
            let counted = scene.count(&text, &goes_on);
            // Nobody may be waiting any more.
            answer.send(counted.map(told)).unwrap_or_default();
        };
        thread::Builder::new()
            .name("count".into())
            .spawn(work)
            .ok()?;
        Some(Asked {
            reference: reference.to_string(),
            answer: None,
            coming,
        })
    }
}

/// Tensors and bytes in words.
fn told((tensors, bytes): (u64, u64)) -> String {
    match tensors {
        0 => "no tensors".to_string(),
        _ => format!(
            "{}, {}",
            human::counted(tensors, "tensor"),
            human::bytes(bytes)
        ),
    }
}
