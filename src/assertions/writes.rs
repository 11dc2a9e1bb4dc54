//! `writes`: every match was stored so often.
use super::counted;
use super::prelude::*;

pub(super) static WRITES: Assertion = Assertion {
    signature: Signature {
        name: "writes",
        group: Group::Claims,
        summary: "Every match was stored so often, opening its checkpoint included.",
        payload: Payload::Keys,
        params: counted::PARAMS,
        notes: "Opening a checkpoint writes each of its tensors once, so an untouched tensor was written once; \
                a dry run counts nothing, a move begins anew.",
        examples: &[
            Example {
                about: "A tensor is as it was opened.",
                given: "w: float32 [1] = 1",
                line: "assert: writes: { of: w, is: 1 }",
                then: Then::Runs,
            },
            Example {
                about: "It was changed twice, at the most.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\n\
                       assert: writes: { of: w, ge: 2, gt: 1, le: 3, lt: 4, at_least: 2, at_most: 3 }",
                then: Then::Runs,
            },
            Example {
                about: "It was changed where it should not have been.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nassert: writes: { of: w, is: 1 }",
                then: Then::Fails("`model::w` was written 2 times, expected exactly 1"),
            },
        ],
    },
    judge,
};

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    counted::judge(args, session, "written", |counts| counts.writes)
}
