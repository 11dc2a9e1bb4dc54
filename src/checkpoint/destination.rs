//! Destinations: what a path and a few words mean, before anything is written.

mod check;
mod form;

pub use form::Form;

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
    /// One file of this form.
    File(Form),
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
        let style = match is_folder(&path) {
            true => Style::Folder(folder_format(&path, format)?),
            false => file_style(&path, format)?,
        };
        let layout = layout(&path, style, sharding, default_shard)?;
        Ok(Destination::new(path, layout))
    }

    /// Where one tensor goes that is to be written to the file `path`. The suffix decides where no format
    /// is given; a numpy file gets the suffix `.npy` where it has another.
    pub fn of_tensor(path: &Path, format: Option<Format>) -> Result<Self> {
        let path = paths::expand(path);
        if is_folder(&path) {
            let fault = "one tensor is written to a file, not to a folder";
            return Err(unfit(&path, fault).hint("name a `.safetensors`, `.pt` or `.npy` file"));
        }
        let format = tensor_format(&path, format)?;
        let Some(form) = Form::of_one(format) else {
            let fault = "one tensor is written as safetensors, torch or numpy";
            return Err(unfit(&path, fault));
        };
        let path = match form {
            Form::NumpyArray if !paths::ends_in(&path, NUMPY_ARRAY) => {
                path.with_added_extension(NUMPY_ARRAY)
            }
            _ => path,
        };
        Ok(Destination::new(path, Layout::File(form)))
    }
}

/// The suffix of one numpy array.
const NUMPY_ARRAY: &str = "npy";
/// The suffix of a zip of numpy arrays.
const NUMPY_ARCHIVE: &str = "npz";

/// One file or a folder of this format.
#[derive(Clone, Copy)]
enum Style {
    File(Format),
    Folder(Format),
}

/// Whether a path means a folder, whatever its suffix.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

fn folder_format(path: &Path, format: Option<Format>) -> Result<Format> {
    match format.unwrap_or(Format::Safetensors) {
        format @ (Format::Safetensors | Format::Dcp) => Ok(format),
        Format::Torch => Err(
            unfit(path, "a torch checkpoint is a file, this is a folder")
                .hint("name a file that ends in `.pt`, `.pth` or `.bin`"),
        ),
        Format::Numpy => Err(unfit(path, "a numpy archive is a file, this is a folder")
            .hint("name a file that ends in `.npz`")),
    }
}

/// The style of a path that is not known to be a folder.
fn file_style(path: &Path, format: Option<Format>) -> Result<Style> {
    let suffix = Format::of_suffix(path);
    let numpy = format.or(suffix) == Some(Format::Numpy);
    match (format, suffix) {
        _ if numpy && !paths::ends_in(path, NUMPY_ARCHIVE) => Err(one_tensor_only(path)),
        (None, Some(known)) => Ok(Style::File(known)),
        (Some(format), Some(known)) if format == known => Ok(Style::File(format)),
        (Some(Format::Dcp), _) => Err(Format::Dcp.unwritable(path)),
        (Some(Format::Torch), _) => Err(unfit(path, "a torch file ends in .pt, .pth or .bin")
            .hint("end the path so, or write another format")),
        (Some(format), Some(_)) => Err(foreign_suffix(path, format)),
        (format, None) if has_type(path) => {
            let format = format.unwrap_or(Format::Safetensors);
            Err(foreign_suffix(path, format).hint("end the path with `/` if it names a folder"))
        }
        (format, None) => Ok(Style::Folder(format.unwrap_or(Format::Safetensors))),
    }
}

/// The format of a file of one tensor.
fn tensor_format(path: &Path, format: Option<Format>) -> Result<Format> {
    match (format, Format::of_suffix(path)) {
        (Some(format @ (Format::Numpy | Format::Dcp)), _) => Ok(format),
        (Some(format), Some(known)) if format != known => Err(foreign_suffix(path, format)),
        (Some(format), _) => Ok(format),
        (None, Some(Format::Numpy)) if paths::ends_in(path, NUMPY_ARCHIVE) => {
            let fault = "a `.npz` file holds a whole alias, not one tensor";
            Err(unfit(path, fault).hint("write to a `.npy` file"))
        }
        (None, Some(known)) => Ok(known),
        (None, None) => Err(unfit(path, "its suffix tells no format for a tensor")
            .hint("write to a `.safetensors`, `.pt` or `.npy` file")),
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
    style: Style,
    sharding: Option<Sharding>,
    default_shard: Option<u64>,
) -> Result<Layout> {
    let sized = matches!(sharding, Some(Sharding::AtMost(_)));
    match style {
        Style::File(Format::Safetensors) if sized => {
            Err(unfit(path, "shards need a folder, this is one file")
                .hint("name a folder, or leave out the size of shards"))
        }
        Style::File(format) | Style::Folder(format) if sized && format != Format::Safetensors => {
            Err(unfit(path, "only safetensors are written in shards")
                .hint("leave out the size of shards, or write safetensors to a folder"))
        }
        Style::File(format) => {
            let form = Form::of_many(format).ok_or_else(|| format.unwritable(path))?;
            Ok(Layout::File(form))
        }
        Style::Folder(Format::Safetensors) => {
            let default = || default_shard.map_or(Sharding::None, Sharding::AtMost);
            Ok(Layout::Folder(sharding.unwrap_or_else(default)))
        }
        Style::Folder(format) => Err(format.unwritable(path)),
    }
}

fn one_tensor_only(path: &Path) -> Error {
    unfit(path, "a numpy file holds one tensor, not a whole alias")
        .hint("name one tensor with `target`, or write a `.npz` file")
}

fn foreign_suffix(path: &Path, format: Format) -> Error {
    let suffixes = format
        .suffixes()
        .iter()
        .map(|suffix| format!("`.{suffix}`"));
    let suffixes = Vec::from_iter(suffixes).join(", ");
    let error = unfit(path, &format!("its suffix is not of {format}"));
    match Format::of_suffix(path) {
        Some(other) => error.hint(format!(
            "name it with {suffixes}, or leave `format` out to write {other}"
        )),
        None => error.hint(format!("suffixes are {}", Format::suffixes_of_many())),
    }
}

fn unfit(path: &Path, fault: &str) -> Error {
    let message = format!("cannot write `{}`: {fault}", path.display());
    Error::new(Kind::Format, message)
}

#[cfg(test)]
mod tests;
