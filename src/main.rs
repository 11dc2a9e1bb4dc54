//! The binary: flags in, exit code out.

mod cli;
mod commands;
mod options;
mod settings;

use clap::Parser;
use cli::{Cli, Command};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        None => commands::run(&cli.run),
        Some(Command::Cli(run)) => commands::run(&run),
        Some(Command::Check(check)) => commands::check(&check),
        Some(Command::Demo(demo)) => commands::demo(&demo),
        Some(Command::Help { topic }) => commands::help(&topic),
    };
    ExitCode::from(done.err().unwrap_or(0))
}
