//! `summarize`: the steps that ran, as a plan.
use super::prelude::*;
use crate::report::Answer;
use crate::session::{Form, Mode, TextFile};
use std::path::PathBuf;

pub(super) static SUMMARIZE: Transform = Transform {
    signature: Signature {
        name: "summarize",
        group: Group::Session,
        summary: "Show or write the steps that took effect as a plan.",
        payload: Payload::KeysOr("path"),
        params: &[
            Param::optional(
                "path",
                Kind::Path(Access::Write),
                "the file to write; shown when left out",
            ),
            Param::default(
                "mode",
                Kind::Choice(&["raw", "resolve"]),
                "raw",
                "as typed, or with everything said",
            ),
            Param::optional(
                "format",
                Kind::Choice(&["yaml", "oly", "markdown"]),
                "a plan, lines, or a transcript with the answers; told by the suffix, else yaml",
            ),
            Param::default(
                "read-only",
                Kind::Flag,
                "true",
                "whether help, dump and diff stand in it",
            ),
        ],
        notes: "The plan carries inputs and output, so it runs as it stands. Undone steps are not in it.\n\
            Comments stand above their steps. A transcript (.md) is only read; the others run.",
        examples: &[
            Example {
                about: "See the plan so far.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nsummarize: mode: resolve",
                then: Then::Shows(
                    "inputs: []\ntransforms:\n- scale_:\n    target: model::w\n    by: 2.0",
                ),
            },
            Example {
                about: "See the steps as lines.",
                given: "w: float32 [1] = 1",
                line: "scale_: target: w, by: 2\nsummarize: format: oly",
                then: Then::Shows("scale_: target: w, by: 2"),
            },
            Example {
                about: "Leave out the steps that only look.",
                given: "w: float32 [1] = 1",
                line: "dump\nsummarize: read-only: false",
                then: Then::Shows("transforms: []"),
            },
        ],
    },
    standing: Standing::Steering,
    complete,
    compile,
};

fn compile(args: &Args, session: &Session) -> Result<Effect> {
    let mode = if args.word("mode") == "resolve" {
        Mode::Resolve
    } else {
        Mode::Raw
    };
    let read_only = args.flag("read-only").unwrap_or(true);
    let plan = session.summary(mode, read_only, &super::renumbered);
    let suffix = args.text("path").and_then(Form::of_suffix);
    let form = args.text("format").and_then(Form::parse);
    let form = form.or(suffix).unwrap_or_default();
    let text = session.written_as(form, &plan, read_only)?;
    match args.text("path") {
        Some(path) => Ok(Effect::Write(TextFile {
            path: PathBuf::from(path),
            content: text,
        })),
        None => Ok(Effect::show(Answer::new(
            "summarize",
            text.trim_end(),
            plan.to_json(),
        ))),
    }
}
