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

    /// Refuses to read `path`, which is of this format.
    pub(super) fn unreadable(self, path: &Path) -> Error {
        self.refused("read", path)
            .hint("safetensors files, and folders of them, are supported")
    }

    /// Refuses to write `path` in this format.
    pub(super) fn unwritable(self, path: &Path) -> Error {
        self.refused("write", path)
            .hint("safetensors, torch and numpy files can be written")
    }

    fn refused(self, doing: &str, path: &Path) -> Error {
        let message = format!("cannot {doing} `{}`: no support for {self}", path.display());
        Error::new(Kind::Format, message)
    }
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
