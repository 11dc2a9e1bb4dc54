//! What a keystroke costs in a session of 60 000 tensors: candidates, hint and colours of the line, and what
//! a prompt costs before it. The bound is 10 ms a keystroke.

use brainsurgery::guide::complete::{Entry, Names, Scene, complete, hint, tokens};
use brainsurgery::session::StateDict;
use brainsurgery::tensor::{Dtype, Shape, Tensor};
use brainsurgery::{assertions, transforms};
use std::hint::black_box;
use std::sync::Arc;
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
}
