//! Help while a line is typed: candidates, hints, colours.
//!
//! Invariant: a key is never kept waiting for what takes time.

mod count;
mod menu;
mod paint;

use crate::guide::complete::{self, Scene};
use crate::report::{Style, Tone};
use crate::syntax::block;
use count::Counter;
use menu::Offer;
use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::line_buffer::LineBuffer;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Changeset, CompletionType, Context, Helper};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// What helps with the line that is typed now.
#[derive(Debug)]
pub(super) struct Assist {
    style: Style,
    width: usize,
    /// Nothing while a question is asked.
    subject: Option<Subject>,
    counter: Counter,
    /// What was offered last.
    offered: RefCell<Vec<String>>,
}

/// What the line is about.
#[derive(Debug)]
struct Subject {
    scene: Arc<Scene>,
    /// The lines of the block before it.
    before: String,
}

impl Assist {
    /// Help with nothing, until there is a subject.
    pub(super) fn new(style: Style) -> Self {
        Assist {
            style,
            width: style.width,
            subject: None,
            counter: Counter::default(),
            offered: RefCell::default(),
        }
    }

    /// Helps with a line behind `before`, on a screen of `width` columns.
    pub(super) fn begin(&mut self, scene: Scene, before: &str, width: usize) {
        self.width = width;
        self.subject = Some(Subject {
            scene: Arc::new(scene),
            before: before.to_string(),
        });
    }

    /// Helps no more; what was known of the session is let go.
    pub(super) fn end(&mut self) {
        self.subject = None;
        self.counter.forget();
    }

    /// The hint behind a line.
    fn told(&self, line: &str) -> Option<String> {
        let subject = self.subject.as_ref()?;
        let hint = complete::hint(&format!("{}{line}", subject.before), &subject.scene);
        let mut told = Vec::new();
        if let Some(referred) = &hint.referred {
            told.extend(self.counter.counted(referred, &subject.scene));
        }
        if !hint.missing.is_empty() {
            let keys: Vec<&str> = hint.missing.iter().map(|(key, _)| *key).collect();
            told.push(format!("needs {}", keys.join(", ")));
        }
        (!told.is_empty()).then(|| format!("  {}", told.join("; ")))
    }
}

impl Completer for Assist {
    type Candidate = Offer;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Offer>)> {
        let Some(subject) = &self.subject else {
            return Ok((pos, Vec::new()));
        };
        let text = format!("{}{line}", subject.before);
        let before = subject.before.len();
        let completion = complete::complete(&text, before + pos, &subject.scene);
        let inserts = completion.candidates.iter();
        self.offered
            .replace(inserts.map(|offer| offer.insert.clone()).collect());
        let start = completion.start.saturating_sub(before);
        Ok((start, menu::of(completion.candidates, self.width)))
    }

    /// What candidates have in common is written only where it goes on with what is typed.
    fn update(&self, line: &mut LineBuffer, start: usize, elected: &str, changes: &mut Changeset) {
        let end = line.pos();
        let goes_on = elected.starts_with(&line.as_str()[start..end]);
        if goes_on || self.offered.borrow().iter().any(|offer| offer == elected) {
            line.replace(start..end, elected, changes);
        }
    }
}

/// Words in grey behind the line.
pub(super) struct Told(String);

impl rustyline::hint::Hint for Told {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Assist {
    type Hint = Told;

    /// Without colours a hint could not be told from what is typed, and there is none.
    fn hint(&self, line: &str, pos: usize, _context: &Context<'_>) -> Option<Told> {
        if !self.style.color || pos < line.len() {
            return None;
        }
        let room = self.width.checked_sub(2)?;
        let told = self.told(line)?;
        Some(Told(told.chars().take(room).collect()))
    }
}

impl Highlighter for Assist {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        match &self.subject {
            Some(subject) if self.style.color => {
                let text = format!("{}{line}", subject.before);
                let tokens = complete::tokens(&text, &subject.scene);
                let painted = paint::line(&text, subject.before.len(), pos, &tokens, &self.style);
                Cow::Owned(painted)
            }
            _ => Cow::Borrowed(line),
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.style.paint(Tone::Quiet, hint))
    }

    fn highlight_candidate<'c>(
        &self,
        candidate: &'c str,
        _completion: CompletionType,
    ) -> Cow<'c, str> {
        match candidate.split_once("  ") {
            Some((shown, about)) => {
                Cow::Owned(format!("{shown}  {}", self.style.paint(Tone::Quiet, about)))
            }
            None => Cow::Borrowed(candidate),
        }
    }

    fn highlight_char(&self, _line: &str, _pos: usize, _kind: CmdKind) -> bool {
        self.style.color && self.subject.is_some()
    }
}

impl Validator for Assist {
    /// A line goes on below itself while a bracket is open, so that all of it can still be changed.
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let begins = |subject: &Subject| subject.before.is_empty();
        let is_begun = self.subject.as_ref().is_some_and(begins);
        Ok(match is_begun && block::is_open(context.input()) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Helper for Assist {}
