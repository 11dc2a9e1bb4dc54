//! `set`: the flags of a run, changed or shown.
use super::prelude::*;
use crate::report::{Answer, Cell, Column, Form, Table};
use crate::session::{Flag, Flags, Safe, Setting};
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
                "each step is announced with the names, shapes and bytes it would touch",
            ),
            Param::optional(
                "verbose",
                Kind::Flag,
                "each step lists every tensor it touched",
            ),
            Param::optional(
                "format",
                Kind::Choice(&Form::NAMES),
                "how a terminal shows answers",
            ),
            Param::optional(
                "safe",
                Kind::Flag,
                "only new files in the working folder are written",
            ),
            Param::optional(
                "timer",
                Kind::Flag,
                "a terminal shows the time of every step, or of none",
            ),
            Param::optional(
                "pager",
                Kind::Flag,
                "a terminal shows what is taller than it through `$PAGER`",
            ),
        ],
        notes: "`format` is for the eye alone: pipes, files and `--json` get what they always get. `tree` \
                is the text of pipes; `csv` and `markdown` hold every row, `csv` with bytes and numbers in full. Until \
                `timer` is set, the times of steps that change tensors are shown, and others that can be felt. `pager` \
                is on until it is turned off; where there is no `$PAGER` and no `less`, the shell turns the pages itself. Safe mode that was asked for at \
                the start (`--safe`) stays on.",
        examples: &[
            Example {
                about: "Try a step without keeping what it does.",
                given: "w: float32 [1] = 1",
                line: "set: dry-run: true\nscale_: target: w, by: 2\nset: dry-run: false",
                then: Then::Leaves("w: float32 [1] = 1"),
            },
            Example {
                about: "Have tables on the screen as text to paste elsewhere.",
                given: "w: float32 [1] = 1",
                line: "set: format: markdown\ndump",
                then: Then::Shows("└── model\n    └── w  shape=[1]"),
            },
            Example {
                about: "See how long each step takes, without a pager between.",
                given: "w: float32 [1] = 1",
                line: "set: timer: true, pager: false\ndump",
                then: Then::Shows("└── model\n    └── w  shape=[1]"),
            },
            Example {
                about: "See what is on.",
                given: "",
                line: "set: preview: on, verbose: off\nset",
                then: Then::Shows("set flags: dry-run=False, preview=True, verbose=False"),
            },
            Example {
                about: "In safe mode nothing outside the working folder is written.",
                given: "w: float32 [1] = 1",
                line: "set: safe: true\nsave: path: /elsewhere/w.safetensors",
                then: Then::Fails(
                    "safe mode: `/elsewhere/w.safetensors` is outside the working folder",
                ),
            },
        ],
    },
    standing: Standing::Step,
    complete,
    compile,
};

const FLAGS: [(&str, Flag); 6] = [
    ("dry-run", Flag::DryRun),
    ("preview", Flag::Preview),
    ("verbose", Flag::Verbose),
    ("safe", Flag::Safe),
    ("timer", Flag::Timer),
    ("pager", Flag::Pager),
];

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let turned = |(key, flag): &(&str, Flag)| {
        let on = args.flag(key)?;
        Some(Setting::Turned(*flag, on))
    };
    if session.flags().safe == Safe::Kept && args.flag("safe") == Some(false) {
        let message = "safe mode was asked for at the start and stays on";
        return Err(Error::new(Fault::Payload, message).at_some(args.place("safe")));
    }
    let mut settings: Vec<Setting> = FLAGS.iter().filter_map(turned).collect();
    if args.has("format") {
        settings.extend(Form::named(args.word("format")).map(Setting::Shown));
    }
    match settings.is_empty() {
        true => Ok(Effect::show(shown(session.flags()))),
        false => Ok(Effect::Set(settings)),
    }
}

fn shown(flags: Flags) -> Answer {
    let Flags {
        dry_run,
        preview,
        verbose,
        form,
        safe,
        timer,
        pager,
    } = flags;
    let word = |on: bool| if on { "True" } else { "False" };
    let (one, two, three) = (word(dry_run), word(preview), word(verbose));
    let four = if safe.is_on() { ", safe=True" } else { "" };
    let text = format!("set flags: dry-run={one}, preview={two}, verbose={three}{four}");
    let mut table = Table::new(["flag", "value"].map(Column::left));
    for (name, on) in [
        ("dry-run", dry_run),
        ("preview", preview),
        ("verbose", verbose),
        ("safe", safe.is_on()),
        ("pager", pager),
    ] {
        table.push([Cell::name(name), Cell::plain(on.to_string())]);
    }
    let timed = timer.set().map_or("felt".to_owned(), |on| on.to_string());
    table.push([Cell::name("timer"), Cell::plain(timed)]);
    table.push([Cell::name("format"), Cell::plain(form.name())]);
    let data = json!({
        "dry-run": dry_run, "preview": preview, "verbose": verbose, "safe": safe.is_on(),
        "timer": timer.set(), "pager": pager, "format": form.name(),
    });
    Answer::new("set", text, data).with_table(table)
}
