//! Help while a line is typed: candidates, hints, colours.
//!
//! Invariant: a key is never kept waiting for what takes time.

mod count;
mod menu;
mod paint;
mod round;
mod told;

use crate::guide::complete::{self, Scene};
use crate::report::{Style, Tone};
use crate::syntax::block::{self, Wait};
use count::Counter;
use menu::Offer;
use round::Round;
use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::History;
use rustyline::line_buffer::LineBuffer;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Changeset, CompletionType, Context, Editor, ExternalPrinter, Helper};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;
use told::Told;

/// What stands in an empty line of a block.
pub(super) const CONTINUED: &str = "... ";
/// How a block of YAML ends.
const RUNS: &str = "an empty line runs it";

/// What helps with the line that is typed now.
#[derive(Debug)]
pub(super) struct Assist {
    style: Style,
    width: usize,
    /// The columns of the prompt.
    prompt: usize,
    /// What is open; nothing while a question is asked.
    scene: Option<Arc<Scene>>,
    counter: Counter,
    /// The menu on the screen.
    round: RefCell<Round>,
}

impl Assist {
    /// Help with nothing, until there is a subject.
    pub(super) fn new(style: Style) -> Self {
        Assist {
            style,
            width: style.width,
            prompt: 0,
            scene: None,
            counter: Counter::default(),
            round: RefCell::default(),
        }
    }

    /// Helps with a line on a screen of `width` columns.
    pub(super) fn begin(&mut self, scene: Scene, width: usize) {
        self.width = width;
        self.scene = Some(Arc::new(scene));
    }

    /// The line stands behind a prompt of so many columns.
    pub(super) fn behind(&mut self, prompt: usize) {
        self.prompt = prompt;
    }

    /// Has the line drawn again through this printer when something is told late.
    pub(super) fn redraw(&mut self, printer: impl ExternalPrinter + Send + 'static) {
        self.counter.ring(printer);
    }

    /// Gives keys of the editor their part in the menu.
    pub(super) fn bind<H: Helper, I: History>(&self, lines: &mut Editor<H, I>) {
        self.round.borrow().bind(lines);
    }

    /// Helps no more; what was known of the session is let go.
    pub(super) fn end(&mut self) {
        self.scene = None;
        self.round.borrow_mut().show(0, Vec::new());
        self.counter.forget();
    }

    /// What the lines typed so far wait for; nothing once no key is left that could follow.
    fn waits(&self, typed: &str) -> Option<Wait> {
        let scene = self.scene.as_ref()?;
        let wait = block::wait(typed)?;
        let is_full = wait == Wait::Lines && complete::is_full(typed, scene);
        (!is_full).then_some(wait)
    }

    /// The hint behind a line.
    fn told(&self, line: &str) -> Option<Told> {
        let Some(above) = line.strip_suffix('\n') else {
            return Some(self.known(line, "  "));
        };
        let wait = self.waits(above)?;
        let indent = block::indent(line, false);
        let mut told = self.known(&format!("{line}{:indent$}", ""), CONTINUED);
        if told.count.is_none() && told.rest.is_empty() && wait == Wait::Lines {
            told.rest.push(RUNS.to_string());
        }
        Some(told)
    }

    /// What is meant by a line, and what it still needs.
    fn known(&self, line: &str, lead: &'static str) -> Told {
        let mut told = Told::behind(lead);
        let Some(scene) = &self.scene else {
            return told;
        };
        let hint = complete::hint(line, scene);
        let referred = hint.referred.as_ref();
        told.count = referred.and_then(|referred| self.counter.counted(referred, scene));
        if !hint.missing.is_empty() {
            let keys: Vec<&str> = hint.missing.iter().map(|(key, _)| *key).collect();
            told.rest.push(format!("needs {}", keys.join(", ")));
        }
        told
    }

    /// How many columns are free behind a line.
    fn free(&self, line: &str) -> usize {
        let taken = match line.rsplit_once('\n') {
            Some((_, last)) => last.chars().count(),
            None => self.prompt + line.chars().count(),
        };
        let width = self.width.max(1);
        width - taken % width - 1
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
        let Some(scene) = &self.scene else {
            return Ok((pos, Vec::new()));
        };
        let mut round = self.round.borrow_mut();
        if let Some((start, next)) = round.next(line, pos) {
            return Ok((start, vec![Offer::alone(next)]));
        }
        let completion = complete::complete(line, pos, scene);
        let inserts = completion.candidates.iter();
        round.show(
            completion.start,
            inserts.map(|offer| offer.insert.clone()).collect(),
        );
        round.stands(line, pos);
        Ok((
            completion.start,
            menu::of(completion.candidates, self.width),
        ))
    }

    /// What candidates have in common is written only where it goes on with what is typed.
    fn update(&self, line: &mut LineBuffer, start: usize, elected: &str, changes: &mut Changeset) {
        let end = line.pos();
        let goes_on = elected.starts_with(&line.as_str()[start..end]);
        let mut round = self.round.borrow_mut();
        if goes_on || round.offers(elected) {
            line.replace(start..end, elected, changes);
            round.stands(line.as_str(), line.pos());
        }
    }
}

impl Hinter for Assist {
    type Hint = Told;

    /// Without colours a hint could not be told from what is typed; there is none but in an empty line.
    fn hint(&self, line: &str, pos: usize, _context: &Context<'_>) -> Option<Told> {
        let is_apart = self.style.color || line.ends_with('\n');
        if !is_apart || pos < line.len() {
            return None;
        }
        let room = self.width.checked_sub(2)?;
        self.told(line)?.now(room, self.free(line))
    }
}

impl Highlighter for Assist {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        match &self.scene {
            Some(scene) if self.style.color => {
                let tokens = complete::tokens(line, scene);
                Cow::Owned(paint::line(line, pos, &tokens, &self.style))
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
        self.style.color && self.scene.is_some()
    }
}

impl Validator for Assist {
    /// Lines go on below each other until they are complete, so that all of them can still be changed. Where the
    /// cursor does not move they come one by one.
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        let waits = self.style.moves && self.waits(context.input()).is_some();
        Ok(match waits {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Helper for Assist {}
