//! Nothing is left over: every file says what it holds, every file of the tests is used, and no merge was left
//! half done.

use std::fs;
use std::path::{Path, PathBuf};

/// The files below a folder of the project, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder can be listed") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|suffix| suffix == "rs")
}

/// The files of these folders whose names end so, one text.
fn text_of(folders: &[&str], suffixes: &[&str]) -> String {
    let files = folders.iter().flat_map(|folder| files(folder));
    let wanted = |path: &PathBuf| {
        let suffix = path.extension().unwrap_or_default();
        suffixes.iter().any(|wanted| suffix == *wanted)
    };
    let read = |path| fs::read_to_string(path).expect("a text");
    let texts: Vec<String> = files.filter(wanted).map(read).collect();
    texts.join("\n")
}

/// Whether a file in a folder of `tests/` belongs to the test of its folder, or to one that names it.
fn is_part(path: &Path, tests: &str) -> bool {
    let folder = path.parent().expect("a file stands in a folder");
    let main = fs::read_to_string(folder.join("main.rs")).unwrap_or_default();
    let name = path.file_stem().unwrap_or_default().display();
    let folder = folder.file_name().unwrap_or_default().display();
    let declared = format!("mod {name};");
    let inside = format!("mod {folder} {{\n");
    main.contains(&declared)
        || tests.contains(&format!("{folder}/{name}.rs\""))
        || tests.contains(&inside) && tests.contains(&format!("    pub {declared}"))
}

#[test]
fn every_file_opens_by_saying_what_it_holds() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(files);
    let silent = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a text");
        !text.starts_with("//! ")
    };
    let rust = all.filter(|path| is_rust(path));
    let silent: Vec<PathBuf> = rust.filter(silent).collect();
    assert_eq!(
        silent,
        Vec::<PathBuf>::new(),
        "these do not open with `//! `"
    );
}

#[test]
fn every_file_of_a_test_is_part_of_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let tests = text_of(&["tests"], &["rs"]);
    let is_own = |path: &PathBuf| path.parent() == Some(&root) || path.ends_with("main.rs");
    let parts = files("tests").into_iter().filter(|path| is_rust(path));
    let parts = parts.filter(|path| !is_own(path));
    let forgotten: Vec<PathBuf> = parts.filter(|path| !is_part(path, &tests)).collect();
    assert_eq!(forgotten, Vec::<PathBuf>::new(), "no test has these");
}

#[test]
fn everything_in_the_data_of_tests_is_read_or_makes_what_is() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let all = text_of(&["tests", "benches", "src"], &["rs", "py"]);
    let entries = fs::read_dir(data).expect("data");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let unread: Vec<String> = names
        .map(|name| name.display().to_string())
        .filter(|name| !all.contains(&format!("data/{name}")))
        .collect();
    assert_eq!(unread, Vec::<String>::new(), "nobody names these");
}

#[test]
fn no_file_holds_both_sides_of_a_conflict() {
    let folders = ["src", "tests", "benches", "grammar", "sessions", ".ci"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["README.md", "Cargo.toml"].map(|name| root.join(name));
    let all = folders.into_iter().flat_map(files).chain(own);
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let torn = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap_or_default();
        text.lines()
            .any(|line| marks.iter().any(|mark| line.starts_with(mark)))
    };
    let torn: Vec<PathBuf> = all.filter(torn).collect();
    assert_eq!(torn, Vec::<PathBuf>::new());
}
