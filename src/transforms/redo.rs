//! `redo`: steps that were undone, done again.
use super::prelude::*;

pub(super) static REDO: Transform = Transform {
    signature: Signature {
        name: "redo",
        group: Group::Session,
        summary: "Do steps again that were undone.",
        payload: Payload::KeysOr("steps"),
        params: &[Param::default("steps", Kind::Count, "1", "how many")],
        notes: "The next edit ends what can be done again.",
        examples: &[Example {
            about: "Do it after all.",
            given: "w: float32 [1] = 1",
            line: "scale_: target: w, by: 2\nundo\nredo",
            then: Then::Leaves("w: float32 [1] = 2"),
        }],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, _session: &Session) -> Result<Effect> {
    let steps = usize::try_from(args.whole("steps")).unwrap_or(usize::MAX);
    Ok(Effect::Redo(steps))
}
