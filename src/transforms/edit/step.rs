//! A step as a text, and what takes its place.

use crate::error::{Error, Kind, Result, Text};
use crate::session::{Done, Draft, Drafted};
use crate::syntax::block::{Block, Part};
use crate::syntax::yaml::{self, Dialect};
use crate::syntax::{Line, Node, Value, oly};
use crate::transforms;
use std::sync::Arc;

/// The longest line that a step is written as.
const WIDEST: usize = 100;

/// What is not YAML is repaired, as at the prompt.
const DIALECT: Dialect = Dialect {
    strict: false,
    is_step: |word| transforms::find(word).is_some(),
};

/// A step that took effect, to be changed.
#[derive(Debug)]
pub(super) struct Step {
    /// The verb that changes it.
    verb: &'static str,
    /// Its number.
    number: usize,
    /// It as it was typed.
    typed: Node,
    /// The text that says so.
    written: String,
}

impl Step {
    /// The step `done`, which has this number; `verb` changes it.
    ///
    /// # Errors
    /// `payload` if no text would read back to the same step.
    pub fn new(verb: &'static str, number: usize, done: &Done) -> Result<Self> {
        let typed = done.typed.clone();
        let line = oly::emit(&typed).ok();
        let line = line.filter(|line| line.chars().count() <= WIDEST);
        let written = match line {
            Some(line) => line + "\n",
            None => yaml::emit(&Node::list([typed.clone()]))?,
        };
        Ok(Step {
            verb,
            number,
            typed,
            written,
        })
    }
}

impl Draft for Step {
    fn name(&self) -> &'static str {
        "step.yaml"
    }

    fn text(&self) -> String {
        format!(
            "# Step {}: change it, or put several steps in its place, as lines or as YAML.\n\
             # Those behind it are done again. Left as it is, the file changes nothing.\n\n{}",
            self.number, self.written
        )
    }

    fn read(&self, text: &Arc<Text>) -> Result<Drafted> {
        let mut steps = steps(text.content())?;
        if steps.is_empty() {
            return Err(Error::new(
                Kind::Payload,
                "no step is left, so nothing is changed",
            ));
        }
        if steps == [self.typed.clone()] {
            return Ok(Drafted::Nothing);
        }
        let to = match steps.len() {
            1 => steps.remove(0),
            _ => Node::list(steps),
        };
        let number = Node::new(Value::Int(self.number as i128));
        let payload = Node::map([("step", number), ("to", to)]);
        Ok(Drafted::Step(Node::map([(self.verb, payload)])))
    }
}

/// The steps of a text.
fn steps(text: &str) -> Result<Vec<Node>> {
    let mut block = Block::new(DIALECT);
    let mut warnings = Vec::new();
    let parts = match block.push(text, &mut warnings)? {
        Some(parts) => parts,
        None => block.finish(&mut warnings)?,
    };
    parts.iter().filter_map(Part::line).map(alone).collect()
}

fn alone(line: &Line) -> Result<Node> {
    match &line.redirect {
        None => Ok(line.step.clone()),
        Some(path) => {
            let message = format!("an answer is not written to `{}` here", path.display());
            Err(Error::new(Kind::Payload, message).hint("leave out what is behind ` > `"))
        }
    }
}
