//! The flags that `set` turns on and off.

use crate::report::Form;

/// What `set` changes; all off at the start of a run, answers shown as tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
}

impl Flags {
    /// These flags with one thing changed.
    pub fn with(mut self, setting: Setting) -> Self {
        match setting {
            Setting::Turned(Flag::DryRun, on) => self.dry_run = on,
            Setting::Turned(Flag::Preview, on) => self.preview = on,
            Setting::Turned(Flag::Verbose, on) => self.verbose = on,
            Setting::Turned(Flag::Safe, _) if self.safe == Safe::Kept => {}
            Setting::Turned(Flag::Safe, on) => self.safe = if on { Safe::On } else { Safe::Off },
            Setting::Shown(form) => self.form = form,
        }
        self
    }
}
