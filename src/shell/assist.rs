//! Help while a line is typed: candidates, hints, colours.
//!
//! Invariant: a key is never kept waiting for what takes time.

mod count;
mod menu;
mod paint;
mod round;
mod told;

use super::terminal;
use crate::guide::complete::{self, Scene};
use crate::report::{Style, Tone, columns, rows};
use crate::syntax::block::{self, Wait};
use count::Counter;
use menu::{Offer, Room};
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
    /// The columns of the prompt.
    prompt: usize,
    /// What is open; nothing while a question is asked.
    scene: Option<Arc<Scene>>,
    counter: Counter,
    /// The menu on the screen.
    round: RefCell<Round>,
    /// The line as it was drawn last, up to the cursor and behind it.
    drawn: RefCell<(String, String)>,
}

impl Assist {
    /// Help with nothing, until there is a subject.
    pub(super) fn new(style: Style) -> Self {
        Assist {
            style,
            prompt: 0,
            scene: None,
            counter: Counter::default(),
            round: RefCell::default(),
            drawn: RefCell::default(),
        }
    }

    /// Helps with a line.
    pub(super) fn begin(&mut self, scene: Scene) {
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

    /// What was typed so far, up to the cursor and behind it.
    pub(super) fn typed(&self) -> (String, String) {
        self.drawn.borrow().clone()
    }

    /// Helps no more; what was known of the session is let go.
    pub(super) fn end(&mut self) {
        self.scene = None;
        self.round.borrow_mut().show(0, Vec::new());
        self.drawn.take();
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
        told.rest.extend(hint.wanted);
        if !hint.missing.is_empty() {
            let keys: Vec<&str> = hint.missing.iter().map(|(key, _)| *key).collect();
            told.rest.push(format!("needs {}", keys.join(", ")));
        }
        told
    }

    /// How many columns are free behind a line.
    fn free(&self, line: &str) -> usize {
        let taken = match line.rsplit_once('\n') {
            Some((_, last)) => columns(last),
            None => self.prompt + columns(line),
        };
        let (width, _) = self.size();
        width - taken % width - 1
    }

    /// The room for a menu, with this line below it.
    fn room(&self, line: &str) -> Room {
        let (columns, height) = self.size();
        let line = rows(
            &format!("{:prompt$}{line}", "", prompt = self.prompt),
            columns,
        );
        let rows = height.saturating_sub(line + 1).max(1);
        Room { columns, rows }
    }

    /// The columns and the rows of the terminal as it is now.
    fn size(&self) -> (usize, usize) {
        let (columns, rows) = terminal::size().unwrap_or((self.style.width, self.style.height));
        (columns.max(1), rows)
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
        let start = completion.start;
        let inserts = completion.candidates.iter();
        round.show(start, inserts.map(|offer| offer.insert.clone()).collect());
        round.stands(line, pos);
        let room = self.room(line);
        Ok((start, menu::of(completion, room, self.style.alphabet)))
    }

    /// What candidates have in common is written only where it goes on with what is typed. What stands behind the
    /// cursor already is not written twice.
    fn update(&self, line: &mut LineBuffer, start: usize, elected: &str, changes: &mut Changeset) {
        let (before, behind) = line.as_str().split_at(line.pos());
        let added = elected.strip_prefix(&before[start..]);
        let there = added.filter(|added| behind.starts_with(added));
        let end = before.len() + there.map_or(0, str::len);
        let mut round = self.round.borrow_mut();
        if added.is_some() || round.offers(elected) {
            line.replace(start..end, elected, changes);
            round.stands(line.as_str(), line.pos());
        }
    }
}

impl Hinter for Assist {
    type Hint = Told;

    /// Without colours a hint could not be told from what is typed; there is none but in an empty line.
    fn hint(&self, line: &str, pos: usize, _context: &Context<'_>) -> Option<Told> {
        let (before, behind) = line.split_at(pos);
        *self.drawn.borrow_mut() = (before.to_string(), behind.to_string());
        let is_apart = self.style.color || line.ends_with('\n');
        if !is_apart || pos < line.len() {
            return None;
        }
        let room = self.size().0.checked_sub(2)?;
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
