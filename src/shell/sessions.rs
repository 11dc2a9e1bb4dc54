//! The recordings that the shell keeps, as a list, and the one that a person means.

use super::home::Home;
use crate::error::{Error, Kind, Result};
use crate::plan::Outline;
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

/// The recording that a person means: a file, the name of one that the shell keeps, or without any
/// name the one that was written to last and is not open.
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
            kept.iter().find(|kept| kept.name == name)
        }
        None => kept.iter().find(|kept| !kept.outline.open),
    };
    found
        .map(|kept| kept.path.clone())
        .ok_or_else(|| missing(meant, &kept))
}

/// The recordings as an answer.
pub fn listed(kept: &[Kept]) -> Answer {
    let titles = ["name", "began", "inputs"].map(Column::left);
    let mut table = Table::new(titles);
    table.columns.push(Column::right("steps"));
    table.columns.push(Column::right("size"));
    table.columns.push(Column::left("state"));
    kept.iter().for_each(|kept| table.push(kept.cells()));
    let lines: Vec<String> = kept.iter().map(Kept::line).collect();
    let plain = match lines.is_empty() {
        true => "no sessions are recorded".to_string(),
        false => lines.join("\n"),
    };
    let answer = Answer::new("sessions", plain, kept.iter().map(Kept::to_json).collect());
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

    /// The recording as cells of a row: name, beginning, inputs, steps, size, state.
    fn words(&self) -> [String; 6] {
        let Outline {
            began,
            inputs,
            steps,
            open,
            bytes,
        } = &self.outline;
        [
            self.name.clone(),
            began.clone().unwrap_or_default(),
            inputs.join(", "),
            steps.to_string(),
            human::bytes(*bytes),
            if *open { "open" } else { "closed" }.to_string(),
        ]
    }

    fn cells(&self) -> impl IntoIterator<Item = Cell> {
        self.words().map(Cell::plain)
    }

    fn line(&self) -> String {
        let [name, began, inputs, steps, size, state] = self.words();
        format!("{name}  {began}  {steps} steps  {size}  {state}  {inputs}")
            .trim_end()
            .to_string()
    }

    fn to_json(&self) -> serde_json::Value {
        let Outline {
            began,
            inputs,
            steps,
            open,
            bytes,
        } = &self.outline;
        json!({
            "name": self.name, "path": self.path.display().to_string(), "began": began,
            "inputs": inputs, "steps": steps, "open": open, "bytes": bytes,
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
