//! `add`: the sum of two tensors into a third that is there.
use super::prelude::*;

pub(super) static ADD: Transform = Transform {
    signature: Signature {
        name: "add",
        group: Group::Arithmetic,
        summary: "Write the sums of two tensors into tensors that are there.",
        payload: Payload::Keys,
        params: &[FIRST, SECOND, RESULT],
        notes: "Shapes and dtypes must agree; nothing is broadcast. Several tensors take their turn in the order of \
                names, each after what the ones before did.",
        examples: &[Example {
            about: "Write a sum over the second operand.",
            given: "a: float32 [2] = 1, 2\nb: float32 [2] = 4, 5",
            line: "add: from_a: a, from_b: b, to: b",
            then: Then::Leaves("a: float32 [2] = 1, 2\nb: float32 [2] = 5, 7"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let (from_a, from_b) = (args.reference("from_a"), args.reference("from_b"));
    session
        .combine(from_a, from_b, args.reference("to"), |a, b| a.add(b))
        .map(|effect| effect.said("added"))
}
