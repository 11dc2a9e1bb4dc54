//! The loop of the shell: prompt, line, block, until a person leaves.

use super::assist::CONTINUED;
use super::editor::{Editor, Typed};
use super::history::History;
use super::home::Home;
use super::interrupts::Interrupts;
use super::moment::Moment;
use super::recorder::Recorder;
use super::{Left, Options, Prompt, Record, no_terminal};
use super::{say, scene, sugar};
use crate::error::Result;
use crate::plan::{Resumed, Runner};
use crate::report::{Tone, Voice, human, wrapped};
use crate::session::Safe;
use crate::syntax::block::Block;
use crate::syntax::yaml::Dialect;
use crate::tensor::Engine;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const BANNER: &str = "BrainSurgery: one step a line, such as `help`, `dump` or `copy: from: a, to: b`.\n\
    A blank line ends a YAML block, Ctrl-C stops a step, `exit` or Ctrl-D leaves.";
const PLAN: &str = "a plan with inputs or an output is one step, which Enter runs:";
const QUIT: &str = "quit without writing anything? [y/N] ";
/// The terminal was closed: the code is that of a process that its signal ends.
const GONE: Next = Next::End(129);
/// How soon a second Ctrl-C must follow the one that stopped a step.
const AT_ONCE: Duration = Duration::from_secs(1);

/// A conversation with a person.
pub(super) struct Talk<'e, 'v> {
    pub(super) runner: Runner<'e>,
    pub(super) engine: &'e Engine,
    pub(super) voice: &'v Voice,
    pub(super) interrupts: Interrupts,
    pub(super) editor: Editor,
    pub(super) history: Option<History>,
    pub(super) recorder: Recorder<'v>,
    /// When a step was stopped last.
    pub(super) stopped: Option<Instant>,
    prompt: Prompt,
    /// The command through which long answers are shown, if one is named.
    pub(super) pager: Option<String>,
    /// How blocks of YAML are read.
    dialect: Dialect,
    block: Block,
    /// The lines of the block so far.
    typed: String,
}

/// What a conversation begins with.
pub(super) enum Begin<'e> {
    /// A session that is to be recorded.
    New(Runner<'e>),
    /// A session that was made again from its recording.
    Again(Resumed<'e>),
}

/// How a line leaves the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It goes on.
    Prompt,
    /// The person left.
    Leave,
    /// Nothing may be written any more; the process ends with this code.
    End(u8),
}

impl<'e, 'v> Talk<'e, 'v> {
    /// Begins a conversation.
    pub(super) fn new(
        begin: Begin<'e>,
        voice: &'v Voice,
        interrupts: &Interrupts,
        options: &Options<'e>,
    ) -> Result<Self> {
        let editor = Editor::new(interrupts, voice.style(), options.history);
        let editor = editor.map_err(|cause| no_terminal(&cause))?;
        let home = Home::of(|name| std::env::var_os(name));
        let (runner, recorder) = match begin {
            Begin::New(runner) => {
                let runner = runner.beginning_with(&options.set);
                let path = place(&options.record, home.as_ref(), voice);
                let recorder = Recorder::start(path, runner.session(), voice);
                (runner, recorder)
            }
            Begin::Again(resumed) => {
                let recorder = Recorder::over(Some(resumed.recording), voice);
                (resumed.runner, recorder)
            }
        };
        let mut talk = Talk {
            runner: runner.detailed(voice.is_detailed()),
            engine: options.engine,
            voice,
            interrupts: interrupts.clone(),
            editor,
            history: None,
            recorder,
            stopped: None,
            prompt: options.prompt,
            pager: options
                .pager
                .clone()
                .or_else(|| std::env::var("PAGER").ok()),
            dialect: options.dialect,
            block: Block::new(options.dialect),
            typed: String::new(),
        };
        // What was asked to be safe from the start leaves no trace of its own either.
        if talk.runner.session().flags().safe != Safe::Kept {
            talk.open_history(home, options.history);
        }
        Ok(talk)
    }

    /// Talks until the person leaves.
    pub(super) fn until_end(mut self) -> Result<Left<'e>, u8> {
        let columns = self.editor.columns();
        let banner = BANNER.lines().map(|line| wrapped(line, columns));
        say::aside(self.voice, &banner.collect::<Vec<_>>().join("\n"));
        let mut initial = String::new();
        let end = loop {
            let correct = std::mem::take(&mut initial);
            self.editor.assist(scene::of(self.runner.session()));
            let next = match self.read(&correct) {
                Typed::Line(line) => self.line(&line, &mut initial),
                Typed::Interrupt => self.interrupt(),
                Typed::End => self.end_of_input(),
                Typed::Gone => GONE,
            };
            match self.interrupts.ending().map_or(next, Next::End) {
                Next::Prompt => {}
                Next::Leave => break Ok(()),
                Next::End(code) => break Err(code),
            }
        };
        if end.is_ok() {
            self.recorder.close();
        }
        let recording = self.recorder.finish();
        let runner = self.runner;
        end.map(|()| Left { runner, recording })
    }

    /// Reads a line behind the prompt, with `initial` in it to be corrected.
    fn read(&mut self, initial: &str) -> Typed {
        let columns = self.editor.columns();
        let anew = self.prompt.text(self.runner.session(), columns);
        match self.block.is_begun() {
            true => self.editor.read(CONTINUED, &anew, Tone::Quiet, initial),
            false => self.editor.read(&anew, &anew, Tone::Name, initial),
        }
    }

    /// Takes a line; one that is not understood is left for correction.
    fn line(&mut self, line: &str, initial: &mut String) -> Next {
        self.stopped = None;
        if self.editor.begun_anew() {
            self.drop_block();
        }
        let alone = !self.block.is_begun() && !line.contains('\n');
        let meant = alone.then(|| sugar::line(line)).flatten();
        let line = meant.as_deref().unwrap_or(line);
        self.typed.push_str(line);
        self.typed.push('\n');
        let mut warnings = Vec::new();
        let read = match self.editor.reads_blocks() {
            true => self.block.whole(line, &mut warnings).map(Some),
            false => self.block.push(line, &mut warnings),
        };
        for warning in &warnings {
            self.voice.warning(&warning.message, warning.place.as_ref());
        }
        if matches!(read, Ok(None)) {
            return Next::Prompt;
        }
        let typed = std::mem::take(&mut self.typed);
        match read {
            Ok(parts) => self.turn(&parts.unwrap_or_default(), typed.trim_end()),
            Err(error) => {
                let whole = sugar::whole_plan(&typed, &self.dialect);
                if let Some(whole) = whole {
                    say::aside(self.voice, PLAN);
                    *initial = whole;
                    return Next::Prompt;
                }
                self.reject(typed.trim_end(), &[error]);
                if alone {
                    *initial = line.to_string();
                }
                Next::Prompt
            }
        }
    }

    /// Ctrl-C at the prompt: the line or the block is dropped. Right after a step was stopped, it asks.
    fn interrupt(&mut self) -> Next {
        self.drop_block();
        match self.stopped.take() {
            Some(stopped) if stopped.elapsed() < AT_ONCE => self.ask_to_quit(),
            _ => Next::Prompt,
        }
    }

    /// Ctrl-D: drops a block, or leaves.
    fn end_of_input(&mut self) -> Next {
        if self.block.is_begun() {
            self.drop_block();
            return Next::Prompt;
        }
        self.leave()
    }

    /// Leaves, if that loses nothing or the person wants to.
    pub(super) fn leave(&mut self) -> Next {
        let unsaved = self.unsaved();
        if unsaved == 0 {
            return Next::Leave;
        }
        let steps = human::counted(unsaved as u64, "unsaved step");
        match self.editor.ask(&format!("{steps}; leave anyway? [y/N] ")) {
            Typed::Line(answer) if is_yes(&answer) => Next::Leave,
            Typed::Line(_) | Typed::Interrupt => Next::Prompt,
            Typed::End => Next::Leave,
            Typed::Gone => GONE,
        }
    }

    /// Asks whether to end without writing anything.
    pub(super) fn ask_to_quit(&mut self) -> Next {
        match self.editor.ask(QUIT) {
            Typed::Line(answer) if is_yes(&answer) => Next::End(130),
            Typed::Gone => GONE,
            _ => Next::Prompt,
        }
    }

    fn drop_block(&mut self) {
        self.block.clear();
        self.typed.clear();
    }

    /// How many steps leaving would lose.
    fn unsaved(&self) -> usize {
        let session = self.runner.session();
        match self.runner.has_output() || session.flags().dry_run {
            true => 0,
            false => session.unsaved(),
        }
    }

    fn open_history(&mut self, home: Option<Home>, most: usize) {
        let Some(home) = home else { return };
        match History::open(home.history(), most) {
            Ok((history, entries)) => {
                entries
                    .into_iter()
                    .for_each(|entry| self.editor.remember(entry));
                self.history = Some(history);
            }
            Err(error) => self
                .voice
                .warning(&format!("{error}; there is no history"), None),
        }
    }
}

/// Where a session is to be recorded, if anywhere.
fn place(record: &Record, home: Option<&Home>, voice: &Voice) -> Option<PathBuf> {
    match (record, home) {
        (Record::Home, Some(home)) => Some(home.recording(Moment::now())),
        (Record::At(path), _) => Some(path.clone()),
        (Record::Nowhere, _) => None,
        (Record::Home, None) => {
            voice.warning("`$HOME` is not set; this session is not recorded", None);
            None
        }
    }
}

fn is_yes(answer: &str) -> bool {
    matches!(answer, "y" | "yes")
}
