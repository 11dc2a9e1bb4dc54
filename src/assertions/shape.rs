//! `shape`: every match has this shape.
use super::prelude::*;

pub(super) static SHAPE: Assertion = Assertion {
    signature: Signature {
        name: "shape",
        group: Group::Claims,
        summary: "Every matching tensor, or part of it, has this shape.",
        payload: Payload::Keys,
        params: &[
            Param::required("of", Kind::Reference(Slicing::Allowed), "the tensors"),
            Param::required(
                "is",
                Kind::Integers,
                "the sizes of the dimensions; [] for a single number",
            ),
        ],
        notes: "",
        examples: &[Example {
            about: "A matrix has two rows and one column.",
            given: "w: float32 [2, 1] = 1, 2",
            line: "assert: shape: { of: w, is: [2, 1] }",
            then: Then::Runs,
        }],
    },
    judge,
};

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let of = args.reference("of");
    let expected = args.integers("is");
    for found in session.some(of)? {
        let part = found.part(of)?;
        let shape = part.shape();
        let same = shape
            .dimensions()
            .iter()
            .map(|size| i64::try_from(*size).ok());
        if !same.eq(expected.iter().map(|size| Some(*size))) {
            return Err(no(format!(
                "`{}` has shape {shape}, expected {expected:?}",
                found.label(of)
            )));
        }
    }
    Ok(None)
}
