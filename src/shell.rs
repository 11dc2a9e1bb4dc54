//! A person at a prompt: reads a line or a block, runs it, shows its answers.
//!
//! Invariant: the session is never left in between. A step that fails or is stopped changes nothing,
//! and what took effect is recorded before the prompt returns.

mod assist;
mod editor;
mod history;
mod home;
mod interrupts;
mod lines;
mod moment;
mod needs;
mod pager;
mod prompt;
mod recall;
mod recorder;
mod say;
mod scene;
#[cfg(test)]
mod scratch;
mod sessions;
mod step;
mod sugar;
mod talk;
mod terminal;
mod turn;
mod watch;

pub use interrupts::{Interrupts, Signal};
pub use prompt::Prompt;
pub use sessions::{Kept, listed, recording, sessions};

use crate::error::{Error, Kind};
use crate::plan::{Again, Recording, Resumed, Runner};
use crate::report::Voice;
use crate::session::Setting;
use crate::syntax::yaml::Dialect;
use crate::tensor::Engine;
use moment::Moment;
use std::path::{Path, PathBuf};
use talk::{Begin, Talk};

/// How a shell is to be.
#[derive(Debug)]
pub struct Options<'e> {
    /// The engine of its runner.
    pub engine: &'e Engine,
    /// How forgiving the reader of YAML is.
    pub dialect: Dialect,
    /// Where the session is recorded.
    pub record: Record,
    /// How many entries the history keeps.
    pub history: usize,
    /// How much the prompt says.
    pub prompt: Prompt,
    /// The command through which long answers are shown, where it is not that of `$PAGER`.
    pub pager: Option<String>,
    /// What is set from the start.
    pub set: Vec<Setting>,
}

/// Where a session is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// In a new file beside the history.
    Home,
    /// In this file.
    At(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// A session as a person left it, and its recording, which is still open.
pub struct Left<'e> {
    /// The session.
    pub runner: Runner<'e>,
    /// The recording, if there is one.
    pub recording: Option<Recording>,
}

/// Talks to a person until they leave, and gives the session back as they left it.
///
/// # Errors
/// The exit code when nothing may be written any more: the person said so, or the terminal was closed.
/// What there is to say has been said.
pub fn run<'e>(
    runner: Runner<'e>,
    voice: &Voice,
    interrupts: &Interrupts,
    options: &Options<'e>,
) -> Result<Left<'e>, u8> {
    talk(Begin::New(runner), voice, interrupts, options)
}

/// Makes the session of a recording again.
///
/// # Errors
/// As [`Again::resume`].
pub fn resumed<'e>(recording: &Path, again: &Again<'e>) -> Result<Resumed<'e>, Vec<Error>> {
    again.resume(recording, &Moment::now().to_string())
}

/// As [`run`], on a session that was made again.
///
/// # Errors
/// As [`run`].
pub fn go_on<'e>(
    resumed: Resumed<'e>,
    voice: &Voice,
    interrupts: &Interrupts,
    options: &Options<'e>,
) -> Result<Left<'e>, u8> {
    talk(Begin::Again(resumed), voice, interrupts, options)
}

fn talk<'e>(
    begin: Begin<'e>,
    voice: &Voice,
    interrupts: &Interrupts,
    options: &Options<'e>,
) -> Result<Left<'e>, u8> {
    let talk = Talk::new(begin, voice, interrupts, options);
    let left = talk.map_err(|error| {
        voice.error(&error);
        error.exit_code()
    })?;
    let left = left.until_end();
    interrupts.begin_batch();
    left
}

/// The line editor does not work here.
fn no_terminal(cause: &rustyline::error::ReadlineError) -> Error {
    Error::new(Kind::Io, format!("cannot use the terminal: {cause}"))
        .hint("lines may also come from standard input or from `-c`")
}
