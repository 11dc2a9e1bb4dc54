//! A folder of safetensors or torch files: which of them count, and whether they agree.

use super::file::OpenFile;
use super::require_torch;
use crate::checkpoint::format::Format;
use crate::checkpoint::index::{self, Index};
use crate::checkpoint::limits;
use crate::checkpoint::listing::{Listing, Role};
use crate::checkpoint::origin::Company;
use crate::checkpoint::shards;
use crate::checkpoint::torch::Choice;
use crate::error::{Error, Kind, Result};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The checkpoint files of `folder`, sorted, and the names of its other files.
pub fn open(folder: &Path, choice: &Choice) -> Result<(Vec<OpenFile>, Company)> {
    limits::allow_many_files();
    let listing = Listing::read(folder)?;
    let format = format_of(folder, &listing)?;
    if format == Format::Dcp {
        return Err(Format::unreadable(folder));
    }
    require_torch(folder, format, choice)?;
    let name = index::name(format);
    let index = match listing.contains(name) {
        true => Some(Index::read(&folder.join(name))?),
        false => None,
    };
    let paths = match &index {
        Some(index) => indexed(folder, format, index, &listing)?,
        None => all(folder, format, &listing),
    };
    let files = paths
        .into_iter()
        .map(|path| OpenFile::open(path, format, choice))
        .collect::<Result<Vec<_>>>()?;
    let held = held(&files)?;
    if let Some(index) = &index {
        compare(&folder.join(name), index, &held)?;
    }
    let company = Company::of(&listing);
    Ok((files, company))
}

/// The format of the folder's tensors.
fn format_of(folder: &Path, listing: &Listing) -> Result<Format> {
    let path = folder.display();
    match listing.formats()[..] {
        [format] => Ok(format),
        [] => {
            let message =
                format!("`{path}` holds no checkpoint: no safetensors or torch file is there");
            Err(Error::new(Kind::Io, message).hint(elsewhere(folder, listing)))
        }
        _ => {
            let message = format!("`{path}` is ambiguous: it holds safetensors and torch files");
            Err(Error::new(Kind::Format, message).hint("name the file to open"))
        }
    }
}

/// What to open instead of a folder without checkpoint.
fn elsewhere(folder: &Path, listing: &Listing) -> String {
    let arrays = listing.having(Role::Foreign);
    let arrays = arrays.map(|name| folder.join(name));
    let mut arrays = arrays.filter(|path| Format::of_suffix(path) == Some(Format::Numpy));
    match arrays.next() {
        Some(array) => format!("numpy files are opened one by one: `{}`", array.display()),
        None => "files that end in `.safetensors`, `.pt`, `.pth` or `.bin` count".to_owned(),
    }
}

/// All files of the folder that are of this format.
fn all(folder: &Path, format: Format, listing: &Listing) -> Vec<PathBuf> {
    let files = listing.having(Role::Tensors(format));
    files.map(|name| folder.join(name)).collect()
}

/// The files that an index names.
fn indexed(
    folder: &Path,
    format: Format,
    index: &Index,
    listing: &Listing,
) -> Result<Vec<PathBuf>> {
    let paths: Vec<PathBuf> = index.files().iter().map(|name| folder.join(name)).collect();
    let missing: Vec<&PathBuf> = paths.iter().filter(|path| !path.exists()).collect();
    if let Some(first) = missing.first() {
        return Err(shards_missing(first, missing.len(), paths.len()));
    }
    // An index of nothing, alone, is what the save of an empty state dict leaves.
    if paths.is_empty() && !all(folder, format, listing).is_empty() {
        let fault = "it names none of the files beside it";
        let index = folder.join(index::name(format));
        return Err(wrong(&index, fault).hint("remove it to open all of them"));
    }
    Ok(paths)
}

/// Refuses a folder without some of the files that its index names.
fn shards_missing(first: &Path, missing: usize, of: usize) -> Error {
    let first = first.display();
    let message = match missing {
        1 => format!("`{first}` is not there, though its index names it"),
        _ => format!(
            "`{first}` and {} more of the {of} files that the index names are not there",
            missing - 1
        ),
    };
    let hint = "copy or download what is missing, or remove the index to open what is there";
    Error::new(Kind::Io, message).hint(hint)
}

/// Each tensor with the file that holds it.
fn held(files: &[OpenFile]) -> Result<HashMap<&str, &Path>> {
    let mut held = HashMap::new();
    for file in files {
        let path = file.path();
        if file.bare {
            let message = format!("the tensor of `{}` has no name", path.display());
            let hint = "`load: path: ..., to: NAME` opens that file alone, and gives it one";
            return Err(Error::new(Kind::Format, message).hint(hint));
        }
        if file.tensors.is_empty() && !is_whole(files, path) {
            let message = format!("the shard `{}` holds no tensors", path.display());
            let hint = "move it elsewhere, or open the files one by one";
            return Err(Error::new(Kind::Format, message).hint(hint));
        }
        for (name, _) in &file.tensors {
            if let Some(other) = held.insert(&**name, path) {
                let message = format!(
                    "tensor `{name}` is both in `{}` and in `{}`",
                    other.display(),
                    path.display()
                );
                let hint = "move the file that does not belong here elsewhere, or open one of them";
                return Err(Error::new(Kind::Io, message).hint(hint));
            }
        }
    }
    Ok(held)
}

/// Whether this is the one file of a folder that is not in shards: the save of an empty state dict leaves such a
/// file without tensors.
fn is_whole(files: &[OpenFile], path: &Path) -> bool {
    files.len() == 1 && path.file_name().is_some_and(|name| name == shards::WHOLE)
}

/// An index must name every tensor of its files where it is, and no other.
fn compare(path: &Path, index: &Index, held: &HashMap<&str, &Path>) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    for (name, file) in index.entries() {
        if held.get(name) != Some(&folder.join(file).as_path()) {
            let fault = format!("tensor `{name}` is not in `{file}`");
            return Err(wrong(path, &fault).hint(index::WITHOUT));
        }
    }
    let unnamed = held.iter().filter(|(name, _)| !index.names(name)).min();
    if let Some((name, file)) = unnamed {
        let fault = format!("it leaves out tensor `{name}` of `{}`", file.display());
        return Err(wrong(path, &fault).hint(index::WITHOUT));
    }
    Ok(())
}

fn wrong(path: &Path, fault: &str) -> Error {
    let message = format!("the index `{}` is wrong: {fault}", path.display());
    Error::new(Kind::Format, message)
}
