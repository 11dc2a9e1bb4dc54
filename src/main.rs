//! The binary: flags in, exit code out.

mod cli;
mod commands;
mod options;
mod settings;
mod usage;

use clap::Parser;
use cli::{Cli, Command};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => return refuse(&usage),
    };
    let done = match cli.command {
        None => commands::run(&cli.run),
        Some(Command::Cli(run)) => commands::run(&run),
        Some(Command::Check(check)) => commands::check(&check),
        Some(Command::Resume(resume)) => commands::resume(&resume),
        Some(Command::Sessions(sessions)) => commands::sessions(&sessions),
        Some(Command::Play(play)) => commands::play(&play),
        Some(Command::Demo(demo)) => commands::demo(&demo),
        Some(Command::Selftest(selftest)) => commands::selftest(&selftest),
        Some(Command::Help(help)) => commands::help(&help),
        Some(Command::Completions(wanted)) => commands::completions(&wanted),
        Some(Command::Manual(wanted)) => commands::manual(&wanted),
    };
    ExitCode::from(done.err().unwrap_or(0))
}

/// Says what is wrong with the command line, as data where it asks for data; or prints help and version.
fn refuse(usage: &clap::Error) -> ExitCode {
    if !usage.use_stderr() {
        usage.exit();
    }
    let json = std::env::args_os().any(|word| word == "--json");
    let error = usage::error(usage);
    options::voice(&cli::How::answering(json)).error(&error);
    ExitCode::from(error.exit_code())
}
