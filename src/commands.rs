//! What each command of the command line does.

mod generated;
mod play;
mod resume;
mod selftest;
mod talk;

pub use generated::{completions, manual};
pub use play::play;
pub use resume::{resume, sessions};
pub use selftest::selftest;

use crate::cli;
use crate::options::{self, Options};
use crate::settings::Settings;
use brainsurgery::batch::{self, Job, Summary};
use brainsurgery::demo::Story;
use brainsurgery::error::{Error, Kind, Result as Outcome};
use brainsurgery::plan::{Context, Document, Given, Runner};
use brainsurgery::report::{Answer, Voice, human};
use brainsurgery::syntax::yaml::Dialect;
use brainsurgery::syntax::{Line, Warning};
use brainsurgery::{assertions, demo, guide, transforms};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Runs items and lines, or opens the shell.
///
/// # Errors
/// The exit code.
pub fn run(run: &cli::Run) -> Result<(), u8> {
    let started = Instant::now();
    let mut run = run.clone();
    let settings = told(Settings::of_user(), &options::voice(&run.how))?;
    settings.fill_run(&mut run);
    let voice = options::voice(&run.how);
    let options = told(Options::new(&run.how), &voice)?;
    let record = told(talk::record(&run), &voice)?;
    if let Some(warning) = talk::unrecorded(&run) {
        voice.warning(&warning, None);
    }
    let items = told(Given::read(&run.items), &voice)?;
    let job = job(&run, &items, &options, &voice)?;
    let interrupts = talk::listen(&options.engine);
    let mut left = batch::run(&job, &options.engine, &voice)?;
    let talks = run.interactive || (run.lines.is_empty() && items.only_checkpoints());
    if talks && !left.exit {
        let wanted = talk::Wanted {
            record,
            history: settings.history(),
            prompt: settings.prompt(),
            pager: settings.pager(),
            set: settings.set(),
            dialect: dialect(options.strict),
        };
        left = talk::go_on(left, wanted, &options.engine, &interrupts, &voice)?;
    }
    batch::finish(job.summary.as_ref(), left, started, &voice)?;
    all_said(&voice)
}

/// Checks items against the headers of their inputs.
///
/// # Errors
/// The exit code, which is 2 for any mistake.
pub fn check(check: &cli::Check) -> Result<(), u8> {
    let mut how = check.how.clone();
    told(Settings::of_user(), &options::voice(&how))?.fill(&mut how);
    let voice = options::voice(&how);
    let options = told(Options::new(&how), &voice)?;
    let items = told(Given::read(&check.items), &voice)?;
    let document = document(&items, options.strict, &voice)?;
    let mut runner = opened(&document, &options, &voice)?;
    let mut found = runner.check(&document.steps, true);
    found.errors.extend(found.ahead.take());
    found
        .warnings
        .iter()
        .for_each(|warning| voice.warning(&warning.message, warning.place.as_ref()));
    if !found.errors.is_empty() {
        return Err(refuse(&found.errors, &voice));
    }
    let steps = document.steps.len();
    let text = format!(
        "{}, {}, {} to write",
        human::counted(steps as u64, "step"),
        human::counted(found.tensors as u64, "tensor"),
        human::bytes(found.bytes)
    );
    let data = json!({ "steps": steps, "tensors": found.tensors, "bytes": found.bytes });
    voice.answer(&Answer::new("check", text, data));
    all_said(&voice)
}

/// Writes the demonstration and plays the tour in its folder.
///
/// # Errors
/// The exit code.
pub fn demo(demo: &cli::Demo) -> Result<(), u8> {
    let how = cli::How::answering(demo.json);
    let voice = options::voice(&how);
    let options = told(Options::new(&how), &voice)?;
    play_story(demo::TOUR, &demo.folder, &options, &voice)?;
    voice.note(&how_to_go_on(&demo.folder));
    Ok(())
}

/// Writes the demonstration into a folder, enters it, and plays a story there.
fn play_story(story: Story<'_>, folder: &Path, options: &Options, voice: &Voice) -> Result<(), u8> {
    told(demo::write(folder, &options.engine), voice)?;
    let entered = std::env::set_current_dir(folder);
    told(
        entered.map_err(|cause| Error::io(folder, "enter", &cause)),
        voice,
    )?;
    let inputs: Vec<String> = story.opened().map(str::to_string).collect();
    let items = told(Given::read(&inputs), voice)?;
    let document = document(&items, options.strict, voice)?;
    let mut runner = opened(&document, options, voice)?;
    voice.line(&format!("$ brainsurgery {}", inputs.join(" ")));
    batch::play(story.typed(), &mut runner, voice)
}

/// What to type to run the plan that the tour has recorded, and to try things by hand.
fn how_to_go_on(folder: &Path) -> String {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("brainsurgery"));
    let (folder, program) = (folder.display(), program.display());
    format!(
        "\nrun the recorded plan again, or go on by hand:\n  \
         cd {folder}\n  {program} plan.yaml\n  {program} gpt2.safetensors"
    )
}

/// Shows help on a topic, or the verbs.
///
/// # Errors
/// The exit code.
pub fn help(help: &cli::Help) -> Result<(), u8> {
    let voice = options::voice(&cli::How::answering(help.json));
    let verbs: Vec<_> = transforms::ALL
        .iter()
        .map(|transform| &transform.signature)
        .collect();
    let answer = told(
        guide::help(&verbs, &assertions::signatures(), &help.topic),
        &voice,
    )?;
    voice.answer(&answer);
    Ok(())
}

/// The job that a command line asks for.
fn job(run: &cli::Run, items: &Given, options: &Options, voice: &Voice) -> Result<Job, u8> {
    let document = document(items, options.strict, voice)?;
    let mut warnings = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for line in &run.lines {
        let step = document.steps.len() + lines.len();
        let read = Line::read(line, &mut warnings).map_err(|error| error.in_step(step));
        lines.extend(told(read, voice)?);
    }
    warn(&warnings, voice);
    let plan = !items.only_checkpoints();
    let summarize = !run.no_summarize && (run.summarize || plan);
    let summary = summarize.then(|| Summary {
        mode: options::mode(run.summary_mode.unwrap_or_default()),
        path: run.summarize_path.clone(),
    });
    Ok(Job {
        document,
        lines,
        shard: options.shard,
        files_at_once: options.files_at_once,
        safe: options.safe,
        summary,
    })
}

fn document(items: &Given, strict: bool, voice: &Voice) -> Result<Document, u8> {
    let context = Context {
        dialect: dialect(strict),
        ..Context::default()
    };
    let assembled = items.document(&context);
    let (document, warnings) = assembled.map_err(|errors| refuse(&errors, voice))?;
    warn(&warnings, voice);
    Ok(document)
}

/// A session on the inputs of a plan, as the options want it.
fn opened<'e>(document: &Document, options: &'e Options, voice: &Voice) -> Result<Runner<'e>, u8> {
    let runner = Runner::open(document, &options.engine, options.shard);
    let runner = runner.map_err(|errors| refuse(&errors, voice))?;
    let runner = runner.at_once(options.files_at_once).safe(options.safe);
    let runner = runner.detailed(voice.is_detailed());
    runner.notes().for_each(|note| voice.note(note));
    Ok(runner)
}

fn dialect(strict: bool) -> Dialect {
    Dialect {
        strict,
        is_step: |name| transforms::find(name).is_some(),
    }
}

/// Fails where standard output could not take everything: a full disk is no success.
fn all_said(voice: &Voice) -> Result<(), u8> {
    match voice.unsaid() {
        Some(error) => {
            voice.error(&error);
            Err(error.exit_code())
        }
        None => Ok(()),
    }
}

fn warn(warnings: &[Warning], voice: &Voice) {
    warnings
        .iter()
        .for_each(|warning| voice.warning(&warning.message, warning.place.as_ref()));
}

/// Says a failure; what is left is its exit code.
fn told<T>(outcome: Outcome<T>, voice: &Voice) -> Result<T, u8> {
    outcome.map_err(|error| refuse(std::slice::from_ref(&error), voice))
}

/// Says failures; what is left is exit code 2: they came before any work.
fn refuse(errors: &[Error], voice: &Voice) -> u8 {
    errors.iter().for_each(|error| voice.error(error));
    let interrupted = errors.iter().any(|error| error.kind() == Kind::Interrupted);
    if interrupted { 130 } else { 2 }
}
