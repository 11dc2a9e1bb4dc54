//! Lines played to someone who watches: each as it was typed, then its answer.

use super::listener::Among;
use super::{run_line, run_watched};
use crate::error::{Error, Result};
use crate::plan::Runner;
use crate::report::Voice;
use crate::syntax::Line;
use std::fmt;

/// What stands before a typed line where lines and answers stand together.
pub const PROMPT: &str = "> ";

/// A piece of what is played.
#[derive(Clone, Debug, PartialEq)]
pub enum Scene {
    /// Words to the one who watches.
    Prose(String),
    /// A comment among the lines, from its `#` on; it is shown as prose.
    Comment(String),
    /// A line as it is shown, and what it does.
    Line(String, Line),
}

/// How a play ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Played {
    /// With its last line, or one that leaves.
    Whole,
    /// Before, because the one who watches had enough.
    Left,
}

impl Scene {
    /// What a typed line is, if it is anything.
    ///
    /// # Errors
    /// `payload`.
    pub fn typed(typed: &str, voice: &Voice) -> Result<Option<Self>> {
        if is_comment(typed) {
            return Ok(Some(Scene::Comment(typed.trim().to_string())));
        }
        let line = read(typed, voice)?;
        Ok(line.map(|line| Scene::Line(typed.to_string(), line)))
    }
}

/// As it is shown.
impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scene::Prose(words) => f.write_str(words),
            Scene::Comment(comment) => f.write_str(words(comment)),
            Scene::Line(line, _) => write!(f, "{PROMPT}{line}"),
        }
    }
}

fn is_comment(typed: &str) -> bool {
    typed.trim_start().starts_with('#')
}

/// The words of a comment, which begins with `#`.
fn words(comment: &str) -> &str {
    let words = comment.trim_start_matches('#');
    words.strip_prefix(' ').unwrap_or(words)
}

/// Plays scenes until one fails or asks to leave. Behind each line, before it runs, `next` is asked whether
/// to go on; it ends the line on the screen. On a terminal each line that changes tensors says so.
///
/// # Errors
/// The exit code of the failure, which has been said already.
pub fn play_scenes(
    scenes: &[Scene],
    runner: &mut Runner<'_>,
    voice: &Voice,
    mut next: impl FnMut(&str) -> bool,
) -> Result<Played, u8> {
    let watched = voice.style().terminal;
    let mut answered = false;
    for scene in scenes {
        let Scene::Line(_, line) = scene else {
            let apart = if answered { "\n" } else { "" };
            voice.line(&format!("{apart}{scene}"));
            if let Scene::Comment(comment) = scene {
                runner.comment(comment);
            }
            answered = false;
            continue;
        };
        if !next(&scene.to_string()) {
            return Ok(Played::Left);
        }
        answered = true;
        let ended = run_watched(line, Among::ALONE, runner, voice, watched);
        if let Some(error) = ended.error {
            return Err(said(&error, voice));
        }
        if ended.exit {
            break;
        }
    }
    Ok(Played::Whole)
}

/// Plays lines until one fails or asks to leave.
///
/// # Errors
/// The exit code of the failure, which has been said already.
pub fn play<'t>(
    typed: impl IntoIterator<Item = &'t str>,
    runner: &mut Runner<'_>,
    voice: &Voice,
) -> Result<(), u8> {
    for line in typed {
        voice.line(&format!("{PROMPT}{line}"));
        if is_comment(line) {
            runner.comment(line.trim());
            continue;
        }
        let played = read(line, voice)
            .and_then(|line| line.map_or(Ok(false), |line| run(&line, runner, voice)));
        if played.map_err(|error| said(&error, voice))? {
            break;
        }
    }
    Ok(())
}

/// Reads a typed line, telling what is odd about it.
fn read(typed: &str, voice: &Voice) -> Result<Option<Line>> {
    let mut warnings = Vec::new();
    let line = Line::read(typed, &mut warnings)?;
    for warning in &warnings {
        voice.warning(&warning.message, warning.place.as_ref());
    }
    Ok(line)
}

/// Plays one line; whether it asked to leave.
fn run(line: &Line, runner: &mut Runner<'_>, voice: &Voice) -> Result<bool> {
    let ended = run_line(line, Among::ALONE, runner, voice);
    ended.error.map_or(Ok(ended.exit), Err)
}

fn said(error: &Error, voice: &Voice) -> u8 {
    voice.error(error);
    error.exit_code()
}
