//! `set`: the flags of a run, changed or shown.
use super::prelude::*;
use crate::report::Answer;
use crate::session::{Flag, Flags};
use serde_json::json;

pub(super) static SET: Transform = Transform {
    signature: Signature {
        name: "set",
        group: Group::Session,
        summary: "Turn flags on and off, or show them.",
        payload: Payload::Keys,
        params: &[
            Param::optional(
                "dry-run",
                Kind::Flag,
                "steps run on a copy that is dropped; nothing is written",
            ),
            Param::optional(
                "preview",
                Kind::Flag,
                "each step is announced with the names it would touch",
            ),
            Param::optional(
                "verbose",
                Kind::Flag,
                "each step lists every tensor it touched",
            ),
        ],
        notes: "",
        examples: &[
            Example {
                about: "Try a step without keeping what it does.",
                given: "w: float32 [1] = 1",
                line: "set: dry-run: true\nscale_: target: w, by: 2\nset: dry-run: false",
                then: Then::Leaves("w: float32 [1] = 1"),
            },
            Example {
                about: "See what is on.",
                given: "",
                line: "set: preview: on, verbose: off\nset",
                then: Then::Shows("set flags: dry-run=False, preview=True, verbose=False"),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

const FLAGS: [(&str, Flag); 3] = [
    ("dry-run", Flag::DryRun),
    ("preview", Flag::Preview),
    ("verbose", Flag::Verbose),
];

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let given = |(key, flag): &(&str, Flag)| args.flag(key).map(|on| (*flag, on));
    let flags: Vec<(Flag, bool)> = FLAGS.iter().filter_map(given).collect();
    match flags.is_empty() {
        true => Ok(Effect::show(shown(session.flags()))),
        false => Ok(Effect::Set(flags)),
    }
}

fn shown(flags: Flags) -> Answer {
    let word = |on: bool| if on { "True" } else { "False" };
    let text = format!(
        "set flags: dry-run={}, preview={}, verbose={}",
        word(flags.dry_run),
        word(flags.preview),
        word(flags.verbose)
    );
    let Flags {
        dry_run,
        preview,
        verbose,
    } = flags;
    Answer::new(
        "set",
        text,
        json!({ "dry-run": dry_run, "preview": preview, "verbose": verbose }),
    )
}
