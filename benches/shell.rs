//! What a keystroke costs in a session of 60 000 tensors: candidates, hint and colours of the line, what a prompt
//! costs before it, and how long a key takes to the screen and back in a real terminal. The bound is 10 ms a
//! keystroke.

use brainsurgery::checkpoint::{Destination, Metadata, write};
use brainsurgery::guide::complete::{Entry, Names, Scene, complete, hint, tokens};
use brainsurgery::session::StateDict;
use brainsurgery::tensor::{Dtype, Engine, Shape, Tensor};
use brainsurgery::{assertions, transforms};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::hint::black_box;
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

const LAYERS: usize = 120;
const EXPERTS: usize = 250;
const BOUND: Duration = Duration::from_millis(10);
const TIMES: usize = 51;

const LINES: [&str; 9] = [
    "co",
    "copy: from: ",
    "copy: from: model.layers.",
    "copy: from: model.layers.77.mlp.experts.1",
    "copy: from: expert.gate",
    "copy: from: zzzz",
    r"copy: from: model\.layers\.(\d+)\.mlp\.(.*), to: m.\",
    "copy: from: [model, layers, $i, mlp, experts, ",
    "copy: from: model.layers.0.mlp.experts.0.up.weight, to: x, ",
];

fn names() -> Vec<String> {
    let expert = |layer: usize, expert: usize| {
        ["up", "down"]
            .map(|part| format!("model.layers.{layer}.mlp.experts.{expert}.{part}.weight"))
    };
    let layer = |layer| (0..EXPERTS).flat_map(move |number| expert(layer, number));
    (0..LAYERS).flat_map(layer).collect()
}

fn scene(tensors: &StateDict) -> Scene {
    let verbs = transforms::ALL.into_iter();
    Scene {
        verbs: verbs.map(|verb| &verb.signature).collect(),
        claims: assertions::signatures(),
        default: Some(Arc::from("model")),
        models: vec![Names::new(Arc::from("model"), tensors.clone())],
        list: |_| Vec::<Entry>::new(),
    }
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[TIMES / 2]
}

fn main() {
    let shape = Shape::new(vec![4, 4]).expect("sixteen elements");
    let tensor = Tensor::constant(Dtype::F32, shape, 0.0).expect("a float");
    let names = names();
    let named = names
        .iter()
        .map(|name| (Arc::from(name.as_str()), tensor.clone()));
    let tensors = StateDict::new(named);
    let prompt = median(|| drop(black_box(scene(&tensors))));
    println!("{:>10.3?}  a prompt on {} tensors", prompt, tensors.len());
    let scene = scene(&tensors);
    let mut over = 0;
    for line in LINES {
        let work = || {
            black_box(tokens(line, &scene));
            black_box(hint(line, &scene));
            black_box(complete(line, line.len(), &scene));
        };
        let took = median(work);
        over += usize::from(took > BOUND);
        println!("{took:>10.3?}  {line}");
    }
    let count = median(|| {
        black_box(scene.count(r"model\.layers\.\d+\.mlp\..*", &|| true));
    });
    println!("{count:>10.3?}  the count of a pattern, which no key waits for");
    println!("{over} of {} lines over {BOUND:?}", LINES.len());
    type_into_a_terminal(&tensors);
}

/// How often each line is typed; of each key the median counts.
const ROUNDS: usize = 5;

/// The end of what the line editor writes for one key.
const PAINTED: &[u8] = b"\x1b[?2026l";

/// So long after a key nothing more is painted for it; the count of a pattern may be, without being asked for.
const PAUSE: Duration = Duration::from_millis(25);

/// A shell in a terminal, and what it writes.
struct Terminal {
    keys: Box<dyn Write + Send>,
    screen: Receiver<Vec<u8>>,
}

impl Terminal {
    /// Waits until a line has been painted.
    fn painted(&self) {
        let mut written = Vec::new();
        while !written.windows(PAINTED.len()).any(|bytes| bytes == PAINTED) {
            written.extend(self.screen.recv().expect("the shell writes"));
        }
    }

    /// How long one key takes until its line is painted.
    fn press(&mut self, key: u8) -> Duration {
        thread::sleep(PAUSE);
        while self.screen.try_recv().is_ok() {}
        let start = Instant::now();
        self.keys.write_all(&[key]).expect("the shell reads");
        self.painted();
        start.elapsed()
    }
}

/// What is written to a terminal, as it comes.
fn heard(mut screen: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (tell, told) = channel();
    thread::spawn(move || {
        let mut part = [0; 4096];
        while let Ok(count @ 1..) = screen.read(&mut part) {
            let _ = tell.send(part[..count].to_vec());
        }
    });
    told
}

/// Types the lines into the program itself, and prints the slowest key of each.
fn type_into_a_terminal(tensors: &StateDict) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("many.safetensors");
    let destination = Destination::resolve(&path, None, None, None).expect("a file");
    let engine = Engine::new(1);
    write(
        &engine,
        &destination,
        &tensors.in_order(),
        &Metadata::new(),
        None,
    )
    .expect("written");
    let size = PtySize {
        rows: 40,
        cols: 120,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_brainsurgery"));
    program.args(["--no-record", "many.safetensors"]);
    program.cwd(folder.path());
    program.env("TERM", "xterm-256color");
    program.env("BRAINSURGERY_STATE", folder.path());
    let mut shell = pair.slave.spawn_command(program).expect("it starts");
    let mut terminal = Terminal {
        keys: pair.master.take_writer().expect("a writer"),
        screen: heard(pair.master.try_clone_reader().expect("a reader")),
    };
    terminal.painted();
    println!("the slowest key of each line, in a terminal:");
    for line in LINES {
        let mut keys = vec![Vec::new(); line.len()];
        for _ in 0..ROUNDS {
            for (times, key) in keys.iter_mut().zip(line.bytes()) {
                times.push(terminal.press(key));
            }
            // Ctrl-U: the line is taken back.
            terminal.press(0x15);
        }
        let medians = keys.into_iter().map(|mut times| {
            times.sort_unstable();
            times[ROUNDS / 2]
        });
        let slowest = medians.max().unwrap_or_default();
        let verdict = if slowest > BOUND { "  over" } else { "" };
        println!("{slowest:>10.3?}  {line}{verdict}");
    }
    shell.kill().expect("it was there");
}
