//! Steps from values to effects, on small sessions: what is found, what is blamed, what is written.

use super::document::{Context, Document};
use super::*;
use crate::error::{Error, Kind, Result, Text};
use crate::session::{Impact, Model, Paper, Session, StateDict};
use crate::syntax::{Node, Size, Warning, oly};
use crate::tensor::{Dtype, Shape, Tensor};
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

mod checked;
mod doubted;
mod inferred;
mod read;
mod rerun;
mod rewritten;

/// A session of models, each of tensors with one element: `a: x y` is the alias `a` with `x` and `y`.
fn session(models: &[&str]) -> Session {
    Session::new(models.iter().map(|model| {
        let (alias, names) = model.split_once(':').expect("an alias");
        let named = |name: &str| (Arc::from(name), tensor());
        let model = Model {
            tensors: StateDict::new(names.split_whitespace().map(named)),
            ..Model::default()
        };
        (Arc::from(alias), model)
    }))
}

fn tensor() -> Tensor {
    let shape = Shape::new(vec![1]).expect("one element");
    Tensor::constant(Dtype::F32, shape, 1.0).expect("a float")
}

/// The steps that lines are.
fn steps(lines: &[&str]) -> Vec<Node> {
    let step = |line: &&str| oly::parse(&Text::line(*line)).expect("a line");
    lines.iter().map(step).collect()
}

/// What happens while lines run on paper.
#[derive(Default)]
struct Heard(Vec<String>);

impl Listener for Heard {
    fn warning(&mut self, warning: &Warning) {
        self.0.push(format!("warning {}", warning.message));
    }

    fn preview(&mut self, preview: &Preview<'_>) -> Result<bool> {
        self.0.push(preview.title());
        Ok(preview.name != "delete")
    }

    fn previewed(&mut self, totals: &Impact) {
        self.0.push(totals.counts());
    }

    fn done(&mut self, report: &StepReport) {
        self.0.push(format!("done {}", report.name));
    }

    fn inside(&mut self, report: &StepReport) {
        self.0.push(format!("inside {}", report.name));
    }

    fn left(&mut self, report: &StepReport) {
        let step = report.recorded.as_ref().expect("a step");
        let line = oly::emit(step).expect("a line");
        self.0.push(format!("left {line}"));
    }
}

/// Runs lines on paper; what was heard, and how it ended.
fn ran(session: &mut Session, lines: &[&str]) -> (Vec<String>, Ended) {
    let mut heard = Heard::default();
    let mut paper = Paper::new(Size::None);
    let ended = run(&steps(lines), session, &mut paper, &mut heard);
    (heard.0, ended)
}

#[test]
fn a_run_ends_at_the_first_failure_and_keeps_what_was_done() {
    let mut session = session(&["a: x"]);
    let lines = ["copy: from: x, to: y", "delete: target: z", "exit"];
    let (heard, ended) = ran(&mut session, &lines);
    let error = ended.error.expect("nothing matches");
    assert_eq!(
        (ended.steps, error.step(), error.kind()),
        (1, Some(1), Kind::NoMatch)
    );
    assert_eq!(heard, ["done copy"]);
    assert_eq!(session.steps().len(), 1);
}

#[test]
fn nothing_runs_behind_an_exit() {
    let mut session = session(&["a: x"]);
    let (heard, ended) = ran(&mut session, &["exit", "delete: target: x"]);
    assert!(ended.exit && ended.error.is_none());
    assert_eq!(heard, ["done exit"]);
}

#[test]
fn a_failure_is_blamed_on_the_verb_the_key_and_the_words() {
    for (line, key, words, message) in [
        ("coppy: from: x", None, "coppy", "unknown transform `coppy`"),
        (
            "copy: from: x",
            Some("to"),
            "from: x",
            "copy: missing key `to`",
        ),
        (
            "copy: from: z, to: y",
            Some("from"),
            "z",
            "copy: no tensor in `a` matches `z`",
        ),
        (
            "copy: from: x, to: x",
            Some("to"),
            "x",
            "copy: destination `a::x` exists already",
        ),
        (
            "load: path: none.safetensors, alias: b",
            Some("path"),
            "none.safetensors",
            "load: ",
        ),
        (
            "assert: shape: { of: x, is: [2] }",
            Some("shape"),
            "x",
            "assert: shape: `a::x` has shape [1]",
        ),
        (
            "set: verbose: 3",
            Some("verbose"),
            "3",
            "set: `verbose` takes true or false",
        ),
    ] {
        let (_, ended) = ran(&mut session(&["a: x"]), &[line]);
        let error = ended.error.expect(line);
        assert!(error.message().starts_with(message), "{error}");
        assert_eq!(error.key(), key, "{line}");
        assert_eq!(
            error.place().map(|place| place.words()),
            Some(words),
            "{line}"
        );
    }
}

#[test]
fn under_preview_a_step_is_asked_about_and_may_be_left_out() {
    let mut session = session(&["a: x"]);
    let lines = [
        "set: preview: true",
        "copy: from: x, to: y",
        "delete: target: x",
    ];
    let (heard, ended) = ran(&mut session, &lines);
    assert_eq!(
        heard,
        [
            "done set",
            "preview 2/3 copy",
            "done copy",
            "preview 3/3 delete",
            "changed[0], created[1], deleted[0]"
        ]
    );
    assert_eq!(ended.steps, 3);
    assert_eq!(session.steps().len(), 2);
}

#[test]
fn steps_inside_are_heard_of_before_the_step_that_holds_them() {
    let mut session = session(&["a: x"]);
    let line =
        "execute: transforms: [{ copy: { from: x, to: y } }, { execute: { plan: [prefixes] } }]";
    let (heard, _) = ran(&mut session, &[line]);
    let expected = [
        "inside copy",
        "inside prefixes",
        "inside execute",
        "done execute",
    ];
    assert_eq!(heard, expected);
    let summary = session.steps()[0].resolved.clone();
    let full = "execute: transforms: [{ copy: { from: a::x, to: a::y } }, \
                { execute: { transforms: [{ prefixes: { mode: list } }] } }]";
    assert_eq!(oly::emit(&summary).expect("a line"), full);
}

#[test]
fn steps_inside_one_that_is_not_whole_are_left_in_order() {
    let deeper =
        "{ execute: { transforms: [{ copy: { from: y, to: z } }, { delete: { target: y } }] } }";
    let line = format!("execute: transforms: [{{ copy: {{ from: x, to: y }} }}, {deeper}]");
    let mut session = session(&["a: x"]);
    let (heard, ended) = ran(&mut session, &["set: preview: true", &line]);
    let left: Vec<&String> = heard
        .iter()
        .filter(|words| words.starts_with("left"))
        .collect();
    assert_eq!(
        left,
        [
            "left copy: from: a::x, to: a::y",
            "left copy: from: a::y, to: a::z"
        ]
    );
    assert!(ended.error.is_none());
    assert_eq!(session.steps().len(), 3);
}

/// Answers after a while, and hears how long steps took.
#[derive(Default)]
struct Slow(Vec<Duration>);

/// How long it takes to answer.
const WHILE: Duration = Duration::from_millis(300);

impl Listener for Slow {
    fn revise(&mut self, _name: &str, text: &str) -> Result<Option<String>> {
        sleep(WHILE);
        Ok(Some(text.replace("x", "z")))
    }

    fn preview(&mut self, _preview: &Preview<'_>) -> Result<bool> {
        sleep(WHILE);
        Ok(true)
    }

    fn done(&mut self, report: &StepReport) {
        self.0.push(report.elapsed);
    }

    fn inside(&mut self, report: &StepReport) {
        self.0.push(report.elapsed);
    }
}

#[test]
fn the_time_of_a_step_is_without_that_of_a_person() {
    let mut session = session(&["a: x"]);
    let lines = [
        "set: preview: true",
        "execute: transforms: [{ copy: { from: x, to: y } }]",
        "edit: x",
    ];
    let mut slow = Slow::default();
    let ended = run(
        &steps(&lines),
        &mut session,
        &mut Paper::new(Size::None),
        &mut slow,
    );
    assert!(ended.error.is_none(), "{:?}", ended.error);
    assert_eq!(slow.0.len(), 4);
    assert!(
        slow.0.iter().all(|time| *time < WHILE / 2),
        "{slow:?}",
        slow = slow.0
    );
}
