//! Laws of whole sessions: what lines typed in any order leave behind, their recording and every summary leave too.

use brainsurgery::error::{Result, Text};
use brainsurgery::plan::{self, Context, Document, Listener, Preview, StepReport};
use brainsurgery::session::{Disk, Form, Impact, Mode, Model, Session, StateDict};
use brainsurgery::syntax::{Line, Node, Size, Warning, yaml};
use brainsurgery::tensor::{Buffers, Dtype, Engine, Shape, Tensor};
use brainsurgery::transforms;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;

/// So few names that steps get in each other's way.
fn name() -> impl Strategy<Value = String> {
    select(&["a", "b", "c", "other::a", "other::b"][..]).prop_map(str::to_owned)
}

/// Tensors that are read, also as they were after a step.
fn source() -> impl Strategy<Value = String> {
    let earlier = (
        select(&["model", "other"][..]),
        0..6u8,
        select(&["a", "b", "c"][..]),
    );
    let earlier = earlier.prop_map(|(alias, step, name)| format!("{alias}@{step}::{name}"));
    prop_oneof![2 => name(), 1 => earlier]
}

/// A step that edits, as the payload of `execute` holds it.
fn edit() -> impl Strategy<Value = String> {
    let factor = select(&["0.5", "2", "-1"][..]);
    let two = || (source(), name());
    prop_oneof![
        3 => (name(), factor).prop_map(|(target, by)| format!("scale_: {{ target: '{target}', by: {by} }}")),
        3 => two().prop_map(|(from, to)| format!("copy: {{ from: '{from}', to: '{to}' }}")),
        2 => two().prop_map(|(from, to)| format!("add_: {{ from: '{from}', to: '{to}' }}")),
        1 => two().prop_map(|(from, to)| format!("assign: {{ from: '{from}', to: '{to}' }}")),
        2 => (name(), name()).prop_map(|(from, to)| format!("move: {{ from: '{from}', to: '{to}' }}")),
        1 => name().prop_map(|target| format!("delete: {{ target: '{target}' }}")),
        1 => name().prop_map(|target| format!("cast_: {{ target: '{target}', to: float16 }}")),
        1 => name().prop_map(|target| format!("rand: {{ target: '{target}', shape: [2] }}")),
        1 => Just("prefixes: { mode: add, alias: other }".to_owned()),
        1 => Just("prefixes: { mode: remove, alias: other }".to_owned()),
        1 => any::<bool>().prop_map(|on| format!("set: {{ dry-run: {on} }}")),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let inside = prop::collection::vec(edit(), 1..3).prop_map(|steps| {
        let steps: Vec<String> = steps.iter().map(|step| format!("{{ {step} }}")).collect();
        format!("execute: transforms: [{}]", steps.join(", "))
    });
    prop_oneof![
        8 => edit(),
        2 => inside,
        1 => Just("help: copy".to_owned()),
        3 => (1..4u8).prop_map(|steps| format!("undo: {steps}")),
        2 => (1..4u8).prop_map(|steps| format!("redo: {steps}")),
        1 => (0..6u8).prop_map(|step| format!("restore: {step}")),
        1 => (1..6u8, edit()).prop_map(|(step, to)| format!("edit: step: {step}, to: {{ {to} }}")),
        1 => (1..6u8).prop_map(|from| format!("rerun: from: {from}, of: model, alias: other")),
        1 => (0..6u8).prop_map(|step| format!("at: {step}")),
        1 => Just("at: now".to_owned()),
    ]
}

/// Keeps what a recording would hold.
#[derive(Default)]
struct Recorded(Vec<Node>);

impl Listener for Recorded {
    fn warning(&mut self, _: &Warning) {}

    fn preview(&mut self, _: &Preview<'_>) -> Result<bool> {
        Ok(true)
    }

    fn previewed(&mut self, _: &Impact) {}

    fn done(&mut self, report: &StepReport) {
        self.0.extend(report.recorded.clone());
    }

    fn inside(&mut self, _: &StepReport) {}

    fn left(&mut self, report: &StepReport) {
        self.done(report);
    }
}

fn begun() -> Session {
    let tensor = |name: &'static str, values: [f32; 2]| {
        let bytes: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        let shape = Shape::new(vec![2]).expect("small");
        let tensor = Tensor::stored(Dtype::F32, shape, Arc::new(bytes), 0);
        (Arc::from(name), tensor)
    };
    let model = Model {
        tensors: StateDict::new([tensor("a", [1.0, 2.0]), tensor("b", [3.0, -4.0])]),
        ..Model::default()
    };
    Session::new([(Arc::from("model"), model)])
}

/// What lines leave, those that fail passed over, and what was recorded of them.
fn typed(lines: &[String], engine: &Engine) -> (Session, Vec<Node>) {
    let (mut session, mut heard) = (begun(), Recorded::default());
    for line in lines {
        let read = Line::read(line, &mut Vec::new()).expect(line);
        let step = read.expect("no comment").step;
        let mut disk = Disk::new(engine, Size::None);
        plan::run(&[step], &mut session, &mut disk, &mut heard);
    }
    (session, heard.0)
}

/// What steps leave, none of which may fail.
fn run(steps: &[Node], engine: &Engine) -> Session {
    let mut session = begun();
    let mut disk = Disk::new(engine, Size::None);
    let ended = plan::run(steps, &mut session, &mut disk, &mut Recorded::default());
    assert!(ended.error.is_none(), "{:?}", ended.error);
    session
}

/// The steps of a plan in YAML.
fn of_yaml(text: String) -> Vec<Node> {
    let context = Context::default();
    let (root, _) = yaml::parse(&Text::file("plan.yaml", text), &context.dialect).expect("YAML");
    Document::from_node(root, &context).expect("a plan").0.steps
}

/// The steps of lines.
fn of_lines(text: &str) -> Vec<Node> {
    let lines = text.lines().filter(|line| !line.starts_with("inputs:"));
    let read = lines.map(|line| Line::read(line, &mut Vec::new()).expect(line));
    read.flatten().map(|line| line.step).collect()
}

/// Every tensor of every alias, in order, to the byte.
fn held(session: &Session) -> Vec<String> {
    let models = session.now().models.iter();
    let tensors = models.map(|(alias, model)| {
        let tensors = model.tensors.in_order().into_iter().map(|(name, tensor)| {
            let mut bytes = vec![0; tensor.bytes() as usize];
            let read = tensor.read(0, &mut bytes, &mut Buffers::default());
            read.expect("numbers");
            format!(
                "{name} {} {} {bytes:?}",
                tensor.dtype().name(),
                tensor.shape()
            )
        });
        format!("{alias}: {}", tensors.collect::<Vec<_>>().join(", "))
    });
    tensors.collect()
}

proptest! {
    #[test]
    fn a_recording_and_every_summary_leave_what_the_session_left(
        lines in prop::collection::vec(line(), 0..30),
    ) {
        let engine = Engine::new(1);
        let (session, recorded) = typed(&lines, &engine);
        let left = held(&session);
        prop_assert_eq!(held(&run(&recorded, &engine)), left.clone(), "the recording");
        for (mode, read_only) in [
            (Mode::Raw, true),
            (Mode::Raw, false),
            (Mode::Resolve, true),
            (Mode::Resolve, false),
        ] {
            let plan = session.summary(mode, read_only, &transforms::renumbered);
            let text = |form| session.written_as(form, &plan, read_only).expect("a text");
            let told = format!("{mode:?} {read_only}");
            prop_assert_eq!(held(&run(&of_yaml(text(Form::Yaml)), &engine)), left.clone(), "{}", told);
            prop_assert_eq!(held(&run(&of_lines(&text(Form::Oly)), &engine)), left.clone(), "{}", told);
        }
    }
}

#[test]
fn what_is_drawn_for_a_step_that_takes_the_place_of_another_is_recorded() {
    let engine = Engine::new(1);
    for to in [
        "{ rand: { target: c, shape: [2] } }",
        "[{ help: move }, { execute: { transforms: [{ rand: { target: c, shape: [2] } }] } }]",
    ] {
        let lines = ["help: copy".to_owned(), format!("edit: step: 1, to: {to}")];
        let (session, recorded) = typed(&lines, &engine);
        assert!(held(&session)[0].contains("c float32"), "{to}");
        assert_eq!(held(&run(&recorded, &engine)), held(&session), "{to}");
    }
}
