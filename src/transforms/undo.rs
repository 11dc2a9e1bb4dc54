//! `undo`: the last steps taken back.
use super::prelude::*;

pub(super) static UNDO: Transform = Transform {
    signature: Signature {
        name: "undo",
        group: Group::Session,
        summary: "Take back the last steps.",
        payload: Payload::KeysOr("steps"),
        params: &[Param::default("steps", Kind::Count, "1", "how many")],
        notes: "Files that a save wrote stay.",
        examples: &[Example {
            about: "Take the last step back.",
            given: "w: float32 [1] = 1",
            line: "scale_: target: w, by: 2\nundo",
            then: Then::Leaves("w: float32 [1] = 1"),
        }],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, _session: &Session) -> Result<Effect> {
    let steps = usize::try_from(args.whole("steps")).unwrap_or(usize::MAX);
    Ok(Effect::Undo(steps))
}
