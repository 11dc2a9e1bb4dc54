//! Lines as a person types them, with a history to go back to.

use super::assist::Assist;
use super::interrupts::Interrupts;
use super::lines::Lines;
use super::recall::Recall;
use super::terminal;
use crate::guide::complete::Scene;
use crate::report::{Style, Tone, columns};
use rustyline::config::{Behavior, BellStyle, CompletionType};
use rustyline::error::ReadlineError;
use rustyline::history::{History, MemHistory};
use rustyline::{ColorMode, Config, Prompt};
use std::io::{ErrorKind, IsTerminal, stdin, stdout};

/// More candidates are shown only to those who want them.
const MANY: usize = 200;

/// What a person typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A line, or several that were pasted.
    Line(String),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D on an empty line.
    End,
    /// Nothing will ever be typed again: the terminal was closed, or the process is to end.
    Gone,
}

/// The editor of one line.
pub(super) struct Editor {
    lines: rustyline::Editor<Assist, MemHistory>,
    recall: Recall,
    several: Lines,
    interrupts: Interrupts,
    style: Style,
    /// Whether the terminal dropped what was typed before the last line.
    dropped: bool,
}

impl Editor {
    /// An editor on the terminal. Where standard output is none, the terminal of the process is asked.
    pub(super) fn new(
        interrupts: &Interrupts,
        style: Style,
        most: usize,
    ) -> rustyline::Result<Self> {
        let behavior = if stdout().is_terminal() {
            Behavior::Stdio
        } else {
            Behavior::PreferTerm
        };
        let color = if style.color {
            ColorMode::Enabled
        } else {
            ColorMode::Disabled
        };
        let config = Config::builder()
            .behavior(behavior)
            .color_mode(color)
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .completion_prompt_limit(MANY)
            .bell_style(BellStyle::None)
            .max_history_size(most)?;
        let config = config.history_ignore_dups(true)?.build();
        let history = MemHistory::with_config(&config);
        let mut lines = rustyline::Editor::with_history(config, history)?;
        let mut assist = Assist::new(style);
        // Without a terminal on both sides nothing is drawn, early or late.
        if let Ok(printer) = lines.create_external_printer() {
            assist.redraw(printer);
        }
        assist.bind(&mut lines);
        lines.set_helper(Some(assist));
        let recall = Recall::default();
        recall.bind(&mut lines);
        let several = Lines::default();
        several.bind(&mut lines);
        Ok(Editor {
            lines,
            recall,
            several,
            interrupts: interrupts.clone(),
            style,
            dropped: false,
        })
    }

    /// How wide the terminal is; 80 columns where it does not tell.
    pub(super) fn columns(&self) -> usize {
        terminal::size().map_or(80, |(columns, _)| columns)
    }

    /// Whether blocks are read as a whole; where the cursor does not move they come line by line.
    pub(super) fn reads_blocks(&self) -> bool {
        self.style.moves
    }

    /// Whether the last line was begun anew: Ctrl-C dropped what had been typed before it, of which nobody was told.
    pub(super) fn begun_anew(&self) -> bool {
        self.dropped
    }

    /// Helps with the next line.
    pub(super) fn assist(&mut self, scene: Scene) {
        if let Some(assist) = self.lines.helper_mut() {
            assist.begin(scene);
        }
    }

    /// Reads a line behind a prompt, with `initial` in it to be corrected.
    pub(super) fn read(&mut self, prompt: &str, anew: &str, tone: Tone, initial: &str) -> Typed {
        let painted = self.style.paint(tone, prompt);
        if let Some(assist) = self.lines.helper_mut() {
            assist.behind(columns(prompt));
        }
        self.read_behind(&(prompt, painted.as_str()), anew, initial)
    }

    /// Asks a question. The answer, in lower case, is not kept.
    pub(super) fn ask(&mut self, question: &str) -> Typed {
        match self.read_behind(question, question, "") {
            Typed::Line(answer) => Typed::Line(answer.trim().to_lowercase()),
            other => other,
        }
    }

    /// Adds an entry to go back to.
    pub(super) fn remember(&mut self, entry: String) {
        self.recall.add(&entry);
        // In memory nothing can fail.
        self.lines
            .history_mut()
            .add_owned(entry)
            .unwrap_or_default();
    }

    /// Reads on behind a byte that belongs to no character, as some keyboards and pasted texts have them. It is left
    /// out, with the keys that came together with it: those of a paste that has lost its end must not run.
    fn read_text(
        &mut self,
        prompt: &(impl Prompt + ?Sized),
        initial: &str,
    ) -> rustyline::Result<String> {
        let mut typed = (initial.to_string(), String::new());
        loop {
            let read = self
                .lines
                .readline_with_initial(prompt, (&typed.0, &typed.1));
            match read {
                Err(ReadlineError::Io(cause)) if cause.kind() == ErrorKind::InvalidData => {
                    typed = self.lines.helper().map(Assist::typed).unwrap_or_default();
                }
                read => return read,
            }
        }
    }

    fn read_behind(&mut self, prompt: &(impl Prompt + ?Sized), anew: &str, initial: &str) -> Typed {
        match self.style.moves {
            true => self.interrupts.begin_prompt(),
            false => self.interrupts.begin_line(anew),
        }
        if self.interrupts.ending().is_some() {
            return Typed::Gone;
        }
        self.several.begin();
        let read = self.read_text(prompt, initial);
        self.dropped = self.interrupts.heard() > 0;
        self.interrupts.begin_step();
        if let Some(assist) = self.lines.helper_mut() {
            assist.end();
        }
        match read {
            Ok(line) => Typed::Line(line),
            Err(ReadlineError::Interrupted) => Typed::Interrupt,
            Err(ReadlineError::Signal(_)) => Typed::Interrupt,
            Err(ReadlineError::Eof) if stdin().is_terminal() => Typed::End,
            Err(_) => Typed::Gone,
        }
    }
}
