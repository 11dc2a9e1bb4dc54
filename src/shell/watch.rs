//! What the shell says and asks while a step runs.

use super::editor::{Editor, Typed};
use super::history::History;
use super::recorder::{Recorder, Saved};
use super::{pager, say, terminal};
use crate::checkpoint::Written;
use crate::error::{Error, Result};
use crate::plan::{Listener, Preview, StepReport, told};
use crate::report::{Answer, Progress, Voice, human};
use crate::session::{Impact, Recall, revised};

/// The question under `preview`.
const GO: &str = "go/no-go [go/no-go, default no-go]: ";

/// The question when what was written is refused.
const AGAIN: &str = "edit it again? [Y/n] ";

/// Watches one step of a block.
pub(super) struct Watch<'s, 'v> {
    /// Says what there is to say.
    pub voice: &'v Voice,
    /// Asks.
    pub editor: &'s mut Editor,
    /// Is told what took effect.
    pub recorder: &'s mut Recorder<'v>,
    /// What was typed before.
    pub history: Option<&'s History>,
    /// The command through which long answers are shown, if one is named.
    pub pager: Option<&'s str>,
    /// The number of the step in its block, from 1, and how many there are.
    pub place: (usize, usize),
    /// The number of the step in the session, counted from 0.
    pub number: usize,
    /// What was previewed in the block.
    pub previewed: &'s mut Option<Impact>,
    /// The bar that is drawn until the step has something to say.
    pub bar: Option<Progress>,
    /// Whether the answer is kept instead of shown.
    pub keep: bool,
    /// What took effect.
    pub done: Option<Done>,
}

/// What a step and the steps inside it did, as far as the shell still needs it.
#[derive(Default)]
pub(super) struct Done {
    /// The texts of its answers, if they were kept.
    pub kept: Vec<String>,
    /// The checkpoints written.
    pub written: Vec<Saved>,
}

impl Watch<'_, '_> {
    fn show(&mut self, report: &StepReport) {
        let timer = report.flags.timer;
        report
            .verbose_lines()
            .for_each(|line| self.voice.line(&line));
        match &report.answer {
            Some(_) if self.keep => {}
            Some(answer) => {
                let answer = answer.clone().in_step(self.number);
                match report.flags.pager {
                    true => pager::show(self.voice, self.editor, self.pager, &answer),
                    false => self.voice.answer(&answer),
                }
                say::time(self.voice, timer.answer(report.elapsed));
            }
            None if report.exit => {}
            None if let Some(deed) = &report.deed => {
                let note = deed.note.as_deref().or(report.note.as_deref());
                let time = timer.change(report.elapsed);
                let line = told(deed, note, time, &say::style(self.voice));
                say::aside(self.voice, &line);
            }
            None => {
                let time = timer.answer(report.elapsed);
                say::result(self.voice, report.name, &result(report), time);
            }
        }
    }

    /// Asks whether to go on with a step.
    fn ask(&mut self, preview: &Preview<'_>) -> Result<bool> {
        let question = format!("{}: {GO}", preview.title());
        loop {
            match self.editor.ask(&question) {
                Typed::Interrupt => return Err(Error::interrupted()),
                Typed::Line(answer) => match answer.as_str() {
                    "go" | "g" | "yes" | "y" => return Ok(true),
                    "" | "no-go" | "nogo" | "no" | "n" => break,
                    _ => say::aside(self.voice, "Please answer 'go' or 'no-go'."),
                },
                Typed::End | Typed::Gone => break,
            }
        }
        say::aside(self.voice, "no-go, apply skipped");
        Ok(false)
    }
}

// Warnings are not heard: a block warns once, when it is checked.
impl Listener for Watch<'_, '_> {
    fn recall(&mut self, recall: &Recall) -> Result<Option<Answer>> {
        self.history
            .map(|history| history.recall(recall))
            .transpose()
    }

    fn revise(&mut self, name: &str, text: &str) -> Result<Option<String>> {
        self.bar = None;
        terminal::lent(|| revised(name, text)).map(Some)
    }

    fn tries_again(&mut self, error: &Error) -> bool {
        if !self.voice.style().terminal {
            return false;
        }
        self.voice.error(error);
        let answer = self.editor.ask(AGAIN);
        matches!(answer, Typed::Line(answer) if matches!(answer.as_str(), "" | "y" | "yes"))
    }

    fn preview(&mut self, preview: &Preview<'_>) -> Result<bool> {
        self.bar = None;
        let (number, of) = self.place;
        let preview = Preview {
            number,
            of,
            ..*preview
        };
        match preview.foreseen.is_empty() || !self.voice.style().terminal {
            true => say::aside(self.voice, &preview.line()),
            false => self.voice.answer(&preview.answer()),
        }
        Ok(preview.impact.is_none() || self.ask(&preview)?)
    }

    fn previewed(&mut self, totals: &Impact) {
        self.previewed
            .get_or_insert_default()
            .extend(totals.clone());
    }

    fn done(&mut self, report: &StepReport) {
        self.recorder.step(report);
        self.inside(report);
    }

    fn inside(&mut self, report: &StepReport) {
        self.bar = None;
        self.show(report);
        let answer = report.answer.as_ref().filter(|_| self.keep);
        let done = self.done.get_or_insert_default();
        done.kept.extend(answer.map(|answer| answer.plain.clone()));
        let saved = |written: &Written| (written.clone(), report.saved.clone());
        done.written.extend(report.written.as_ref().map(saved));
    }

    fn left(&mut self, report: &StepReport) {
        self.recorder.step(report);
    }
}

/// What a step that shows nothing did, in a few words.
fn result(report: &StepReport) -> String {
    match (&report.note, &report.written, report.tensors) {
        (Some(note), _, _) => note.clone(),
        (None, Some(written), _) => {
            let tensors = human::counted(written.tensors as u64, "tensor");
            format!(
                "{tensors}, {} written to {}",
                human::bytes(written.bytes),
                written.path.display()
            )
        }
        (None, None, 0) => "ok".to_string(),
        (None, None, tensors) => human::counted(tensors as u64, "tensor"),
    }
}
