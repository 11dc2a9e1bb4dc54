//! What a batch run says while it goes.

use crate::checkpoint::Written;
use crate::error::Result;
use crate::plan::{Listener, Preview, StepReport, told, work};
use crate::report::{Answer, Level, Progress as Bar, Voice, human, step_line};
use crate::session::{Impact, revised};
use crate::tensor::Progress;

/// Says answers as they come, or keeps them.
pub struct Said<'a> {
    voice: &'a Voice,
    progress: Progress,
    bar: Option<Bar>,
    next: usize,
    among: Option<Among>,
    kept: Option<Vec<String>>,
    /// Whether somebody watches, who is told what steps change.
    pub(super) watched: bool,
}

/// Where the steps of a run stand among all that were asked for.
#[derive(Clone, Copy, Debug)]
pub struct Among {
    /// How many come before them.
    pub before: usize,
    /// How many there are in all.
    pub of: usize,
}

impl Among {
    /// One step that stands for itself.
    pub const ALONE: Among = Among { before: 0, of: 1 };
}

/// Says what was written, and what went along with it.
pub(super) fn say_written(voice: &Voice, written: &Written) {
    let tensors = human::counted(written.tensors as u64, "tensor");
    let (path, size) = (written.path.display(), human::bytes(written.bytes));
    voice.note(&format!("wrote {path}: {tensors}, {size}"));
    written.notes.iter().for_each(|note| voice.note(note));
}

/// A bar for work that begins, unless the voice is to be quiet.
pub(super) fn bar(voice: &Voice, progress: &Progress) -> Option<Bar> {
    let progress = progress.clone();
    progress.start(0);
    let wanted = voice.level() <= Level::Notes;
    wanted.then(|| Bar::watch(&voice.error_style(), move || work(&progress)))
}

impl<'a> Said<'a> {
    /// Answers go to standard output. The first will be that of step `next`, counted from 0.
    pub fn new(voice: &'a Voice, progress: Progress, next: usize) -> Self {
        Said {
            voice,
            progress,
            bar: None,
            next,
            among: None,
            kept: None,
            watched: false,
        }
    }

    /// Steps are counted among others.
    pub fn among(self, among: Among) -> Self {
        Said {
            among: Some(among),
            ..self
        }
    }

    /// Answers are kept.
    pub fn kept(voice: &'a Voice, progress: Progress) -> Self {
        Said {
            kept: Some(Vec::new()),
            ..Said::new(voice, progress, 0)
        }
    }

    /// The answers that were kept, one text; nothing if there were none.
    pub fn into_text(self) -> Option<String> {
        let kept = self.kept.filter(|kept| !kept.is_empty())?;
        Some(kept.join("\n") + "\n")
    }
}

// Warnings are not heard: a run warns once, when its plan is checked.
impl Listener for Said<'_> {
    fn revise(&mut self, name: &str, text: &str) -> Result<Option<String>> {
        revised(name, text).map(Some)
    }

    fn preview(&mut self, preview: &Preview<'_>) -> Result<bool> {
        let preview = self.among.map_or(*preview, |among| Preview {
            number: among.before + preview.number,
            of: among.of,
            ..*preview
        });
        self.voice.answer(&preview.answer().in_step(self.next));
        Ok(true)
    }

    fn previewed(&mut self, totals: &Impact) {
        let text = format!("preview session: {}", totals.counts());
        self.voice
            .answer(&Answer::new("previewed", text, totals.to_json()));
    }

    fn begins(&mut self) {
        self.bar = bar(self.voice, &self.progress);
    }

    fn done(&mut self, report: &StepReport) {
        self.inside(report);
        self.next += 1;
    }

    fn left(&mut self, _report: &StepReport) {
        // It was said when it took effect.
        self.next += 1;
    }

    fn inside(&mut self, report: &StepReport) {
        self.bar = None;
        for line in report.verbose_lines() {
            self.voice.line(&line);
        }
        match &report.deed {
            Some(deed) if self.watched => {
                let note = deed.note.as_deref().or(report.note.as_deref());
                let style = self.voice.style();
                self.voice.line(&told(
                    deed,
                    note,
                    report.flags.timer.change(report.elapsed),
                    &style,
                ));
            }
            _ if self.watched && says_nothing(report) => {
                let style = self.voice.style();
                let line = step_line(
                    report.name,
                    "ok",
                    report.flags.timer.answer(report.elapsed),
                    &style,
                );
                self.voice.line(&line);
            }
            _ => report.note.iter().for_each(|note| self.voice.note(note)),
        }
        if let Some(written) = &report.written {
            say_written(self.voice, written);
        }
        match (&report.answer, &mut self.kept) {
            (Some(answer), Some(kept)) => kept.push(answer.plain.clone()),
            (Some(answer), None) => {
                self.voice
                    .answer(&answer.clone().in_step(self.next).whole());
            }
            (None, _) => {}
        }
    }
}

/// Whether one who watches would see nothing of a step.
fn says_nothing(report: &StepReport) -> bool {
    let said = report.answer.is_some() || report.note.is_some() || report.written.is_some();
    !said && !report.exit
}
