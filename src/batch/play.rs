//! Lines played to someone who watches: each as it was typed, then its answer.

use super::run_line;
use crate::error::{Error, Result};
use crate::plan::Runner;
use crate::report::Voice;
use crate::syntax::Line;

/// What stands before a typed line where lines and answers stand together.
pub const PROMPT: &str = "> ";

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
        match play_one(line, runner, voice) {
            Ok(false) => {}
            Ok(true) => break,
            Err(error) => {
                voice.error(&error);
                return Err(error.exit_code());
            }
        }
    }
    Ok(())
}

/// Plays one line; whether it asked to leave.
fn play_one(typed: &str, runner: &mut Runner<'_>, voice: &Voice) -> Result<bool, Error> {
    let mut warnings = Vec::new();
    let Some(line) = Line::read(typed, &mut warnings)? else {
        return Ok(false);
    };
    for warning in &warnings {
        voice.warning(&warning.message, warning.place.as_ref());
    }
    let ended = run_line(&line, runner, voice);
    ended.error.map_or(Ok(ended.exit), Err)
}
