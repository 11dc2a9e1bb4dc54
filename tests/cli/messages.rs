//! What is said of mistakes: what was found, where, and what to do; never the words of a library.

use crate::place::Place;
use std::fs;
use std::os::unix::fs::symlink;

/// Words that only libraries and the system use.
const FOREIGN: [&str; 12] = [
    "os error",
    "EOF while",
    "invalid type",
    "invalid digit",
    "missing field",
    "at line ",
    "EOCD",
    "Zip archive",
    "For more information",
    "unexpected argument",
    "panicked",
    "struct ",
];

/// The message of a run that fails with this code, without a word that is not ours.
fn refusal(place: &Place, line: &str, code: i32) -> String {
    let run = place.run(line);
    let err = run.fails_with(code);
    let foreign = FOREIGN.iter().find(|word| err.contains(**word));
    assert_eq!(foreign, None, "{line}: {err}");
    err
}

#[test]
fn mistakes_on_the_command_line_say_what_is_taken() {
    let place = Place::new();
    for (line, words) in [
        (
            "--threads abc",
            "`--threads` takes a whole number of at least 1, found `abc`",
        ),
        ("--thread 3", "did you mean `--threads`?"),
        ("--safe=yes", "`--safe` takes no value, found `yes`"),
        (
            "--json --threads abc",
            "\"message\":\"`--threads` takes a whole number",
        ),
        (
            "in.safetensors --arena-root in.safetensors -c exit",
            "it is no folder",
        ),
        (
            "in.safetensors --arena-root in.safetensors/x -c exit",
            "does not lie in a folder",
        ),
        ("in.safetensors/ -c exit", "did you mean `in.safetensors`?"),
        (
            "in.safetensors -c dump -c 'scale_ w'",
            "step 2: expected `:`",
        ),
        ("plan.yaml -c exit -c 'scale_ w'", "step 4: expected `:`"),
    ] {
        let err = refusal(&place, line, 2);
        assert!(err.contains(words), "{line}: {err}");
    }
    assert_eq!(fs::read_dir(place.path("")).expect("listed").count(), 2);
}

#[test]
fn mistakes_in_a_step_say_what_to_write() {
    let place = Place::new();
    for (line, words) in [
        (
            "save: x.foo",
            "suffixes are `.safetensors`, `.pt`, `.pth`, `.bin` or `.npz`",
        ),
        (
            "save: {path: x.pt, format: safetensors}",
            "leave `format` out to write torch files",
        ),
        (
            "save: {path: x, format: dcp}",
            "torch_to_dcp model.pt FOLDER",
        ),
        ("save: {path: x, target: w}", "its suffix tells no format"),
        (
            "save: {path: ./, target: w}",
            "name a `.safetensors`, `.pt` or `.npy` file",
        ),
        ("save: {path: x.pt, target: ww}", "did you mean `w`?"),
        (
            "save: {path: x.pt, target: q}",
            "`dump` shows the names there are",
        ),
        ("save: {path: \"\"}", "found `\"\"`"),
        (
            "load: in.safetensors",
            "name one: `load: path: ..., alias: model2`",
        ),
        (
            "load: {path: in.safetensors, alias: model}",
            "choose another",
        ),
        (
            "load: {path: in.safetensors, to: w}",
            "choose another name, or delete it first",
        ),
        (
            "load: {path: in.safetensors, alias: q, key: a}",
            "leave them out",
        ),
        (
            "load: {path: ./, to: q}",
            "it is a folder, not a regular file",
        ),
        ("undo: \"1\"", "a number stands without quotes"),
        ("phlora_: {target: w, rank: two}", "found `two`"),
    ] {
        let err = refusal(&place, &format!("in.safetensors -c '{line}'"), 2);
        assert!(err.contains(words), "{line}: {err}");
        assert!(!err.contains("an alias too"), "{line}: {err}");
    }
    for line in [
        "save: {path: x.pt, target: \"g::[0]\"}",
        "load: {path: x.pt, to: \"g::[0]\"}",
    ] {
        let err = refusal(&place, &format!("in.safetensors -c '{line}'"), 2);
        assert!(
            err.contains("must not be sliced") && !err.contains("warning"),
            "{err}"
        );
    }
}

#[test]
fn damaged_files_say_where_and_what_to_do() {
    let place = Place::new();
    let header = |json: &str| {
        let length = (json.len() as u64).to_le_bytes();
        String::from_utf8([&length, json.as_bytes()].concat()).expect("text")
    };
    place.write("cut.safetensors", &header("{\"w\": {\"dtype\": \"F32\""));
    place.write("list.safetensors", &header("[1, 2]"));
    place.write(
        "lfs.safetensors",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    );
    place.write("page.pt", "<!DOCTYPE html>\n<html>");
    place.write("zip.npz", "PK\u{3}\u{4} and no more");
    place.write("pickle.pt", "hello");
    place.write("odd.npy", "hello");
    fs::create_dir(place.path("index")).expect("made");
    place.write(
        "index/model.safetensors.index.json",
        "{\n  \"weight_map\": {\n    1: 2\n",
    );
    for (file, words) in [
        (
            "cut.safetensors",
            "tensor `w`: the text ends too early (byte 28)",
        ),
        (
            "list.safetensors",
            "expected an object of tensors, found a list (byte 8)",
        ),
        ("lfs.safetensors", "`git lfs pull`"),
        ("page.pt", "it is a web page"),
        ("zip.npz", "it has no directory at its end, byte 16"),
        ("pickle.pt", "it does not begin like one"),
        ("odd.npy", "neither an array nor a zip of arrays"),
        (
            "index",
            "expected a name in quotes, found `1: 2\\n` (line 3, column 5)",
        ),
    ] {
        let err = refusal(&place, &format!("{file} -c dump"), 2);
        assert!(err.contains(words), "{file}: {err}");
        assert!(
            err.contains(file) && err.contains("hint: "),
            "{file}: {err}"
        );
    }
}

#[test]
fn what_is_no_file_is_neither_read_nor_waited_for() {
    let place = Place::new();
    fs::create_dir(place.path("f")).expect("made");
    fs::copy(place.path("in.safetensors"), place.path("f/a.safetensors")).expect("copied");
    for (to, name) in [
        ("/dev/zero", "f/zero.safetensors"),
        ("loop.safetensors", "f/loop.safetensors"),
        (".", "f/self"),
        ("gone", "f/gone.safetensors"),
    ] {
        symlink(to, place.path(name)).expect("linked");
    }
    assert!(place.run("f -c 'dump: format: tree'").out().contains("w"));
    for (item, words) in [
        ("f/zero.safetensors", "it is a device, not a regular file"),
        ("f/loop.safetensors", "too many levels of symbolic links"),
        (
            "f/gone.safetensors",
            "it is a link to `gone`: nothing is found behind it",
        ),
    ] {
        let err = refusal(&place, &format!("{item} -c dump"), 2);
        assert!(err.contains(words), "{item}: {err}");
    }
    let err = refusal(&place, "in.safetensors -c 'save: f/loop.safetensors'", 3);
    assert!(err.contains("symbolic links"), "{err}");
}

#[test]
fn an_endless_plan_or_one_of_bytes_is_refused() {
    let place = Place::new();
    fs::write(place.path("odd.yaml"), b"a: \xff").expect("written");
    symlink("/dev/zero", place.path("endless.yaml")).expect("linked");
    for (plan, words) in [
        (
            "odd.yaml",
            "`odd.yaml` is not UTF-8 text: byte 3 begins no character",
        ),
        (
            "endless.yaml",
            "has more than 67108864 bytes, the most that are read",
        ),
    ] {
        let err = refusal(&place, plan, 2);
        assert!(err.contains(words), "{plan}: {err}");
    }
}
#[test]
fn odd_names_are_shown_safely_and_odd_shapes_taken() {
    let place = Place::new();
    let header = r#"{"a\nb": {"dtype": "F32", "shape": [0, 3], "data_offsets": [0, 0]},
        "e\u001b[31m\u202e": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}}"#;
    let header = header.replace("\\\\", "\\");
    let length = (header.len() as u64).to_le_bytes();
    let content = [&length, header.as_bytes(), &1.5_f32.to_le_bytes()].concat();
    fs::write(place.path("odd.safetensors"), content).expect("written");
    for line in [
        "dump: format: tree",
        "dump: format: tree, verbosity: full",
        "dump: verbosity: stat",
    ] {
        let out = place.run(&format!("odd.safetensors -c '{line}'")).out();
        assert!(
            out.contains("a\\nb") && out.contains("e\\x1b[31m\\u{202e}"),
            "{out}"
        );
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
    }
    for to in ["x.safetensors", "x.pt", "x.npz", "x/"] {
        let lines = format!("-c 'scale_: target: .*, by: 2' -c 'save: {to}'");
        place.run(&format!("odd.safetensors {lines}")).gives("");
        let sides = "-c 'diff: {left: model, right: x, fail: true}'";
        let read =
            format!("model::odd.safetensors x::{to} -c 'scale_: target: model::.*, by: 2' {sides}");
        assert!(place.run(&read).out().contains("No differences"), "{to}");
    }
}

#[test]
fn previews_of_lines_are_counted_together() {
    let place = Place::new();
    let lines =
        "-c 'set: preview: true' -c 'scale_: {target: w, by: 2}' -c 'copy: {from: w, to: v}'";
    let out = place.run(&format!("in.safetensors {lines}")).out();
    assert!(
        out.contains("preview 2/3 scale_") && out.contains("preview 3/3 copy"),
        "{out}"
    );
    let out = place
        .run(&format!("plan.yaml --no-summarize {lines}"))
        .out();
    assert!(
        out.contains("preview 4/5 scale_") && out.contains("preview 5/5 copy"),
        "{out}"
    );
}

#[test]
fn a_recording_that_cannot_be_is_said() {
    let place = Place::new();
    let notes = place.run("in.safetensors --record a.oly -c exit").notes();
    assert!(notes.contains("nothing is recorded in `a.oly`"), "{notes}");
    assert!(!place.path("a.oly").exists());
}

#[test]
fn a_list_of_names_is_told_from_the_path_of_one() {
    let place = Place::new();
    let copied = "in.safetensors -c 'copy: from: w, to: v.b' -c";
    let err = refusal(&place, &format!("{copied} 'delete: target: [w, v.b]'"), 2);
    assert!(
        err.ends_with("hint: a list is the path of one name; for all of these write `w|v.b`\n"),
        "{err}"
    );
    let err = refusal(&place, &format!("{copied} 'delete: target: [w, b]'"), 2);
    assert!(!err.contains("for all of these"), "{err}");
}
