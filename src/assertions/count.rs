//! `count`: so many tensors match.
use super::prelude::*;
use crate::report::human;

pub(super) static COUNT: Assertion = Assertion {
    signature: Signature {
        name: "count",
        group: Group::Claims,
        summary: "Exactly so many tensors match; none is a count of 0.",
        payload: Payload::Keys,
        params: &[
            Param::required("of", Kind::Reference(Slicing::Refused), "the tensors"),
            Param::required("is", Kind::Integer, "how many there must be"),
        ],
        notes: "",
        examples: &[
            Example {
                about: "Every layer has a weight.",
                given: "h.0.w: float32 [1] = 1\nh.1.w: float32 [1] = 1",
                line: r"assert: count: { of: h\.\d+\.w, is: 2 }",
                then: Then::Runs,
            },
            Example {
                about: "No tensor is left of the old name.",
                given: "w: float32 [1] = 1",
                line: r"assert: count: { of: old\..*, is: 0 }",
                then: Then::Runs,
            },
        ],
    },
    judge,
};

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let of = args.reference("of");
    let found = session.matches(of)?.len();
    let expected = args.whole("is");
    match i64::try_from(found) == Ok(expected) {
        true => Ok(None),
        false => {
            let found = human::counted(found as u64, "tensor");
            Err(no(format!("`{of}` matches {found}, expected {expected}")))
        }
    }
}
