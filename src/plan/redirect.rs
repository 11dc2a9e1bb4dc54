//! Where the answer of a line may go instead of the screen.

use crate::error::{Error, Kind, Result};
use crate::session::Session;
use std::fs::canonicalize;
use std::path::Path;

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

/// Whether a text may be written to `path`.
///
/// # Errors
/// `io` for a folder, for an input that is open, and for a file that looks like a checkpoint.
pub fn may_redirect(path: &Path, session: &Session) -> Result<()> {
    let refuse = |what: &str| {
        let message = format!(
            "`{}` is {what}, an answer does not replace it",
            path.display()
        );
        Err(Error::new(Kind::Io, message).hint("choose another path behind `>`"))
    };
    let Ok(real) = canonicalize(path) else {
        return Ok(());
    };
    let origins = session
        .state()
        .models
        .values()
        .filter_map(|model| model.origin.as_ref());
    match real
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
    {
        _ if real.is_dir() => refuse("a folder"),
        _ if origins
            .into_iter()
            .any(|origin| canonicalize(&origin.path).is_ok_and(|input| input == real)) =>
        {
            refuse("an open input")
        }
        Some(name) if CHECKPOINTS.iter().any(|suffix| name.ends_with(suffix)) => {
            refuse("a checkpoint")
        }
        _ => Ok(()),
    }
}

/// What to say where a step has no answer to write to `path`.
pub fn no_answer(path: &Path) -> String {
    format!(
        "there is no answer to write, `{}` stays as it is",
        path.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_and_checkpoints_are_not_replaced() {
        let folder =
            std::env::temp_dir().join(format!("brainsurgery-redirect-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let refused = |name: &str| {
            let refused = may_redirect(&folder.join(name), &Session::default());
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
        fs::remove_dir_all(&folder).expect("an end");
    }
}
