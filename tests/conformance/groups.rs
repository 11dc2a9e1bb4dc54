//! Whether the tensors of an alias or a path are those a case expects.

use crate::case::{self, Group, Index};
use crate::compare;
use crate::program::{program, run};
use crate::tensors::{self, Held};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Tensors = BTreeMap<String, Held>;

/// Where the tensors of an alias are written after the last step, to be looked at.
pub fn of_memory(alias: &str) -> PathBuf {
    Path::new("__memory__")
        .join(alias)
        .with_added_extension("safetensors")
}

/// Checks a group in the folder where its plan ran.
///
/// # Errors
/// In what it differs.
pub fn check(group: &Group, folder: &Path) -> Result<(), String> {
    let path = match (&group.alias, &group.path) {
        (Some(alias), _) => folder.join(of_memory(alias)),
        (None, Some(path)) => folder.join(path),
        (None, None) => return Err("the group has neither alias nor path".to_string()),
    };
    let found = of_path(&path)?;
    let expected = tensors::of_file(&case::home().join(&group.data))?;
    for entry in &group.entries {
        let held = found
            .get(&entry.name)
            .ok_or_else(|| format!("`{}` is missing", entry.name))?;
        compare::check(entry, held, expected.get(&entry.name))?;
    }
    let odd = found
        .keys()
        .find(|name| group.entries.iter().all(|entry| entry.name != **name));
    match (odd, &group.index) {
        (Some(odd), _) if group.complete => Err(format!("`{odd}` should not be there")),
        (_, Some(index)) => check_index(index, &path),
        _ => Ok(()),
    }
}

/// The tensors of a file, or of all safetensors files in a folder.
fn of_path(path: &Path) -> Result<Tensors, String> {
    if path.is_dir() {
        return of_folder(path);
    }
    match path
        .extension()
        .is_some_and(|suffix| suffix == "safetensors")
    {
        true => tensors::of_file(path),
        false => of_foreign_file(path),
    }
}

fn of_folder(path: &Path) -> Result<Tensors, String> {
    let mut all = Tensors::new();
    for file in fs::read_dir(path).map_err(|cause| cause.to_string())? {
        let file = file.map_err(|cause| cause.to_string())?.path();
        if file
            .extension()
            .is_some_and(|suffix| suffix == "safetensors")
        {
            all.extend(tensors::of_file(&file)?);
        }
    }
    Ok(all)
}

/// The tensors of a torch or numpy file, which the program turns into safetensors; a tensor that has no
/// name there has the empty one.
fn of_foreign_file(path: &Path) -> Result<Tensors, String> {
    let turned = |words: &str, target: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut command = program(folder.path());
        let (load, save) = (
            format!("load: path: {}, {words}", path.display()),
            format!("save: path: x.safetensors, {target}"),
        );
        let ran = run(command.args(["-c", &load, "-c", &save]), "");
        match ran.code {
            Some(0) => tensors::of_file(&folder.path().join("x.safetensors")),
            _ => Err(ran.err),
        }
    };
    turned("alias: x", "alias: x").or_else(|fault| {
        let mut one = turned("to: x::only", "target: x::only").map_err(|_| fault)?;
        let only = one.remove("only").ok_or("it holds no tensor")?;
        Ok(Tensors::from([(String::new(), only)]))
    })
}

/// Checks the index of a folder, and that each tensor lies in the shard it names.
fn check_index(expected: &Index, folder: &Path) -> Result<(), String> {
    let text = fs::read_to_string(folder.join("model.safetensors.index.json"))
        .map_err(|cause| cause.to_string())?;
    let json: serde_json::Value = serde_json::from_str(&text).map_err(|fault| fault.to_string())?;
    let flat = serde_json::json!({
        "weight_map": json["weight_map"],
        "total_size": json["metadata"]["total_size"],
    });
    let found: Index = serde_json::from_value(flat).map_err(|fault| fault.to_string())?;
    if found != *expected {
        return Err(format!("the index is {found:?}, not {expected:?}"));
    }
    for (name, shard) in &expected.weight_map {
        if !tensors::of_file(&folder.join(shard))?.contains_key(name) {
            return Err(format!("`{name}` is not in `{shard}`"));
        }
    }
    Ok(())
}
