//! `assign`: elements copied into tensors that are there.
use super::prelude::*;

pub(super) static ASSIGN: Transform = Transform {
    signature: Signature {
        name: "assign",
        group: Group::Arithmetic,
        summary: "Copy elements into tensors that are there, or into parts of them.",
        payload: Payload::Keys,
        params: &[
            FROM,
            Param::required(
                "to",
                Kind::Destination(Slicing::Allowed, Must::Exist),
                "the tensors to write into",
            ),
        ],
        notes: "Shapes and dtypes must agree; nothing is broadcast. Several tensors take their turn in the order of \
                names, each after what the ones before did.",
        examples: &[Example {
            about: "Overwrite the second row of a matrix.",
            given: "v: float32 [2] = 7, 8\nm: float32 [2, 2] = 1, 2, 3, 4",
            line: "assign: from: v, to: m::[1]",
            then: Then::Leaves("v: float32 [2] = 7, 8\nm: float32 [2, 2] = 1, 2, 7, 8"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    session
        .assign(args.reference("from"), args.reference("to"))
        .map(|effect| effect.said("assigned"))
}
