//! A plan on its way: the session on its inputs, the steps run so far, the output to write.

use super::comments::Comments;
use super::document::{Context, Document, Input};
use super::maker::needed_by;
use super::run::{self, Ended, Listener};
use super::running::Running;
use super::{check, output};
use crate::checkpoint::{self, Written};
use crate::error::{Error, Kind, Result};
use crate::session::{
    Disk, Form, Frame, Mode, Model, Paper, Session, Setting, Unwritten, World, would_write,
};
use crate::syntax::{Node, Size, Warning};
use crate::tensor::{Engine, Progress};
use crate::transforms;
use std::path::Path;
use std::sync::Arc;

/// A session that runs a plan: the same for batch runs and for the shell.
#[derive(Debug)]
pub struct Runner<'a> {
    session: Session,
    disk: Disk<'a>,
    shard: Size,
    context: Context,
    output: Option<super::document::Output>,
    written: Vec<Written>,
}

impl<'a> Runner<'a> {
    /// Opens the inputs of a plan. Headers are read, no tensor bytes.
    ///
    /// # Errors
    /// What is wrong with the plan beside its steps, what is wrong with the form of those, and every input that cannot
    /// be opened.
    pub fn open(document: &Document, engine: &'a Engine, shard: Size) -> Result<Self, Vec<Error>> {
        let (opened, failed): (Vec<_>, Vec<_>) = document
            .inputs
            .iter()
            .map(open_input)
            .partition(Result::is_ok);
        let errors: Vec<Error> = failed.into_iter().filter_map(Result::err).collect();
        // An unknown key may have been meant for that of the inputs.
        let unheard = document.inputs.is_empty() && !document.faults.is_empty();
        if !errors.is_empty() || unheard {
            let named = |input: &Input| (Arc::from(input.alias.as_str()), Model::default());
            let unopened = Session::new(document.inputs.iter().map(named));
            let forms = check::forms(&document.steps, &unopened);
            return Err([document.faults.clone(), forms, errors].concat());
        }
        let mut session = Session::new(opened.into_iter().flatten());
        session.set_frame(frame(document));
        let mut runner = Runner {
            session,
            disk: Disk::new(engine, shard),
            shard,
            context: document.context,
            output: document.output.clone(),
            written: Vec::new(),
        };
        if document.faults.is_empty() {
            return Ok(runner);
        }
        let checked = runner.check(&document.steps, !document.steps.is_empty());
        Err([document.faults.clone(), checked.errors].concat())
    }

    /// The same run, in which at most so many files are written at once.
    pub fn at_once(mut self, files: Option<usize>) -> Self {
        self.disk = self.disk.at_once(files);
        self
    }

    /// The same run, whose answers hold what only a screen and JSON show, if that is asked for.
    pub fn detailed(mut self, detailed: bool) -> Self {
        self.session.set_detailed(detailed);
        self
    }

    /// The same run, in safe mode if that is wanted: only new files in the working folder are written.
    pub fn safe(mut self, safe: bool) -> Self {
        if safe {
            self.session = self.session.kept_safe();
        }
        self
    }

    /// The same run, in which this is set from the start, where nothing was done yet.
    pub fn beginning_with(mut self, settings: &[Setting]) -> Self {
        self.session.begin_with(settings);
        self
    }

    /// How far the engine has come with what it does now.
    pub fn progress(&self) -> Progress {
        self.disk.engine().progress().clone()
    }

    /// The session as it is now.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What a person should know of the checkpoints that are open.
    pub fn notes(&self) -> impl Iterator<Item = &str> {
        let models = self.session.state().models.values();
        models.flat_map(|model| model.notes.iter().map(String::as_str))
    }

    /// Checks steps, and with `finish` the output behind them. What it opens on the way, a run uses.
    pub fn check(&mut self, steps: &[Node], finish: bool) -> Check {
        let mut paper = Paper::new(self.shard);
        let mut ahead = None;
        let mut checked = check::check(steps, &self.session, &mut paper, &self.context);
        checked.session.look_at_now();
        if let Some(output) = self.output.as_ref().filter(|_| finish) {
            let well = checked.errors.is_empty();
            match output::write(output, &checked.session, &mut paper) {
                Err(error) if well && error.kind() == Kind::Output && paper.may_refuse() => {
                    ahead = Some(error);
                }
                // Behind a step that failed only its form is certain.
                Err(error) if well || error.kind() == Kind::Format => checked.errors.push(error),
                _ => {}
            }
        }
        let bytes = paper.bytes();
        self.disk.reuse(paper.into_opened());
        let tensors = checked
            .session
            .state()
            .models
            .values()
            .map(|model| model.tensors.len())
            .sum();
        Check {
            errors: checked.errors,
            ahead,
            warnings: checked.warnings,
            bytes,
            tensors,
            exit: checked.exit,
        }
    }

    /// Runs steps until one fails or asks to leave.
    pub fn run(&mut self, steps: &[Node], listener: &mut dyn Listener) -> Ended {
        self.run_with(steps, Comments::default(), listener)
    }

    /// Runs the steps of a plan as [`Runner::run`] does, and keeps the comments between them.
    pub fn run_plan(&mut self, steps: &[Node], listener: &mut dyn Listener) -> Ended {
        self.run_with(steps, Comments::of_steps(steps), listener)
    }

    fn run_with(
        &mut self,
        steps: &[Node],
        comments: Comments,
        listener: &mut dyn Listener,
    ) -> Ended {
        let running = Running::new(&mut self.session, &mut self.disk, listener, self.context);
        let mut ended = run::run_in(running, steps, comments);
        self.written.append(&mut ended.written);
        ended
    }

    /// Runs a step that was run before: nothing is written or looked at.
    pub(super) fn run_again(&mut self, step: &Node, listener: &mut dyn Listener) -> Result<()> {
        let mut world = Unwritten {
            world: &mut self.disk,
            looks: false,
        };
        let running = Running::new(&mut self.session, &mut world, listener, self.context);
        let ended = run::run_in(running, std::slice::from_ref(step), Comments::default());
        ended.error.map_or(Ok(()), |error| Err(error.alone()))
    }

    /// Keeps a comment that a person typed, from its `#` on, to stand above the next step.
    pub fn comment(&mut self, comment: &str) {
        self.session.note(comment);
    }

    /// The session, to be made again.
    pub(super) fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// The alias that the output of the plan is to hold, as far as it can be told.
    pub fn output_alias(&self) -> Option<Arc<str>> {
        let save = output::save(self.output.as_ref()?, &self.session);
        save.ok().map(|save| save.alias)
    }

    /// Writes the output of the plan, if it has one.
    ///
    /// # Errors
    /// `output` when the alias cannot be told; `io`, `format`, `interrupted`.
    pub fn finish(&mut self) -> Result<Option<Written>> {
        self.session.look_at_now();
        let Some(output) = &self.output else {
            return Ok(None);
        };
        let written = output::write(output, &self.session, &mut self.disk);
        let written = written.map_err(|error| needed_by(error, "the output"))?;
        self.written.extend(written.clone());
        Ok(written)
    }

    /// What a dry run says of the output that it leaves unwritten, if there is one.
    pub fn withheld(&self) -> Option<String> {
        let save = output::save(self.output.as_ref()?, &self.session).ok()?;
        let dry = self.session.flags().dry_run;
        dry.then(|| would_write(&save.path))
    }

    /// Every checkpoint written so far.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Whether the plan has an output to write at the end.
    pub fn has_output(&self) -> bool {
        self.output.is_some()
    }

    /// The steps so far as a plan.
    pub fn plan(&self, mode: Mode) -> Node {
        self.session.summary(mode, true, &transforms::renumbered)
    }

    /// The steps so far as a plan, in YAML, each below its comments.
    ///
    /// # Errors
    /// `payload` if the text would not read back to the same plan.
    pub fn summary(&self, mode: Mode) -> Result<String> {
        let plan = self.plan(mode);
        self.session.written_as(Form::Yaml, &plan, true)
    }

    /// Writes a text where a plan or a person asks for it, wholly or not at all.
    ///
    /// # Errors
    /// `io`.
    pub fn write(&mut self, path: &Path, content: &str) -> Result<()> {
        self.session.may_write_text(path)?;
        self.disk.write(path, content)
    }
}

/// What a check found.
#[derive(Debug)]
pub struct Check {
    /// Every mistake.
    pub errors: Vec<Error>,
    /// What fails at the end of a run, unless a claim about numbers ends it before: a run tells what comes first.
    pub ahead: Option<Error>,
    /// Everything odd.
    pub warnings: Vec<Warning>,
    /// The bytes of tensors that would be written.
    pub bytes: u64,
    /// The tensors there would be at the end.
    pub tensors: usize,
    /// Whether a step asks to leave.
    pub exit: bool,
}

fn open_input(input: &Input) -> Result<(Arc<str>, Model)> {
    let model = checkpoint::open(Path::new(&input.path)).map(Model::from);
    model
        .map(|model| (Arc::from(input.alias.as_str()), model))
        .map_err(|error| error.at_some(input.place.as_ref()).for_key("inputs"))
}

/// What summaries say beside the steps.
pub(super) fn frame(document: &Document) -> Frame {
    let section = |key: &str| {
        let map = document.root.as_map();
        map.and_then(|map| map.get(key))
            .map(|entry| entry.node.clone())
            .filter(|node| !node.is_null())
    };
    Frame {
        inputs: section("inputs").or_else(|| section("input")),
        opened: document
            .inputs
            .iter()
            .map(|input| (input.alias.clone(), input.path.clone()))
            .collect(),
        output: section("output"),
        output_resolved: document.output.as_ref().map(|output| output.to_node()),
    }
}
