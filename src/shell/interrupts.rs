//! What a signal to stop means, which depends on what the program is doing.

use super::terminal::Terminal;
use crate::tensor::Cancel;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The exit code of a run that was stopped.
const INTERRUPTED: u8 = 130;
/// The exit code of a process that was asked to end.
const TERMINATED: u8 = 143;

/// Hears the signals to stop: an interrupt from the keyboard, an order to end, a terminal that closes.
#[derive(Clone, Debug)]
pub struct Interrupts(Arc<State>);

#[derive(Debug)]
struct State {
    cancel: Cancel,
    terminal: Option<Terminal>,
    doing: Mutex<Doing>,
    heard: AtomicUsize,
}

/// What the program is doing.
#[derive(Clone, Copy, Debug)]
enum Doing {
    /// It runs a plan, with nobody to ask.
    Batch,
    /// A step of the shell runs.
    Step,
    /// A person types.
    Prompt,
}

impl Interrupts {
    /// Signals stop the work that listens to `cancel`. The terminal is as it should be in the end.
    pub fn new(cancel: Cancel) -> Self {
        Interrupts(Arc::new(State {
            cancel,
            terminal: Terminal::now(),
            doing: Mutex::new(Doing::Batch),
            heard: AtomicUsize::new(0),
        }))
    }

    /// A signal came. Gives the exit code if the process is to end now: at a prompt, where an interrupt
    /// is a key and no signal, and in a plan at the second signal.
    pub fn signal(&self) -> Option<u8> {
        let heard = self.0.heard.fetch_add(1, Ordering::SeqCst);
        let doing = self.0.doing.lock().unwrap_or_else(PoisonError::into_inner);
        match *doing {
            Doing::Batch if heard > 0 => Some(INTERRUPTED),
            Doing::Batch | Doing::Step => {
                self.0.cancel.request();
                None
            }
            Doing::Prompt => {
                self.0.terminal.iter().for_each(Terminal::restore);
                Some(TERMINATED)
            }
        }
    }

    /// Steps run from now on: earlier signals are forgotten.
    pub(super) fn begin_step(&self) {
        self.begin(Doing::Step);
    }

    /// A person types from now on.
    pub(super) fn begin_prompt(&self) {
        self.begin(Doing::Prompt);
    }

    /// There is nobody to ask from now on; earlier signals are forgotten.
    pub(super) fn begin_batch(&self) {
        self.begin(Doing::Batch);
    }

    /// How many signals came since this began.
    pub(super) fn heard(&self) -> usize {
        self.0.heard.load(Ordering::SeqCst)
    }

    fn begin(&self, doing: Doing) {
        self.0.cancel.clear();
        self.0.heard.store(0, Ordering::SeqCst);
        *self.0.doing.lock().unwrap_or_else(PoisonError::into_inner) = doing;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_stopped_by_the_first_signal_and_ended_by_the_second() {
        let cancel = Cancel::default();
        let interrupts = Interrupts::new(cancel.clone());
        assert_eq!(interrupts.signal(), None);
        assert!(cancel.check().is_err());
        assert_eq!(interrupts.signal(), Some(INTERRUPTED));
    }

    #[test]
    fn a_step_is_stopped_by_any_number_of_signals() {
        let cancel = Cancel::default();
        let interrupts = Interrupts::new(cancel.clone());
        interrupts.begin_step();
        assert_eq!((interrupts.signal(), interrupts.signal()), (None, None));
        assert!(cancel.check().is_err());
        assert_eq!(interrupts.heard(), 2);
        interrupts.begin_step();
        assert!(cancel.check().is_ok());
        assert_eq!(interrupts.heard(), 0);
    }

    #[test]
    fn a_signal_at_the_prompt_ends_the_process() {
        let interrupts = Interrupts::new(Cancel::default());
        interrupts.begin_prompt();
        assert_eq!(interrupts.signal(), Some(TERMINATED));
    }
}
