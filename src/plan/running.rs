//! A step that runs: bound, compiled, announced, applied.

use super::document::Context;
use super::nest::Nest;
use super::prepare::{self, Prepared};
use super::preview::Preview;
use super::rewrite;
use super::run::{Listener, StepReport};
use crate::checkpoint::Written;
use crate::error::Result;
use crate::session::{Effect, Impact, Session, World};
use crate::syntax::{Node, Warning};
use std::time::{Duration, Instant};

/// A run of steps, while it goes on.
pub(super) struct Running<'r> {
    pub session: &'r mut Session,
    pub world: &'r mut dyn World,
    pub listener: &'r mut dyn Listener,
    /// How plans inside steps are read.
    pub context: Context,
    /// What previewed steps touched together, if there was one.
    pub totals: Option<Impact>,
    /// Every checkpoint written.
    pub written: Vec<Written>,
    /// Whether a step asked to leave.
    pub exit: bool,
    /// Whether something was drawn by chance for one of the steps.
    pub(super) drew: bool,
    pub(super) nest: Nest,
    /// How long a person was waited for.
    pub(super) waited: Duration,
    /// The steps inside steps that took effect, until the step that holds them does.
    pub(super) inside: Vec<StepReport>,
}

/// When a step began, and how long a person had been waited for by then.
#[derive(Clone, Copy)]
pub(super) struct Began {
    at: Instant,
    waited: Duration,
}

/// Where a step stands among those of the run, counted from 1.
#[derive(Clone, Copy)]
pub(super) struct Number<'n> {
    pub number: usize,
    pub of: usize,
    /// Its number among all steps of the session, counted from 0.
    pub step: usize,
    /// Where it stands among the steps inside that step, and so on.
    pub inside: &'n [usize],
}

impl<'r> Running<'r> {
    /// A run that begins.
    pub fn new(
        session: &'r mut Session,
        world: &'r mut dyn World,
        listener: &'r mut dyn Listener,
        context: Context,
    ) -> Self {
        Running {
            session,
            world,
            listener,
            context,
            totals: None,
            written: Vec::new(),
            exit: false,
            drew: false,
            nest: Nest::default(),
            waited: Duration::ZERO,
            inside: Vec::new(),
        }
    }

    /// Runs one step and says so; steps inside a step that does not take effect stay for themselves.
    pub fn outer(&mut self, step: &Node, number: Number<'_>) -> Result<()> {
        let ran = self.step(step, number);
        if let Ok(Some(report)) = &ran {
            self.listener.done(report);
        }
        for report in std::mem::take(&mut self.inside) {
            self.listener.left(&StepReport {
                recorded: report.recorded.and(Some(report.resolved.clone())),
                ..report
            });
        }
        ran.map(|_| ())
    }

    /// Runs one step; nothing if it was not to be applied, or not as a whole.
    pub(super) fn step(&mut self, step: &Node, number: Number<'_>) -> Result<Option<StepReport>> {
        let began = Began {
            at: Instant::now(),
            waited: self.waited,
        };
        let mut warnings = Vec::new();
        let bound = prepare::bind(step, self.session, &mut warnings);
        self.warn(&warnings);
        let prepared = bound?.compile(self.session)?;
        let prepared = self.drafted(prepared)?;
        if let Effect::Instead(step) = &prepared.effect {
            return self.instead(&prepared, step, number);
        }
        if let Some(scripts) = prepared.scripts() {
            return self.hold(prepared, &scripts, number, began);
        }
        if !self.goes(&prepared, number)? {
            return Ok(None);
        }
        self.listener.begins();
        let prepared = self.recalled(prepared)?;
        let anew = self.anew(&prepared)?;
        let mut report = self.apply(prepared.numbered(number.step), began)?;
        if let Some((said, step)) = anew {
            report.note = Some(said);
            report.recorded = report.recorded.and(Some(step.clone()));
            report.resolved = step;
        }
        self.exit |= report.exit;
        self.written.extend(report.written.clone());
        Ok(Some(report))
    }

    /// Runs the step that another stands for, as a whole or not at all.
    fn instead(
        &mut self,
        prepared: &Prepared,
        step: &Node,
        number: Number<'_>,
    ) -> Result<Option<StepReport>> {
        let before = self.session.clone();
        let inside = self.inside.len();
        let ran = self.step(step, number);
        if !matches!(ran, Ok(Some(_))) {
            *self.session = before;
            self.inside.truncate(inside);
        }
        ran.map_err(|error| prepared.blame(error).hint("nothing is changed"))
    }

    /// Does the history anew, if the step puts others in the place of one; what is said of it, and the step
    /// that does the same again.
    fn anew(&mut self, prepared: &Prepared) -> Result<Option<(String, Node)>> {
        let Effect::Rewrite(rewrite) = &prepared.effect else {
            return Ok(None);
        };
        let done = rewrite::rewrite(rewrite, self.session, self.world, &self.context);
        let done = done.map_err(|error| prepared.blame(error))?;
        let step = done.step(rewrite, prepared.transform.signature.name);
        Ok(Some((done.said, step)))
    }

    /// Says what is odd.
    pub(super) fn warn(&mut self, warnings: &[Warning]) {
        warnings
            .iter()
            .for_each(|warning| self.listener.warning(warning));
    }

    /// Whether to go on with a step, which is asked under `preview`.
    fn goes(&mut self, prepared: &Prepared, number: Number<'_>) -> Result<bool> {
        if !self.session.flags().preview {
            return Ok(true);
        }
        let impact = self.session.impact(&prepared.effect);
        let preview = Preview {
            number: number.number,
            of: number.of,
            inside: number.inside,
            name: prepared.transform.signature.name,
            impact: &impact,
            foreseen: &self.session.foresees(&prepared.effect),
        };
        if !waited_for(&mut self.waited, || self.listener.preview(&preview))? {
            return Ok(false);
        }
        self.totals.get_or_insert_default().extend(impact);
        Ok(true)
    }

    /// The step with what was typed before, if it asks for that and somebody remembers.
    fn recalled(&mut self, mut prepared: Prepared) -> Result<Prepared> {
        let Effect::Recall(recall) = &prepared.effect else {
            return Ok(prepared);
        };
        let answer = self.listener.recall(recall);
        let answer = answer.map_err(|error| prepared.blame(error))?;
        if let Some(answer) = answer {
            prepared.effect = Effect::show(answer);
        }
        Ok(prepared)
    }

    /// Applies a prepared step and reports what it did.
    fn apply(&mut self, prepared: Prepared, began: Began) -> Result<StepReport> {
        let verbose = self.verbose();
        let transform = prepared.transform;
        self.drew |= prepared.drew();
        let finished = prepared.apply(self.session, self.world)?;
        let shown = (verbose, self.session.flags());
        Ok(StepReport::of(transform, finished, shown, self.took(began)))
    }

    /// The time that a step took, without what a person took to answer.
    pub(super) fn took(&self, began: Began) -> Duration {
        let waited = self.waited - began.waited;
        began.at.elapsed().saturating_sub(waited)
    }

    /// What stands before each tensor in the listing of a step, if there is one.
    fn verbose(&self) -> Option<&'static str> {
        let flags = self.session.flags();
        let words = if flags.dry_run { "dry-run " } else { "" };
        flags.verbose.then_some(words)
    }
}

/// Asks a person, who is waited for: their time is not that of the step.
pub(super) fn waited_for<T>(waited: &mut Duration, ask: impl FnOnce() -> T) -> T {
    let asked = Instant::now();
    let answer = ask();
    *waited += asked.elapsed();
    answer
}
