//! `last`: the last answer again, all of it.
use super::prelude::*;
use crate::report::Answer;
use serde_json::Value;

pub(super) static LAST: Transform = Transform {
    signature: Signature {
        name: "last",
        group: Group::Looking,
        summary: "Show the last answer again, all of it.",
        payload: Payload::Nothing,
        params: &[],
        notes: "A terminal shows both ends of a long table; this shows every row, page by page. Columns for \
                which there is no room are in it behind `set: format: csv`. No data is read again.",
        examples: &[
            Example {
                about: "See all of a long answer.",
                given: "w: float32 [2] = 1, 2",
                line: "dump: w\nlast",
                then: Then::Shows("└── w  shape=[2]"),
            },
            Example {
                about: "Before the first answer there is nothing to show.",
                given: "",
                line: "last",
                then: Then::Shows("there is no answer yet"),
            },
        ],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(_args: &Args, session: &Session) -> Result<Effect> {
    let none = || Answer::new("last", "there is no answer yet", Value::Null);
    let answer = session.last_answer().cloned().unwrap_or_else(none);
    Ok(Effect::show(answer.whole()))
}
