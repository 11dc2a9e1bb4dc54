//! `dimensions`: every match has so many dimensions.
use super::bounds::Bounds;
use super::prelude::*;
use crate::report::human;

pub(super) static DIMENSIONS: Assertion = Assertion {
    signature: Signature {
        name: "dimensions",
        group: Group::Claims,
        summary: "Every matching tensor, or part of it, has so many dimensions.",
        payload: Payload::Keys,
        params: &[
            Param::required("of", Kind::Reference(Slicing::Allowed), "the tensors"),
            Param::optional("is", Kind::Count, "exactly so many"),
            Param::optional("ge", Kind::Count, "at least so many"),
            Param::optional("gt", Kind::Count, "more than so many"),
            Param::optional("le", Kind::Count, "at most so many"),
            Param::optional("lt", Kind::Count, "fewer than so many"),
        ],
        notes: "At least one comparison must be given; several must all hold.",
        examples: &[
            Example {
                about: "Weights are matrices.",
                given: "w: float32 [1, 1] = 1",
                line: "assert: dimensions: { of: w, is: 2 }",
                then: Then::Runs,
            },
            Example {
                about: "Several comparisons at once.",
                given: "w: float32 [1] = 1",
                line: "assert: dimensions: { of: w, ge: 1, gt: 0, le: 3, lt: 4 }",
                then: Then::Runs,
            },
        ],
    },
    judge,
};

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let of = args.reference("of");
    let bounds = Bounds::of(args)?;
    for found in session.some(of)? {
        let dimensions = found.part(of)?.shape().dimensions().len() as u64;
        if !bounds.hold(dimensions) {
            let message = format!(
                "`{}` has {}, expected {}",
                found.label(of),
                human::counted(dimensions, "dimension"),
                bounds.words()
            );
            return Err(no(message));
        }
    }
    Ok(None)
}
