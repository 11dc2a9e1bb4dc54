//! The formats of checkpoints, and which of them can be read and written.

use crate::error::{Error, Kind};
use std::fmt;
use std::path::Path;

/// How tensors lie in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One header, then the bytes: <https://github.com/huggingface/safetensors>.
    Safetensors,
    /// A pickle and the storages it names, as `torch.save` writes them.
    Torch,
    /// A folder of PyTorch's distributed checkpoints.
    Dcp,
    /// One array in a `.npy` file, or a zip of such files, `.npz`.
    Numpy,
}

impl Format {
    /// Every format, in the order they are named to people.
    pub const ALL: [Format; 4] = [
        Format::Safetensors,
        Format::Torch,
        Format::Dcp,
        Format::Numpy,
    ];

    /// The word for it in plans.
    pub fn name(self) -> &'static str {
        match self {
            Format::Safetensors => "safetensors",
            Format::Torch => "torch",
            Format::Dcp => "dcp",
            Format::Numpy => "numpy",
        }
    }

    /// The format a plan calls `name`, in any case.
    pub fn parse(name: &str) -> Option<Format> {
        let named = |format: &Format| format.name().eq_ignore_ascii_case(name.trim());
        Format::ALL.into_iter().find(named)
    }

    /// The suffixes of its files, without the dot; the first is the usual one.
    pub fn suffixes(self) -> &'static [&'static str] {
        match self {
            Format::Safetensors => &["safetensors"],
            Format::Torch => &["pt", "pth", "bin"],
            Format::Dcp => &[],
            Format::Numpy => &["npy", "npz"],
        }
    }

    /// The format whose files have the suffix of `path`, in any case.
    pub fn of_suffix(path: &Path) -> Option<Format> {
        let suffix = path.extension()?.to_str()?;
        let has = |format: &Format| {
            let known = format.suffixes();
            known.iter().any(|known| known.eq_ignore_ascii_case(suffix))
        };
        Format::ALL.into_iter().find(has)
    }

    /// Refuses to read the folder of a distributed checkpoint.
    pub(super) fn unreadable(path: &Path) -> Error {
        let message = format!(
            "cannot read `{}`: it is a distributed torch checkpoint",
            path.display()
        );
        let folder = path
            .to_str()
            .filter(|path| is_plain(path))
            .unwrap_or("FOLDER");
        Error::new(Kind::Format, message).hint(format!(
            "convert the folder first: python -m torch.distributed.checkpoint.format_utils dcp_to_torch {folder} model.pt"
        ))
    }

    /// Refuses to write `path` in this format.
    pub(super) fn unwritable(self, path: &Path) -> Error {
        let message = format!("cannot write `{}`: {self} are not written", path.display());
        Error::new(Kind::Format, message).hint(
            "write a `.pt` file, and convert it: \
             python -m torch.distributed.checkpoint.format_utils torch_to_dcp model.pt FOLDER",
        )
    }

    /// The suffixes of files that hold whole state dicts, as a list for people.
    pub(super) fn suffixes_of_many() -> &'static str {
        "`.safetensors`, `.pt`, `.pth`, `.bin` or `.npz`"
    }
}

/// Whether a path needs no quotes in a shell.
fn is_plain(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+=@:,~".contains(&byte);
    path.len() <= 80 && path.bytes().all(plain)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Safetensors => "safetensors files",
            Format::Torch => "torch files",
            Format::Dcp => "distributed torch checkpoints",
            Format::Numpy => "numpy files",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_any_case() {
        for format in Format::ALL {
            assert_eq!(Format::parse(&format.name().to_uppercase()), Some(format));
        }
        assert_eq!(Format::parse("hdf5"), None);
    }

    #[test]
    fn suffixes_tell_formats() {
        let of = |path: &str| Format::of_suffix(Path::new(path));
        assert_eq!(of("a/b.SafeTensors"), Some(Format::Safetensors));
        assert_eq!(of("b.PT"), Some(Format::Torch));
        assert_eq!(of("b.npy"), Some(Format::Numpy));
        assert_eq!(of("b.NPZ"), Some(Format::Numpy));
        for none in ["b", ".safetensors", "b.", "b.gguf"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
