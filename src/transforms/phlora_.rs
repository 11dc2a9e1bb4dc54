//! `phlora_`: matrices replaced by their best approximation of low rank.
use super::prelude::*;

pub(super) static PHLORA_: Transform = Transform {
    signature: Signature {
        name: "phlora_",
        group: Group::Arithmetic,
        summary: "Replace matrices by their best approximation of low rank.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "target",
                Kind::Reference(Slicing::Refused),
                "the matrices to change",
            ),
            RANK,
        ],
        notes: "What is kept of the singular value decomposition is (U diag(S)) Vh of the largest singular \
                values S. A rank beyond the number of rows or columns gives the matrix back, but for rounding \
                errors. float16 and bfloat16 are computed in float32 upward and rounded once.",
        examples: &[Example {
            about: "Keep the larger of two directions.",
            given: "w: float32 [2, 2] = 4, 0, 0, 1",
            line: "phlora_: target: w, rank: 1",
            then: Then::Leaves("w: float32 [2, 2] = 4, 0, 0, 0"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (target, rank) = (args.reference("target"), args.positive("rank"));
    let edit = session.rewrite_named(target, |matrix, name| matrix.low_rank(rank, name))?;
    let note = session.reduced(target, rank)?;
    Ok(Effect::Edit(Edit { note, ..edit }).said("reduced"))
}
