//! `diff`: two sets of tensors, compared name by name.
mod compared;

use super::prelude::*;
use crate::syntax::Reference;
use crate::tensor::Tensor;
use compared::{Diff, Side};
use std::sync::Arc;

pub(super) static DIFF: Transform = Transform {
    signature: Signature {
        name: "diff",
        group: Group::Looking,
        summary: "Compare two sets of tensors, name by name.",
        payload: Payload::Keys,
        params: &[
            Param::default(
                "mode",
                Kind::Choice(&["refs", "aliases"]),
                "refs",
                "two references, or two aliases",
            ),
            Param::optional(
                "left",
                Kind::Side,
                "the tensors on the left; an alias is all of it",
            )
            .under("mode", &["refs"]),
            Param::optional(
                "right",
                Kind::Side,
                "the tensors on the right; an alias is all of it",
            )
            .under("mode", &["refs"]),
            Param::optional("left_alias", Kind::Alias, "the alias on the left")
                .under("mode", &["aliases"]),
            Param::optional("right_alias", Kind::Alias, "the alias on the right")
                .under("mode", &["aliases"]),
            Param::optional(
                "eps",
                Kind::Tolerance,
                "the largest absolute difference allowed",
            ),
            Param::default(
                "fail",
                Kind::Flag,
                "false",
                "whether a finding stops the run",
            ),
        ],
        notes: "Tensors are paired by equal names. Both sides are patterns; `right` is not a template. \
                `model@3` is `model` as it was after step 3; `steps` shows the numbers.",
        examples: &[
            Example {
                about: "Compare two tensors of the same name in two aliases.",
                given: "w: float32 [2] = 1, 3",
                line: "prefixes: mode: add, alias: old\ncopy: from: w, to: old::w\nscale_: target: w, by: 2\n\
                       diff: left: model::w, right: old::w, eps: 0.5",
                then: Then::Shows(
                    "Diff: model::w <-> old::w\nMissing on left:\n  (none)\nMissing on right:\n  (none)\n\
                     Differing:\n  - w: values differ (max_abs_diff=3, eps=0.5)",
                ),
            },
            Example {
                about: "See what changed since the first step.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\ncopy: from: w, to: v\ndiff: left: model@1, right: model",
                then: Then::Shows(
                    "Diff: model@1::.* <-> model::.*\nMissing on left:\n  - v\nMissing on right:\n  (none)\n\
                     Differing:\n  (none)",
                ),
            },
            Example {
                about: "Compare all of two aliases, and stop where they differ.",
                given: "w: float32 [1] = 1",
                line: "prefixes: mode: add, alias: old\n\
                       diff: mode: aliases, left_alias: model, right_alias: old, fail: true",
                then: Then::Fails("1 difference"),
            },
        ],
    },
    standing: Standing::ReadOnly,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (left, right) = match args.word("mode") {
        "aliases" => {
            only(args, "aliases", ["left_alias", "right_alias"])?;
            (
                alias_side(args, session, "left_alias")?,
                alias_side(args, session, "right_alias")?,
            )
        }
        _ => {
            only(args, "refs", ["left", "right"])?;
            let left = reference_side(args, session, "left")?;
            let right = reference_side(args, session, "right")?;
            (
                cut(&left, args.reference("left"), &right)?,
                cut(&right, args.reference("right"), &left)?,
            )
        }
    };
    let eps = args.optional_number("eps");
    let fail = args.flag("fail").unwrap_or(false);
    Ok(Effect::Look(Arc::new(Diff {
        left,
        right,
        eps,
        fail,
        detailed: session.is_detailed(),
    })))
}

/// Checks that both sides are given, by the keys of this mode and no others.
fn only(args: &Args, mode: &str, keys: [&'static str; 2]) -> Result<()> {
    let sides = ["left", "right", "left_alias", "right_alias"];
    if let Some(odd) = sides
        .into_iter()
        .find(|side| args.has(side) && !keys.contains(side))
    {
        let message = format!("`{odd}` does not go with mode `{mode}`");
        return Err(Error::new(Fault::Payload, message)
            .for_key(odd)
            .at_some(args.place(odd)));
    }
    match keys.into_iter().find(|key| !args.has(key)) {
        Some(missing) => {
            let error = Error::new(Fault::Payload, format!("mode `{mode}` needs `{missing}`"));
            let error = error.for_key(missing).at_some(args.place("mode"));
            let [left, right] = keys;
            Err(error.hint(format!(
                "write `diff: mode: {mode}, {left}: ..., {right}: ...`"
            )))
        }
        None => Ok(()),
    }
}

fn alias_side(args: &Args, session: &Session, key: &'static str) -> Result<Side> {
    let alias = session
        .only_alias(Some(args.word(key)))
        .map_err(|error| error.for_key(key).at_some(args.place(key)))?;
    let model = session.model(&alias)?;
    let tensors = model
        .tensors
        .by_name()
        .map(|(name, tensor)| (name.clone(), tensor.clone()))
        .collect();
    Ok(Side {
        label: format!("{alias}::.*"),
        alias,
        tensors,
    })
}

/// The tensors that a reference matches, whole.
fn reference_side(args: &Args, session: &Session, key: &'static str) -> Result<Side> {
    let reference = args.reference(key);
    let (alias, _) = session.dict(reference)?;
    let found = session.matches(reference)?;
    let tensors = found
        .into_iter()
        .map(|found| (found.name.clone(), found.whole.clone()))
        .collect();
    Ok(Side {
        alias: alias.clone(),
        label: reference.to_string(),
        tensors,
    })
}

/// A side with the parts that its reference takes of those tensors that the other side has, too. The rest is only
/// named, so no slice must fit it.
fn cut(side: &Side, reference: &Reference, other: &Side) -> Result<Side> {
    let part = |(name, tensor): (&Arc<str>, &Tensor)| match &reference.slice {
        Some(slice) if other.tensors.contains_key(name) => {
            let part = tensor.slice(slice).map_err(|error| {
                let error = error.prefix(&format!("`{}::{name}`", side.alias));
                error.at_some(reference.place.as_ref())
            })?;
            Ok((name.clone(), part))
        }
        _ => Ok((name.clone(), tensor.clone())),
    };
    Ok(Side {
        alias: side.alias.clone(),
        label: side.label.clone(),
        tensors: side.tensors.iter().map(part).collect::<Result<_>>()?,
    })
}
