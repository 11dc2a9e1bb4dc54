//! `subtract_`: tensors subtracted from others, in place.
use super::prelude::*;

pub(super) static SUBTRACT_: Transform = Transform {
    signature: Signature {
        name: "subtract_",
        group: Group::Arithmetic,
        summary: "Subtract tensors from tensors that are there.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "from",
                Kind::Reference(Slicing::Allowed),
                "the tensors to subtract",
            ),
            Param::required(
                "to",
                Kind::Destination(Slicing::Allowed, Must::Exist),
                "the tensors to change",
            ),
        ],
        notes: "Shapes and dtypes must agree; nothing is broadcast. Several tensors take their turn in the order of \
                names, each after what the ones before did.",
        examples: &[Example {
            about: "Subtract a delta from its weight.",
            given: "d.w: float32 [2] = 1, 2\nw: float32 [2] = 10, 20",
            line: r"subtract_: from: d\.(.*), to: \1",
            then: Then::Leaves("d.w: float32 [2] = 1, 2\nw: float32 [2] = 9, 18"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (from, to) = (args.reference("from"), args.reference("to"));
    session
        .combine_into(from, to, |destination, source| destination.subtract(source))
        .map(|effect| effect.said("subtracted from"))
}
