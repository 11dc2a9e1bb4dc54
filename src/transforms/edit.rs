//! `edit`: names, or an earlier step, changed in the editor of the person.
mod fold;
mod lines;
mod names;
mod order;
mod step;

use super::prelude::*;
use crate::session::Rewrite;
use crate::syntax::{Node, Reference};
use names::Names;
use std::sync::Arc;
use step::Step;

pub(super) static EDIT: Transform = Transform {
    signature: Signature {
        name: "edit",
        group: Group::Session,
        summary: "Change names, or an earlier step, in your editor.",
        payload: Payload::KeysOr("target"),
        params: &[
            Param::optional(
                "target",
                Kind::Reference(Slicing::Refused),
                "the tensors whose names are listed; all of the default alias",
            ),
            Param::optional("step", Kind::Positive, "the number of a step to change"),
            Param::optional(
                "to",
                Kind::Steps,
                "what takes the place of that step; asked for in the editor when left out",
            ),
        ],
        notes: "The editor is `$VISUAL`, else `$EDITOR`; a file left as it was, and an editor that fails, change \
                nothing. Each name stands on a numbered line: a changed name renames its tensor, a line taken away \
                deletes it, and names may be exchanged. What is done stands in summaries as moves and deletes, \
                one step. With `step`, that step is changed and those behind it are done again, all of them or \
                none; nothing is written to files then, and `undo` brings everything back. Without a terminal, \
                `$EDITOR` may be any program that changes the file it is given.",
        examples: &[
            Example {
                about: "Rename the parts of a layer as lines of text.",
                given: "h.0.attn: float32 [1] = 1\nh.0.mlp: float32 [1] = 2\nwte: float32 [1] = 3",
                line: r"edit: target: h\.0\..*",
                then: Then::Runs,
            },
            Example {
                about: "Put another number into the first step; the second is done again.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\ncopy: from: w, to: v\nedit: step: 1, to: { scale_: { target: w, by: 3 } }",
                then: Then::Leaves("w: float32 [1] = 3\nv: float32 [1] = 3"),
            },
            Example {
                about: "A later step that no longer fits.",
                given: "w: float32 [1] = 1",
                line: "copy: from: w, to: v\ndelete: target: v\nedit: step: 1, to: { copy: { from: w, to: u } }",
                then: Then::Fails(
                    "step 2 `delete: target: v`: delete: no tensor in `model` matches `v`",
                ),
            },
        ],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let step = args
        .integer("step")
        .map(|step| usize::try_from(step).unwrap_or(usize::MAX));
    match (args.optional_reference("target"), step, args.steps("to")) {
        (target, None, None) => names(target, session),
        (None, Some(step), to) => earlier(step, to, session),
        (None, None, Some(_)) => Err(Error::new(Fault::Payload, "missing key `step`")
            .for_key("to")
            .hint("`to` takes the place of a step")),
        (Some(_), ..) => Err(Error::new(
            Fault::Payload,
            "names and a step are not edited together",
        )
        .for_key("target")),
    }
}

/// A change to names.
fn names(target: Option<&Reference>, session: &Session) -> Result<Effect> {
    let names = match target {
        Some(target) => {
            let (alias, _) = session.dict(target)?;
            let found = session.some(target)?.into_iter();
            Names::new(alias, found.map(|found| (found.name, found.whole)), session)
        }
        None => {
            let alias = session.only_alias(None)?;
            let model = session.model(&alias)?;
            if model.tensors.is_empty() {
                let message = format!("`{alias}` holds no tensors");
                return Err(Error::new(Fault::NoMatch, message));
            }
            Names::new(&alias, model.tensors.by_name(), session)
        }
    };
    names.as_deletion().spares_the_past()?;
    Ok(Effect::Draft(Arc::new(names)))
}

/// A change to the step of this number.
fn earlier(number: usize, to: Option<&Node>, session: &Session) -> Result<Effect> {
    session
        .known_step(number)
        .map_err(|error| error.for_key("step"))?;
    if let Some(to) = to {
        let steps = to.as_list().unwrap_or(std::slice::from_ref(to));
        let steps = steps.iter().map(spelled).collect();
        return Ok(Effect::Rewrite(Rewrite {
            step: number,
            steps,
        }));
    }
    let done = number.checked_sub(1).and_then(|at| session.steps().get(at));
    let done = done.ok_or_else(|| Error::new(Fault::Reference, "steps count from 1"))?;
    Ok(Effect::Draft(Arc::new(Step::new(
        EDIT.signature.name,
        number,
        done,
    )?)))
}

/// A step that may be the name of a verb alone.
fn spelled(step: &Node) -> Node {
    match step.as_name() {
        Some(name) => Node {
            place: step.place.clone(),
            ..Node::map([(name, Node::empty())])
        },
        None => step.clone(),
    }
}
