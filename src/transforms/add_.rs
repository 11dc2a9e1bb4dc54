//! `add_`: tensors added to others, in place.
use super::prelude::*;

pub(super) static ADD_: Transform = Transform {
    signature: Signature {
        name: "add_",
        group: Group::Arithmetic,
        summary: "Add tensors to tensors that are there.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "from",
                Kind::Reference(Slicing::Allowed),
                "the tensors to add",
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
            about: "Add a delta to its weight.",
            given: "d.w: float32 [2] = 1, 2\nw: float32 [2] = 10, 20",
            line: r"add_: from: d\.(.*), to: \1",
            then: Then::Leaves("d.w: float32 [2] = 1, 2\nw: float32 [2] = 11, 22"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (from, to) = (args.reference("from"), args.reference("to"));
    session
        .combine_into(from, to, |destination, source| destination.add(source))
        .map(|effect| effect.said("added to"))
}
