//! A run that goes on with lines: from a person in the shell, or from standard input.

use crate::cli;
use brainsurgery::batch::{self, Left};
use brainsurgery::error::Result as Outcome;
use brainsurgery::plan::Resumed;
use brainsurgery::report::Voice;
use brainsurgery::session::{self, Setting};
use brainsurgery::shell::{self, Interrupts, Prompt, Record, Signal};
use brainsurgery::syntax::yaml::Dialect;
use brainsurgery::tensor::Engine;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io::{IsTerminal, stdin};

/// How the shell is wanted.
pub struct Wanted {
    /// Where it is recorded.
    pub record: Record,
    /// How many entries its history keeps.
    pub history: usize,
    /// How much its prompt says.
    pub prompt: Prompt,
    /// The command through which it shows long answers, where it is not that of `$PAGER`.
    pub pager: Option<String>,
    /// What is set from its start.
    pub set: Vec<Setting>,
    /// How its blocks of YAML are read.
    pub dialect: Dialect,
}

/// Where flags want a shell to be recorded. In safe mode that is nowhere, unless they name a file in the
/// working folder.
///
/// # Errors
/// `io` in safe mode for a file elsewhere.
pub fn record(run: &cli::Run) -> Outcome<Record> {
    match &run.record {
        _ if run.no_record => Ok(Record::Nowhere),
        Some(path) if run.how.safe => {
            let inside = session::lies_inside(path).map(|()| Record::At(path.clone()));
            inside.map_err(|error| error.for_key("--record"))
        }
        Some(path) => Ok(Record::At(path.clone())),
        None if run.how.safe => Ok(Record::Nowhere),
        None => Ok(Record::Home),
    }
}

/// What to say where `--record` has nothing to record: only the shell of a person is.
pub fn unrecorded(run: &cli::Run) -> Option<String> {
    let path = run.record.as_ref()?.display();
    let talks = run.interactive || run.lines.is_empty();
    (!talks || !stdin().is_terminal()).then(|| {
        format!(
            "nothing is recorded in `{path}`: only the shell on a terminal is, \
             `--summarize-path` writes the steps of any run"
        )
    })
}

/// Goes on with what a person types, or with lines from standard input if nobody is there.
///
/// # Errors
/// The exit code.
pub fn go_on<'e>(
    left: Left<'e>,
    wanted: Wanted,
    engine: &'e Engine,
    interrupts: &Interrupts,
    voice: &Voice,
) -> Result<Left<'e>, u8> {
    if !stdin().is_terminal() {
        return batch::run_lines(left, stdin().lock(), wanted.dialect, voice);
    }
    let shell = shell::run(left.runner, voice, interrupts, &wanted.options(engine))?;
    Ok(ended(shell))
}

/// Goes on with a recorded session.
///
/// # Errors
/// The exit code.
pub fn go_on_with<'e>(
    resumed: Resumed<'e>,
    wanted: Wanted,
    engine: &'e Engine,
    interrupts: &Interrupts,
    voice: &Voice,
) -> Result<Left<'e>, u8> {
    let shell = shell::go_on(resumed, voice, interrupts, &wanted.options(engine))?;
    Ok(ended(shell))
}

fn ended(shell: shell::Left<'_>) -> Left<'_> {
    Left {
        runner: shell.runner,
        exit: true,
        recording: shell.recording,
    }
}

impl Wanted {
    fn options(self, engine: &Engine) -> shell::Options<'_> {
        shell::Options {
            engine,
            dialect: self.dialect,
            record: self.record,
            history: self.history,
            prompt: self.prompt,
            pager: self.pager,
            set: self.set,
        }
    }
}

/// Hears signals to stop, and ends the process where they say so.
pub fn listen(engine: &Engine) -> Interrupts {
    let interrupts = Interrupts::new(engine.cancel().clone());
    let abandon_scratch = engine.scratch().abandoning();
    // Unheard, a signal ends the process at once, which loses nothing that was published.
    if let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) {
        let heard = interrupts.clone();
        std::thread::spawn(move || {
            let ends = |signal| heard.signal(meaning(signal));
            if let Some(code) = signals.forever().find_map(ends) {
                abandon_scratch();
                std::process::exit(code.into());
            }
        });
    }
    interrupts
}

fn meaning(signal: i32) -> Signal {
    match signal {
        SIGTERM => Signal::Terminate,
        SIGHUP => Signal::Hangup,
        _ => Signal::Interrupt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{How, Run};

    /// A run with these flags.
    fn flags(record: Option<&str>, no_record: bool, safe: bool) -> Run {
        Run {
            record: record.map(Into::into),
            no_record,
            how: How {
                safe,
                ..How::default()
            },
            ..Run::default()
        }
    }

    #[test]
    fn a_shell_is_recorded_at_home_unless_flags_say_otherwise() {
        let at = |path: &str| Record::At(path.into());
        for (run, expected) in [
            (flags(None, false, false), Record::Home),
            (flags(None, true, false), Record::Nowhere),
            (flags(Some("../here.oly"), false, false), at("../here.oly")),
            (flags(None, false, true), Record::Nowhere),
            (flags(Some("here.oly"), false, true), at("here.oly")),
        ] {
            assert_eq!(record(&run).expect("a place"), expected, "{run:?}");
        }
        let elsewhere = record(&flags(Some("../here.oly"), false, true));
        let error = elsewhere.expect_err("outside the working folder");
        assert_eq!(error.key(), Some("--record"));
    }

    #[test]
    fn lines_that_no_person_types_are_recorded_nowhere_and_that_is_said() {
        let of = |record| Run {
            lines: vec!["help".to_string()],
            ..flags(record, false, false)
        };
        assert_eq!(unrecorded(&of(None)), None);
        let said = unrecorded(&of(Some("here.oly"))).expect("a warning");
        assert!(said.contains("`here.oly`"), "{said}");
    }
}
