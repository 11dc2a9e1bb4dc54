//! `prefixes`: the aliases of the session, listed, added, removed, renamed.
use super::prelude::*;
use crate::report::Answer;
use crate::session::AliasEdit;
use std::sync::Arc;

pub(super) static PREFIXES: Transform = Transform {
    signature: Signature {
        name: "prefixes",
        group: Group::Session,
        summary: "List, add, remove or rename aliases.",
        payload: Payload::Keys,
        params: &[
            Param::default("mode", Kind::Choice(&MODES), "list", "what to do"),
            Param::optional("alias", Kind::Text, "the alias to add or remove")
                .under("mode", &["add", "remove"]),
            Param::optional("from", Kind::Alias, "the alias to rename").under("mode", &["rename"]),
            Param::optional("to", Kind::NewAlias, "its new name").under("mode", &["rename"]),
        ],
        notes: "",
        examples: &[
            Example {
                about: "See which aliases there are.",
                given: "w: float32 [1] = 1",
                line: "prefixes",
                then: Then::Shows("Available model prefixes:\n  model::"),
            },
            Example {
                about: "Collect tensors under an alias of their own.",
                given: "w: float32 [1] = 1",
                line: "prefixes: mode: add, alias: work\ncopy: from: w, to: work::w\nprefixes",
                then: Then::Shows("Available model prefixes:\n  model::\n  work::"),
            },
            Example {
                about: "Rename an alias.",
                given: "w: float32 [1] = 1",
                line: "prefixes: mode: rename, from: model, to: base\nprefixes",
                then: Then::Shows("Available model prefixes:\n  base::"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

const MODES: [&str; 4] = ["list", "add", "remove", "rename"];

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let mode = args.word("mode");
    let keys: &[&str] = match mode {
        "add" | "remove" => &["alias"],
        "rename" => &["from", "to"],
        _ => &[],
    };
    only(mode, keys, args)?;
    match mode {
        "add" => Ok(Effect::Alias(AliasEdit::Add(fresh(
            session, args, "alias",
        )?))),
        "remove" => Ok(Effect::Alias(AliasEdit::Remove(known(
            session, args, "alias",
        )?))),
        "rename" => {
            let from = known(session, args, "from")?;
            Ok(Effect::Alias(AliasEdit::Rename(
                from,
                fresh(session, args, "to")?,
            )))
        }
        _ => Ok(Effect::show(list(session))),
    }
}

/// Checks that exactly these keys stand beside `mode`.
fn only(mode: &str, keys: &[&str], args: &Args) -> Result<()> {
    if let Some(odd) = args
        .keys()
        .find(|key| *key != "mode" && !keys.contains(key))
    {
        let message = format!("`{odd}` does not go with mode `{mode}`");
        return Err(Error::new(Fault::Payload, message)
            .for_key(odd)
            .at_some(args.place(odd)));
    }
    match keys.iter().find(|key| !args.has(key)) {
        Some(missing) => {
            let error = Error::new(Fault::Payload, format!("mode `{mode}` needs `{missing}`"));
            let error = error.for_key(*missing).at_some(args.place("mode"));
            let keys: Vec<String> = keys.iter().map(|key| format!("{key}: ...")).collect();
            Err(error.hint(format!(
                "write `prefixes: mode: {mode}, {}`",
                keys.join(", ")
            )))
        }
        None => Ok(()),
    }
}

fn known(session: &Session, args: &Args, key: &'static str) -> Result<Arc<str>> {
    session
        .only_alias(Some(args.word(key)))
        .map_err(|error| error.for_key(key).at_some(args.place(key)))
}

fn fresh(session: &Session, args: &Args, key: &'static str) -> Result<Arc<str>> {
    session
        .new_alias(args.word(key))
        .map_err(|error| error.for_key(key).at_some(args.place(key)))
}

fn list(session: &Session) -> Answer {
    let aliases: Vec<&str> = session
        .state()
        .models
        .keys()
        .map(|alias| &**alias)
        .collect();
    let text = match aliases.as_slice() {
        [] => "No model prefixes available.".to_string(),
        some => format!("Available model prefixes:\n  {}::", some.join("::\n  ")),
    };
    Answer::new("prefixes", text, aliases.into())
}
