//! `assert`: a claim that must hold.
use super::prelude::*;
use crate::assertions;

pub(super) static ASSERT: Transform = Transform {
    signature: Signature {
        name: "assert",
        group: Group::Looking,
        summary: "Stop unless a claim about tensors holds.",
        payload: Payload::Whole("claim"),
        params: &[Param::required("claim", Kind::Claim, "what must be true")],
        notes: "Claims that follow from names, dtypes and shapes are checked before a plan runs.",
        examples: &[
            Example {
                about: "A tensor must be there.",
                given: "w: float32 [2] = 1, 3",
                line: "assert: exists: w",
                then: Then::Leaves("w: float32 [2] = 1, 3"),
            },
            Example {
                about: "Two tensors must be equal.",
                given: "w: float32 [2] = 1, 3\nv: float32 [2] = 1, 4",
                line: "assert: equal: { left: w, right: v }",
                then: Then::Fails("`model::w` and `model::v` differ"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let judgement = args
        .claims("claim")
        .iter()
        .map(|claim| assertions::judge(claim, session));
    let open = judgement
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .next();
    Ok(open.map_or_else(Effect::nothing, Effect::Look))
}
