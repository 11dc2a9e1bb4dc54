//! The editor of the person, in which a text is changed.

use crate::error::{Error, Kind, Result};
use std::env::{temp_dir, var};
use std::fs::{self, DirBuilder};
use std::io::{ErrorKind, IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio, id};
use std::time::{SystemTime, UNIX_EPOCH};

/// What names an editor, the first that is set.
const NAMED: [&str; 2] = ["VISUAL", "EDITOR"];
/// The editors to try where none is named.
const USUAL: [&str; 2] = ["nano", "vi"];

/// The text of a file called `name`, as the person leaves it in their editor.
///
/// # Errors
/// `io` when there is no editor, or when it fails; `payload` when what it leaves is not UTF-8.
pub fn revised(name: &str, text: &str) -> Result<String> {
    let folder = Folder::make()?;
    let path = folder.0.join(name);
    fs::write(&path, text).map_err(|cause| Error::io(&path, "write", &cause))?;
    edit(&path)?;
    super::world::read(&path)
}

fn edit(path: &Path) -> Result<()> {
    let named = NAMED
        .iter()
        .find_map(|name| var(name).ok().filter(|words| !words.trim().is_empty()));
    let Some(words) = named else {
        return usual(path);
    };
    // As in git, a shell reads the words, so that they may hold quotes and options.
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("{words} \"$@\""))
        .arg(&words)
        .arg(path);
    match on_screen(&mut command).status() {
        Ok(status) => ended(&words, status),
        Err(cause) => Err(Error::io(Path::new("sh"), "start", &cause)),
    }
}

/// The first of the usual editors that is there; they need a terminal.
fn usual(path: &Path) -> Result<()> {
    for editor in USUAL.iter().filter(|_| stdin().is_terminal()) {
        match on_screen(Command::new(editor).arg(path)).status() {
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            Err(cause) => return Err(Error::io(Path::new(editor), "start", &cause)),
            Ok(status) => return ended(editor, status),
        }
    }
    Err(Error::new(
        Kind::Io,
        "there is no editor: neither `$VISUAL` nor `$EDITOR` is set",
    )
    .hint("set `$EDITOR` to a program that changes the file it is given, such as `nano`"))
}

/// The command with the terminal, as far as there is one: other input and output are not for it.
fn on_screen(command: &mut Command) -> &mut Command {
    let or_none = |terminal: bool| {
        if terminal {
            Stdio::inherit()
        } else {
            Stdio::null()
        }
    };
    command.stdin(or_none(stdin().is_terminal()));
    command.stdout(or_none(stdout().is_terminal()))
}

fn ended(words: &str, status: ExitStatus) -> Result<()> {
    match status.success() {
        true => Ok(()),
        false => {
            let message = format!("the editor `{words}` failed ({status}), so nothing is changed");
            Err(Error::new(Kind::Io, message))
        }
    }
}

/// A folder for one file and what an editor puts beside it, gone with both.
struct Folder(PathBuf);

impl Folder {
    /// A new folder, for this user alone.
    fn make() -> Result<Self> {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let path = temp_dir().join(format!("brainsurgery-{}-{}", id(), now.as_nanos()));
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&path)
            .map_err(|cause| Error::io(&path, "create", &cause))?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}
