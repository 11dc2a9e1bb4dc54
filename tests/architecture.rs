//! The rules of the house: imports point down, outside crates stay at home, unsafe code stands in one file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the top down. A room may use those below it, and itself. The faces share a floor.
const FLOORS: [&[&str]; 13] = [
    &["main", "commands", "options", "settings", "usage", "cli"],
    &["shell", "batch", "demo"],
    &["plan"],
    &["transforms"],
    &["assertions"],
    &["guide"],
    &["session"],
    &["checkpoint"],
    &["signature"],
    &["tensor"],
    &["syntax"],
    &["report"],
    &["error"],
];

/// Which room each outside crate lives in.
const HOMES: [(&str, &[&str]); 29] = [
    ("annotate_snippets", &["report"]),
    ("anstream", &["report"]),
    ("comfy_table", &["report"]),
    ("unicode_width", &["report"]),
    ("indicatif", &["report"]),
    ("owo_colors", &["report"]),
    ("clap", &["cli", "main", "usage"]),
    ("clap_complete", &["cli", "commands"]),
    ("clap_mangen", &["commands"]),
    ("signal_hook", &["commands"]),
    ("rustyline", &["shell"]),
    ("blake3", &["checkpoint"]),
    ("rustix", &["checkpoint", "report", "shell", "tensor"]),
    ("crc32fast", &["checkpoint"]),
    ("safetensors", &["checkpoint"]),
    ("tempfile", &["checkpoint", "commands", "tensor"]),
    ("faer", &["tensor"]),
    ("zip", &["checkpoint"]),
    ("half", &["tensor"]),
    ("memmap2", &["tensor"]),
    ("pulp", &["tensor"]),
    ("rayon", &["tensor"]),
    ("fancy_regex", &["syntax"]),
    ("regex", &["syntax"]),
    ("nom", &["syntax"]),
    ("saphyr_parser", &["syntax"]),
    ("serde_saphyr", &["syntax"]),
    ("serde_yaml", &["settings", "syntax"]),
    ("indexmap", &["checkpoint", "syntax"]),
];

/// Outside crates that are at home everywhere: what is said in JSON is made in many rooms.
const EVERYWHERE: [&str; 2] = ["serde", "serde_json"];

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be listed") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|suffix| suffix == "rs") => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// The room a file belongs to: the first part of its path below `src`.
fn room(path: &Path) -> String {
    let below = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .expect("below src");
    let first = below
        .components()
        .next()
        .expect("a file")
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The text of a file without its comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that a text names as `crate::room` or `crate::{room, ...}`.
fn rooms_named(code: &str) -> Vec<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut rooms = Vec::new();
    for (at, _) in code
        .match_indices("crate::")
        .chain(code.match_indices("brainsurgery::"))
    {
        let rest = code[at..]
            .split_once("::")
            .map(|(_, rest)| rest)
            .unwrap_or("");
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap_or("");
                rooms.extend(list.split(',').map(|part| word(part.trim())));
            }
            None => rooms.push(word(rest)),
        }
    }
    rooms
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for path in sources() {
        let from = room(&path);
        if from == "lib" {
            continue;
        }
        let here = floor(&from).unwrap_or_else(|| panic!("`{from}` is no room of the house"));
        for to in rooms_named(&code(&path)) {
            let Some(there) = floor(&to) else { continue };
            if there < here || (there == here && to != from && here != 0) {
                wrong.push(format!("{}: `{from}` names `{to}`", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that point up:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn outside_crates_stay_at_home() {
    let homes: BTreeMap<&str, &[&str]> = HOMES.into_iter().collect();
    let mut wrong = Vec::new();
    for path in sources() {
        let here = room(&path);
        let code = code(&path);
        for (name, rooms) in &homes {
            let used = code.contains(&format!("use {name}::"))
                || code.contains(&format!(" {name}::"))
                || code.contains(&format!("({name}::"));
            if used && !rooms.contains(&here.as_str()) {
                wrong.push(format!(
                    "{}: `{name}` lives in {}",
                    path.display(),
                    rooms.join(", ")
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "outside crates away from home:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_dependency_has_a_home() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("Cargo.toml");
    let (_, behind) = manifest.split_once("[dependencies]\n").expect("a section");
    let lines = behind.lines().take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_")));
    let used: BTreeSet<String> = names.filter(|name| !name.starts_with('#')).collect();
    let homes = HOMES.iter().map(|(name, _)| *name).chain(EVERYWHERE);
    assert_eq!(used, homes.map(str::to_string).collect());
}

#[test]
fn every_room_is_on_the_map_in_the_order_of_the_house() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("lib.rs");
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | "));
    let named = |row: &'_ str| -> Vec<String> {
        let cell = row.split(" | ").next().unwrap_or("");
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_string)
            .collect()
    };
    let rooms: Vec<String> = rows.flat_map(named).collect();
    let floors: Vec<Option<usize>> = rooms.iter().map(|room| floor(room)).collect();
    assert!(floors.is_sorted(), "{rooms:?} are not from the top down");
    let on_the_map: BTreeSet<&str> = rooms.iter().map(String::as_str).collect();
    assert_eq!(on_the_map, FLOORS.concat().into_iter().collect());
}

#[test]
fn unsafe_code_stands_in_one_file_with_its_reason() {
    let forms = [
        "unsafe {",
        "unsafe fn",
        "unsafe impl",
        "unsafe trait",
        "unsafe extern",
    ];
    let is_unsafe = |path: &PathBuf| forms.iter().any(|form| code(path).contains(form));
    let found: Vec<PathBuf> = sources().into_iter().filter(is_unsafe).collect();
    let expected = "src/tensor/scratch/arena/segment.rs";
    assert_eq!(
        found,
        [Path::new(env!("CARGO_MANIFEST_DIR")).join(expected)]
    );
    let text = fs::read_to_string(&found[0]).expect("a source file");
    assert_eq!(text.matches("unsafe {").count(), 1);
    assert_eq!(text.matches("// SAFETY: ").count(), 1);
}

#[test]
fn nothing_is_printed_but_by_those_who_mind_a_reader_that_has_gone() {
    let macros = ["print!(", "println!(", "dbg!("];
    let prints = |path: &PathBuf| macros.iter().any(|form| code(path).contains(form));
    let found: Vec<PathBuf> = sources().into_iter().filter(prints).collect();
    assert_eq!(found, Vec::<PathBuf>::new(), "these macros panic");
}
