//! What a session reads of its checkpoints: nothing until numbers are needed, then every byte once.

#[path = "support/tensors.rs"]
mod tensors;

use brainsurgery::error::Result;
use brainsurgery::plan::{self, Ended, Listener, Preview, StepReport};
use brainsurgery::session::{Disk, Impact, Model, Paper, Session, StateDict, World};
use brainsurgery::syntax::{Line, Size, Warning};
use brainsurgery::tensor::{Bytes, Dtype, Engine, Shape, Tensor};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Rows and columns of each tensor: more than are evaluated at once.
const SIZES: [u64; 2] = [100, 701];
const LAYERS: u64 = 2;

/// Bytes of which each counts how often it is read.
#[derive(Debug)]
struct Counted(Vec<AtomicU8>);

impl Bytes for Counted {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        let read = &self.0[offset as usize..][..into.len()];
        for (place, (byte, count)) in (offset..).zip(into.iter_mut().zip(read)) {
            count.fetch_add(1, Ordering::Relaxed);
            // Numbers around 1, whichever half of a bfloat16 this is.
            *byte = if place % 2 == 0 { place as u8 } else { 0x3f };
        }
        Ok(())
    }
}

/// Some layers of bfloat16 in one source.
fn checkpoint() -> (Model, Arc<Counted>) {
    let bytes = SIZES[0] * SIZES[1] * 2;
    let counts = (0..bytes * LAYERS).map(|_| AtomicU8::new(0));
    let source = Arc::new(Counted(counts.collect()));
    let tensors = (0..LAYERS).map(|layer| {
        let shape = Shape::new(SIZES.to_vec()).expect("small");
        let tensor = Tensor::stored(Dtype::BF16, shape, source.clone(), layer * bytes);
        (Arc::from(format!("h.{layer}.w")), tensor)
    });
    let model = Model {
        tensors: StateDict::new(tensors),
        ..Model::default()
    };
    (model, source)
}

/// Agrees to everything.
struct Quiet;

impl Listener for Quiet {
    fn warning(&mut self, _: &Warning) {}

    fn preview(&mut self, _: &Preview<'_>) -> Result<bool> {
        Ok(true)
    }

    fn previewed(&mut self, _: &Impact) {}

    fn done(&mut self, _: &StepReport) {}

    fn inside(&mut self, _: &StepReport) {}

    fn left(&mut self, _: &StepReport) {}
}

/// Runs lines on a checkpoint that counts.
#[track_caller]
fn run(lines: &str, world: &mut dyn World) -> (Ended, Arc<Counted>) {
    let (model, source) = checkpoint();
    let mut session = Session::new([(Arc::from("model"), model)]);
    let steps: Vec<_> = lines
        .lines()
        .map(|line| {
            Line::read(line, &mut Vec::new())
                .expect(line)
                .expect(line)
                .step
        })
        .collect();
    let ended = plan::run(&steps, &mut session, world, &mut Quiet);
    assert!(ended.error.is_none(), "{:?}", ended.error);
    assert_eq!(ended.steps, steps.len());
    (ended, source)
}

/// The least and the most that any byte was read.
fn reads(source: &Counted) -> [Option<u8>; 2] {
    let counts = || source.0.iter().map(|count| count.load(Ordering::Relaxed));
    [counts().min(), counts().max()]
}

/// Twelve steps that change every element.
const STEPS: &str = r"scale_: target: .*, by: 0.5
clamp_: target: .*, min: -0.9, max: 0.9
add_: from: .*, to: \g<0>
cast_: target: .*, to: float32
scale_: target: .*, by: 0.3
multiply: from_a: .*, from_b: \g<0>, to: \g<0>
clamp_: target: .*, max: 0.1
cast_: target: .*, to: float16
scale_: target: .*, by: -1
cast_: target: .*, to: int32
clamp_: target: .*, min: 0
cast_: target: .*, to: bfloat16";

fn save(path: &Path) -> String {
    format!("save: path: {}", path.display())
}

#[test]
fn twelve_steps_read_each_byte_once_and_write_each_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.safetensors");
    let engine = Engine::new(2);
    let lines = format!("{STEPS}\n{}", save(&path));
    let (ended, source) = run(&lines, &mut Disk::new(&engine, Size::None));
    assert_eq!(reads(&source), [Some(1), Some(1)]);
    assert_eq!(ended.written.len(), 1);
    let bytes = source.0.len() as u64;
    let progress = engine.progress();
    assert_eq!([progress.done(), progress.total()], [bytes; 2]);
    let held = tensors::of_file(&path).expect("a checkpoint");
    let sizes: usize = held.values().map(|held| held.bytes.len()).sum();
    assert_eq!(sizes as u64, bytes);
}

#[test]
fn a_run_on_paper_reads_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = format!("{STEPS}\n{}", save(&folder.path().join("out")));
    let (_, source) = run(&lines, &mut Paper::new(Size::None));
    assert_eq!(reads(&source), [Some(0), Some(0)]);
}

#[test]
fn looking_at_shapes_and_stepping_back_read_nothing() {
    let engine = Engine::new(2);
    for lines in [
        format!("set: preview: true\n{STEPS}"),
        format!("set: dry-run: true\n{STEPS}"),
        format!("{STEPS}\nundo: 7\nredo: 3\nundo"),
        format!("{STEPS}\ndump"),
        format!("{STEPS}\ndump: format: tree, verbosity: shape"),
        format!("{STEPS}\nassert: shape: {{ of: .*, is: [100, 701] }}\nsummarize"),
    ] {
        let (_, source) = run(&lines, &mut Disk::new(&engine, Size::None));
        assert_eq!(reads(&source), [Some(0), Some(0)], "{lines}");
    }
}

#[test]
fn one_look_at_numbers_reads_each_byte_once() {
    let engine = Engine::new(2);
    let lines = format!("{STEPS}\ndump: format: tree, verbosity: stat");
    let (_, source) = run(&lines, &mut Disk::new(&engine, Size::None));
    assert_eq!(reads(&source), [Some(1), Some(1)]);
}

#[test]
fn what_is_still_the_same_tensor_is_not_read_to_be_compared() {
    let engine = Engine::new(2);
    for (line, least, most) in [
        ("diff: left: model@0, right: model", 0, 2),
        ("diff: left: model@0, right: model, eps: 0.5", 2, 2),
        (
            "assert: equal: { left: model@0::h.1.w, right: h.1.w }",
            0,
            0,
        ),
        (
            "copy: from: h.1.w, to: v\nassert: equal: { left: h.1.w, right: v }",
            0,
            0,
        ),
    ] {
        let lines = format!("scale_: target: h.0.w, by: 0.5\n{line}");
        let (_, source) = run(&lines, &mut Disk::new(&engine, Size::None));
        assert_eq!(reads(&source), [Some(least), Some(most)], "{line}");
        let progress = engine.progress();
        assert_eq!(progress.done(), progress.total(), "{line}");
    }
}
