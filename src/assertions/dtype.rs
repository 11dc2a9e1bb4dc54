//! `dtype`: every match has this dtype.
use super::prelude::*;

pub(super) static DTYPE: Assertion = Assertion {
    signature: Signature {
        name: "dtype",
        group: Group::Claims,
        summary: "Every matching tensor has this dtype.",
        payload: Payload::Keys,
        params: &[
            Param::required("of", Kind::Reference(Slicing::Allowed), "the tensors"),
            Param::required("is", Kind::AnyDtype, "the dtype"),
        ],
        notes: "Any dtype that a file may hold can be named, those included that nothing can be cast to.",
        examples: &[Example {
            about: "Nothing is left in single precision.",
            given: "a: bfloat16 [1] = 1\nb: float32 [1] = 1",
            line: "assert: dtype: { of: .*, is: bfloat16 }",
            then: Then::Fails("`model::b` is float32, expected bfloat16"),
        }],
    },
    judge,
};

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let of = args.reference("of");
    let expected = args.dtype("is");
    for found in session.some(of)? {
        let dtype = found.part(of)?.dtype();
        if dtype != expected {
            return Err(no(format!(
                "`{}` is {}, expected {}",
                found.label(of),
                dtype.name(),
                expected.name()
            )));
        }
    }
    Ok(None)
}
