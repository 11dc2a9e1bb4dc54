//! `restore`: back to an earlier step, all at once.
use super::prelude::*;

pub(super) static RESTORE: Transform = Transform {
    signature: Signature {
        name: "restore",
        group: Group::Session,
        summary: "Take back every step behind the one of this number.",
        payload: Payload::KeysOr("step"),
        params: &[Param::required(
            "step",
            Kind::Count,
            "the step to go back to; 0 is before the first",
        )],
        notes: "`steps` shows the numbers. `redo` brings steps back until the next edit. \
                Files that a save wrote stay.",
        examples: &[
            Example {
                about: "Go back to what the first step left.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nscale_: target: w, by: 3\nscale_: target: w, by: 5\nrestore: 1",
                then: Then::Leaves("w: float32 [1] = 2"),
            },
            Example {
                about: "A number that no step has.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nrestore: step: 7",
                then: Then::Fails("there is no step 7, the last is 1"),
            },
        ],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let step = usize::try_from(args.whole("step")).unwrap_or(usize::MAX);
    let known = session.known_step(step);
    known.map_err(|error| error.for_key("step"))?;
    Ok(Effect::Restore(step))
}
