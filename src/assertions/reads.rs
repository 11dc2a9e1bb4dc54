//! `reads`: the data of every match was used so often.
use super::counted;
use super::prelude::*;

pub(super) static READS: Assertion = Assertion {
    signature: Signature {
        name: "reads",
        group: Group::Claims,
        summary: "The data of every match was used so often by the steps so far.",
        payload: Payload::Keys,
        params: counted::PARAMS,
        notes: "One read for each step and each role in which it uses the data. Names, dtypes and shapes are no data; \
                a dry run counts nothing, a move begins anew.",
        examples: &[
            Example {
                about: "Every tensor went into something.",
                given: "a: float32 [1] = 1\nb: float32 [1] = 2",
                line: "copy: from: '(.*)', to: new.\\1\n\
                       assert: reads: { of: '[ab]', ge: 1, gt: 0, le: 9, lt: 10 }",
                then: Then::Runs,
            },
            Example {
                about: "A tensor was looked at exactly once, said in three ways.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\n\
                       assert: reads: { of: w, is: 1, at_least: 1, at_most: 1 }",
                then: Then::Runs,
            },
            Example {
                about: "A tensor that nothing used.",
                given: "w: float32 [1] = 1",
                line: "assert: reads: { of: w, ge: 1 }",
                then: Then::Fails("`model::w` was read 0 times, expected >= 1"),
            },
        ],
    },
    judge,
};

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    counted::judge(args, session, "read", |counts| counts.reads)
}
