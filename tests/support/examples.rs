//! Runs the examples of signatures on a state dict written in text.

use brainsurgery::error::{Error, Kind, Result};
use brainsurgery::plan::{self, Listener, Preview, StepReport};
use brainsurgery::session::{Disk, Impact, Model, Session, StateDict};
use brainsurgery::signature::Example;
use brainsurgery::syntax::{Line, Size, Warning};
use brainsurgery::tensor::{Buffers, Dtype, Engine, Shape, Tensor};
use std::sync::Arc;

/// What an example left behind.
#[derive(Debug)]
pub struct Ran {
    /// The tensors of the first alias, one a line, in the order of the state dict.
    pub tensors: String,
    /// The tensors of the first alias by name, each with its reads and writes: `a 1 1, b 0 2`.
    pub counts: String,
    /// What the last step that showed something showed.
    pub shown: String,
    /// The message of the failure, with its hints.
    pub failure: Option<String>,
    /// Its kind.
    pub kind: Option<Kind>,
}

/// Runs an example of a signature.
pub fn run(example: &Example) -> Ran {
    run_lines(example.given, example.line)
}

/// Runs lines on the tensors that `given` describes.
pub fn run_lines(given: &str, lines: &str) -> Ran {
    let engine = Engine::new(2);
    let mut session = Session::new([(Arc::from("model"), model(given))]);
    let mut disk = Disk::new(&engine, Size::None);
    let mut heard = Heard::default();
    let failure = lines.lines().find_map(|line| {
        let step = match Line::read(line, &mut Vec::new()) {
            Ok(line) => line.expect("an example is no comment").step,
            Err(error) => return Some(error),
        };
        plan::run(&[step], &mut session, &mut disk, &mut heard).error
    });
    let models = &session.state().models;
    let model = models.values().next().expect("an alias").clone();
    let counted = model.tensors.by_name().map(|(name, _)| {
        let counts = model.tensors.counts(name).expect("it is there");
        format!("{name} {} {}", counts.reads, counts.writes)
    });
    let listed = model
        .tensors
        .in_order()
        .into_iter()
        .map(|(name, tensor)| describe(&name, &tensor));
    Ran {
        tensors: listed.collect::<Vec<_>>().join("\n"),
        counts: counted.collect::<Vec<_>>().join(", "),
        shown: heard.0,
        kind: failure.as_ref().map(Error::kind),
        failure: failure.map(|error| format!("{} {}", error.message(), error.hints().join(" "))),
    }
}

/// The last answer.
#[derive(Default)]
struct Heard(String);

impl Listener for Heard {
    fn warning(&mut self, warning: &Warning) {
        panic!("an example warns: {}", warning.message);
    }

    fn preview(&mut self, _preview: &Preview<'_>) -> Result<bool> {
        Ok(true)
    }

    fn previewed(&mut self, _totals: &Impact) {}

    fn done(&mut self, report: &StepReport) {
        if let Some(answer) = &report.answer {
            self.0 = answer.plain.clone();
        }
    }

    fn inside(&mut self, report: &StepReport) {
        self.done(report);
    }

    fn left(&mut self, _report: &StepReport) {}
}

/// The state dict that a text describes: `name: dtype [shape] = values`, one a line.
fn model(text: &str) -> Model {
    let tensors = text.lines().map(|line| {
        let (name, rest) = line.split_once(": ").expect("a name");
        let (form, values) = rest.split_once(" = ").expect("values");
        let (dtype, shape) = form.split_once(' ').expect("a dtype and a shape");
        let sizes = shape
            .trim_matches(['[', ']'])
            .split(", ")
            .filter(|size| !size.is_empty());
        let shape =
            Shape::new(sizes.map(|size| size.parse().expect("a size")).collect()).expect("small");
        let values = values
            .split(", ")
            .map(|value| value.parse::<f64>().expect("a number"));
        let bytes: Vec<u8> = values.flat_map(f64::to_le_bytes).collect();
        let tensor = Tensor::stored(Dtype::F64, shape, Arc::new(bytes), 0);
        let dtype = Dtype::parse(dtype).expect("a dtype");
        (
            Arc::from(name),
            tensor.cast(dtype).expect("f64 casts to all of these"),
        )
    });
    Model {
        tensors: StateDict::new(tensors),
        ..Model::default()
    }
}

/// One tensor as the text of an example has it.
fn describe(name: &str, tensor: &Tensor) -> String {
    let bytes = usize::try_from(tensor.shape().elements() * 8).expect("small");
    let mut values = vec![0; bytes];
    let read = tensor
        .cast(Dtype::F64)
        .and_then(|tensor| tensor.read(0, &mut values, &mut Buffers::default()));
    read.expect("numbers");
    let numbers = values
        .as_chunks::<8>()
        .0
        .iter()
        .map(|bytes| f64::from_le_bytes(*bytes).to_string());
    let numbers: Vec<String> = numbers.collect();
    format!(
        "{name}: {} {} = {}",
        tensor.dtype().name(),
        tensor.shape(),
        numbers.join(", ")
    )
}
