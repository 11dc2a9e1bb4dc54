//! Where a text may go: an answer, a summary.

use super::Session;
use crate::error::{Error, Kind, Result};
use std::fs::canonicalize;
use std::path::{Component, Path, PathBuf};

/// What ends the names of files that hold tensors, or tell where they are.
const CHECKPOINTS: [&str; 8] = [
    ".safetensors",
    ".safetensors.index.json",
    ".pt",
    ".pth",
    ".bin",
    ".npy",
    ".npz",
    ".distcp",
];

impl Session {
    /// Checks that a text written to `path` replaces no checkpoint, and in safe mode no file at all.
    ///
    /// # Errors
    /// `io` for a folder, for an input that is open, and for a file that looks like a checkpoint.
    pub fn may_write_text(&self, path: &Path) -> Result<()> {
        self.may_make(path)?;
        let Some(real) = replaced(path) else {
            return Ok(());
        };
        let name = real
            .file_name()
            .map(|name| name.to_string_lossy().to_lowercase());
        let what = match name {
            _ if real.is_dir() => "a folder",
            _ if self.is_open(&real) => "an open input",
            Some(name) if CHECKPOINTS.iter().any(|suffix| name.ends_with(suffix)) => "a checkpoint",
            _ => return Ok(()),
        };
        let message = format!("`{}` is {what}, a text does not replace it", path.display());
        Err(Error::new(Kind::Io, message).hint("choose another path"))
    }

    /// Whether a file is one that a model came from.
    fn is_open(&self, real: &Path) -> bool {
        let origins = self
            .state
            .models
            .values()
            .filter_map(|model| model.origin.as_ref());
        origins
            .into_iter()
            .any(|origin| canonicalize(&origin.path).is_ok_and(|input| input == real))
    }
}

/// The file that writing to `path` would replace, if there is one. Folders that are missing on the way
/// would be made, so `missing/../file` is `file`.
fn replaced(path: &Path) -> Option<PathBuf> {
    canonicalize(path)
        .or_else(|_| canonicalize(without_dots(path)))
        .ok()
}

/// The path with each `..` and what it leaves taken away.
pub(super) fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_and_checkpoints_are_not_replaced() {
        let folder =
            std::env::temp_dir().join(format!("brainsurgery-texts-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let refused = |name: &str| {
            let refused = Session::default().may_write_text(&folder.join(name));
            refused.err().map(|error| error.kind())
        };
        for name in [
            "old.txt",
            "old.SafeTensors",
            "model.safetensors.index.json",
            "config.json",
        ] {
            fs::write(folder.join(name), "old").expect("a file");
        }
        assert_eq!(refused(""), Some(Kind::Io));
        assert_eq!(refused("old.SafeTensors"), Some(Kind::Io));
        assert_eq!(refused("model.safetensors.index.json"), Some(Kind::Io));
        assert_eq!(refused("old.txt"), None);
        assert_eq!(refused("config.json"), None);
        assert_eq!(refused("new.safetensors"), None);
        assert_eq!(refused("missing/../old.SafeTensors"), Some(Kind::Io));
        fs::remove_dir_all(&folder).expect("an end");
    }
}
