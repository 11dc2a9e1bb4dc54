//! One block of the conversation: checked whole, then run step by step.

use super::history::Outcome;
use super::talk::{Next, Talk};
use super::terminal::Quiet;
use super::{needs, say};
use crate::error::{Error, Kind};
use crate::plan;
use crate::syntax::block::Part;
use crate::syntax::{Line, Node};
use std::time::Instant;

impl Talk<'_, '_> {
    /// Runs a block; `typed` is its text.
    pub(super) fn turn(&mut self, parts: &[Part], typed: &str) -> Next {
        if parts.is_empty() {
            return Next::Prompt;
        }
        let lines: Vec<&Line> = parts.iter().filter_map(Part::line).collect();
        if let [line] = lines.as_slice()
            && let Some(needs) = needs::of(&line.step)
        {
            say::aside(self.voice, &needs);
            self.remember(typed, Outcome::Rejected);
            return Next::Prompt;
        }
        let Some(leaves) = self.compiles(&lines, typed) else {
            return Next::Prompt;
        };
        if leaves && lines.len() == 1 {
            match self.leave() {
                Next::Leave => {}
                other => return other,
            }
        }
        let _quiet = Quiet::begin();
        let (outcome, next) = self.steps(parts, lines.len(), typed);
        self.recorder.settle();
        match lines.as_slice() {
            [] => {}
            [line] => self.remember(line.canonical().as_deref().unwrap_or(typed), outcome),
            _ => self.remember(typed, outcome),
        }
        next
    }

    /// Whether a block leaves; nothing if it cannot be run, as far as names, dtypes and shapes tell.
    fn compiles(&mut self, lines: &[&Line], typed: &str) -> Option<bool> {
        let steps: Vec<Node> = lines.iter().map(|line| plan::meant(line).step).collect();
        let checked = self.runner.check(&steps, false);
        for warning in &checked.warnings {
            self.voice.warning(&warning.message, warning.place.as_ref());
        }
        let errors = checked.errors.into_iter();
        let errors: Vec<Error> = errors.map(|error| numbered(error, steps.len())).collect();
        if !errors.is_empty() {
            self.reject(typed, &errors);
        }
        errors.is_empty().then_some(checked.exit)
    }

    /// Says why a block cannot be run.
    pub(super) fn reject(&mut self, typed: &str, errors: &[Error]) {
        for error in errors {
            self.voice.error(error);
            self.recorder.failed(typed, error);
        }
        self.remember(typed, Outcome::Rejected);
    }

    /// Runs the steps of a block until one fails, is stopped, or leaves.
    fn steps(&mut self, parts: &[Part], of: usize, typed: &str) -> (Outcome, Next) {
        let mut previewed = None;
        let mut number = 0;
        let mut ended = (Outcome::Done, Next::Prompt);
        for part in parts {
            let Part::Step(line) = part else {
                self.comment(part);
                continue;
            };
            number += 1;
            match self.step(line, (number, of), &mut previewed) {
                Ok(false) => continue,
                Ok(true) => ended.1 = Next::Leave,
                Err(error) => {
                    let error = numbered(error.alone().in_step(number - 1), of);
                    let line = line.canonical();
                    ended = self.failed(line.as_deref().unwrap_or(typed), &error);
                }
            }
            break;
        }
        if let Some(totals) = previewed {
            let counts = totals.counts();
            say::aside(self.voice, &format!("preview session: {counts}"));
        }
        ended
    }

    fn comment(&mut self, part: &Part) {
        if let Part::Comment(comment) = part {
            self.recorder.comment(comment);
            self.runner.comment(comment);
        }
    }

    /// Says that a step failed or was stopped.
    fn failed(&mut self, line: &str, error: &Error) -> (Outcome, Next) {
        self.recorder.failed(line, error);
        if error.kind() != Kind::Interrupted {
            self.voice.error(error);
            return (Outcome::Failed, Next::Prompt);
        }
        say::aside(self.voice, "interrupted");
        if self.interrupts.heard() > 1 {
            return (Outcome::Interrupted, self.ask_to_quit());
        }
        self.stopped = Some(Instant::now());
        (Outcome::Interrupted, Next::Prompt)
    }

    /// Adds an entry to the history, here and in its file.
    fn remember(&mut self, typed: &str, outcome: Outcome) {
        let Some(history) = &mut self.history else {
            return self.editor.remember(typed.to_string());
        };
        match history.add(typed, outcome) {
            Ok(true) => self.editor.remember(typed.to_string()),
            Ok(false) => {}
            Err(error) => {
                self.voice
                    .warning(&format!("{error}; the history is not kept"), None);
                self.history = None;
            }
        }
    }
}

/// An error of a step, with its number where the block has several.
fn numbered(error: Error, of: usize) -> Error {
    if of == 1 { error.alone() } else { error }
}
