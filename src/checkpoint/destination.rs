//! Destinations: what a path and a few words mean, before anything is written.

mod check;

use super::format::Format;
use super::paths;
use crate::error::{Error, Kind, Result};
use std::path::{Path, PathBuf};

/// A place to write to, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The file or folder, `~` expanded.
    pub path: PathBuf,
    /// Which of the two it is.
    pub layout: Layout,
    /// At most so many files of a folder are written at once.
    pub files_at_once: usize,
}

/// How tensors are laid out at a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One file.
    File,
    /// A folder, in one file or in shards with an index.
    Folder(Sharding),
}

/// How tensors are spread over files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharding {
    /// All in one file.
    None,
    /// So many bytes of tensors in a file; a larger tensor has one of its own.
    AtMost(u64),
}

/// The files of a folder that are written at once where nobody says otherwise.
const FILES_AT_ONCE: usize = 8;

impl Destination {
    /// A place whose path and layout are known.
    pub fn new(path: PathBuf, layout: Layout) -> Self {
        Destination {
            path,
            layout,
            files_at_once: FILES_AT_ONCE,
        }
    }

    /// The same place, with at most so many files of a folder written at once.
    pub fn at_once(self, files: usize) -> Self {
        Destination {
            files_at_once: files.max(1),
            ..self
        }
    }

    /// Where a state dict goes that is to be written to `path`, in this format and sharding where they
    /// are given. A folder without a word on sharding has shards of `default_shard` bytes, if any.
    ///
    /// An existing folder, a path that ends with `/` and a name without suffix mean a folder. Fails, of
    /// kind `Format`, where path and words do not fit; of kind `Value`, for a shard of no bytes.
    pub fn resolve(
        path: &Path,
        format: Option<Format>,
        sharding: Option<Sharding>,
        default_shard: Option<u64>,
    ) -> Result<Self> {
        let path = paths::expand(path);
        if sharding == Some(Sharding::AtMost(0)) {
            let message = "the size of a shard must be positive, found 0 bytes";
            return Err(Error::new(Kind::Value, message));
        }
        let format = match is_folder(&path) {
            true => folder_format(&path, format)?,
            false => file_format(&path, format)?,
        };
        let layout = layout(&path, format, sharding, default_shard)?;
        match format {
            Form::File(Format::Safetensors) | Form::Folder(Format::Safetensors) => {}
            Form::File(other) | Form::Folder(other) => return Err(other.unwritable(&path)),
        }
        Ok(Destination::new(path, layout))
    }

    /// Where one tensor goes that is to be written to the file `path`. The suffix decides where no format
    /// is given.
    pub fn of_tensor(path: &Path, format: Option<Format>) -> Result<Self> {
        let path = paths::expand(path);
        if is_folder(&path) {
            let fault = "one tensor is written to a file, not to a folder";
            return Err(unfit(&path, fault));
        }
        match format.or_else(|| Format::of_suffix(&path)) {
            Some(Format::Safetensors) => Ok(Destination::new(path, Layout::File)),
            Some(Format::Dcp) => Err(unfit(
                &path,
                "one tensor is written as safetensors, torch or numpy",
            )),
            Some(other) => Err(other.unwritable(&path)),
            None => Err(unfit(&path, "its suffix tells no format for a tensor")
                .hint("write to a `.safetensors` file")),
        }
    }
}

/// One file or a folder of this format.
#[derive(Clone, Copy)]
enum Form {
    File(Format),
    Folder(Format),
}

/// Whether a path means a folder, whatever its suffix.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn folder_format(path: &Path, format: Option<Format>) -> Result<Form> {
    match format.unwrap_or(Format::Safetensors) {
        format @ (Format::Safetensors | Format::Dcp) => Ok(Form::Folder(format)),
        Format::Torch => Err(unfit(
            path,
            "a torch checkpoint is a file, this is a folder",
        )),
        Format::Numpy => Err(one_tensor_only(path)),
    }
}

/// The form of a path that is not known to be a folder.
fn file_format(path: &Path, format: Option<Format>) -> Result<Form> {
    let suffix = Format::of_suffix(path);
    match (format, suffix) {
        (Some(Format::Numpy), _) | (None, Some(Format::Numpy)) => Err(one_tensor_only(path)),
        (None, Some(known)) => Ok(Form::File(known)),
        (Some(format), Some(known)) if format == known => Ok(Form::File(format)),
        (Some(Format::Torch), _) => Err(unfit(path, "a torch file ends in .pt, .pth or .bin")),
        (Some(format), Some(_)) => Err(unfit(path, &format!("its suffix is not of {format}"))),
        (format, None) if has_type(path) => {
            let what = format.unwrap_or(Format::Safetensors);
            Err(unfit(path, &format!("its suffix is not of {what}"))
                .hint("end the path with `/` if it names a folder"))
        }
        (format, None) => Ok(Form::Folder(format.unwrap_or(Format::Safetensors))),
    }
}

/// Whether a suffix looks like a type of file, as in `x.gguf`, and not like a part of a name, as in
/// `llama-3.1`, `phi.v2` or `a.b-c`.
fn has_type(path: &Path) -> bool {
    let suffix = path.extension().unwrap_or_default().as_encoded_bytes();
    let version = |rest: &[u8]| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit);
    match suffix {
        [b'v' | b'V', rest @ ..] if version(rest) => false,
        [first, rest @ ..] => {
            first.is_ascii_alphabetic() && rest.iter().all(u8::is_ascii_alphanumeric)
        }
        [] => false,
    }
}

fn layout(
    path: &Path,
    form: Form,
    sharding: Option<Sharding>,
    default_shard: Option<u64>,
) -> Result<Layout> {
    let sized = matches!(sharding, Some(Sharding::AtMost(_)));
    match form {
        Form::File(Format::Safetensors) if sized => {
            Err(unfit(path, "shards need a folder, this is one file")
                .hint("name a folder, or leave out the size of shards"))
        }
        Form::File(format) | Form::Folder(format) if sized && format != Format::Safetensors => {
            Err(unfit(path, "only safetensors are written in shards"))
        }
        Form::File(_) => Ok(Layout::File),
        Form::Folder(_) => {
            Ok(Layout::Folder(sharding.unwrap_or_else(|| {
                default_shard.map_or(Sharding::None, Sharding::AtMost)
            })))
        }
    }
}

fn one_tensor_only(path: &Path) -> Error {
    unfit(path, "a numpy file holds one tensor, not a whole alias")
        .hint("name one tensor with `target`, or write safetensors")
}

fn unfit(path: &Path, fault: &str) -> Error {
    let message = format!("cannot write `{}`: {fault}", path.display());
    Error::new(Kind::Format, message)
}

#[cfg(test)]
mod tests;
