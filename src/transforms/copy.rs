//! `copy`: tensors again under new names.
use super::prelude::*;

pub(super) static COPY: Transform = Transform {
    signature: Signature {
        name: "copy",
        group: Group::Names,
        summary: "Copy tensors, or parts of them, to new names.",
        payload: Payload::Keys,
        params: &[FROM, TO],
        notes: "",
        examples: &[
            Example {
                about: "Keep the original before an edit.",
                given: "w: float32 [2] = 1, 3",
                line: "copy: from: w, to: old.w",
                then: Then::Leaves("w: float32 [2] = 1, 3\nold.w: float32 [2] = 1, 3"),
            },
            Example {
                about: "Take the first column of every layer's matrix.",
                given: "h.0.w: float32 [2, 2] = 1, 2, 3, 4",
                line: r"copy: from: h\.(\d+)\.w::[:, 0], to: first.\1",
                then: Then::Leaves(
                    "h.0.w: float32 [2, 2] = 1, 2, 3, 4\nfirst.0: float32 [2] = 1, 3",
                ),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    session
        .derive(args.reference("from"), args.reference("to"), |tensor| {
            Ok(tensor.clone())
        })
        .map(|effect| effect.said("copied"))
}
