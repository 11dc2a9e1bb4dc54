//! What the shell tells completion of its session.

use crate::assertions;
use crate::guide::complete::{Entry, Scene};
use crate::session::Session;
use crate::transforms;
use std::path::PathBuf;
use std::sync::Arc;

/// The most entries of a folder that are looked at.
const MOST: usize = 10_000;

/// What there is to be typed in a session as it is now.
pub(super) fn of(session: &Session) -> Scene {
    let verbs = transforms::ALL.into_iter();
    Scene {
        verbs: verbs.map(|verb| &verb.signature).collect(),
        claims: assertions::signatures(),
        default: session.names().default().map(Arc::from),
        models: Scene::models_of(session.state()),
        list,
    }
}

/// The entries of a folder, `~` being the home; none where it cannot be read.
fn list(folder: &str) -> Vec<Entry> {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    let path = match (folder.strip_prefix("~/"), folder) {
        (Some(below), _) => home().map_or_else(|| PathBuf::from(folder), |home| home.join(below)),
        (None, "") => PathBuf::from("."),
        (None, folder) => PathBuf::from(folder),
    };
    let Ok(entries) = std::fs::read_dir(path) else {
        return Vec::new();
    };
    let entry = |entry: std::fs::DirEntry| {
        Some(Entry {
            name: entry.file_name().into_string().ok()?,
            is_folder: entry.path().is_dir(),
        })
    };
    let entries = entries.take(MOST).flatten();
    entries.filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_from_files_and_what_cannot_be_read_is_empty() {
        let root = env!("CARGO_MANIFEST_DIR");
        let entries = list(root);
        let is = |name: &str| entries.iter().find(|entry| entry.name == name);
        assert_eq!(is("src").map(|entry| entry.is_folder), Some(true));
        assert_eq!(is("Cargo.toml").map(|entry| entry.is_folder), Some(false));
        assert_eq!(list(&format!("{root}/Cargo.toml")), []);
        assert_eq!(list("/no/such/folder"), []);
    }
}
