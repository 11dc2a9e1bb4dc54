//! Lines from standard input: the blocks of the shell, with nobody to ask.

use super::listener::Among;
use super::{Left, refuse, run_line};
use crate::error::{BYTE_ORDER_MARK, Error, Kind};
use crate::plan;
use crate::report::Voice;
use crate::syntax::block::{Block, Part};
use crate::syntax::yaml::Dialect;
use crate::syntax::{Node, Warning};
use std::io::{self, BufRead};
use std::path::Path;
use std::slice;

/// Runs lines and blocks until they end, one fails, or one asks to leave.
///
/// # Errors
/// The exit code of the first failure, which has been said already.
pub fn run_lines<'a>(
    mut left: Left<'a>,
    input: impl BufRead,
    dialect: Dialect,
    voice: &Voice,
) -> Result<Left<'a>, u8> {
    let mut block = Block::new(dialect);
    for (index, line) in input.lines().enumerate() {
        let line = line.map_err(|cause| refuse(&[unreadable(&cause)], voice))?;
        let mut warnings = Vec::new();
        let unmarked = line.strip_prefix(BYTE_ORDER_MARK).filter(|_| index == 0);
        let read = block.push(unmarked.unwrap_or(&line), &mut warnings);
        warn(&warnings, voice);
        let parts = read.map_err(|error| refuse(&[error], voice))?;
        run_block(&mut left, &parts.unwrap_or_default(), voice)?;
        if left.exit {
            return Ok(left);
        }
    }
    let mut warnings = Vec::new();
    let read = block.finish(&mut warnings);
    warn(&warnings, voice);
    let parts = read.map_err(|error| refuse(&[error], voice))?;
    run_block(&mut left, &parts, voice)?;
    Ok(left)
}

/// Checks a block whole and runs its steps.
fn run_block(left: &mut Left<'_>, parts: &[Part], voice: &Voice) -> Result<(), u8> {
    let lines = || parts.iter().filter_map(Part::line);
    let steps: Vec<Node> = lines().map(|line| plan::meant(line).step).collect();
    let checked = left.runner.check(&steps, false);
    warn(&checked.warnings, voice);
    let alone = |error: Error| {
        if steps.len() == 1 {
            error.alone()
        } else {
            error
        }
    };
    if !checked.errors.is_empty() {
        let errors: Vec<Error> = checked.errors.into_iter().map(alone).collect();
        return Err(refuse(&errors, voice));
    }
    let mut index = 0;
    for part in parts {
        let line = match part {
            Part::Step(line) => line,
            Part::Comment(comment) => {
                left.runner.comment(comment);
                continue;
            }
        };
        let among = Among {
            before: index,
            of: steps.len(),
        };
        let ended = run_line(line, among, &mut left.runner, voice);
        left.exit = ended.exit;
        if let Some(error) = ended.error {
            let error = alone(error.alone().in_step(index));
            return Err(refuse(slice::from_ref(&error), voice));
        }
        index += 1;
        if left.exit {
            break;
        }
    }
    Ok(())
}

fn warn(warnings: &[Warning], voice: &Voice) {
    warnings
        .iter()
        .for_each(|warning| voice.warning(&warning.message, warning.place.as_ref()));
}

fn unreadable(cause: &io::Error) -> Error {
    if cause.kind() == io::ErrorKind::InvalidData {
        let error = Error::new(Kind::Payload, "standard input is not UTF-8 text");
        return error.hint("lines of OLY are read from there; a checkpoint is named as an item");
    }
    Error::io(Path::new("standard input"), "read", cause)
}
