//! The recording of a session while it happens.

use super::moment::Moment;
use crate::checkpoint::Written;
use crate::error::{Error, Result};
use crate::plan::{Recording, StepReport};
use crate::report::Voice;
use crate::session::Session;
use std::path::PathBuf;
use std::sync::Arc;

/// Records what takes effect. A recording that cannot be written is given up with one warning.
pub(super) struct Recorder<'v> {
    recording: Option<Recording>,
    voice: &'v Voice,
}

/// A checkpoint that was written, and the alias if it holds all of one.
pub(super) type Saved = (Written, Option<Arc<str>>);

impl<'v> Recorder<'v> {
    /// Begins a recording at `path`, if it is wanted at all, with what the session holds already.
    pub(super) fn start(path: Option<PathBuf>, session: &Session, voice: &'v Voice) -> Self {
        let mut recorder = Recorder::over(None, voice);
        if let Some(path) = path {
            match Recording::start(&path) {
                Ok(recording) => recorder.recording = Some(recording),
                Err(error) => recorder.give_up(&error),
            }
        }
        recorder.write(|recording| recording.begin(&Moment::now().to_string(), session));
        recorder
    }

    /// Goes on with a recording, if there is one.
    pub(super) fn over(recording: Option<Recording>, voice: &'v Voice) -> Self {
        Recorder { recording, voice }
    }

    /// Records a step that took effect.
    pub(super) fn step(&mut self, report: &StepReport) {
        self.write(|recording| recording.report(report));
    }

    /// Records what a step wrote and opened, as it stands in the session by now.
    pub(super) fn files(&mut self, saved: &[Saved], session: &Session) {
        self.write(|recording| {
            let mut saved = saved.iter();
            saved.try_for_each(|(written, alias)| {
                recording.saved(written, alias.as_ref(), session)
            })?;
            recording.opened(session)
        });
    }

    /// Records that something typed failed.
    pub(super) fn failed(&mut self, typed: &str, error: &Error) {
        self.write(|recording| recording.failed(typed, error));
    }

    /// Records a comment as it was typed.
    pub(super) fn comment(&mut self, typed: &str) {
        self.write(|recording| recording.comment(typed));
    }

    /// Waits until what was recorded is on the disk.
    pub(super) fn settle(&mut self) {
        self.write(Recording::settle);
    }

    /// Records that the person left.
    pub(super) fn close(&mut self) {
        self.write(|recording| recording.close(&Moment::now().to_string()));
    }

    /// Says where the recording lies, and gives it back.
    pub(super) fn finish(self) -> Option<Recording> {
        if let Some(recording) = &self.recording {
            self.voice
                .note(&format!("recorded in {}", recording.path().display()));
        }
        self.recording
    }

    fn write(&mut self, write: impl FnOnce(&mut Recording) -> Result<()>) {
        if let Some(Err(error)) = self.recording.as_mut().map(write) {
            self.give_up(&error);
        }
    }

    fn give_up(&mut self, error: &Error) {
        self.recording = None;
        self.voice
            .warning(&format!("{error}; this session is not recorded"), None);
    }
}
