//! `save`: an alias, or one tensor of it, to a file or folder.
use super::prelude::*;
use crate::checkpoint::Format;
use crate::session::Save;
use crate::syntax::Size;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) static SAVE: Transform = Transform {
    signature: Signature {
        name: "save",
        group: Group::Files,
        summary: "Write an alias, or one tensor of it, to a file or folder.",
        payload: Payload::KeysOr("path"),
        params: &[
            Param::required(
                "path",
                Kind::Path(Access::Write),
                "the file or folder to write",
            ),
            Param::optional(
                "alias",
                Kind::Alias,
                "the alias to write; the default alias, else the only one",
            ),
            Param::optional(
                "target",
                Kind::Name(Owner::AliasKey),
                "the one tensor to write",
            ),
            Param::optional(
                "format",
                Kind::Choice(&FORMATS),
                "the format; told by the path when left out",
            ),
            Param::optional(
                "shard",
                Kind::Size,
                "the largest size of one file of a folder",
            ),
        ],
        notes: "The destination is replaced when everything is written, or stays as it was. The suffix tells the \
                format: `.safetensors`, `.pt`, `.pth` and `.bin` for torch, `.npz` for numpy; a folder, or a \
                name without suffix, holds safetensors. With `target`, a numpy file ends in `.npy`, and a torch \
                file holds the bare tensor. Torch and numpy files carry no metadata.",
        examples: &[
            Example {
                about: "Only an alias that is there can be written.",
                given: "w: float32 [1] = 1",
                line: "save: path: out.safetensors, alias: nobody",
                then: Then::Fails("unknown alias `nobody`"),
            },
            Example {
                about: "Shards need a folder; this is one file.",
                given: "w: float32 [1] = 1",
                line: "save: path: out.safetensors, format: safetensors, shard: 1GB",
                then: Then::Fails("shards need a folder"),
            },
            Example {
                about: "A numpy file of a whole alias is a zip of arrays.",
                given: "w: float32 [1] = 1",
                line: "save: path: out.npy, format: numpy",
                then: Then::Fails("a numpy file holds one tensor"),
            },
            Example {
                about: "One tensor goes to a file whose suffix tells the format.",
                given: "w: float32 [1] = 1",
                line: "save: path: w.gguf, target: w",
                then: Then::Fails("its suffix tells no format"),
            },
        ],
    },
    standing: Standing::Step,
    complete: alias_filled_in,
    compile,
};

const FORMATS: [&str; 4] = ["safetensors", "torch", "dcp", "numpy"];

fn alias_filled_in(args: Args, session: &Session) -> Result<Args> {
    let given = args.text("alias").or(args
        .optional_reference("target")
        .map(|target| target.alias.as_str()));
    let alias = session
        .only_alias(given)
        .map_err(|error| error.at_some(args.place("alias")).for_key("alias"))?;
    Ok(args.or_text(&SAVE.signature, "alias", &alias))
}

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let alias = args.word("alias");
    let target = match args.optional_reference("target") {
        Some(target) if target.alias != alias => {
            let message = format!("`alias` says `{alias}`, `target` says `{}`", target.alias);
            return Err(Error::new(Fault::Payload, message).at_some(args.place("target")));
        }
        Some(target) => Some(session.known_name(target)?),
        None => None,
    };
    if target.is_some() && matches!(args.size("shard"), Some(Size::Bytes(_))) {
        let error = Error::new(Fault::Format, "one tensor is not written in shards");
        return Err(error
            .at_some(args.place("shard"))
            .hint("leave out the size of shards, or save the whole alias"));
    }
    Ok(Effect::Save(Save {
        alias: Arc::from(alias),
        target,
        path: PathBuf::from(args.word("path")),
        format: args.text("format").and_then(Format::parse),
        shard: args.size("shard"),
    }))
}
