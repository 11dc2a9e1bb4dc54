//! `load`: a checkpoint under an alias, or one tensor of a file under a name.
use super::prelude::*;
use crate::checkpoint::{Choice, Format};
use crate::session::Open;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) static LOAD: Transform = Transform {
    signature: Signature {
        name: "load",
        group: Group::Files,
        summary: "Open a checkpoint under an alias; tensors are read when needed.",
        payload: Payload::KeysOr("path"),
        params: &[
            Param::required(
                "path",
                Kind::Path(Access::Read),
                "the file or folder to open",
            ),
            Param::optional(
                "alias",
                Kind::NewAlias,
                "its alias; the default alias, else `model`",
            ),
            Param::optional(
                "to",
                Kind::Name(Owner::AliasKey),
                "the name for the one tensor of a file",
            ),
            Param::optional(
                "format",
                Kind::Choice(&FORMATS),
                "the format of a file read with `to`",
            ),
            Param::optional(
                "key",
                Kind::Text,
                "the key of a torch file under which its tensors are",
            ),
            Param::optional(
                "only-tensors",
                Kind::Flag,
                "true leaves out what stands beside tensors in a torch file",
            ),
        ],
        notes: "With `to`, the file must hold exactly one tensor, whatever its name there. The tensors of a \
                torch file are those of its dict, or of the one in it under `state_dict`. Whatever stands \
                beside them is refused by name, and never executed. A numpy file is one array, `.npy`, or a zip \
                of arrays under their names, `.npz`.",
        examples: &[
            Example {
                about: "Open a second checkpoint beside the first.",
                given: "",
                line: "load: path: one.safetensors, alias: other",
                then: Then::Fails("one.safetensors"),
            },
            Example {
                about: "Take the model out of a training checkpoint.",
                given: "",
                line: "load: path: run.pt, alias: run, key: model, only-tensors: true",
                then: Then::Fails("run.pt"),
            },
            Example {
                about: "A format can only be named for a single tensor.",
                given: "",
                line: "load: path: one.safetensors, format: safetensors, to: w",
                then: Then::Fails("one.safetensors"),
            },
        ],
    },
    standing: Standing::Step,
    complete: alias_filled_in,
    compile,
};

const FORMATS: [&str; 4] = ["auto", "safetensors", "torch", "numpy"];

/// The alias named in `to`, the default alias, else `model`.
fn alias_filled_in(args: Args, session: &Session) -> Result<Args> {
    let in_name = args.optional_reference("to").map(|to| to.alias.clone());
    let names = session.names();
    let alias = in_name.or_else(|| names.default().map(str::to_string));
    Ok(args.or_text(
        &LOAD.signature,
        "alias",
        alias.as_deref().unwrap_or("model"),
    ))
}

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let alias = args.word("alias");
    let path = PathBuf::from(args.word("path"));
    let format = args.text("format");
    let to = match args.optional_reference("to") {
        Some(to) if to.alias != alias => return Err(two_aliases(args, alias, &to.alias)),
        Some(to) => Some(session.new_name(to)?),
        None if format.is_some() => return Err(format_without_name(args)),
        None => None,
    };
    let alias = match &to {
        Some(_) => Arc::from(alias),
        None => session
            .new_alias(alias)
            .map_err(|error| alias_taken(args, alias, error))?,
    };
    Ok(Effect::Open(Open {
        path,
        alias,
        to,
        format: format.and_then(Format::parse),
        choice: Choice {
            key: args.text("key").map(str::to_string),
            only_tensors: args.flag("only-tensors").unwrap_or(false),
        },
    }))
}

/// An alias that is taken; where none was typed, the hint is to type one.
fn alias_taken(args: &Args, alias: &str, error: Error) -> Error {
    match args.place("alias") {
        Some(place) => error.for_key("alias").at(place),
        None => Error::new(error.kind(), format!("{error}, and no other is named"))
            .for_key("alias")
            .hint(format!("name one: `load: path: ..., alias: {alias}2`")),
    }
}

fn two_aliases(args: &Args, alias: &str, other: &str) -> Error {
    Error::new(
        Fault::Payload,
        format!("`alias` says `{alias}`, `to` says `{other}`"),
    )
    .at_some(args.place("to"))
}

fn format_without_name(args: &Args) -> Error {
    Error::new(Fault::Payload, "`format` goes with `to` only")
        .at_some(args.place("format"))
        .hint("the format of a whole checkpoint is told by its files")
}
