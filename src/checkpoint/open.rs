//! Opening: from a path to named tensors, by headers alone.

mod file;
mod folder;

use super::format::Format;
use super::header::Metadata;
use super::origin::{Company, Fingerprint, Origin};
use super::torch::Choice;
use super::{Checkpoint, paths};
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use file::OpenFile;
use std::path::{Path, PathBuf};

/// Opens the checkpoint at `path`: a safetensors file, a torch file, or a folder of one kind. Headers and
/// pickles are checked whole; no number of a tensor is read. A `~` is expanded.
///
/// The tensors stand in the order of the sorted files, within a file in its own. Fails, of kind `Io`, where
/// files are absent, unreadable or hold a tensor twice; of kind `Format`, where their content is malformed or
/// of another format.
pub fn open(path: &Path) -> Result<Checkpoint> {
    open_part(path, &Choice::default())
}

/// As [`open`], of torch files only what was chosen. Fails, of kind `Format`, where that is not there.
pub fn open_part(path: &Path, choice: &Choice) -> Result<Checkpoint> {
    let path = paths::expand(path);
    let there = std::fs::metadata(&path);
    let there = there.map_err(|cause| paths::failure(&path, "open", &cause))?;
    if there.is_dir() {
        let (files, company) = folder::open(&path, choice)?;
        return Ok(gather(path, files, Some(company)));
    }
    if let Some(error) = part_of_folder(&path) {
        return Err(error);
    }
    let format = format_of(&path, None);
    require_torch(&path, format, choice)?;
    let file = OpenFile::open(path.clone(), format, choice)?;
    if file.bare {
        let message = format!("cannot open `{}`: its tensor has no name", path.display());
        let hint = "`load: path: ..., to: NAME` gives it one";
        return Err(Error::new(Kind::Format, message).hint(hint));
    }
    Ok(gather(path, vec![file], None))
}

/// Opens the one tensor of the file at `path`, in the format given or the one its suffix tells. Of a torch
/// file, what stands beside the tensor is ignored. Fails as [`open_part`], and, of kind `Format`, where the
/// file does not hold exactly one tensor.
pub fn open_tensor(
    path: &Path,
    format: Option<Format>,
    choice: &Choice,
) -> Result<(Tensor, Origin)> {
    let path = paths::expand(path);
    let format = format_of(&path, format);
    require_torch(&path, format, choice)?;
    let choice = Choice {
        only_tensors: true,
        ..choice.clone()
    };
    let mut file = OpenFile::open(path, format, &choice)?;
    match (file.tensors.pop(), file.tensors.len()) {
        (Some((_, only)), 0) => Ok((only, file.origin())),
        (last, others) => {
            let count = others + usize::from(last.is_some());
            let path = file.path().display();
            let message = format!("cannot load `{path}` as one tensor: it holds {count}");
            let hint = match format {
                Format::Torch => "name one of them with `key`, or load it whole",
                _ => "load it whole, under an alias of its own",
            };
            Err(Error::new(Kind::Format, message).hint(hint))
        }
    }
}

/// Refuses a file that tells of the others of its folder and holds no tensor.
fn part_of_folder(path: &Path) -> Option<Error> {
    let name = path.file_name()?.to_str()?;
    if name == ".metadata" || name.ends_with(".distcp") {
        return Some(Format::unreadable(paths::parent(path)));
    }
    let what = match name {
        _ if name.ends_with(".index.json") => "the index of a folder",
        _ if name.ends_with(".json") => "a text beside a checkpoint",
        _ => return None,
    };
    let message = format!(
        "cannot open `{}`: it is {what}, not tensors",
        path.display()
    );
    let hint = format!("open the folder: `{}`", paths::parent(path).display());
    Some(Error::new(Kind::Format, message).hint(hint))
}

/// The format of a file: the one given, or what its suffix tells. As in the reference, whatever has no
/// suffix of its own is a torch file.
fn format_of(path: &Path, format: Option<Format>) -> Format {
    let told = format.or_else(|| Format::of_suffix(path));
    told.unwrap_or(Format::Torch)
}

/// Only torch files hold more than tensors, to choose among.
fn require_torch(path: &Path, format: Format, choice: &Choice) -> Result<()> {
    if format == Format::Torch || choice.is_default() {
        return Ok(());
    }
    let path = path.display();
    let message = format!("`key` and `only-tensors` are for torch files, which `{path}` is not");
    Err(Error::new(Kind::Format, message).hint("leave them out; names are chosen when it is open"))
}

fn gather(path: PathBuf, files: Vec<OpenFile>, folder: Option<Company>) -> Checkpoint {
    let prints: Vec<_> = files
        .iter()
        .map(|file| (file.input.stamp(), file.hash))
        .collect();
    let mut checkpoint = Checkpoint {
        tensors: Vec::new(),
        metadata: Metadata::new(),
        notes: Vec::new(),
        origin: Origin {
            path,
            fingerprint: Fingerprint::of(&prints),
            folder,
        },
    };
    for file in files {
        let name = file.path().display();
        let notes = file.notes.iter().map(|note| format!("`{name}`: {note}"));
        checkpoint.notes.extend(notes);
        for (key, text) in file.metadata {
            checkpoint.metadata.entry(key).or_insert(text);
        }
        checkpoint.tensors.extend(file.tensors);
    }
    checkpoint
}

#[cfg(test)]
mod tests;
