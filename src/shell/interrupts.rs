//! What a signal to stop means, which depends on what the program is doing.

use super::terminal::Terminal;
use crate::tensor::Cancel;
use std::io::{Write, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Hears the signals to stop.
#[derive(Clone, Debug)]
pub struct Interrupts(Arc<State>);

/// A signal to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C: what runs is to stop.
    Interrupt,
    /// The process is to end.
    Terminate,
    /// The terminal has closed.
    Hangup,
}

#[derive(Debug)]
struct State {
    cancel: Cancel,
    terminal: Option<Terminal>,
    now: Mutex<Now>,
    /// The prompt of a terminal that edits lines itself.
    prompt: Mutex<String>,
    heard: AtomicUsize,
}

/// What the program is doing, and the exit code it is to end with once a step of the shell has stopped.
#[derive(Clone, Copy, Debug)]
struct Now {
    doing: Doing,
    ending: Option<u8>,
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
    /// A person types into a terminal that edits lines itself: it takes Ctrl-C for a signal, and drops the line.
    Line,
}

impl Signal {
    /// The exit code of a process that this signal ends.
    fn code(self) -> u8 {
        match self {
            Signal::Interrupt => 130,
            Signal::Terminate => 143,
            Signal::Hangup => 129,
        }
    }
}

impl Interrupts {
    /// Signals stop the work that listens to `cancel`. The terminal is as it should be in the end.
    pub fn new(cancel: Cancel) -> Self {
        let doing = Doing::Batch;
        Interrupts(Arc::new(State {
            cancel,
            terminal: Terminal::now(),
            now: Mutex::new(Now {
                doing,
                ending: None,
            }),
            prompt: Mutex::default(),
            heard: AtomicUsize::new(0),
        }))
    }

    /// A signal came. Gives the exit code if the process is to end now: at a prompt, where an interrupt
    /// is a key and no signal; in a plan at the second signal; in a step at the second order to end.
    pub fn signal(&self, signal: Signal) -> Option<u8> {
        let heard = self.0.heard.fetch_add(1, Ordering::SeqCst);
        let mut now = self.now();
        let ends = signal != Signal::Interrupt;
        match now.doing {
            Doing::Prompt => {
                self.0.terminal.iter().for_each(Terminal::restore);
                return Some(signal.code());
            }
            Doing::Line if !ends => {
                self.ask_again();
                return None;
            }
            Doing::Line => return Some(signal.code()),
            Doing::Batch if heard > 0 => return Some(signal.code()),
            Doing::Step if ends && now.ending.is_some() => return now.ending,
            Doing::Step if ends => now.ending = Some(signal.code()),
            Doing::Batch | Doing::Step => {}
        }
        self.0.cancel.request();
        None
    }

    /// Steps run from now on: earlier signals are forgotten.
    pub(super) fn begin_step(&self) {
        self.begin(Doing::Step);
    }

    /// A person types from now on.
    pub(super) fn begin_prompt(&self) {
        self.begin(Doing::Prompt);
    }

    /// A person types from now on behind a prompt into a terminal that edits lines itself. The first prompt is
    /// there; `prompt` is that of the line which follows one that was dropped.
    pub(super) fn begin_line(&self, prompt: &str) {
        let mut kept = self.0.prompt.lock().unwrap_or_else(PoisonError::into_inner);
        prompt.clone_into(&mut kept);
        self.begin(Doing::Line);
    }

    /// Waits with nothing to stop: meanwhile a signal ends the process at once.
    pub fn at_rest<T>(&self, wait: impl FnOnce() -> T) -> T {
        self.begin_prompt();
        let waited = wait();
        self.begin_batch();
        waited
    }

    /// There is nobody to ask from now on; earlier signals are forgotten.
    pub(super) fn begin_batch(&self) {
        self.begin(Doing::Batch);
    }

    /// How many signals came since this began.
    pub(super) fn heard(&self) -> usize {
        self.0.heard.load(Ordering::SeqCst)
    }

    /// The exit code with which the process is to end, if it was told to while a step ran.
    pub(super) fn ending(&self) -> Option<u8> {
        self.now().ending
    }

    /// Shows the prompt below a line that was dropped.
    fn ask_again(&self) {
        let prompt = self.0.prompt.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = format!("\n{prompt}");
        stderr().write_all(shown.as_bytes()).unwrap_or_default();
    }

    fn begin(&self, doing: Doing) {
        let mut now = self.now();
        now.doing = doing;
        self.0.heard.store(0, Ordering::SeqCst);
        if now.ending.is_none() {
            self.0.cancel.clear();
        }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.0.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_stopped_by_the_first_signal_and_ended_by_the_second() {
        let cancel = Cancel::default();
        let interrupts = Interrupts::new(cancel.clone());
        assert_eq!(interrupts.signal(Signal::Interrupt), None);
        assert!(cancel.check().is_err());
        assert_eq!(interrupts.signal(Signal::Interrupt), Some(130));
        assert_eq!(interrupts.signal(Signal::Terminate), Some(143));
    }

    #[test]
    fn a_step_is_stopped_by_any_number_of_interrupts() {
        let cancel = Cancel::default();
        let interrupts = Interrupts::new(cancel.clone());
        interrupts.begin_step();
        assert_eq!(interrupts.signal(Signal::Interrupt), None);
        assert_eq!(interrupts.signal(Signal::Interrupt), None);
        assert!(cancel.check().is_err());
        assert_eq!((interrupts.heard(), interrupts.ending()), (2, None));
        interrupts.begin_step();
        assert!(cancel.check().is_ok());
        assert_eq!(interrupts.heard(), 0);
    }

    #[test]
    fn an_order_to_end_stops_a_step_for_good() {
        let cancel = Cancel::default();
        let interrupts = Interrupts::new(cancel.clone());
        interrupts.begin_step();
        assert_eq!(interrupts.signal(Signal::Terminate), None);
        assert_eq!(interrupts.ending(), Some(143));
        interrupts.begin_step();
        assert!(cancel.check().is_err());
        assert_eq!(interrupts.signal(Signal::Interrupt), None);
        assert_eq!(interrupts.signal(Signal::Hangup), Some(143));
    }

    #[test]
    fn an_interrupt_drops_the_line_that_the_terminal_edits_and_an_order_to_end_ends() {
        let cancel = Cancel::default();
        let interrupts = Interrupts::new(cancel.clone());
        interrupts.begin_line("> ");
        assert_eq!(interrupts.signal(Signal::Interrupt), None);
        assert_eq!(interrupts.signal(Signal::Interrupt), None);
        assert!(cancel.check().is_ok());
        assert_eq!(interrupts.heard(), 2);
        assert_eq!(interrupts.signal(Signal::Hangup), Some(129));
    }

    #[test]
    fn a_signal_at_the_prompt_ends_the_process() {
        let interrupts = Interrupts::new(Cancel::default());
        interrupts.begin_prompt();
        assert_eq!(interrupts.signal(Signal::Terminate), Some(143));
        assert_eq!(interrupts.signal(Signal::Hangup), Some(129));
    }
}
