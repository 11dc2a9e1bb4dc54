//! `edit`: names changed in the editor of the person.
mod fold;
mod lines;
mod names;
mod order;

use super::prelude::*;
use names::Names;
use std::sync::Arc;

pub(super) static EDIT: Transform = Transform {
    signature: Signature {
        name: "edit",
        group: Group::Session,
        summary: "Change names in your editor: rename and delete tensors.",
        payload: Payload::KeysOr("target"),
        params: &[Param::optional(
            "target",
            Kind::Reference(Slicing::Refused),
            "the tensors whose names are listed; all of the default alias",
        )],
        notes: "The editor is `$VISUAL`, else `$EDITOR`. Each name stands on a numbered line: a changed name renames \
                its tensor, a line taken away deletes it, and names may be exchanged. A file left as it was, and \
                an editor that fails, change nothing. What is done is recorded and summarized as moves and deletes, and undone \
                as one step. Without a terminal, `$EDITOR` may be any program that changes the file it is given.",
        examples: &[Example {
            about: "Rename the parts of a layer as lines of text.",
            given: "h.0.attn: float32 [1] = 1\nh.0.mlp: float32 [1] = 2\nwte: float32 [1] = 3",
            line: r"edit: target: h\.0\..*",
            then: Then::Runs,
        }],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let names = match args.optional_reference("target") {
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
