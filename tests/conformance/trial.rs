//! A case, run in a folder of its own.

use crate::case::{self, Case, Success};
use crate::program::{Ran, program, run};
use crate::{groups, said};
use std::fs;
use std::path::{Path, PathBuf};

/// Runs a case and compares.
///
/// # Errors
/// In what the program differs from the case.
pub fn hold(case: &Case) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    lay_out(case, folder.path());
    let ran = run_case(case, folder.path());
    match &case.expect.error {
        None if ran.code != Some(0) => Err(format!(
            "exit code {:?}: {}",
            ran.code,
            first_line(&ran.err)
        )),
        None => check_success(&case.expect.ok, folder.path(), &ran),
        Some(_) if ran.code == Some(0) => Err("it succeeded".to_string()),
        Some(failure) => {
            said::check_failure(failure, ran.code, &ran.err)?;
            check_absent(&failure.absent, folder.path())
        }
    }
}

/// Lays out what a case finds: its plan, its files, and the inputs that they name.
fn lay_out(case: &Case, folder: &Path) {
    let plan = (PathBuf::from("plan.yaml"), case.plan());
    let texts: Vec<(PathBuf, String)> = case.files.clone().into_iter().chain([plan]).collect();
    for (path, text) in &texts {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }
    let named = |path: &str| {
        texts
            .iter()
            .map(|(_, text)| text)
            .chain(&case.args)
            .any(|text| text.contains(path))
    };
    for input in fs::read_dir(case::home().join("inputs")).expect("the inputs are listed") {
        let input = input.expect("an entry");
        let path = format!("inputs/{}", input.file_name().display());
        if named(&path) {
            copy(&input.path(), &folder.join(path));
        }
    }
}

/// Copies a file, or a folder with all that is in it. Folders above it are made.
fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::create_dir_all(to.parent().expect("it lies in a folder")).expect("a folder is made");
        fs::copy(from, to).expect("a file is copied");
        return;
    }
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder is listed") {
        let entry = entry.expect("an entry");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Runs the plan. A case that succeeds also saves the aliases it compares, by lines behind the plan;
/// one that fails tells so in JSON.
fn run_case(case: &Case, folder: &Path) -> Ran {
    let mut command = program(folder);
    command.arg("plan.yaml").args(&case.args);
    if !case.args.iter().any(|arg| arg == "--summarize") {
        command.arg("--no-summarize");
    }
    if case.expect.error.is_some() {
        command.arg("--json");
    }
    for alias in case
        .expect
        .ok
        .tensors
        .iter()
        .filter_map(|group| group.alias.as_ref())
    {
        let path = groups::of_memory(alias);
        command
            .arg("-c")
            .arg(format!("save: path: {}, alias: {alias}", path.display()));
    }
    run(&mut command, "")
}

fn check_success(expected: &Success, folder: &Path, ran: &Ran) -> Result<(), String> {
    for group in &expected.tensors {
        groups::check(group, folder)?;
    }
    if let Some(dumps) = &expected.dump {
        said::check_dumps(dumps, &ran.out)?;
    }
    if let Some(diffs) = &expected.diff {
        let found = said::diffs(&ran.out);
        if found != *diffs {
            return Err(format!("the diffs are {found:?}, not {diffs:?}"));
        }
    }
    if let Some(summary) = &expected.summary {
        let text =
            fs::read_to_string(folder.join(&summary.path)).map_err(|cause| cause.to_string())?;
        let found = said::steps(&text)?;
        if found != summary.transforms {
            return Err(format!(
                "the summary has {found}, not {}",
                summary.transforms
            ));
        }
    }
    check_absent(&expected.absent, folder)
}

fn check_absent(paths: &[PathBuf], folder: &Path) -> Result<(), String> {
    let there = paths.iter().find(|path| folder.join(path).exists());
    there.map_or(Ok(()), |path| {
        Err(format!("`{}` was written", path.display()))
    })
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("nothing was said")
}
