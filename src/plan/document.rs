//! A plan as written: its inputs, its steps and its output, put together from files and overrides.
//!
//! Invariant: no file is read here, and no step is understood. Callers bring texts; steps stay values.

mod alias;
mod findings;
mod inputs;
mod interpolate;
mod merge;
mod output;
mod overrides;
mod root;
mod steps;

pub use inputs::Input;
pub use output::Output;

use crate::error::{Error, Text};
use crate::syntax::yaml::{self, Dialect};
use crate::syntax::{Node, Warning};
use crate::transforms;
use findings::Findings;
use inputs::Unnamed;
use overrides::Override;
use std::sync::Arc;

/// A plan, checked as far as can be without knowing the transforms.
#[derive(Clone, Debug)]
pub struct Document {
    /// The checkpoints to open, in order, each under an alias of its own.
    pub inputs: Vec<Input>,
    /// The steps in order: mappings of one name to its payload, which is never null.
    pub steps: Vec<Node>,
    /// What to write at the end, if anything.
    pub output: Option<Output>,
    /// The whole plan as given, before variables were filled in.
    pub root: Node,
    /// How it was read, and how plans inside its steps are to be read.
    pub context: Context,
    /// What is wrong with it beside its inputs, steps and output: it can be checked, and is never run.
    pub faults: Vec<Error>,
}

/// What a plan is put together from, each kind in the order given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Items<'a> {
    /// Plan files: each is merged over those before it.
    pub files: &'a [Arc<Text>],
    /// Checkpoints as `[alias::]path`, which follow the inputs that the files name.
    pub inputs: &'a [String],
    /// The plans that recordings hold: their inputs and steps follow those of the files.
    pub recordings: &'a [Node],
    /// `key=value`, applied last.
    pub overrides: &'a [String],
}

/// What reading a plan depends on besides its text.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// How forgiving the reader is.
    pub dialect: Dialect,
    /// The value of an environment variable, for `${env:NAME}`.
    pub variable: fn(&str) -> Option<String>,
}

impl Default for Context {
    /// A forgiving reader that knows the verbs, and the environment of the process.
    fn default() -> Self {
        Context {
            dialect: Dialect {
                strict: false,
                is_step: |name| transforms::find(name).is_some(),
            },
            variable: |name| std::env::var(name).ok(),
        }
    }
}

impl Document {
    /// Puts a plan together. Without any item it is the empty plan.
    ///
    /// All errors that can be told from each other are given, in the order of the items. Those that leave all steps
    /// as they stand are faults of the plan.
    pub fn assemble(items: &Items, context: &Context) -> Result<(Self, Vec<Warning>), Vec<Error>> {
        let mut findings = Findings::default();
        let mut root = Node::empty();
        for file in items.files {
            let read = findings.read(yaml::parse(file, &context.dialect));
            if let Some(patch) = read.and_then(|node| findings.keep(root::mapping(node))) {
                merge::merge(&mut root, patch);
            }
        }
        if !items.inputs.is_empty() {
            merge::merge(&mut root, inputs::patch(items.inputs));
        }
        for recording in items.recordings {
            merge::append(&mut root, recording.clone());
        }
        for item in items.overrides {
            let read = findings.read(Override::parse(&Text::line(item), &context.dialect));
            if let Some(found) = read {
                root = found.apply(root);
            }
        }
        let ((), warnings) = findings.end(())?;
        let (document, more) = Self::read(root, Unnamed::Refused, context)?;
        Ok((document, [warnings, more].concat()))
    }

    /// Reads a plan that is a value already: a mapping, or a list of steps.
    pub fn from_node(root: Node, context: &Context) -> Result<(Self, Vec<Warning>), Vec<Error>> {
        Self::read(root, Unnamed::Refused, context).and_then(faultless)
    }

    /// As [`Document::from_node`], of a plan inside a step: its inputs without alias are numbered.
    pub fn inside(root: Node, context: &Context) -> Result<(Self, Vec<Warning>), Vec<Error>> {
        Self::read(root, Unnamed::Numbered, context).and_then(faultless)
    }

    fn read(
        root: Node,
        unnamed: Unnamed,
        context: &Context,
    ) -> Result<(Self, Vec<Warning>), Vec<Error>> {
        let root = root::mapping(root).map_err(|error| vec![error])?;
        let (mut beside, mut findings) = (Findings::default(), Findings::default());
        let sections = root::Sections::of(&root, &context.dialect, &mut beside);
        let inputs = inputs::read(sections.inputs, unnamed, context, &mut findings);
        let steps = steps::read(&sections.steps, context, &mut findings);
        let output = output::read(sections.output, context, &mut findings);
        let (faults, odd) = beside.apart();
        let read = findings.end(Document {
            inputs,
            steps,
            output,
            root,
            context: *context,
            faults: faults.clone(),
        });
        match read {
            Ok((document, more)) => Ok((document, [odd, more].concat())),
            Err(errors) => Err([faults, errors].concat()),
        }
    }
}

/// The plan, or what is wrong with it.
fn faultless(
    (document, warnings): (Document, Vec<Warning>),
) -> Result<(Document, Vec<Warning>), Vec<Error>> {
    match document.faults.is_empty() {
        true => Ok((document, warnings)),
        false => Err(document.faults),
    }
}
