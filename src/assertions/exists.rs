//! `exists`: a pattern matches at least one tensor.
use super::prelude::*;

pub(super) static EXISTS: Assertion = Assertion {
    signature: Signature {
        name: "exists",
        group: Group::Claims,
        summary: "At least one tensor matches.",
        payload: Payload::Whole("of"),
        params: &[Param::required(
            "of",
            Kind::Reference(Slicing::Refused),
            "the tensors",
        )],
        notes: "",
        examples: &[
            Example {
                about: "A layer must be there.",
                given: "h.0.w: float32 [1] = 1",
                line: r"assert: exists: h\.0\..*",
                then: Then::Leaves("h.0.w: float32 [1] = 1"),
            },
            Example {
                about: "And another must not.",
                given: "h.0.w: float32 [1] = 1",
                line: r"assert: not: exists: h\.0\..*",
                then: Then::Fails(r"`exists: model::h\.0\..*` holds"),
            },
        ],
    },
    judge,
};

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let of = args.reference("of");
    match session.matches(of)?.is_empty() {
        true => Err(session.no_match(of).with_kind(Fault::Assertion)),
        false => Ok(None),
    }
}
