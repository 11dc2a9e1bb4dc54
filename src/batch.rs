//! Plans, recordings and lines, run without a person.
//!
//! Invariant: batch asks nothing and ends with an exit code.

mod lines;
mod listener;
mod play;
mod script;

pub use lines::run_lines;
use listener::Among;
pub use listener::Said;
pub use play::{PROMPT, Played, Scene, play, play_scenes};
pub use script::scenes;

use crate::checkpoint;
use crate::error::{Error, Result};
use crate::plan::{self, Document, Ended, Recording, Runner, no_answer};
use crate::report::{Answer, Run, Voice, Written};
use crate::session::Mode;
use crate::syntax::{Line, Node, Size};
use crate::tensor::Engine;
use std::path::PathBuf;
use std::time::Instant;

/// What to run, once the command line has been understood.
#[derive(Debug)]
pub struct Job {
    /// The plan.
    pub document: Document,
    /// Lines to run behind it.
    pub lines: Vec<Line>,
    /// The size of a shard where none is given.
    pub shard: Size,
    /// At most so many files are written at once, if that is given.
    pub files_at_once: Option<usize>,
    /// Whether only new files in the working folder may be written.
    pub safe: bool,
    /// The summary to write at the end, if any.
    pub summary: Option<Summary>,
}

/// The summary at the end of a run.
#[derive(Clone, Debug)]
pub struct Summary {
    /// How it is written.
    pub mode: Mode,
    /// The file to write, or nothing for standard output.
    pub path: Option<PathBuf>,
}

/// How a run ended, with the session it left.
#[derive(Debug)]
pub struct Left<'a> {
    /// The session and its output, for a shell to go on with.
    pub runner: Runner<'a>,
    /// Whether a step asked to leave.
    pub exit: bool,
    /// The recording that is told what the output became, if there is one.
    pub recording: Option<Recording>,
}

/// Checks a plan whole and runs its steps and lines. The output is not yet written.
///
/// # Errors
/// Every mistake a check finds, or the failure that stopped the run; they have been said already and
/// only their exit code is of use.
pub fn run<'a>(job: &Job, engine: &'a Engine, voice: &Voice) -> Result<Left<'a>, u8> {
    let opened = Runner::open(&job.document, engine, job.shard);
    let runner = opened.map_err(|errors| refuse(&errors, voice))?;
    let runner = runner.at_once(job.files_at_once).safe(job.safe);
    let mut runner = runner.detailed(voice.is_detailed());
    runner.notes().for_each(|note| voice.note(note));
    let lines = job.lines.iter().map(|line| line.step.clone());
    if let Some(path) = job
        .summary
        .as_ref()
        .and_then(|summary| summary.path.as_ref())
    {
        let allowed = runner.session().may_write_text(path);
        allowed.map_err(|error| refuse(&[error], voice))?;
    }
    let steps: Vec<Node> = job.document.steps.iter().cloned().chain(lines).collect();
    let checked = runner.check(&steps, true);
    checked
        .warnings
        .iter()
        .for_each(|warning| voice.warning(&warning.message, warning.place.as_ref()));
    if !checked.errors.is_empty() {
        return Err(refuse(&checked.errors, voice));
    }
    let ended = run_steps(job, &mut runner, voice);
    match ended.error {
        Some(error) => {
            voice.error(&error);
            let failed = Some(&error);
            let summarized = summarize(job.summary.as_ref(), &mut runner, failed, voice);
            Err(summarized.err().unwrap_or(0).max(error.exit_code()))
        }
        None => Ok(Left {
            runner,
            exit: ended.exit,
            recording: None,
        }),
    }
}

/// Runs the plan, then its lines, until one fails or asks to leave.
fn run_steps(job: &Job, runner: &mut Runner<'_>, voice: &Voice) -> Ended {
    let steps = job.document.steps.len();
    let of = steps + job.lines.len();
    let mut said = Said::new(voice, runner.progress(), 0).among(Among { before: 0, of });
    let mut ended = runner.run_plan(&job.document.steps, &mut said);
    drop(said);
    for (index, line) in job.lines.iter().enumerate() {
        if ended.error.is_some() || ended.exit {
            break;
        }
        let before = steps + index;
        ended = run_line(line, Among { before, of }, runner, voice);
        ended.error = ended.error.map(|error| error.alone().in_step(before));
    }
    ended
}

/// Runs one line, its answer going where its redirect says.
fn run_line(line: &Line, among: Among, runner: &mut Runner<'_>, voice: &Voice) -> Ended {
    run_watched(line, among, runner, voice, false)
}

/// As [`run_line`]; somebody who watches is told what steps change.
fn run_watched(
    line: &Line,
    among: Among,
    runner: &mut Runner<'_>,
    voice: &Voice,
    watched: bool,
) -> Ended {
    let line = &plan::meant(line);
    let Some(path) = &line.redirect else {
        let next = runner.session().steps().len();
        let mut said = Said::new(voice, runner.progress(), next).among(among);
        said.watched = watched;
        return runner.run(std::slice::from_ref(&line.step), &mut said);
    };
    if let Err(error) = runner.session().may_write_text(path) {
        return Ended {
            error: Some(error),
            ..Ended::default()
        };
    }
    let mut said = Said::kept(voice, runner.progress()).among(among);
    let mut ended = runner.run(std::slice::from_ref(&line.step), &mut said);
    match said.into_text() {
        _ if ended.error.is_some() => {}
        Some(text) => ended.error = runner.write(path, &text).err(),
        None => voice.warning(&no_answer(path), None),
    }
    ended
}

/// Writes the output of a plan and its summary.
///
/// # Errors
/// The exit code of the failure, which has been said already.
pub fn finish(
    summary: Option<&Summary>,
    mut left: Left<'_>,
    started: Instant,
    voice: &Voice,
) -> Result<(), u8> {
    let bar = listener::bar(voice, &left.runner.progress());
    let output = left.runner.finish();
    drop(bar);
    match &output {
        Ok(Some(written)) => {
            listener::say_written(voice, written);
            record(&mut left, written, voice);
        }
        Ok(None) => left
            .runner
            .withheld()
            .iter()
            .for_each(|note| voice.note(note)),
        Err(_) => {}
    }
    let failed = output.as_ref().err();
    if let Some(error) = failed {
        voice.error(error);
    }
    let code = failed.map(Error::exit_code);
    let summarized = summarize(summary, &mut left.runner, failed, voice);
    if voice.is_json() && code.is_none() {
        voice.answer(&ended(&left.runner, started));
    }
    match code {
        Some(code) => Err(code),
        None => summarized,
    }
}

/// Tells the recording what the output became.
fn record(left: &mut Left<'_>, written: &checkpoint::Written, voice: &Voice) {
    let (alias, session) = (left.runner.output_alias(), left.runner.session());
    let recording = left.recording.as_mut();
    let told = recording.map(|recording| recording.saved(written, alias.as_ref(), session));
    if let Some(Err(error)) = told {
        voice.warning(&error.to_string(), None);
    }
}

/// The closing answer of a run.
fn ended(runner: &Runner<'_>, started: Instant) -> Answer {
    let written = runner.written().iter().map(|written| Written {
        path: written.path.display().to_string(),
        bytes: written.bytes,
        tensors: written.tensors as u64,
    });
    let steps = runner.session().steps().len();
    Run {
        steps,
        written: written.collect(),
        time: started.elapsed(),
    }
    .answer()
}

/// Says every mistake; the exit code is that of the first that is not a claim.
fn refuse(errors: &[Error], voice: &Voice) -> u8 {
    errors.iter().for_each(|error| voice.error(error));
    errors.iter().map(Error::exit_code).max().unwrap_or(2)
}

/// Writes the summary, marked when the run failed.
fn summarize(
    summary: Option<&Summary>,
    runner: &mut Runner<'_>,
    failed: Option<&Error>,
    voice: &Voice,
) -> Result<(), u8> {
    let Some(summary) = summary else {
        return Ok(());
    };
    let written = runner.summary(summary.mode).and_then(|text| {
        let text = match failed {
            Some(error) => format!(
                "# the run failed{}: {}\n{text}",
                step(error),
                first_line(error)
            ),
            None => text,
        };
        match &summary.path {
            Some(_) if runner.session().flags().dry_run => Ok(()),
            Some(path) => runner.write(path, &text),
            None => {
                voice.summary(&text, runner.plan(summary.mode).to_json());
                Ok(())
            }
        }
    });
    written.map_err(|error| {
        voice.error(&error);
        error.exit_code()
    })
}

fn step(error: &Error) -> String {
    error
        .step()
        .map_or_else(String::new, |step| format!(" in step {}", step + 1))
}

fn first_line(error: &Error) -> &str {
    error.message().lines().next().unwrap_or("")
}
