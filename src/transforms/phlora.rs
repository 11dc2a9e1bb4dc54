//! `phlora`: matrices taken apart into two low-rank factors.
use super::prelude::*;

pub(super) static PHLORA: Transform = Transform {
    signature: Signature {
        name: "phlora",
        group: Group::Arithmetic,
        summary: "Take matrices apart into two low-rank factors.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "target",
                Kind::Reference(Slicing::Refused),
                "the matrices W [m, n]",
            ),
            Param::required(
                "target_a",
                Kind::Beside("target"),
                "the names of the factors A [rank, n]",
            ),
            Param::required(
                "target_b",
                Kind::Beside("target"),
                "the names of the factors B [m, rank]",
            ),
            RANK,
            Param::default(
                "delete_original",
                Kind::Flag,
                "true",
                "whether W goes; W stays where a factor takes its name",
            ),
            Param::default(
                "require_missing_dest",
                Kind::Flag,
                "true",
                "whether A and B must be new names",
            ),
        ],
        notes: "B A is the best approximation of W by a matrix of that rank. Of its singular values S and \
                vectors, A is diag(sqrt S) Vh and B is U diag(sqrt S); of each row of Vh the entry of largest \
                magnitude, the first of several, is positive. Before it is rounded, the error is at most 1 + 1e-9 times \
                the smallest there is, and 1e-12 times the norm of W. A rank beyond the \
                smaller of m and n is that one. Singular values that are rounding errors of float64 beside the \
                largest count as 0. Factors have the dtype of W; an alias they do not name is that of W.",
        examples: &[
            Example {
                about: "Keep the larger of two directions.",
                given: "w: float32 [2, 2] = 4, 0, 0, 1",
                line: "phlora: target: w, target_a: w.a, target_b: w.b, rank: 1",
                then: Then::Leaves("w.a: float32 [1, 2] = 2, 0\nw.b: float32 [2, 1] = 2, 0"),
            },
            Example {
                about: "Make factors anew, and keep the matrix beside them.",
                given: "w: float32 [1, 2] = 0, 9\nw.a: float32 [1, 2] = 1, 1",
                line: "phlora: target: w, target_a: w.a, target_b: w.b, rank: 1, \
                       delete_original: false, require_missing_dest: false",
                then: Then::Leaves(
                    "w: float32 [1, 2] = 0, 9\nw.a: float32 [1, 2] = 0, 3\nw.b: float32 [1, 1] = 3",
                ),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (target, rank) = (args.reference("target"), args.positive("rank"));
    let to = [args.reference("target_a"), args.reference("target_b")];
    let treatment = Treatment {
        new: args.flag("require_missing_dest").unwrap_or(true),
        delete: args.flag("delete_original").unwrap_or(true),
    };
    let edit = session.derive_two(target, to, treatment, |matrix, name| {
        matrix.low_rank_factors(rank, name)
    })?;
    let note = session.reduced(target, rank)?;
    Ok(Effect::Edit(Edit { note, ..edit }).said("factored"))
}
