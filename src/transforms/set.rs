//! `set`: the flags of a run, changed or shown.
use super::prelude::*;
use crate::report::{Answer, Cell, Column, Form, Table};
use crate::session::{Flag, Flags, Setting};
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
        ],
        notes: "`format` is for the eye alone: pipes, files and `--json` get what they always get. `tree` \
                is the text of pipes; `csv` and `markdown` hold every row.",
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
    let turned = |(key, flag): &(&str, Flag)| {
        let on = args.flag(key)?;
        Some(Setting::Turned(*flag, on))
    };
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
    } = flags;
    let word = |on: bool| if on { "True" } else { "False" };
    let text = format!(
        "set flags: dry-run={}, preview={}, verbose={}",
        word(dry_run),
        word(preview),
        word(verbose)
    );
    let mut table = Table::new(["flag", "value"].map(Column::left));
    for (name, on) in [
        ("dry-run", dry_run),
        ("preview", preview),
        ("verbose", verbose),
    ] {
        table.push([Cell::name(name), Cell::plain(on.to_string())]);
    }
    table.push([Cell::name("format"), Cell::plain(form.name())]);
    let data = json!({
        "dry-run": dry_run, "preview": preview, "verbose": verbose, "format": form.name(),
    });
    Answer::new("set", text, data).with_table(table)
}
