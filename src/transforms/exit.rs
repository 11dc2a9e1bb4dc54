//! `exit`: the end of a run.
use super::prelude::*;

pub(super) static EXIT: Transform = Transform {
    signature: Signature {
        name: "exit",
        group: Group::Session,
        summary: "Leave: the remaining steps are not run.",
        payload: Payload::Nothing,
        params: &[],
        notes: "The output and the summary are still written.",
        examples: &[Example {
            about: "Stop a plan here.",
            given: "w: float32 [1] = 1",
            line: "exit",
            then: Then::Leaves("w: float32 [1] = 1"),
        }],
    },
    standing: Standing::Step,
    complete,
    compile,
};

fn compile(_args: &Args, _session: &Session) -> Result<Effect> {
    Ok(Effect::Exit)
}
