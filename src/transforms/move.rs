//! `move`: tensors under other names.
use super::prelude::*;

pub(super) static MOVE: Transform = Transform {
    signature: Signature {
        name: "move",
        group: Group::Names,
        summary: "Rename tensors; no data is copied.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "from",
                Kind::Reference(Slicing::Refused),
                "the tensors to rename",
            ),
            Param::required(
                "to",
                Kind::Destination(Slicing::Refused, Must::BeNew),
                "the names they get",
            ),
        ],
        notes: "A renamed tensor goes to the end of its state dict.",
        examples: &[
            Example {
                about: "Give the layers another prefix.",
                given: "text.h.0.w: float32 [1] = 1\ntext.h.1.w: float32 [1] = 2",
                line: r"move: from: text\.(.*), to: model.\1",
                then: Then::Leaves("model.h.0.w: float32 [1] = 1\nmodel.h.1.w: float32 [1] = 2"),
            },
            Example {
                about: "Name the parts of a path instead of writing a pattern.",
                given: "h.0.w: float32 [1] = 1",
                line: "move: from: [h, $i, w], to: [layers, $i, weight]",
                then: Then::Leaves("layers.0.weight: float32 [1] = 1"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    session
        .rename(args.reference("from"), args.reference("to"))
        .map(|effect| effect.said("moved"))
}
