//! Paths as people type them.

use crate::error::Error;
use crate::syntax;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many links may follow each other before they count as a loop, as in the kernel.
const MOST_LINKS: usize = 40;
/// How many entries of a folder are compared with a name that is not among them.
const MOST_ENTRIES: usize = 10_000;

/// The path with a leading `~` replaced by the home folder, where one is known.
pub fn expand(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) if rest.as_os_str().is_empty() => home,
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_path_buf(),
    }
}

/// The failure of `doing` something with the file at `path`: where nothing is there, the hint is the entry of
/// its folder that is nearest.
pub fn failure(path: &Path, doing: &str, cause: &io::Error) -> Error {
    let error = Error::io(path, doing, cause);
    if let Ok(target) = fs::read_link(path) {
        let target = target.display();
        return error.hint(format!(
            "it is a link to `{target}`: nothing is found behind it"
        ));
    }
    match nearest(path).filter(|_| cause.kind() == io::ErrorKind::NotFound) {
        Some(near) => error.hint(format!("did you mean `{}`?", near.display())),
        None => error,
    }
}

/// The path beside `path` that is nearest to it, as it would be typed.
pub fn nearest(path: &Path) -> Option<PathBuf> {
    let as_file = path.with_file_name(path.file_name()?);
    if as_file.as_os_str() != path.as_os_str() && as_file.is_file() {
        return Some(as_file);
    }
    let entries = fs::read_dir(parent(path)).ok()?.take(MOST_ENTRIES);
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let word = path.file_name()?.to_str()?;
    let names = names.filter(|name| !name.starts_with('.') && name != word);
    let names: Vec<String> = names.collect();
    let near = syntax::nearest(word, names.iter().map(String::as_str), 1);
    near.first().map(|name| path.with_file_name(name))
}

/// The path a symbolic link leads to in the end, whether or not anything is there; any other path
/// as it is.
pub fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = parent(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(rustix::io::Errno::LOOP.into())
}

/// Whether `path` has this suffix, in any case.
pub fn ends_in(path: &Path, suffix: &str) -> bool {
    let found = path.extension();
    found.is_some_and(|found| found.eq_ignore_ascii_case(suffix))
}

/// The folder that holds `path`; `.` for a bare name.
pub fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_tilde_alone_or_before_a_slash_is_the_home_folder() {
        let home = std::env::home_dir().unwrap();
        assert_eq!(expand(Path::new("~")), home);
        assert_eq!(expand(Path::new("~/a/b")), home.join("a/b"));
        assert_eq!(expand(Path::new("~a/b")), Path::new("~a/b"));
        assert_eq!(expand(Path::new("a/~")), Path::new("a/~"));
    }

    #[test]
    fn links_are_followed_to_where_nothing_is_yet() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        symlink("second", &link).unwrap();
        symlink("target", folder.path().join("second")).unwrap();
        assert_eq!(follow(&link).unwrap(), folder.path().join("target"));
    }

    #[test]
    fn a_loop_of_links_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        symlink("link", &link).unwrap();
        assert!(follow(&link).is_err());
    }

    #[test]
    fn what_is_not_there_may_be_beside() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["model.safetensors", "plan.yaml", ".plans"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let near = |name: &str| nearest(&folder.path().join(name));
        assert_eq!(
            near("modle.safetensors"),
            Some(folder.path().join("model.safetensors"))
        );
        assert_eq!(near("model"), Some(folder.path().join("model.safetensors")));
        assert_eq!(near("pln.yaml"), Some(folder.path().join("plan.yaml")));
        assert_eq!(near("other.txt"), None);
        assert_eq!(near("plan.yaml"), None);
        assert_eq!(near("plan.yaml/"), Some(folder.path().join("plan.yaml")));
        assert_eq!(near("nowhere/plan.yaml"), None);
        let missing = io::Error::from(io::ErrorKind::NotFound);
        let error = failure(&folder.path().join("pln.yaml"), "read", &missing);
        assert!(error.hints()[0].ends_with("plan.yaml`?"), "{error}");
        symlink("gone", folder.path().join("link.yaml")).unwrap();
        let error = failure(&folder.path().join("link.yaml"), "read", &missing);
        assert_eq!(
            error.hints(),
            ["it is a link to `gone`: nothing is found behind it"]
        );
        let refused = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(
            failure(&folder.path().join("pln.yaml"), "read", &refused)
                .hints()
                .is_empty()
        );
    }

    #[test]
    fn suffixes_are_known_in_any_case() {
        let ends = |path: &str| ends_in(Path::new(path), "npy");
        assert!(ends("a.npy") && ends("a/b.x.NPY"));
        assert!(!ends("npy") && !ends(".npy") && !ends("a.npz") && !ends("a.npy/b"));
    }

    #[test]
    fn a_bare_name_lies_in_the_working_folder() {
        assert_eq!(parent(Path::new("a")), Path::new("."));
        assert_eq!(parent(Path::new("a/b")), Path::new("a"));
        assert_eq!(parent(Path::new("/")), Path::new("/"));
    }
}
