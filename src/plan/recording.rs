//! A recording: the steps of a session as they take effect, one line each, flushed at once.

use super::remark::{self, Opened};
use super::{StepReport, absolute};
use crate::checkpoint::{self, Written};
use crate::error::{Error, Kind, Result};
use crate::session::Session;
use crate::syntax::{Line, Node};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An append-only `.oly` file, locked while it is open.
#[derive(Debug)]
pub struct Recording {
    path: PathBuf,
    file: File,
    /// The checkpoints that it has said were opened.
    opened: Vec<Opened>,
}

/// A recording that goes on, and what it holds so far.
#[derive(Debug)]
pub(super) struct Reopened {
    pub recording: Recording,
    /// Its whole lines.
    pub text: String,
    /// A last line that was cut short, behind them.
    pub torn: Option<String>,
}

/// How each recording begins that was not written by hand.
const BEGINNING: &[u8] = b"#: recording:";

impl Recording {
    /// Starts a recording at `path`, for this user alone; folders above it are made.
    ///
    /// # Errors
    /// `io` when it cannot be made, another program holds it, or it holds anything.
    pub fn start(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "create", &cause))?;
        }
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let recording = Self::over(path, &options)?;
        let held = recording.file.metadata();
        match held.map_err(|cause| Error::io(path, "read", &cause))?.len() {
            0 => Ok(recording),
            _ => Err(Error::new(
                Kind::Io,
                format!("`{}` holds something already", path.display()),
            )),
        }
    }

    /// Opens a recording to go on with it. Nothing in the file is changed: it may be none.
    ///
    /// # Errors
    /// `io` when it is not there, is no recording, or another program holds it.
    pub(super) fn reopen(path: &Path) -> Result<Reopened> {
        let recording = Self::over(path, OpenOptions::new().read(true).append(true))?;
        let mut text = recording.read()?;
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let torn = text.split_off(whole);
        Ok(Reopened {
            recording,
            text,
            torn: (!torn.is_empty()).then_some(torn),
        })
    }

    /// All of the file, if its name or its beginning is that of a recording; of others no more than that is read.
    fn read(&self) -> Result<String> {
        let failure = |cause| Error::io(&self.path, "read", &cause);
        let mut bytes = Vec::new();
        let mut beginning = (&self.file).take(BEGINNING.len() as u64);
        beginning.read_to_end(&mut bytes).map_err(failure)?;
        let suffix = self.path.extension();
        let named = suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("oly"));
        if !named && bytes != BEGINNING {
            return Err(none(&self.path));
        }
        (&self.file).read_to_end(&mut bytes).map_err(failure)?;
        // A last character that was cut short is all that may be wrong.
        match std::str::from_utf8(&bytes) {
            Err(wrong) if wrong.error_len().is_some() => Err(none(&self.path)),
            _ => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }

    /// Takes away what stands behind the first `length` bytes, a line that was cut short: its step was never
    /// told to have taken effect.
    ///
    /// # Errors
    /// `io`.
    pub(super) fn cut(&mut self, length: usize) -> Result<()> {
        let cut = self.file.set_len(length as u64);
        cut.map_err(|cause| self.failure(&cause))
    }

    fn over(path: &Path, options: &OpenOptions) -> Result<Self> {
        let file = options
            .open(path)
            .map_err(|cause| Error::io(path, "record to", &cause))?;
        file.try_lock().map_err(|cause| match cause {
            TryLockError::WouldBlock => Error::new(
                Kind::Io,
                format!("`{}` is open in another shell", path.display()),
            ),
            TryLockError::Error(cause) => Error::io(path, "lock", &cause),
        })?;
        Ok(Recording {
            path: path.to_path_buf(),
            file,
            opened: Vec::new(),
        })
    }

    /// Strikes a line out: in its place stands a remark that says nothing. Lines before and behind it stay as
    /// they are, whatever happens meanwhile.
    ///
    /// # Errors
    /// `io`.
    pub(super) fn strike(&mut self, line: Range<usize>) -> Result<()> {
        // What is appended to cannot be written elsewhere.
        let struck = OpenOptions::new().write(true).open(&self.path);
        let struck = struck.and_then(|mut file| {
            file.seek(SeekFrom::Start(line.start as u64))?;
            file.write_all(format!("{:width$}", "#:", width = line.len()).as_bytes())
        });
        struck.map_err(|cause| self.failure(&cause))
    }

    /// Waits until all of it is on the disk, so that not even the end of the machine loses it.
    ///
    /// # Errors
    /// `io`.
    pub fn settle(&mut self) -> Result<()> {
        let settled = self.file.sync_data();
        settled.map_err(|cause| self.failure(&cause))
    }

    fn failure(&self, cause: &std::io::Error) -> Error {
        Error::io(&self.path, "record to", cause).while_writing()
    }

    /// Writes the first lines: when, the inputs and what they hold, and what was done before the first prompt.
    ///
    /// # Errors
    /// `io`.
    pub fn begin(&mut self, time: &str, session: &Session) -> Result<()> {
        self.remark(&remark::began(time, &absolute::path(".")))?;
        let frame = session.frame();
        if !frame.opened.is_empty() {
            let input = |(alias, path): &(String, String)| {
                Node::text(format!("{alias}::{}", absolute::path(path)))
            };
            let inputs = Node::list(frame.opened.iter().map(input));
            self.line(&Line::written(&Node::map([("inputs", inputs)]))?)?;
        }
        if let Some(output) = &frame.output_resolved {
            let output = Node::map([("output", absolute::output(output))]);
            self.line(&Line::written(&output)?)?;
        }
        self.opened(session)?;
        let mut steps = session.steps().iter();
        steps.try_for_each(|step| self.step(step.recorded(), step.answer.as_deref()))
    }

    /// Says that it goes on, and which inputs are no longer those that it has `said`.
    ///
    /// # Errors
    /// `io`.
    pub(super) fn resume(
        &mut self,
        time: &str,
        said: Vec<Opened>,
        session: &Session,
    ) -> Result<()> {
        self.opened.extend(said);
        self.remark(&remark::resumed(time))?;
        self.opened(session)
    }

    /// Says that the session was left.
    ///
    /// # Errors
    /// `io`.
    pub fn close(&mut self, time: &str) -> Result<()> {
        self.remark(&remark::left(time))
    }

    /// Adds a step that took effect, what was shown for it, and what it opened.
    ///
    /// # Errors
    /// `io`.
    pub fn report(&mut self, report: &StepReport) -> Result<()> {
        match &report.recorded {
            Some(step) => self.step(step, report.shown.as_deref())?,
            None => return Ok(()),
        }
        let opened = report.opened.iter();
        opened
            .map(|(alias, origin)| Opened::new(alias, origin))
            .try_for_each(|opened| self.tell(opened))
    }

    /// Says which checkpoints were opened since it was said last.
    ///
    /// # Errors
    /// `io`.
    pub fn opened(&mut self, session: &Session) -> Result<()> {
        opened(session).try_for_each(|opened| self.tell(opened))
    }

    fn tell(&mut self, opened: Opened) -> Result<()> {
        if !self.opened.contains(&opened) {
            self.remark(&opened.to_node())?;
            self.opened.push(opened);
        }
        Ok(())
    }

    /// Says what was written. Where the checkpoint of all of `alias` replaced one that was opened, the
    /// session can only be made again from there: what it then stands on is said anew.
    ///
    /// # Errors
    /// `io`.
    pub fn saved(
        &mut self,
        written: &Written,
        alias: Option<&Arc<str>>,
        session: &Session,
    ) -> Result<()> {
        self.remark(&remark::saved(written))?;
        let Some(alias) = alias else { return Ok(()) };
        let path = absolute::path(&written.path.display().to_string());
        if !self.opened.iter().any(|opened| within(&opened.path, &path)) {
            return Ok(());
        }
        let Ok(saved) = checkpoint::open(&written.path) else {
            return Ok(());
        };
        let saved = Opened::new(alias, &saved.origin);
        self.remark(&saved.to_node())?;
        self.opened.push(saved);
        let mut others =
            opened(session).filter(|other| other.alias != **alias && other.path != path);
        others.try_for_each(|other| self.remark(&other.to_node()))
    }

    /// Says that something typed failed.
    ///
    /// # Errors
    /// `io`.
    pub fn failed(&mut self, typed: &str, error: &Error) -> Result<()> {
        self.remark(&remark::failed(typed, error))
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn step(&mut self, step: &Node, answer: Option<&str>) -> Result<()> {
        let mut lines = Line::written(&absolute::step(step))?;
        for line in answer.map(str::trim_end).unwrap_or_default().lines() {
            lines += "\n";
            lines += &remarked(&remark::shown(line))?;
        }
        self.line(&lines)
    }

    fn remark(&mut self, remark: &Node) -> Result<()> {
        self.line(&remarked(remark)?)
    }

    /// Adds a comment as a person typed it.
    ///
    /// # Errors
    /// `io`.
    pub fn comment(&mut self, typed: &str) -> Result<()> {
        let ours = typed.trim_start().strip_prefix("#:");
        match ours {
            Some(rest) => self.line(&format!("# :{rest}")),
            None => self.line(typed),
        }
    }

    fn line(&mut self, line: &str) -> Result<()> {
        let write = writeln!(self.file, "{line}").and_then(|()| self.file.flush());
        write.map_err(|cause| self.failure(&cause))
    }
}

/// Refuses a file that is no recording.
fn none(path: &Path) -> Error {
    let message = format!("`{}` is no recording", path.display());
    Error::new(Kind::Io, message).hint("a checkpoint is opened without `resume`")
}

/// A remark as a line.
fn remarked(remark: &Node) -> Result<String> {
    Ok(format!("#: {}", Line::written(remark)?))
}

/// The checkpoints that models of a session came from.
fn opened(session: &Session) -> impl Iterator<Item = Opened> {
    let models = session.state().models.iter();
    models.filter_map(|(alias, model)| Some(Opened::new(alias, model.origin.as_deref()?)))
}

/// Whether one of two paths is the other or lies below it.
fn within(one: &str, other: &str) -> bool {
    Path::new(one).starts_with(other) || Path::new(other).starts_with(one)
}
