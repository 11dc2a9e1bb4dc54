//! `split`: a tensor cut into parts under new names.
use super::prelude::*;
use crate::report::human;

pub(super) static SPLIT: Transform = Transform {
    signature: Signature {
        name: "split",
        group: Group::Shapes,
        summary: "Cut a tensor along a dimension into parts under new names.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "from",
                Kind::Reference(Slicing::Allowed),
                "the tensor to cut; exactly one must match",
            ),
            Param::required(
                "to",
                Kind::Names,
                "the names of the parts, as they are; none may exist",
            ),
            Param::required(
                "sizes",
                Kind::Sizes,
                "the size of each part; together the size of the dimension",
            ),
            Param::default(
                "dim",
                Kind::Integer,
                "0",
                "the dimension to cut; negative numbers count from the end",
            ),
        ],
        notes: "The tensor itself stays. The names may stand under different aliases.",
        examples: &[
            Example {
                about: "Take a fused projection apart.",
                given: "qkv: float32 [4] = 1, 2, 3, 4",
                line: "split: from: qkv, to: [q, k, v], sizes: [2, 1, 1]",
                then: Then::Leaves(
                    "qkv: float32 [4] = 1, 2, 3, 4\nq: float32 [2] = 1, 2\n\
                     k: float32 [1] = 3\nv: float32 [1] = 4",
                ),
            },
            Example {
                about: "Cut columns.",
                given: "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5",
                line: "split: from: m, to: [p, q], sizes: [1, 2], dim: -1",
                then: Then::Leaves(
                    "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5\np: float32 [2, 1] = 0, 3\n\
                     q: float32 [2, 2] = 1, 2, 4, 5",
                ),
            },
            Example {
                about: "Nothing may be left over.",
                given: "m: float32 [2, 3] = 0, 1, 2, 3, 4, 5",
                line: "split: from: m, to: [p, q], sizes: [1, 2]",
                then: Then::Fails("the sizes [1, 2] do not add up to dimension 0 of [2, 3]"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (to, sizes) = (args.several("to"), args.integers("sizes"));
    if to.len() != sizes.len() {
        let counted = |number: usize, noun| human::counted(number as u64, noun);
        let (names, sizes) = (counted(to.len(), "name"), counted(sizes.len(), "size"));
        let message = format!("{names} for {sizes}");
        let error = Error::new(Fault::Payload, message).hint("each part has a name and a size");
        return Err(error.for_key("sizes").at_some(args.place("sizes")));
    }
    let sizes: Vec<u64> = sizes.iter().map(|size| size.unsigned_abs()).collect();
    let dim = args.whole("dim");
    session
        .part(args.reference("from"), to, |tensor| {
            let known = tensor.shape().dimension(dim);
            known.map_err(|error| args.blame(error, Fault::Shape, "dim"))?;
            let parts = tensor.split(&sizes, dim);
            parts.map_err(|error| args.blame(error, Fault::Shape, "sizes"))
        })
        .map(|effect| effect.said("split"))
}
