//! `history`: what was typed before, in this shell and others.
use super::prelude::*;
use crate::session::Recall;

pub(super) static HISTORY: Transform = Transform {
    signature: Signature {
        name: "history",
        group: Group::Session,
        summary: "Show what was typed before, with its time and what became of it.",
        payload: Payload::KeysOr("find"),
        params: &[
            Param::optional("find", Kind::Text, "only entries that hold this text"),
            Param::default(
                "most",
                Kind::Positive,
                "100",
                "at most so many, the last ones",
            ),
        ],
        notes: "The history is that of the shell; plans have none.",
        examples: &[Example {
            about: "Find the last ten edits of the final norm.",
            given: "",
            line: "history: find: ln_f, most: 10",
            then: Then::Runs,
        }],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, _session: &Session) -> Result<Effect> {
    Ok(Effect::Recall(Recall {
        find: args.text("find").map(str::to_string),
        most: usize::try_from(args.whole("most")).unwrap_or(usize::MAX),
    }))
}
