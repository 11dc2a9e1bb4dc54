//! The steps inside a step: read from where they are written, and put in order.

use super::document::{Context, Document, Input, Output};
use super::recorded;
use crate::error::{Error, Kind, Place, Text};
use crate::session::{Script, Session, World};
use crate::syntax::yaml::{self, Dialect};
use crate::syntax::{Node, Value, Warning};
use std::path::Path;
use std::sync::Arc;

/// The steps that run inside a step.
#[derive(Debug)]
pub(super) struct Nested {
    /// The steps in order.
    pub parts: Vec<Part>,
    /// The alias that names without one belong to, where it is not that of the session.
    pub meant: Option<Arc<str>>,
}

/// A step inside a step.
#[derive(Debug)]
pub(super) struct Part {
    /// What messages call it: `step 2`, `inputs`, `output`.
    pub name: String,
    written: Written,
}

/// What a part was written as.
#[derive(Debug)]
enum Written {
    Step(Node),
    Output(Output),
}

impl Nested {
    /// Reads the steps of scripts, one after the other: inputs are loads, an output is a save.
    ///
    /// # Errors
    /// Every mistake that can be told from the others.
    pub fn read(
        scripts: &[Script],
        session: &Session,
        world: &mut dyn World,
        context: &Context,
    ) -> Result<(Self, Vec<Warning>), Vec<Error>> {
        let mut warnings = Vec::new();
        let mut parts = Vec::new();
        let mut aliases = Vec::new();
        let mut steps = 0;
        for script in scripts {
            let keyed = |error: Error| error.for_key(key(script));
            let keyed = |errors: Vec<Error>| errors.into_iter().map(keyed).collect::<Vec<_>>();
            let (root, odd) = root(script, world, context).map_err(keyed)?;
            warnings.extend(odd);
            let read = Document::inside(root, context);
            let (document, odd) = read.map_err(|errors| keyed(named(errors, steps)))?;
            warnings.extend(odd);
            aliases.extend(document.inputs.iter().map(|input| input.alias.clone()));
            parts.extend(document.inputs.iter().map(load));
            for step in document.steps {
                steps += 1;
                parts.push(Part {
                    name: format!("step {steps}"),
                    written: Written::Step(step),
                });
            }
            parts.extend(document.output.map(output));
        }
        if parts.is_empty() {
            let error = Error::new(Kind::Payload, "there are no steps in it");
            let first = scripts.first().map(key);
            return Err(vec![match first {
                Some(key) => error.for_key(key),
                None => error,
            }]);
        }
        let meant = meant(aliases, session);
        Ok((Nested { parts, meant }, warnings))
    }
}

impl Part {
    /// The step, in a session where the parts before it have run.
    pub fn step(&self, session: &Session) -> Node {
        match &self.written {
            Written::Step(step) => step.clone(),
            Written::Output(output) => save(output, session),
        }
    }

    /// The error of this part, as one of the step that holds it.
    pub fn blame(&self, error: Error) -> Error {
        error.alone().prefix(&self.name)
    }
}

/// The key of the step under which a script stands.
fn key(script: &Script) -> &'static str {
    match script {
        Script::Steps(_) => "transforms",
        Script::Plan(_) => "plan",
        Script::Text(_) => "plan-yaml",
        Script::File(_) => "path",
    }
}

/// The plan that a script holds.
fn root(
    script: &Script,
    world: &mut dyn World,
    context: &Context,
) -> Result<(Node, Vec<Warning>), Vec<Error>> {
    let alone = |error: Error| vec![error];
    match script {
        Script::Steps(steps) => Ok((Node::map([("transforms", steps.clone())]), Vec::new())),
        Script::Plan(plan) => Ok((plan.clone(), Vec::new())),
        Script::Text(text) => of_text(&Text::line(text), &context.dialect).map_err(alone),
        Script::File(path) => {
            let content = world.text(path).map_err(alone)?;
            let text = Text::file(path.display().to_string(), content);
            match is_recording(path) {
                true => Ok((recorded::read(&text)?, Vec::new())),
                false => yaml::parse(&text, &context.dialect).map_err(alone),
            }
        }
    }
}

/// The plan of a text: YAML to the letter, else lines of OLY, else YAML that can be repaired.
fn of_text(text: &Arc<Text>, dialect: &Dialect) -> Result<(Node, Vec<Warning>), Error> {
    let strict = Dialect {
        strict: true,
        ..*dialect
    };
    let is_plan = |node: &Node| !matches!(node.value, Value::Str(_));
    if let Ok((node, warnings)) = yaml::parse(text, &strict)
        && is_plan(&node)
    {
        return Ok((node, warnings));
    }
    let lines = match recorded::read(text) {
        Ok(node) => return Ok((node, Vec::new())),
        Err(errors) => errors.into_iter().next(),
    };
    yaml::parse(text, dialect).map_err(|fault| further(lines, fault))
}

/// The error of the reader that came further: it understood more of the text.
fn further(one: Option<Error>, other: Error) -> Error {
    let end = |error: &Error| error.place().map(|place| place.range().start);
    one.filter(|one| end(one) >= end(&other)).unwrap_or(other)
}

fn is_recording(path: &Path) -> bool {
    path.extension()
        .is_some_and(|suffix| suffix.eq_ignore_ascii_case("oly"))
}

/// Errors in reading a plan, behind so many steps of other plans.
fn named(errors: Vec<Error>, before: usize) -> Vec<Error> {
    let named = |error: Error| match error.step() {
        Some(step) => error.alone().prefix(&format!("step {}", before + step + 1)),
        None => error,
    };
    errors.into_iter().map(named).collect()
}

/// The only alias among the inputs, else the only alias there is.
fn meant(mut inputs: Vec<String>, session: &Session) -> Option<Arc<str>> {
    inputs.sort();
    inputs.dedup();
    let mut known = session.state().models.keys();
    match (inputs.as_slice(), known.next(), known.next()) {
        ([only], ..) => Some(Arc::from(only.as_str())),
        (_, Some(only), None) => Some(only.clone()),
        _ => None,
    }
}

/// The input of a plan as a step.
fn load(input: &Input) -> Part {
    let place = input.place.as_ref();
    let keys = [("path", &input.path), ("alias", &input.alias)];
    let keys = keys.map(|(key, text)| (key, placed(Node::text(text), place)));
    Part {
        name: "inputs".to_string(),
        written: Written::Step(step("load", Node::map(keys), place)),
    }
}

fn output(output: Output) -> Part {
    Part {
        name: "output".to_string(),
        written: Written::Output(output),
    }
}

/// The output of a plan as a step.
fn save(output: &Output, session: &Session) -> Node {
    let place = output.place.as_ref();
    let (alias, path) = output.target(|alias| session.state().models.contains_key(alias));
    let keys = [
        ("path", Some(path.to_string())),
        ("alias", alias.map(str::to_string)),
        (
            "format",
            output.format.map(|format| format.name().to_string()),
        ),
        ("shard", output.shard.map(|size| size.to_string())),
    ];
    let given = keys
        .into_iter()
        .filter_map(|(key, text)| Some((key, placed(Node::text(text?), place))));
    step("save", Node::map(given), place)
}

fn step(verb: &str, payload: Node, place: Option<&Place>) -> Node {
    placed(Node::map([(verb, payload)]), place)
}

fn placed(node: Node, place: Option<&Place>) -> Node {
    Node {
        place: place.cloned(),
        ..node
    }
}
