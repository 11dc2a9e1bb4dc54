//! Steps run one after the other, each wholly or not at all.

use super::prepare::{self, Finished, Prepared};
use crate::checkpoint::Written;
use crate::error::{Error, Result};
use crate::report::Answer;
use crate::session::{Applied, Impact, Item, Session, Standing, World};
use crate::syntax::{Node, Warning};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

/// Who hears of what happens, and is asked.
pub trait Listener {
    /// Something is odd, and taken as it is.
    fn warning(&mut self, warning: &Warning);

    /// A step is about to be applied under `preview`. Whether to go on with it.
    ///
    /// # Errors
    /// `interrupted`.
    fn preview(&mut self, preview: &Preview<'_>) -> Result<bool>;

    /// A step is about to be applied, which may take a while.
    fn begins(&mut self) {}

    /// Steps ran under `preview`, and this is what they touched together.
    fn previewed(&mut self, totals: &Impact);

    /// A step took effect.
    fn done(&mut self, report: &StepReport);
}

/// A step that is about to be applied.
#[derive(Debug)]
pub struct Preview<'a> {
    /// Its number among those of the run, from 1.
    pub number: usize,
    /// How many steps the run has.
    pub of: usize,
    /// Its verb.
    pub name: &'static str,
    /// What it would touch.
    pub impact: &'a Impact,
}

impl Preview<'_> {
    /// The preview as one line.
    pub fn line(&self) -> String {
        format!(
            "preview {}/{} {}: {}",
            self.number,
            self.of,
            self.name,
            self.impact.buckets()
        )
    }

    /// The preview as an answer: its line, and the names it would touch as data.
    pub fn answer(&self) -> Answer {
        let data = json!({ "verb": self.name, "impact": self.impact.to_json() });
        Answer::new("preview", self.line(), data)
    }
}

/// A step that took effect.
#[derive(Debug)]
pub struct StepReport {
    /// Its verb.
    pub name: &'static str,
    /// The step with nothing left open.
    pub resolved: Node,
    /// The step as it was typed.
    pub typed: Node,
    /// How it stands in recordings and summaries.
    pub standing: Standing,
    /// What to show.
    pub answer: Option<Answer>,
    /// What was made of what.
    pub items: Vec<Item>,
    /// How many tensors were touched.
    pub tensors: usize,
    /// What was written.
    pub written: Option<Written>,
    /// What happened, where the number of tensors does not say it.
    pub note: Option<String>,
    /// Whether it ran under `verbose`, and whether under a dry run.
    pub verbose: Option<&'static str>,
    /// Whether it ends the run.
    pub exit: bool,
    /// The time it took.
    pub elapsed: Duration,
}

impl StepReport {
    /// A line for each tensor touched, under `verbose`.
    pub fn verbose_lines(&self) -> impl Iterator<Item = String> {
        let prefix = self.verbose;
        let items = self.items.iter().filter(move |_| prefix.is_some());
        items.map(move |item| format!("{}{}: {}", prefix.unwrap_or(""), self.name, item.line()))
    }
}

/// How a run of steps ended.
#[derive(Debug, Default)]
pub struct Ended {
    /// How many steps took effect.
    pub steps: usize,
    /// Whether a step asked to leave.
    pub exit: bool,
    /// What was written.
    pub written: Vec<Written>,
    /// The failure that ended it, if one did. Earlier steps stay.
    pub error: Option<Error>,
}

/// What to say where a step has no answer to write to `path`.
pub fn no_answer(path: &Path) -> String {
    format!(
        "there is no answer to write, `{}` stays as it is",
        path.display()
    )
}

/// Runs steps until one fails or asks to leave.
pub fn run(
    steps: &[Node],
    session: &mut Session,
    world: &mut dyn World,
    listener: &mut dyn Listener,
) -> Ended {
    let mut ended = Ended::default();
    let mut totals = None;
    for (index, step) in steps.iter().enumerate() {
        match run_one(
            step,
            (index, steps.len()),
            session,
            world,
            listener,
            &mut totals,
        ) {
            Ok(Some(report)) => {
                ended.exit = report.exit;
                ended.written.extend(report.written);
            }
            Ok(None) => {}
            Err(error) => ended.error = Some(error.in_step(index)),
        }
        if ended.error.is_some() {
            break;
        }
        ended.steps += 1;
        if ended.exit {
            break;
        }
    }
    if let Some(totals) = &totals {
        listener.previewed(totals);
    }
    ended
}

/// Runs one step; nothing if it was not to be applied.
fn run_one(
    step: &Node,
    (index, of): (usize, usize),
    session: &mut Session,
    world: &mut dyn World,
    listener: &mut dyn Listener,
    totals: &mut Option<Impact>,
) -> Result<Option<StepReport>> {
    let started = Instant::now();
    let mut warnings = Vec::new();
    let bound = prepare::bind(step, session, &mut warnings);
    warnings
        .iter()
        .for_each(|warning| listener.warning(warning));
    let prepared = bound?.compile(session)?;
    if session.flags().preview {
        let impact = session.impact(&prepared.effect);
        let preview = Preview {
            number: index + 1,
            of,
            name: prepared.transform.signature.name,
            impact: &impact,
        };
        if !listener.preview(&preview)? {
            return Ok(None);
        }
        totals.get_or_insert_default().extend(impact);
    }
    listener.begins();
    let report = apply(prepared, session, world, started)?;
    listener.done(&report);
    Ok(Some(report))
}

/// Applies a prepared step and reports what it did.
fn apply(
    prepared: Prepared,
    session: &mut Session,
    world: &mut dyn World,
    started: Instant,
) -> Result<StepReport> {
    let flags = session.flags();
    let verbose = flags
        .verbose
        .then_some(if flags.dry_run { "dry-run " } else { "" });
    let transform = prepared.transform;
    let Finished {
        typed,
        resolved,
        applied,
    } = prepared.apply(session, world)?;
    let Applied {
        answer,
        items,
        tensors,
        written,
        note,
        exit,
        ..
    } = applied;
    Ok(StepReport {
        name: transform.signature.name,
        standing: transform.standing,
        typed,
        resolved,
        answer,
        items,
        tensors,
        written,
        note,
        verbose,
        exit,
        elapsed: started.elapsed(),
    })
}
