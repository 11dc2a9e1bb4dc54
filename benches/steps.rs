//! What steps cost in a session of 60 000 tensors: to take effect, to be undone and done again, and how much memory
//! hundreds of them take. The bound of `undo` and `redo` is 5 ms, that of memory 20 MiB a step.

use brainsurgery::checkpoint::{Destination, Metadata, write};
use brainsurgery::plan::{Listener, Preview, StepReport, run};
use brainsurgery::session::{Disk, Impact, Model, Session, StateDict};
use brainsurgery::syntax::{Line, Node, Size, Warning};
use brainsurgery::tensor::{Dtype, Engine, Shape, Tensor};
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

const TENSORS: usize = 60_000;
/// How often each step is done, undone and done again.
const TIMES: usize = 11;
/// How many steps stand in a long session.
const MANY: usize = 300;
const BOUND: Duration = Duration::from_millis(5);
const MEMORY: u64 = 20 << 10;

/// Steps that touch all tensors, about half of them, or one.
const LINES: [&str; 10] = [
    r"scale_: target: '.*', by: 0.5",
    r"scale_: target: 'layers\.\d+\.up\.weight', by: 0.5",
    r"scale_: target: 'layers\.(?!0\.)\d+\.up\.weight', by: 0.5",
    r"scale_: target: 'layers\.7\.up\.weight', by: 0.5",
    r"add_: from: '(.*)', to: '\1'",
    r"copy: from: '(.*)', to: 'copy.\1'",
    r"move: from: '(.*)', to: 'model.\1'",
    r"delete: target: '.*'",
    r"delete: target: 'layers\.(?!0\.)\d+\.up\.weight'",
    "load: path: many.safetensors, alias: other",
];

struct Quiet;

impl Listener for Quiet {
    fn warning(&mut self, _: &Warning) {}
    fn preview(&mut self, _: &Preview<'_>) -> brainsurgery::error::Result<bool> {
        Ok(true)
    }
    fn previewed(&mut self, _: &Impact) {}
    fn done(&mut self, _: &StepReport) {}
    fn inside(&mut self, _: &StepReport) {}
    fn left(&mut self, _: &StepReport) {}
}

fn tensors() -> Vec<(Arc<str>, Tensor)> {
    let shape = Shape::new(vec![4, 4]).expect("sixteen elements");
    let bytes = Arc::new(vec![0; 32]);
    let tensor = Tensor::stored(Dtype::BF16, shape, bytes, 0);
    let name = |number: usize| {
        let part = ["up", "down"][number % 2];
        Arc::from(format!("layers.{}.{part}.weight", number / 2))
    };
    (0..TENSORS)
        .map(|number| (name(number), tensor.clone()))
        .collect()
}

fn session() -> Session {
    let model = Model {
        tensors: StateDict::new(tensors()),
        ..Model::default()
    };
    Session::new([(Arc::from("model"), model)])
}

fn step(line: &str) -> Node {
    let line = Line::read(line, &mut Vec::new()).expect("OLY");
    line.expect("a step").step
}

/// Runs a step that must succeed, and tells how long it took.
fn timed(session: &mut Session, engine: &Engine, step: &Node) -> Duration {
    let mut disk = Disk::new(engine, Size::parse("5GB").expect("a size"));
    let start = Instant::now();
    let ended = run(std::slice::from_ref(step), session, &mut disk, &mut Quiet);
    let took = start.elapsed();
    assert!(ended.error.is_none(), "{:?}", ended.error);
    took
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The memory taken now, in KiB.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::env::set_current_dir(folder.path()).expect("it is there");
    let engine = Engine::new(2);
    let path = folder.path().join("many.safetensors");
    let destination = Destination::resolve(&path, None, None, None).expect("a file");
    write(&engine, &destination, &tensors(), &Metadata::new(), None).expect("written");
    println!(
        "{:>10} {:>10} {:>10}  {TENSORS} tensors",
        "apply", "undo", "redo"
    );
    let [undo, redo] = ["undo", "redo"].map(step);
    let mut over = 0;
    for line in LINES {
        let mut session = session();
        let (step, mut times) = (step(line), [const { Vec::new() }; 3]);
        for _ in 0..TIMES {
            for (times, step) in times.iter_mut().zip([&step, &undo, &redo, &undo]) {
                times.push(timed(&mut session, &engine, step));
            }
            timed(&mut session, &engine, &undo);
        }
        let [apply, undo, redo] = times.map(median);
        over += usize::from(undo.max(redo) > BOUND);
        println!("{apply:>10.3?} {undo:>10.3?} {redo:>10.3?}  {line}");
    }
    println!(
        "{over} of {} steps over {BOUND:?} to undo or redo",
        LINES.len()
    );
    many(&engine);
}

/// Sessions of many steps on all tensors, two kinds in turns.
fn many(engine: &Engine) {
    let turns = [
        [
            r"scale_: target: '.*', by: 2",
            r"scale_: target: '.*', by: 0.5",
        ],
        [
            r"move: from: '(.*)', to: 'm.\1'",
            r"move: from: 'm\.(.*)', to: '\1'",
        ],
    ];
    for lines in turns {
        let (mut session, steps) = (session(), lines.map(step));
        let (before, start) = (memory(), Instant::now());
        for step in steps.iter().cycle().take(MANY) {
            timed(&mut session, engine, step);
        }
        let took = start.elapsed() / MANY as u32;
        let each = memory().saturating_sub(before) / MANY as u64;
        let verdict = if each > MEMORY { "over" } else { "within" };
        let each = each as f64 / 1024.0;
        println!(
            "{took:>10.3?} a step, {each:.1} MiB a step kept, {verdict} 20 MiB: {MANY} times {}",
            lines[0]
        );
    }
}
