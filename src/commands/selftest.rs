//! `selftest`: a session that is kept with its answers is played again, and must answer the same.

use super::{all_said, play_story, told};
use crate::cli;
use crate::options::{self, Options};
use brainsurgery::demo::SELFTEST;
use brainsurgery::error::{Error, Kind, Result as Outcome};
use brainsurgery::report::{Answer, Level, Printer, Style, Voice, human};
use serde_json::json;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Plays the session of every verb and every claim in a folder of its own, which is removed.
///
/// # Errors
/// The exit code: 1 where an answer is another than it should be.
pub fn selftest(selftest: &cli::Selftest) -> Result<(), u8> {
    let started = Instant::now();
    let how = cli::How::answering(selftest.json);
    let voice = options::voice(&how);
    let options = told(Options::new(&how), &voice)?;
    let folder = tempfile::tempdir()
        .map_err(|cause| Error::io(&std::env::temp_dir(), "make a folder in", &cause));
    let folder = told(folder, &voice)?;
    let screen = Screen::default();
    // Where the session stops early, the comparison says at which line and why.
    let _stopped = play_story(SELFTEST, folder.path(), &options, &screen.voice());
    told(compare(&screen.text()), &voice)?;
    let (lines, took) = (SELFTEST.typed().count(), started.elapsed());
    let text = format!(
        "{lines} lines answered as they should, in {}",
        human::duration(took)
    );
    let data = json!({ "lines": lines, "seconds": took.as_secs_f64() });
    voice.answer(&Answer::new("selftest", text, data));
    all_said(&voice)
}

/// What a session shows, kept instead of shown.
#[derive(Clone, Default)]
struct Screen(Arc<Mutex<Vec<u8>>>);

impl Screen {
    fn voice(&self) -> Voice {
        let stream = || (Style::plain(), Printer::over(self.clone(), "the screen"));
        Voice::over(stream(), stream(), Level::Notes)
    }

    fn text(&self) -> String {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&shown).into_owned()
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Compares what was shown with what should be shown, line by line.
fn compare(shown: &str) -> Outcome<()> {
    let mut shown = shown.lines();
    let mut typed = "";
    for expected in SELFTEST.screen() {
        let found = shown.next().unwrap_or("nothing");
        if found != expected {
            let message = format!("after `{typed}`: found `{found}`, expected `{expected}`");
            return Err(Error::new(Kind::Assertion, message)
                .hint("this program does not compute what it should: build it again"));
        }
        typed = expected.strip_prefix("> ").unwrap_or(typed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        let screen: Vec<&str> = SELFTEST.screen().collect();
        compare(&screen.join("\n")).expect("the same");
        let mut other = screen.clone();
        let last = other.len() - 1;
        other[last] = "> something else";
        let error = compare(&other.join("\n")).expect_err("another line");
        assert!(
            error.message().contains("found `> something else`"),
            "{error}"
        );
        assert!(compare(&screen[..last].join("\n")).is_err());
    }
}
