//! The recordings that the shell keeps, as a list, and the one that a person means.

use super::home::Home;
use crate::error::{Error, Kind, Result};
use crate::plan::{Outline, State};
use crate::report::{Answer, Cell, Column, Table, human};
use crate::syntax::nearest;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A recording that the shell keeps.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// What it goes by: the name of its file without suffix.
    pub name: String,
    /// What it holds.
    pub outline: Outline,
    changed: SystemTime,
}

/// The recordings that the shell keeps, the one that was written to last first.
///
/// # Errors
/// `io`.
pub fn sessions() -> Result<Vec<Kept>> {
    let Some(home) = Home::of(|name| std::env::var_os(name)) else {
        return Ok(Vec::new());
    };
    let folder = home.recordings();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(Error::io(&folder, "list", &cause)),
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let recordings = paths.filter(|path| path.extension().is_some_and(|suffix| suffix == "oly"));
    let mut kept: Vec<Kept> = recordings
        .filter_map(|path| Kept::read(path).ok())
        .collect();
    kept.sort_by(|a, b| (b.changed, &b.name).cmp(&(a.changed, &a.name)));
    Ok(kept)
}

/// The recording that a person means: a file, the number or the name of one that the shell keeps, or
/// without any the one that was written to last and is not open.
///
/// # Errors
/// `io` when there is none.
pub fn recording(meant: Option<&str>) -> Result<PathBuf> {
    if let Some(path) = meant.map(Path::new).filter(|path| path.is_file()) {
        return Ok(path.to_path_buf());
    }
    let kept = sessions()?;
    let found = match meant {
        Some(name) => {
            let name = name.strip_suffix(".oly").unwrap_or(name);
            let at = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let numbered = at.and_then(|at| kept.get(at));
            numbered.or_else(|| kept.iter().find(|kept| kept.name == name))
        }
        None => {
            let mut kept = kept.iter();
            kept.find(|kept| kept.outline.state != State::Open)
        }
    };
    found
        .map(|kept| kept.path.clone())
        .ok_or_else(|| missing(meant, &kept))
}

/// The recordings as an answer, numbered from 1.
pub fn listed(kept: &[Kept]) -> Answer {
    let mut table = Table::new([
        Column::right("number"),
        Column::left("state"),
        Column::right("steps"),
        Column::left("began"),
        Column::left("models"),
        Column::left("folder").spared(1),
        Column::left("name").spared(2),
    ]);
    let rows = || kept.iter().enumerate();
    rows().for_each(|(at, kept)| table.push(kept.words(at + 1).map(Cell::plain)));
    let lines: Vec<String> = rows().map(|(at, kept)| kept.line(at + 1)).collect();
    let plain = match lines.is_empty() {
        true => "no sessions are recorded".to_string(),
        false => lines.join("\n"),
    };
    let data = rows().map(|(at, kept)| kept.to_json(at + 1)).collect();
    let answer = Answer::new("sessions", plain, data);
    if kept.is_empty() {
        answer
    } else {
        answer.with_table(table)
    }
}

impl Kept {
    fn read(path: PathBuf) -> Result<Self> {
        let changed = fs::metadata(&path).and_then(|file| file.modified());
        Ok(Kept {
            name: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            outline: Outline::read(&path)?,
            changed: changed.map_err(|cause| Error::io(&path, "read", &cause))?,
            path,
        })
    }

    /// The recording as cells of a row.
    fn words(&self, number: usize) -> [String; 7] {
        let outline = &self.outline;
        [
            number.to_string(),
            outline.state.word().to_string(),
            outline.steps.to_string(),
            self.began(),
            self.models(),
            outline.folder.clone().unwrap_or_default(),
            self.name.clone(),
        ]
    }

    /// When it began, to the minute: `2025-11-21 04:35`.
    fn began(&self) -> String {
        let began = self.outline.began.as_deref().unwrap_or_default();
        let minute = began.get(..16).unwrap_or(began);
        minute.replace('T', " ")
    }

    /// Its checkpoints, those in its folder or below as from there.
    fn models(&self) -> String {
        let folder = self.outline.folder.as_deref().unwrap_or_default();
        let models = self.outline.inputs.iter().map(|input| {
            let (alias, path) = input.split_once("::").unwrap_or(("", input));
            let near = Path::new(path).strip_prefix(folder);
            let path = near.map_or(path.to_string(), |near| near.display().to_string());
            format!("{alias}::{path}")
        });
        models.collect::<Vec<_>>().join(", ")
    }

    fn line(&self, number: usize) -> String {
        let [number, state, _, began, models, folder, name] = self.words(number);
        let steps = human::counted(self.outline.steps as u64, "step");
        format!("{number}  {name}  {state}  {steps}  {began}  {folder}  {models}")
            .trim_end()
            .to_string()
    }

    fn to_json(&self, number: usize) -> serde_json::Value {
        let outline = &self.outline;
        json!({
            "number": number, "name": self.name, "path": self.path.display().to_string(),
            "began": outline.began, "folder": outline.folder, "inputs": outline.inputs,
            "steps": outline.steps, "state": outline.state.word(), "bytes": outline.bytes,
        })
    }
}

fn missing(meant: Option<&str>, kept: &[Kept]) -> Error {
    let Some(name) = meant else {
        return Error::new(Kind::Io, "there is no recorded session that is not open")
            .hint("`brainsurgery sessions` lists them");
    };
    let error = Error::new(Kind::Io, format!("there is no recorded session `{name}`"));
    match nearest(name, kept.iter().map(|kept| kept.name.as_str()), 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`brainsurgery sessions` lists them"),
    }
}
