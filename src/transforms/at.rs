//! `at`: a look at an earlier step.
use super::prelude::*;

pub(super) static AT: Transform = Transform {
    signature: Signature {
        name: "at",
        group: Group::Session,
        summary: "Look at everything as it was after a step.",
        payload: Payload::KeysOr("step"),
        params: &[Param::required(
            "step",
            Kind::Moment,
            "0 is before the first step; `now` ends the look",
        )],
        notes: "Until `at: now` nothing can be edited, and what is looked at is no step. \
                `restore: 3` goes back to step 3 for good. `steps` shows the numbers.",
        examples: &[
            Example {
                about: "See what was there before the first step.",
                given: "w: float32 [1] = 1",
                line: "move: from: w, to: v\nat: 0\ndump: target: w, format: tree",
                then: Then::Shows("└── w  shape=[1]"),
            },
            Example {
                about: "Go on from now.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nat: step: 0\nat: now\nscale_: target: w, by: 2",
                then: Then::Leaves("w: float32 [1] = 4"),
            },
            Example {
                about: "What is past is not edited.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nat: 0\nscale_: target: w, by: 2",
                then: Then::Fails("step 0 is only looked at"),
            },
        ],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let word = args.word("step");
    if word == "now" {
        return Ok(Effect::At(None));
    }
    // A number too long to be read is that of no step.
    let step = word.parse().unwrap_or(usize::MAX);
    let known = session.known_step(step);
    known.map_err(|error| error.for_key("step"))?;
    Ok(Effect::At(Some(step)))
}
