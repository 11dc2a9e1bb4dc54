//! The steps that took effect, as a plan that runs.

use super::{Done, Session, Standing};
use crate::syntax::Node;

/// Writes a step with other numbers of steps.
pub type Renumber = dyn Fn(&Node, &dyn Fn(usize) -> usize) -> Node;

/// How a summary writes its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As they were typed.
    Raw,
    /// With every default written out and every alias named.
    Resolve,
}

/// What a plan says beside its steps, in both modes of a summary.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The inputs as they were given.
    pub inputs: Option<Node>,
    /// The inputs as `(alias, path)`.
    pub opened: Vec<(String, String)>,
    /// The output as it was given.
    pub output: Option<Node>,
    /// The output with its keys named.
    pub output_resolved: Option<Node>,
}

impl Session {
    /// Says what the plan of this session holds beside its steps.
    pub fn set_frame(&mut self, frame: Frame) {
        self.frame = frame;
    }

    /// What the plan of this session holds beside its steps.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The plan that makes this session again, with its read-only steps or without.
    ///
    /// Where steps are left out, `renumber` writes the numbers that earlier aliases of a step have in the plan.
    pub fn summary(&self, mode: Mode, read_only: bool, renumber: &Renumber) -> Node {
        let steps = Node::list(self.plan_steps(mode, read_only, renumber));
        let (inputs, output) = match mode {
            Mode::Raw => (self.frame.inputs.clone(), self.frame.output.clone()),
            Mode::Resolve => (Some(self.opened()), self.frame.output_resolved.clone()),
        };
        let entries = [
            ("inputs", inputs),
            ("transforms", Some(steps)),
            ("output", output),
        ];
        Node::map(
            entries
                .into_iter()
                .filter_map(|(key, node)| Some((key, node?))),
        )
    }

    fn plan_steps(&self, mode: Mode, read_only: bool, renumber: &Renumber) -> Vec<Node> {
        let kept = |step: &Done| match step.standing {
            Standing::Step => true,
            Standing::ReadOnly => read_only,
            Standing::Steering => false,
        };
        let steps = self.steps();
        // Numbers behind that of a step belong to steps inside it, all of which are kept.
        let left_out = |number: usize| {
            let before = steps.iter().take(number);
            before.filter(|step| !kept(step)).count()
        };
        let written = steps.iter().enumerate().filter(|(_, step)| kept(step));
        let written = written.map(|(at, step)| {
            let node = step.summarized(mode, left_out(at) > 0);
            renumber(node, &|number| number - left_out(number.min(at)))
        });
        written.collect()
    }

    fn opened(&self) -> Node {
        let mut opened: Vec<_> = self.frame.opened.iter().collect();
        opened.sort();
        Node::list(
            opened
                .into_iter()
                .map(|(alias, path)| Node::text(format!("{alias}::{path}"))),
        )
    }
}
