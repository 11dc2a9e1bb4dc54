//! The flags that `set` turns on and off.

/// What `set` changes; all off at the start of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Steps run on a copy that is dropped when the flag is turned off; nothing is written.
    pub dry_run: bool,
    /// Each step is announced with the names it would touch.
    pub preview: bool,
    /// Each step lists every tensor it touched.
    pub verbose: bool,
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
}

impl Flags {
    /// These flags with one of them changed.
    pub fn with(mut self, flag: Flag, on: bool) -> Self {
        match flag {
            Flag::DryRun => self.dry_run = on,
            Flag::Preview => self.preview = on,
            Flag::Verbose => self.verbose = on,
        }
        self
    }
}
