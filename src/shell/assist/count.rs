//! How many tensors a reference means, counted while a person goes on typing.

use crate::guide::complete::Scene;
use crate::report::human;
use rustyline::ExternalPrinter;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a key may wait for a count that is almost there.
const PATIENCE: Duration = Duration::from_millis(2);

/// Moves up a row and down again: the editor stands where its line begins, and draws it again.
const STAY: &str = "\x1b[A\n";

/// Counts what references mean, one at a time, the latest.
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// The number of the latest question; whoever works on an earlier one gives up.
    latest: Arc<AtomicU64>,
    asked: Mutex<Option<Asked>>,
    bell: Option<Bell>,
}

/// What a reference means, in words, once it is counted; nothing for what is no reference.
#[derive(Debug, Default)]
pub(super) struct Count {
    words: OnceLock<Option<String>>,
    /// Whether a line was drawn without it.
    missed: AtomicBool,
}

/// Has the line drawn again that is being typed.
#[derive(Clone)]
struct Bell(Arc<Mutex<dyn ExternalPrinter + Send>>);

/// A question and where its answer will be.
#[derive(Debug)]
struct Asked {
    reference: String,
    count: Arc<Count>,
    coming: Receiver<()>,
}

impl Counter {
    /// Tells the editor of a count that comes late, through its printer.
    pub(super) fn ring(&mut self, printer: impl ExternalPrinter + Send + 'static) {
        self.bell = Some(Bell(Arc::new(Mutex::new(printer))));
    }

    /// What a reference means, as `64 tensors, 1.2 GiB`. If that takes longer than a key may wait, it comes later,
    /// and the line is drawn again.
    pub(super) fn counted(&self, reference: &str, scene: &Arc<Scene>) -> Option<Arc<Count>> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked
            .as_ref()
            .is_none_or(|asked| asked.reference != reference)
        {
            *asked = self.ask(reference, scene);
        }
        let asked = asked.as_ref()?;
        if asked.coming.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            asked.count.missed.store(true, Ordering::SeqCst);
        }
        Some(asked.count.clone())
    }

    /// Gives up what is being counted.
    pub(super) fn forget(&self) {
        self.latest.fetch_add(1, Ordering::Relaxed);
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Begins to count. Where no thread can be had, nothing is told.
    fn ask(&self, reference: &str, scene: &Arc<Scene>) -> Option<Asked> {
        let (done, coming) = channel();
        let count = Arc::new(Count::default());
        let work = Work {
            number: self.latest.fetch_add(1, Ordering::Relaxed) + 1,
            latest: self.latest.clone(),
            reference: reference.to_string(),
            scene: scene.clone(),
            count: count.clone(),
            bell: self.bell.clone(),
        };
        thread::Builder::new()
            .name("count".into())
            .spawn(move || work.run(&done))
            .ok()?;
        Some(Asked {
            reference: reference.to_string(),
            count,
            coming,
        })
    }
}

/// What a counting thread works on.
struct Work {
    number: u64,
    latest: Arc<AtomicU64>,
    reference: String,
    scene: Arc<Scene>,
    count: Arc<Count>,
    bell: Option<Bell>,
}

impl Work {
    fn run(self, done: &Sender<()>) {
        let goes_on = || self.latest.load(Ordering::Relaxed) == self.number;
        let counted = self.scene.count(&self.reference, &goes_on);
        let told = |counted| told(counted, self.scene.begun(&self.reference));
        self.count.answer(counted.map(told));
        // Whoever waited for it may have gone.
        done.send(()).unwrap_or_default();
        let is_late = self.count.missed.load(Ordering::SeqCst) && goes_on();
        if let Some(bell) = self.bell.filter(|_| is_late) {
            bell.ring();
        }
    }
}

impl Count {
    /// What it is, as soon as it is known.
    pub(super) fn get(&self) -> Option<&Option<String>> {
        self.words.get()
    }

    /// It is known now.
    pub(super) fn answer(&self, words: Option<String>) {
        self.words.get_or_init(|| words);
    }
}

impl Bell {
    /// Draws the line again. An editor that has gone needs none.
    fn ring(&self) {
        let mut printer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        printer.print(STAY.to_string()).unwrap_or_default();
    }
}

impl fmt::Debug for Bell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bell")
    }
}

/// Tensors and bytes in words; where there are none yet, how many names begin so.
fn told((tensors, bytes): (u64, u64), begun: u64) -> String {
    match tensors {
        0 if begun > 0 => format!("{} begin so", human::counted(begun, "name")),
        0 => "no tensors".to_string(),
        _ => format!(
            "{}, {}",
            human::counted(tensors, "tensor"),
            human::bytes(bytes)
        ),
    }
}
