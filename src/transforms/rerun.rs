//! `rerun`: steps of this session, done again on another alias.
use super::prelude::*;
use super::{execute, with_aliases};
use crate::report::one_line;
use crate::syntax::{Node, earlier, oly};
use std::cell::RefCell;
use std::collections::BTreeSet;

pub(super) static RERUN: Transform = Transform {
    signature: Signature {
        name: "rerun",
        group: Group::Session,
        summary: "Do steps of this session again, on another alias, as one step.",
        payload: Payload::Keys,
        params: &[
            Param::required("from", Kind::Positive, "the number of the first step"),
            Param::required("alias", Kind::Alias, "the alias to do them on"),
            Param::optional(
                "to",
                Kind::Positive,
                "the number of the last step; the first when left out",
            ),
            Param::optional(
                "of",
                Kind::Alias,
                "the alias that the steps were done on, where they speak of several",
            ),
        ],
        notes: "When one of them fails, nothing is changed. They stand in summaries as they were done, so the \
                summary needs no session. What was drawn by chance is the same again. Steps that write files are refused. \
                `steps` shows the numbers.",
        examples: &[
            Example {
                about: "Do to a copy what was done to the model.",
                given: "w: float32 [1] = 1",
                line: "prefixes: mode: add, alias: other\ncopy: from: w, to: other::w\n\
                       scale_: target: w, by: 2\nscale_: target: w, by: 5\n\
                       rerun: from: 3, to: 4, alias: other\n\
                       assert: equal: { left: w, right: other::w }",
                then: Then::Leaves("w: float32 [1] = 10"),
            },
            Example {
                about: "Say which alias is meant where the steps speak of two.",
                given: "w: float32 [1] = 1",
                line: "prefixes: mode: add, alias: other\nprefixes: mode: add, alias: third\n\
                       copy: from: w, to: other::w\nrerun: from: 3, of: other, alias: third\n\
                       assert: exists: third::w",
                then: Then::Leaves("w: float32 [1] = 1"),
            },
            Example {
                about: "A number that no step has.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nrerun: from: 1, to: 7, alias: model",
                then: Then::Fails("there is no step 7, the last is 1"),
            },
        ],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

/// How much of a step a message shows.
const WIDEST: usize = 60;

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let first = number(args, session, "from", args.whole("from"))?;
    let last = number(
        args,
        session,
        "to",
        args.integer("to").unwrap_or(args.whole("from")),
    )?;
    if last < first {
        let message = format!("step {last} comes before step {first}");
        return Err(Error::new(Fault::Payload, message).for_key("to"));
    }
    let alias = session.only_alias(args.text("alias"))?;
    let steps = &session.steps()[first - 1..last];
    let steps: Vec<&Node> = steps.iter().map(|done| &done.resolved).collect();
    if let Some((at, step)) = steps.iter().enumerate().find(|(_, step)| writes(step)) {
        return Err(written(first + at, step));
    }
    let of = match args.text("of") {
        Some(of) => of.to_string(),
        None => meant(&steps, &alias)?,
    };
    let before = session.steps().len();
    let on = |written: &str| match earlier(written) {
        Some((own, step)) if own == of && step + 1 >= first => {
            Some(format!("{alias}@{}", before + (step + 1 - first)))
        }
        Some((own, step)) => (own == of).then(|| format!("{alias}@{step}")),
        None => (written == of).then(|| alias.to_string()),
    };
    let steps = steps.iter().map(|step| with_aliases(step, &on)).collect();
    Ok(Effect::Instead(execute::together(steps)))
}

/// The number of a step that there is.
fn number(args: &Args, session: &Session, key: &'static str, number: i64) -> Result<usize> {
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    let known = session.known_step(number);
    known.map_err(|error| error.for_key(if args.has(key) { key } else { "from" }))?;
    Ok(number)
}

/// The only alias that the steps speak of beside `alias`.
fn meant(steps: &[&Node], alias: &str) -> Result<String> {
    let spoken = RefCell::new(BTreeSet::new());
    for step in steps {
        with_aliases(step, &|written| {
            let own = earlier(written).map_or(written, |(own, _)| own);
            spoken.borrow_mut().insert(own.to_string());
            None
        });
    }
    let spoken = spoken.into_inner();
    let others: Vec<&String> = spoken.iter().filter(|own| **own != *alias).collect();
    match others.as_slice() {
        [only] => Ok(only.to_string()),
        [] => {
            let message = format!("the steps speak of no alias but `{alias}`");
            Err(Error::new(Fault::Alias, message).for_key("alias"))
        }
        [one, ..] => {
            let all = others.iter().map(|own| format!("`{own}`"));
            let all = all.collect::<Vec<_>>().join(", ");
            let message = format!("the steps speak of several aliases: {all}");
            Err(Error::new(Fault::Alias, message)
                .hint(format!("say which it is, such as `of: {one}`")))
        }
    }
}

/// Whether a step, or one inside it, writes a file.
fn writes(step: &Node) -> bool {
    let keys = step.as_map().and_then(|map| map.first());
    let keys = keys.and_then(|(_, payload)| payload.node.as_map());
    let (Some(verb), Some(keys)) = (super::of(step), keys) else {
        return false;
    };
    keys.iter().any(
        |(key, entry)| match verb.signature.param(key).map(|param| param.kind) {
            Some(Kind::Path(Access::Write)) => true,
            Some(Kind::Steps) => entry
                .node
                .as_list()
                .is_some_and(|steps| steps.iter().any(writes)),
            _ => false,
        },
    )
}

fn written(number: usize, step: &Node) -> Error {
    let line = oly::emit(step).unwrap_or_else(|_| step.to_json().to_string());
    let message = format!("step {number} writes a file: `{}`", one_line(&line, WIDEST));
    Error::new(Fault::Payload, message)
        .hint("leave it out, and write the other alias by a step of its own")
}
