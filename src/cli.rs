//! The command line: flags in, as they were typed. Meaning is worked out elsewhere.

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use serde::Deserialize;
use std::path::PathBuf;

/// Edit neural-network checkpoints line by line, and replay what you did as a plan.
#[derive(Debug, Parser)]
#[command(
    name = "brainsurgery",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "Defaults stand in the file that $BRAINSURGERY_CONFIG names, else in brainsurgery/config.yaml \
        below $XDG_CONFIG_HOME or ~/.config. Sessions and the history are kept below $BRAINSURGERY_STATE, else \
        in brainsurgery below $XDG_STATE_HOME or ~/.local/state."
)]
pub struct Cli {
    /// What to do; running items when left out.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to run.
    #[command(flatten)]
    pub run: Run,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run plans, recordings and lines, or open the shell; the same as no command.
    Cli(Run),
    /// Check plans against the headers of their inputs; nothing is read or written beyond them.
    Check(Check),
    /// Go on with a recorded session of the shell: this one, or the last that is not open.
    Resume(Resume),
    /// List the recorded sessions of the shell.
    Sessions(Sessions),
    /// Play a plan, a recording or a story for real, line by line.
    Play(Play),
    /// Write small checkpoints into a folder and play a tour on them.
    Demo(Demo),
    /// Try every verb and every claim on the demonstration, and compare each answer.
    Selftest(Selftest),
    /// Show the verbs, or what one verb or claim takes.
    Help(Help),
    /// Show the script that completes the command line in a shell.
    Completions(Completions),
    /// Show the man page of the program, or of one of its commands.
    Manual(Manual),
}

/// What to run, and how.
#[derive(Clone, Debug, Default, Args)]
pub struct Run {
    /// Plans (*.yaml), recordings (*.oly), checkpoints ([alias::]path) and overrides (key=value).
    #[arg(value_name = "ITEM", value_hint = ValueHint::AnyPath)]
    pub items: Vec<String>,
    /// Run this line after the items; may be given again.
    #[arg(short = 'c', value_name = "LINE")]
    pub lines: Vec<String>,
    /// Open the shell after the items.
    #[arg(short, long)]
    pub interactive: bool,
    /// Write the executed steps as a plan at the end; on after a plan.
    #[arg(short, long, overrides_with = "no_summarize")]
    pub summarize: bool,
    /// Do not write the executed steps at the end.
    #[arg(long, overrides_with = "summarize")]
    pub no_summarize: bool,
    /// Write them to this file instead of standard output.
    #[arg(long, value_name = "PATH")]
    pub summarize_path: Option<PathBuf>,
    /// As typed, or with everything said.
    #[arg(long, value_name = "MODE", value_enum, ignore_case = true)]
    pub summary_mode: Option<SummaryMode>,
    /// Record the shell's steps in this file.
    #[arg(long, value_name = "PATH", conflicts_with = "no_record")]
    pub record: Option<PathBuf>,
    /// Do not record the shell's steps.
    #[arg(long)]
    pub no_record: bool,
    /// How things are done.
    #[command(flatten)]
    pub how: How,
}

/// What to check.
#[derive(Debug, Args)]
pub struct Check {
    /// Plans, recordings, checkpoints and overrides, as for a run.
    #[arg(value_name = "ITEM", required = true, value_hint = ValueHint::AnyPath)]
    pub items: Vec<String>,
    /// How things are done.
    #[command(flatten)]
    pub how: How,
}

/// What to go on with.
#[derive(Debug, Args)]
pub struct Resume {
    /// The number or the name of a recorded session, or the path of a recording.
    #[arg(value_name = "SESSION", value_hint = ValueHint::FilePath)]
    pub session: Option<String>,
    /// Go on although an input has changed since.
    #[arg(long)]
    pub anyway: bool,
    /// How things are done.
    #[command(flatten)]
    pub how: How,
}

/// How the list is given.
#[derive(Debug, Args)]
pub struct Sessions {
    /// The list as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What to play, and how fast.
#[derive(Debug, Args)]
pub struct Play {
    /// A plan (*.yaml), a recording (*.oly) or the session.txt of a story.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: String,
    /// Wait so many seconds before each line runs instead of for Enter.
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with = "no_pause")]
    pub pace: Option<f64>,
    /// Do not wait; nobody is waited for without a terminal.
    #[arg(long)]
    pub no_pause: bool,
    /// How things are done.
    #[command(flatten)]
    pub how: How,
}

/// Where the demonstration goes.
#[derive(Debug, Args)]
pub struct Demo {
    /// The folder to make.
    #[arg(default_value = "brainsurgery-demo")]
    pub folder: PathBuf,
    /// Answers, warnings and failures as JSON, one document a line.
    #[arg(long)]
    pub json: bool,
}

/// How an installation is proved.
#[derive(Debug, Args)]
pub struct Selftest {
    /// The outcome as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What to help with.
#[derive(Debug, Args)]
pub struct Help {
    /// A verb, or `assert` and a claim.
    pub topic: Vec<String>,
    /// The answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which completions.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    pub shell: clap_complete::Shell,
    /// The answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Which man page.
#[derive(Debug, Args)]
pub struct Manual {
    /// A command; the program itself when left out.
    pub command: Option<String>,
    /// The answer as JSON.
    #[arg(long)]
    pub json: bool,
}

/// A number of things of which there must be one. The failure says what it takes.
fn whole_number(text: &str) -> Result<u64, &'static str> {
    let number = text.trim().parse().ok().filter(|number| *number > 0);
    number.ok_or("a whole number of at least 1")
}

/// A time to wait. The failure says what it takes.
fn seconds(text: &str) -> Result<f64, &'static str> {
    let seconds = text.trim().parse().ok();
    let seconds = seconds.filter(|seconds: &f64| seconds.is_finite() && *seconds >= 0.0);
    seconds.ok_or("seconds from 0 up")
}

/// The command line as it is declared.
pub type Declared = clap::Command;

/// An option or an item as it is declared.
pub type Argument = clap::Arg;

/// The command line as it is declared, where help is asked about one of these verbs.
pub fn declared(verbs: Vec<&'static str>) -> Declared {
    Cli::command().mut_subcommand("help", |help| {
        help.mut_arg("topic", |topic| {
            topic.value_parser(clap::builder::PossibleValuesParser::new(verbs))
        })
    })
}

/// How things are done.
#[derive(Clone, Debug, Default, Args)]
pub struct How {
    /// The largest size of one file of an output folder; `none` for a single file.
    #[arg(long, value_name = "SIZE")]
    pub shard_size: Option<String>,
    /// At most so many files are written at once.
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub num_workers: Option<u64>,
    /// Compute, read and write with so many threads; all cores when left out.
    #[arg(long, value_name = "N", value_parser = whole_number)]
    pub threads: Option<u64>,
    /// Where heavy results are kept: inmemory or arena.
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// The folder of the arena.
    #[arg(long, value_name = "PATH")]
    pub arena_root: Option<PathBuf>,
    /// The size of one segment of the arena.
    #[arg(long, value_name = "SIZE")]
    pub arena_segment_size: Option<String>,
    /// At most so much memory for heavy results and buffers; more goes to the arena.
    #[arg(long, value_name = "SIZE")]
    pub memory_limit: Option<String>,
    /// Write nothing outside the working folder and replace no file.
    #[arg(long)]
    pub safe: bool,
    /// Answers, warnings and failures as JSON, one document a line.
    #[arg(long)]
    pub json: bool,
    /// Whether there are colours; they are for terminals, unless `NO_COLOR` is set.
    #[arg(long, value_name = "WHEN", value_enum, ignore_case = true)]
    pub color: Option<Color>,
    /// Refuse plans that are not YAML to the letter instead of repairing them.
    #[arg(long)]
    pub strict_yaml: bool,
    /// What is said on standard error beside failures.
    #[arg(long, value_name = "LEVEL", value_enum, ignore_case = true)]
    pub log_level: Option<LogLevel>,
}

impl How {
    /// The defaults, and how answers are given.
    pub fn answering(json: bool) -> Self {
        How {
            json,
            ..How::default()
        }
    }
}

/// How a summary is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SummaryMode {
    /// As typed.
    #[default]
    Raw,
    /// With every default written out and every alias named.
    Resolve,
}

/// When there are colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal that knows them.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What is said on standard error beside failures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Each step and its time.
    Debug,
    /// Progress and warnings.
    #[default]
    Info,
    /// Warnings.
    Warning,
    /// Nothing but failures.
    Error,
    /// Nothing but failures.
    Critical,
}
