//! `concat`: tensors joined to one under a new name.
use super::prelude::*;
use crate::tensor::Tensor;

pub(super) static CONCAT: Transform = Transform {
    signature: Signature {
        name: "concat",
        group: Group::Shapes,
        summary: "Join tensors along a dimension to one under a new name.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "from",
                Kind::References(Slicing::Allowed),
                "the tensors to join, in order; each reference must match exactly one",
            ),
            Param::required(
                "to",
                Kind::Name(Owner::Default),
                "the name to write, as it is; must not exist",
            ),
            Param::default(
                "dim",
                Kind::Integer,
                "0",
                "the dimension to join along; negative numbers count from the end",
            ),
        ],
        notes: "Dtypes and all other dimensions must agree. A path is a list within the list: [[h, 0, w], v].",
        examples: &[
            Example {
                about: "Fuse projections.",
                given: "q: float32 [2] = 1, 2\nk: float32 [1] = 3",
                line: "concat: from: [q, k], to: qk",
                then: Then::Leaves(
                    "q: float32 [2] = 1, 2\nk: float32 [1] = 3\nqk: float32 [3] = 1, 2, 3",
                ),
            },
            Example {
                about: "Repeat a column at the end of its matrix.",
                given: "m: float32 [2, 2] = 1, 2, 3, 4",
                line: "concat: from: [m, 'm::[:, 1:]'], to: n, dim: 1",
                then: Then::Leaves(
                    "m: float32 [2, 2] = 1, 2, 3, 4\nn: float32 [2, 3] = 1, 2, 2, 3, 4, 4",
                ),
            },
            Example {
                about: "One reference stands for one tensor.",
                given: "v: float32 [1] = 1\nw: float32 [1] = 2",
                line: "concat: from: ['[vw]', v], to: y",
                then: Then::Fails("matches 2 tensors, one is wanted: `v`, `w`"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let dim = args.whole("dim");
    let suit = |first: &Tensor, other: &Tensor| {
        let known = first.shape().dimension(dim);
        known.map_err(|error| args.blame(error, Fault::Shape, "dim"))?;
        first.expect_beside(other, dim)
    };
    let (from, to) = (args.several("from"), args.reference("to"));
    session
        .join(from, to, suit, |tensors| Tensor::concat(tensors, dim))
        .map(|effect| effect.said("joined"))
}
