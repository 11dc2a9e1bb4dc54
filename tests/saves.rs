//! What is written is written whole or not at all, whatever happens on the way.

mod support {
    pub mod folders;
    pub mod inputs;
    pub mod program;
    pub mod tensors;
}

use rustix::process::{Pid, Signal, kill_process};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};
use support::folders::contents;
use support::inputs;
use support::program::{Ran, alone, program, run};
use support::tensors;
use tempfile::TempDir;

/// The files of a folder with their contents.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A folder with the input `in.safetensors`: `w`, float32, 1 2 3.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    inputs::make(&folder.path().join("in.safetensors"), 3, &[1.0, 2.0, 3.0]);
    folder
}

/// Writes `plan.yaml`, which doubles `w` and writes `output`.
fn doubling_plan(folder: &Path, output: &str) {
    let plan = format!(
        "inputs: [in.safetensors]\ntransforms:\n- scale_: {{target: w, by: 2}}\noutput: {output}\n"
    );
    fs::write(folder.join("plan.yaml"), plan).expect("a plan is written");
}

/// The elements of `w` in a file.
fn w(path: &Path) -> Vec<f32> {
    let held = &tensors::of_file(path).expect("a safetensors file")["w"];
    let elements = held.bytes.chunks_exact(4);
    elements
        .map(|four| f32::from_le_bytes(four.try_into().expect("four bytes")))
        .collect()
}

fn plan(folder: &Path) -> Command {
    let mut command = program(folder);
    command.args(["plan.yaml", "--no-summarize"]);
    command
}

/// The same, with a word to the shell before.
fn plan_after(word: &str, folder: &Path) -> Command {
    let mut shell = Command::new("/bin/sh");
    let line = format!("{word}; exec \"$0\" plan.yaml --summarize-path summary.yaml");
    shell.args(["-c", &line, env!("CARGO_BIN_EXE_brainsurgery")]);
    alone(shell, folder)
}

/// Checks how a run failed: its exit code, a message that says what happened in few lines, and a
/// folder that is as it was.
fn failed(ran: &Ran, code: i32, words: &[&str], folder: &Path, before: &Files) {
    assert_eq!(ran.code, Some(code), "{}", ran.err);
    let missing: Vec<_> = words
        .iter()
        .filter(|word| !ran.err.contains(**word))
        .collect();
    assert!(missing.is_empty(), "{missing:?} not said:\n{}", ran.err);
    assert!(ran.err.lines().count() <= 10, "too long:\n{}", ran.err);
    assert_eq!(ran.out, "");
    assert!(*before == contents(folder), "the folder is not as it was");
}

/// What fails: the exit code, the step, the output, and words of the message.
const FAILURES: &str = "\
1 | assert: {iszero: w}                      | out.safetensors                  | step 2, assert, `model::w`
2 | load: {path: no.safetensors}             | out.safetensors                  | step 2, load, no.safetensors
2 | copy: {from: nothing, to: v}             | out.safetensors                  | step 2, copy, `nothing`
2 | assign: {from: 'w::[:2]', to: 'w::[2:]'} | out                              | step 2, assign, [2], [1]
2 | save: {path: x.npy}                      | out.pt                           | step 2, save, one tensor
2 | cast: {from: w, to: b, dtype: bfloat16}  | out.npz                          | output, `b`, bfloat16
3 | save: {path: in.safetensors/x}           | out.safetensors                  | step 2, save, in.safetensors/x
3 | dump                                     | in.safetensors/x/out.safetensors | output, in.safetensors/x
3 | save: {path: in.safetensors/x.pt}        | out.pt                           | step 2, save, in.safetensors/x
3 | dump                                     | /proc/nowhere/out.safetensors    | output, /proc/nowhere";

#[test]
fn a_run_that_fails_changes_no_file() {
    for line in FAILURES.lines() {
        let columns: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let &[code, step, output, words] = columns.as_slice() else {
            panic!("four columns: {line}");
        };
        let folder = folder();
        let scale = "scale_: {target: w, by: 2}";
        let steps = format!("- {scale}\n- {step}");
        let text = format!("inputs: [in.safetensors]\ntransforms:\n{steps}\noutput: {output}\n");
        fs::write(folder.path().join("plan.yaml"), text).expect("a plan is written");
        let before = contents(folder.path());
        let ran = run(&mut plan(folder.path()), "");
        let words: Vec<&str> = words.split(", ").collect();
        failed(
            &ran,
            code.parse().expect("a number"),
            &words,
            folder.path(),
            &before,
        );
    }
}

#[test]
fn a_file_is_replaced_whole_even_when_it_is_the_open_input() {
    let folder = folder();
    doubling_plan(folder.path(), "in.safetensors");
    for expected in [[2.0, 4.0, 6.0], [4.0, 8.0, 12.0]] {
        let ran = run(&mut plan(folder.path()), "");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert_eq!(w(&folder.path().join("in.safetensors")), expected);
    }
    let names: Vec<_> = contents(folder.path()).into_keys().collect();
    assert_eq!(names, [Path::new("in.safetensors"), Path::new("plan.yaml")]);
}

#[test]
fn a_folder_is_replaced_whole_even_when_it_is_the_open_input() {
    let folder = folder();
    let path = |path: &str| folder.path().join(path);
    fs::create_dir(path("m")).expect("a folder is made");
    fs::rename(path("in.safetensors"), path("m/model.safetensors")).expect("a file is moved");
    fs::write(path("m/config.json"), "{}").expect("a sidecar is written");
    let scale = "scale_: target: w, by: 2";
    let ran = run(
        program(folder.path()).args(["m", "-c", scale, "-c", "save: path: m, shard: 8B"]),
        "",
    );
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let names: Vec<_> = contents(&path("m"))
        .into_keys()
        .map(|path| path.display().to_string())
        .collect();
    let shard = "model-00001-of-00001.safetensors";
    assert_eq!(
        names,
        ["config.json", shard, "model.safetensors.index.json"]
    );
    assert_eq!(w(&path("m").join(shard)), [2.0, 4.0, 6.0]);
}

#[test]
fn what_a_checkpoint_carries_beside_tensors_is_kept() {
    let folder = folder();
    let path = |path: &str| folder.path().join(path);
    let json =
        r#"{"__metadata__":{"made":"here"},"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#;
    let file = [&(json.len() as u64).to_le_bytes(), json.as_bytes(), &[7]].concat();
    fs::create_dir_all(path("m/extra")).expect("a folder is made");
    fs::write(path("m/model.safetensors"), file).expect("an input is written");
    fs::write(path("m/tokenizer.json"), "[]").expect("a sidecar is written");
    let ran = run(program(folder.path()).args(["m", "-c", "save: new"]), "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        fs::read_to_string(path("new/tokenizer.json")).expect("carried along"),
        "[]"
    );
    let shard = fs::read(path("new/model-00001-of-00001.safetensors")).expect("a shard");
    let (_, header) = safetensors::SafeTensors::read_metadata(&shard).expect("a header");
    let metadata = header.metadata().clone().expect("metadata");
    assert_eq!(metadata.get("made").map(String::as_str), Some("here"));
    assert_eq!(metadata.get("format").map(String::as_str), Some("pt"));
}

#[test]
fn a_new_file_has_the_mode_that_the_system_gives_and_a_replaced_one_keeps_its_own() {
    let folder = folder();
    doubling_plan(folder.path(), "out.safetensors");
    let mode = |name: &str| {
        fs::metadata(folder.path().join(name))
            .expect("a file")
            .permissions()
            .mode()
            & 0o777
    };
    let ran = run(&mut plan_after("umask 027", folder.path()), "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        (mode("out.safetensors"), mode("summary.yaml")),
        (0o640, 0o640)
    );
    fs::remove_file(folder.path().join("summary.yaml")).expect("a summary was written");
    let ran = run(&mut plan_after("umask 077", folder.path()), "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(
        (mode("out.safetensors"), mode("summary.yaml")),
        (0o640, 0o600)
    );
}

/// A limit on the size of files is the full disk that every machine has.
#[test]
fn a_disk_without_room_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    inputs::make(&folder.path().join("in.safetensors"), 4 << 20, &[]);
    for output in ["out.safetensors", "out.pt", "out.npz"] {
        doubling_plan(folder.path(), output);
        let before = contents(folder.path());
        let mut full = plan_after("ulimit -f 64; trap '' XFSZ", folder.path());
        let ran = run(&mut full, "");
        let summary = folder.path().join("summary.yaml");
        fs::remove_file(summary).expect("the steps are written all the same");
        let words = ["output", output, "too large"];
        failed(&ran, 3, &words, folder.path(), &before);
    }
}

/// What a save may go to: files that are there, a folder that is there, a folder that is not.
const DESTINATIONS: [&str; 4] = ["out/out.safetensors", "out/out.pt", "out", "new"];
/// What `out/out.pt` holds already.
const BEFORE: &str = "what was there before";

/// The folder of a large doubling plan. The files of `out` hold something already.
fn large(output: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    inputs::make(&folder.path().join("in.safetensors"), 64 << 20, &[]);
    fs::create_dir(folder.path().join("out")).expect("a folder is made");
    inputs::make(&folder.path().join("out/out.safetensors"), 1, &[5.0]);
    fs::write(folder.path().join("out/out.pt"), BEFORE).expect("a file is written");
    doubling_plan(folder.path(), output);
    folder
}

/// Checks that the files of `out` hold what they held.
fn as_before(folder: &Path) {
    assert_eq!(w(&folder.join("out/out.safetensors")), [5.0]);
    let torch = fs::read_to_string(folder.join("out/out.pt"));
    assert_eq!(torch.expect("it is still there"), BEFORE);
}

/// The names in the folder and in its folder `out`.
fn names(folder: &Path) -> BTreeSet<String> {
    let list = |folder: PathBuf| fs::read_dir(folder).expect("a folder is listed");
    let entries = list(folder.to_path_buf()).chain(list(folder.join("out")));
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

/// Runs the plan, and sends `signal` as soon as something grows under a hidden name.
fn stopped_by(signal: Signal, folder: &Path) -> Ran {
    let mut child = plan(folder).spawn().expect("the program starts");
    let begun = Instant::now();
    while !names(folder).iter().any(|name| name.starts_with('.')) {
        let waited = begun.elapsed() < Duration::from_secs(60);
        assert!(waited, "it never began to write");
        let ended = child.try_wait().expect("a state");
        assert!(ended.is_none(), "it ended too soon");
        thread::sleep(Duration::from_millis(1));
    }
    kill_process(Pid::from_child(&child), signal).expect("the program is there");
    let output = child.wait_with_output().expect("the program ends");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code();
    Ran {
        code,
        out: String::new(),
        err,
    }
}

#[test]
fn a_save_that_is_asked_to_stop_leaves_everything_as_it_was() {
    let signals = [Signal::TERM, Signal::INT].into_iter();
    for (signal, output) in signals.flat_map(|signal| DESTINATIONS.map(|output| (signal, output))) {
        let folder = large(output);
        let before = names(folder.path());
        let ran = stopped_by(signal, folder.path());
        assert_eq!(ran.code, Some(130), "{output}: {}", ran.err);
        assert!(ran.err.contains("interrupted"), "{}", ran.err);
        assert_eq!(names(folder.path()), before, "{output}");
        as_before(folder.path());
    }
}

#[test]
fn a_save_that_is_killed_leaves_everything_and_its_litter_goes_with_the_next() {
    for output in DESTINATIONS {
        let folder = large(output);
        let ran = stopped_by(Signal::KILL, folder.path());
        assert_eq!(ran.code, None);
        assert!(!folder.path().join("new").exists());
        as_before(folder.path());
        inputs::make(&folder.path().join("in.safetensors"), 1, &[1.0]);
        let ran = run(&mut plan(folder.path()), "");
        assert_eq!(ran.code, Some(0), "{output}: {}", ran.err);
        let litter = names(folder.path())
            .into_iter()
            .find(|name| name.starts_with('.'));
        assert_eq!(litter, None, "{output}");
    }
}
