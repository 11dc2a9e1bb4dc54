//! The recording of a session while it happens.

use super::absolute;
use super::moment::Moment;
use crate::checkpoint::{Fingerprint, Written};
use crate::error::{Error, Result};
use crate::plan::{Recording, StepReport};
use crate::report::Voice;
use crate::session::Session;
use crate::syntax::{Node, Value};
use std::path::PathBuf;

/// Records what takes effect. A recording that cannot be written is given up with one warning.
pub(super) struct Recorder<'v> {
    recording: Option<Recording>,
    voice: &'v Voice,
}

impl<'v> Recorder<'v> {
    /// Begins a recording at `path`, if it is wanted at all, with what the session holds already.
    pub(super) fn start(path: Option<PathBuf>, session: &Session, voice: &'v Voice) -> Self {
        let mut recorder = Recorder {
            recording: None,
            voice,
        };
        if let Some(path) = path {
            match Recording::start(&path) {
                Ok(recording) => recorder.recording = Some(recording),
                Err(error) => recorder.give_up(&error),
            }
        }
        recorder.write(|recording| open(recording, session));
        recorder
    }

    /// Records a step that took effect, and what it wrote.
    pub(super) fn step(&mut self, report: &StepReport) {
        self.write(|recording| {
            recording.step(&absolute::step(&report.recorded))?;
            let mut written = report.written.iter();
            written.try_for_each(|written| recording.remark(&saved(written)))
        });
    }

    /// Records what steps inside a step wrote.
    pub(super) fn written(&mut self, written: &[Written]) {
        self.write(|recording| {
            let mut written = written.iter();
            written.try_for_each(|written| recording.remark(&saved(written)))
        });
    }

    /// Records that something typed failed.
    pub(super) fn failed(&mut self, typed: &str, error: &Error) {
        let fields = [
            ("line", Node::text(typed)),
            ("kind", Node::text(error.kind().name())),
            ("message", Node::text(error.message())),
        ];
        self.write(|recording| recording.remark(&remark("failed", fields)));
    }

    /// Records a comment as it was typed.
    pub(super) fn comment(&mut self, typed: &str) {
        self.write(|recording| recording.comment(typed));
    }

    /// Says where the recording lies.
    pub(super) fn finish(self) {
        if let Some(recording) = &self.recording {
            self.voice
                .note(&format!("recorded in {}", recording.path().display()));
        }
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

/// The first lines: when, the inputs and what they hold, and what was done before the first prompt.
fn open(recording: &mut Recording, session: &Session) -> Result<()> {
    let fields = [
        ("version", number(1u64)),
        ("time", Node::text(Moment::now().to_string())),
    ];
    recording.remark(&remark("recording", fields))?;
    let frame = session.frame();
    if !frame.opened.is_empty() {
        let input = |(alias, path): &(String, String)| {
            Node::text(format!("{alias}::{}", absolute::path(path)))
        };
        recording.step(&Node::map([(
            "inputs",
            Node::list(frame.opened.iter().map(input)),
        )]))?;
    }
    for (alias, path) in &frame.opened {
        let model = session.state().models.get(alias.as_str());
        if let Some(origin) = model.and_then(|model| model.origin.as_ref()) {
            recording.remark(&input(alias, &absolute::path(path), &origin.fingerprint))?;
        }
    }
    if let Some(output) = &frame.output_resolved {
        recording.step(&Node::map([("output", absolute::output(output))]))?;
    }
    session
        .steps()
        .iter()
        .try_for_each(|step| recording.step(&absolute::step(step.recorded())))
}

fn input(alias: &str, path: &str, fingerprint: &Fingerprint) -> Node {
    let (seconds, nanoseconds) = fingerprint.modified;
    let fields = [
        ("alias", Node::text(alias)),
        ("path", Node::text(path)),
        ("size", number(fingerprint.bytes)),
        (
            "mtime",
            number(i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds)),
        ),
        ("header", Node::text(&fingerprint.header)),
    ];
    remark("input", fields)
}

fn saved(written: &Written) -> Node {
    let path = absolute::path(&written.path.display().to_string());
    let fields = [("path", Node::text(path)), ("bytes", number(written.bytes))];
    remark("saved", fields)
}

fn remark<const N: usize>(name: &str, fields: [(&str, Node); N]) -> Node {
    Node::map([(name, Node::map(fields))])
}

fn number(number: impl Into<i128>) -> Node {
    Node::new(Value::Int(number.into()))
}
