//! One step of a block, from the line to its answer.

use super::say;
use super::talk::Talk;
use super::watch::{Done, Watch};
use crate::error::Result;
use crate::plan;
use crate::report::{Level, Progress};
use crate::session::Impact;
use crate::syntax::Line;
use std::time::{Duration, Instant};

impl Talk<'_, '_> {
    /// Runs a step; whether it leaves.
    pub(super) fn step(
        &mut self,
        line: &Line,
        place: (usize, usize),
        previewed: &mut Option<Impact>,
    ) -> Result<bool> {
        let line = &plan::meant(line);
        if let Some(path) = &line.redirect {
            self.runner.session().may_write_text(path)?;
        }
        // A signal may have come before the step began.
        self.engine.cancel().check()?;
        let started = Instant::now();
        let bar = self.bar();
        let number = self.runner.session().steps().len();
        let mut watch = Watch {
            voice: self.voice,
            editor: &mut self.editor,
            recorder: &mut self.recorder,
            history: self.history.as_ref(),
            pager: self.pager.as_deref(),
            place,
            number,
            previewed,
            bar,
            keep: line.redirect.is_some(),
            done: None,
        };
        let ended = self
            .runner
            .run(std::slice::from_ref(&line.step), &mut watch);
        let done = watch.done;
        if let Some(done) = &done {
            self.recorder.files(&done.written, self.runner.session());
        }
        if let Some(error) = ended.error {
            return Err(error);
        }
        if let Some(done) = &done {
            self.redirect(line, done, started.elapsed())?;
        }
        Ok(ended.exit)
    }

    /// Writes an answer to the file it is meant for.
    fn redirect(&mut self, line: &Line, done: &Done, elapsed: Duration) -> Result<()> {
        let Some(path) = &line.redirect else {
            return Ok(());
        };
        let shown = path.display();
        if done.kept.is_empty() {
            self.voice.warning(&plan::no_answer(path), None);
            return Ok(());
        }
        let text = done.kept.join("\n");
        self.runner.write(path, &format!("{}\n", text.trim_end()))?;
        let name = line
            .step
            .as_map()
            .and_then(|map| map.first())
            .map_or("", |(name, _)| name);
        let time = self.runner.session().flags().timer.answer(elapsed);
        say::result(self.voice, name, &format!("wrote `{shown}`"), time);
        Ok(())
    }

    /// A bar for the step that begins.
    fn bar(&self) -> Option<Progress> {
        let progress = self.engine.progress().clone();
        progress.start(0);
        let wanted = self.voice.level() <= Level::Notes;
        wanted.then(|| Progress::watch(&self.voice.error_style(), move || plan::work(&progress)))
    }
}
