//! `execute`: the steps of another plan, as one step.
use super::prelude::*;
use crate::session::Script;
use crate::syntax::Node;
use std::path::PathBuf;

pub(super) static EXECUTE: Transform = Transform {
    signature: Signature {
        name: "execute",
        group: Group::Session,
        summary: "Run the steps of another plan as one step.",
        payload: Payload::KeysOr("path"),
        params: &[
            Param::optional("transforms", Kind::Steps, "steps as they stand in a plan"),
            Param::optional(
                "plan",
                Kind::Plan,
                "a plan with inputs, transforms and output, or a list of steps",
            ),
            Param::optional(
                "plan-yaml",
                Kind::Text,
                "the text of a plan, or lines as they are typed",
            ),
            Param::optional(
                "path",
                Kind::Path(Access::Read),
                "the file of a plan, or a recording that ends in .oly",
            ),
        ],
        notes: "At least one must be given; several run in this order. Inputs of a plan are loaded first, its \
                output is saved last. A name without alias belongs to the only alias among those inputs, else \
                to the default alias. When a step inside fails, those before it stay, as steps of their own. \
                Plans may execute plans, 16 deep.",
        examples: &[
            Example {
                about: "Two steps that are undone together.",
                given: "w: float32 [2] = 1, 3",
                line: "execute: transforms: [{ scale_: { target: w, by: 2 } }, { move: { from: w, to: v } }]",
                then: Then::Leaves("v: float32 [2] = 2, 6"),
            },
            Example {
                about: "A plan within a plan.",
                given: "w: float32 [1] = 1\nv: float32 [1] = 2",
                line: "execute: plan: { transforms: [{ delete: { target: w } }] }",
                then: Then::Leaves("v: float32 [1] = 2"),
            },
            Example {
                about: "A plan as text.",
                given: "w: float32 [1] = 1",
                line: "execute: plan-yaml: '- scale_: { target: w, by: 2 }'",
                then: Then::Leaves("w: float32 [1] = 2"),
            },
            Example {
                about: "The plan of a file must be there.",
                given: "",
                line: "execute: path: steps.yaml",
                then: Then::Fails("steps.yaml"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

/// These steps as one step: the only one, or one that holds them.
pub fn together(mut steps: Vec<Node>) -> Node {
    match steps.len() {
        1 => steps.remove(0),
        _ => {
            let inside = Node::map([("transforms", Node::list(steps))]);
            Node::map([(EXECUTE.signature.name, inside)])
        }
    }
}

fn compile(args: &Args, _session: &Session) -> Result<Effect> {
    let scripts: Vec<Script> = [
        args.steps("transforms").cloned().map(Script::Steps),
        args.steps("plan").cloned().map(Script::Plan),
        args.text("plan-yaml").map(str::to_string).map(Script::Text),
        args.text("path").map(PathBuf::from).map(Script::File),
    ]
    .into_iter()
    .flatten()
    .collect();
    match scripts.is_empty() {
        true => Err(Error::new(Fault::Payload, "there is nothing to execute")
            .hint("give one of transforms, plan, plan-yaml, path")),
        false => Ok(Effect::Run(scripts)),
    }
}
