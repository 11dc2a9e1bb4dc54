//! The flags that `set` turns on and off.

use crate::report::Form;
use std::time::Duration;

/// The shortest time that can be felt.
const FELT: Duration = Duration::from_millis(100);

/// What `set` changes; all off at the start of a run but the pager, answers shown as tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags {
    /// Steps run on a copy that is dropped when the flag is turned off; nothing is written.
    pub dry_run: bool,
    /// Each step is announced with the names it would touch.
    pub preview: bool,
    /// Each step lists every tensor it touched.
    pub verbose: bool,
    /// How a screen shows answers.
    pub form: Form,
    /// Only new files in the working folder are written.
    pub safe: Safe,
    /// Which times are shown.
    pub timer: Timer,
    /// A person at a screen reads what is taller than it page by page.
    pub pager: bool,
}

impl Default for Flags {
    fn default() -> Self {
        Flags {
            dry_run: false,
            preview: false,
            verbose: false,
            form: Form::default(),
            safe: Safe::default(),
            timer: Timer::default(),
            pager: true,
        }
    }
}

/// Which times are shown beside what steps did and behind answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timer {
    /// Those that can be felt, and those of steps that changed tensors.
    #[default]
    Felt,
    /// Every one.
    On,
    /// None.
    Off,
}

impl Timer {
    /// The time of an answer, if it is shown.
    pub fn answer(self, time: Duration) -> Option<Duration> {
        let shown = match self {
            Timer::Felt => time >= FELT,
            Timer::On => true,
            Timer::Off => false,
        };
        shown.then_some(time)
    }

    /// The time of a step that changed tensors, if it is shown.
    pub fn change(self, time: Duration) -> Option<Duration> {
        (self != Timer::Off).then_some(time)
    }

    /// What it was set to, if it was.
    pub fn set(self) -> Option<bool> {
        match self {
            Timer::Felt => None,
            Timer::On => Some(true),
            Timer::Off => Some(false),
        }
    }
}

/// One thing that `set` changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A flag is on or off.
    Turned(Flag, bool),
    /// A screen shows answers in this form.
    Shown(Form),
}

/// Whether safe mode is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Safe {
    /// It is off.
    #[default]
    Off,
    /// It is on, and `set` may turn it off.
    On,
    /// It was asked for at the start, and stays on.
    Kept,
}

impl Safe {
    /// Whether it is on.
    pub fn is_on(self) -> bool {
        self != Safe::Off
    }
}

/// One of the flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// [`Flags::dry_run`].
    DryRun,
    /// [`Flags::preview`].
    Preview,
    /// [`Flags::verbose`].
    Verbose,
    /// [`Flags::safe`].
    Safe,
    /// [`Flags::timer`].
    Timer,
    /// [`Flags::pager`].
    Pager,
}

impl Flags {
    /// These flags with one thing changed.
    pub fn with(mut self, setting: Setting) -> Self {
        match setting {
            Setting::Turned(Flag::DryRun, on) => self.dry_run = on,
            Setting::Turned(Flag::Preview, on) => self.preview = on,
            Setting::Turned(Flag::Verbose, on) => self.verbose = on,
            Setting::Turned(Flag::Safe, on) => self.safe = if on { Safe::On } else { Safe::Off },
            Setting::Turned(Flag::Timer, on) => {
                self.timer = if on { Timer::On } else { Timer::Off };
            }
            Setting::Turned(Flag::Pager, on) => self.pager = on,
            Setting::Shown(form) => self.form = form,
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_timer_shows_what_it_is_set_to() {
        let (short, long) = (Duration::from_millis(1), Duration::from_secs(1));
        for (timer, answers, changes) in [
            (Timer::Felt, (None, Some(long)), Some(short)),
            (Timer::On, (Some(short), Some(long)), Some(short)),
            (Timer::Off, (None, None), None),
        ] {
            assert_eq!((timer.answer(short), timer.answer(long)), answers);
            assert_eq!(timer.change(short), changes);
        }
    }

    #[test]
    fn a_flag_is_what_it_was_turned_to_last() {
        let turned = |flag, on| Flags::default().with(Setting::Turned(flag, on));
        assert_eq!(turned(Flag::Timer, true).timer.set(), Some(true));
        assert_eq!(turned(Flag::Timer, false).timer.set(), Some(false));
        assert_eq!(Flags::default().timer.set(), None);
        assert!(Flags::default().pager && !turned(Flag::Pager, false).pager);
    }
}
