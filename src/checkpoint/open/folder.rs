//! A folder of safetensors files: which of them count, and whether they agree.

use super::file::OpenFile;
use crate::checkpoint::format::Format;
use crate::checkpoint::index::{self, Index};
use crate::checkpoint::limits;
use crate::checkpoint::listing::{Listing, Role};
use crate::checkpoint::origin::Company;
use crate::error::{Error, Kind, Result};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The checkpoint files of `folder`, sorted, and the names of its other files.
pub fn open(folder: &Path) -> Result<(Vec<OpenFile>, Company)> {
    limits::allow_many_files();
    let listing = Listing::read(folder)?;
    require_safetensors(folder, &listing)?;
    let index = match listing.contains(index::NAME) {
        true => Some(Index::read(&folder.join(index::NAME))?),
        false => None,
    };
    let paths = match &index {
        Some(index) => indexed(folder, index, &listing)?,
        None => all(folder, &listing),
    };
    let files = paths
        .into_iter()
        .map(OpenFile::open)
        .collect::<Result<Vec<_>>>()?;
    let held = held(&files)?;
    if let Some(index) = &index {
        compare(folder, index, &held)?;
    }
    let company = Company::of(&listing);
    Ok((files, company))
}

fn require_safetensors(folder: &Path, listing: &Listing) -> Result<()> {
    let path = folder.display();
    match listing.formats()[..] {
        [Format::Safetensors] => Ok(()),
        [other] => Err(other.unreadable(folder)),
        [] => {
            let message = format!("`{path}` holds no checkpoint: no `*.safetensors` is there");
            Err(Error::new(Kind::Io, message))
        }
        _ => {
            let message = format!("`{path}` is ambiguous: it holds safetensors and torch files");
            Err(Error::new(Kind::Format, message).hint("name the file to open"))
        }
    }
}

/// All safetensors files of the folder.
fn all(folder: &Path, listing: &Listing) -> Vec<PathBuf> {
    let files = listing.having(Role::Tensors(Format::Safetensors));
    files.map(|name| folder.join(name)).collect()
}

/// The files that an index names.
fn indexed(folder: &Path, index: &Index, listing: &Listing) -> Result<Vec<PathBuf>> {
    let paths: Vec<PathBuf> = index.files().iter().map(|name| folder.join(name)).collect();
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        let missing = missing.display();
        let message = format!("`{missing}` is not there, though its index names it");
        return Err(Error::new(Kind::Io, message));
    }
    // An index of nothing, alone, is what the save of an empty state dict leaves.
    if paths.is_empty() && !all(folder, listing).is_empty() {
        let fault = "it names none of the files beside it";
        return Err(wrong(folder, fault).hint("remove it to open all of them"));
    }
    Ok(paths)
}

/// Each tensor with the file that holds it.
fn held(files: &[OpenFile]) -> Result<HashMap<&str, &Path>> {
    let mut held = HashMap::new();
    for file in files {
        let path = file.input.path();
        if file.header.entries.is_empty() && files.len() > 1 {
            let message = format!("the shard `{}` holds no tensors", path.display());
            return Err(Error::new(Kind::Format, message));
        }
        for entry in &file.header.entries {
            if let Some(other) = held.insert(&*entry.name, path) {
                let message = format!(
                    "tensor `{}` is both in `{}` and in `{}`",
                    entry.name,
                    other.display(),
                    path.display()
                );
                return Err(Error::new(Kind::Io, message));
            }
        }
    }
    Ok(held)
}

/// An index must name every tensor of its files where it is, and no other.
fn compare(folder: &Path, index: &Index, held: &HashMap<&str, &Path>) -> Result<()> {
    for (name, file) in index.entries() {
        if held.get(name) != Some(&folder.join(file).as_path()) {
            let fault = format!("tensor `{name}` is not in `{file}`");
            return Err(wrong(folder, &fault));
        }
    }
    let unnamed = held.iter().filter(|(name, _)| !index.names(name)).min();
    if let Some((name, path)) = unnamed {
        let fault = format!("it leaves out tensor `{name}` of `{}`", path.display());
        return Err(wrong(folder, &fault));
    }
    Ok(())
}

fn wrong(folder: &Path, fault: &str) -> Error {
    let path = folder.join(index::NAME);
    let message = format!("the index `{}` is wrong: {fault}", path.display());
    Error::new(Kind::Format, message)
}
