//! Heavy results: the same wherever they are kept, and no trace of them in the end.

use crate::place::Place;
use crate::program::program;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout};

/// Steps after which `w` is a sum of sums of sums, too costly to be evaluated again and again.
fn steps() -> String {
    let turn = "- add_: {from: w, to: v}\n- add_: {from: v, to: w}\n";
    format!("- copy: {{from: w, to: v}}\n{}", turn.repeat(12))
}

/// What `w` is then.
const SUMS: &str = "values=[121393.0, 242786.0, 364179.0]";

/// A place with such a plan: `sums.yaml`, and `v` and `w` in `OUT.safetensors` in the end.
fn place() -> Place {
    let place = Place::new();
    let steps = steps();
    place.write(
        "sums.yaml",
        &format!("inputs: [in.safetensors]\ntransforms:\n{steps}"),
    );
    place
}

fn arenas(root: &Path) -> usize {
    fs::read_dir(root).map_or(0, Iterator::count)
}

#[test]
fn results_are_the_same_for_any_provider_limit_and_number_of_threads() {
    let place = place();
    let mut outputs = Vec::new();
    for (number, options) in [
        "",
        "--threads 1",
        "--provider arena",
        "--provider ARENA --arena-root deep/er --threads 3",
        "--provider arena --arena-segment-size 5B",
        "--memory-limit 1B",
        "--memory-limit none --provider inmemory",
    ]
    .iter()
    .enumerate()
    {
        let run = format!("sums.yaml output=out-{number}.safetensors --no-summarize {options}");
        place.run(&run).gives("");
        let output = place.path(&format!("out-{number}.safetensors"));
        outputs.push(fs::read(output).expect("an output"));
    }
    assert!(outputs.iter().all(|output| *output == outputs[0]));
    assert!(!place.path(".brainsurgery").exists());
    assert!(!place.path("deep").exists());
    let line = "out-0.safetensors -c 'dump: target: w, format: tree, verbosity: full'";
    let shown = place.run(line).out();
    assert!(shown.contains(SUMS), "{shown}");
}

#[test]
fn a_check_makes_no_room() {
    let place = place();
    let line = "check sums.yaml output=out.safetensors --provider arena --arena-root deep/er";
    place.run(line).out();
    assert!(!place.path("deep").exists());
}

#[test]
fn a_root_that_is_none_is_told_at_once() {
    let place = place();
    fs::write(place.path("file"), "mine").expect("written");
    place
        .run("sums.yaml output=out.safetensors --no-summarize --provider arena --arena-root file")
        .fails(2, "cannot keep results in `file`: it is no folder");
    place
        .run("in.safetensors --arena-root file -c exit")
        .fails(2, "key `--arena-root`");
    assert!(!place.path("out.safetensors").exists());
    assert_eq!(place.read("file"), "mine");
    place
        .run("sums.yaml --no-summarize --provider arena -c 'assert: iszero: w'")
        .fails(1, "is not zero");
    assert!(!place.path(".brainsurgery").exists());
}

/// A process that holds heavy results in an arena until it is told to go on.
struct Held {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Held {
    fn new(place: &Place) -> Self {
        let arguments = ["sums.yaml", "-i", "--no-summarize", "--provider", "arena"];
        let mut command = program(place.path("").as_path());
        let mut child = command.args(arguments).spawn().expect("it starts");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        Held {
            child,
            input,
            output,
        }
    }

    /// Has `w` shown, which must be what it is.
    fn look(&mut self) {
        let line = "dump: target: w, format: tree, verbosity: full\n";
        self.input.write_all(line.as_bytes()).expect("it listens");
        let mut answer = String::new();
        self.output.read_line(&mut answer).expect("it answers");
        assert!(answer.contains(SUMS), "{answer}");
    }
}

#[test]
fn what_a_killed_process_leaves_is_removed_by_the_next() {
    let place = place();
    let root = place.path(".brainsurgery");
    let mut held = Held::new(&place);
    held.look();
    held.child.kill().expect("it is there to kill");
    held.child.wait().expect("it ends");
    assert_eq!(arenas(&root), 1);
    fs::write(root.join("mine"), "mine").expect("written");
    place
        .run("sums.yaml output=out.safetensors --no-summarize --provider arena")
        .gives("");
    let left: Vec<_> = fs::read_dir(root).expect("listed").flatten().collect();
    let names: Vec<_> = left.iter().map(|entry| entry.file_name()).collect();
    assert_eq!(names, ["mine"]);
}

#[test]
fn processes_side_by_side_do_not_disturb_each_other() {
    let place = place();
    let mut first = Held::new(&place);
    first.look();
    let mut second = Held::new(&place);
    second.look();
    assert_eq!(arenas(&place.path(".brainsurgery")), 2);
    for mut held in [first, second] {
        held.look();
        let Held {
            input, mut child, ..
        } = held;
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }
    assert_eq!(arenas(&place.path(".brainsurgery")), 0);
}
