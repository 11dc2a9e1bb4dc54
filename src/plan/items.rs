//! What the words of a command line mean: plans, recordings, checkpoints, overrides.

use super::document::{self, Context, Document};
use super::recorded;
use crate::checkpoint;
use crate::error::{Error, Kind, Result, Text};
use crate::syntax::{Warning, is_alias};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// The items of a command line, sorted by what they are. Texts are read, checkpoints are not.
#[derive(Debug, Default)]
pub struct Given {
    /// Plans, in order.
    pub plans: Vec<Arc<Text>>,
    /// Recordings, in order.
    pub recordings: Vec<Arc<Text>>,
    /// Checkpoints as `[alias::]path`, in order.
    pub checkpoints: Vec<String>,
    /// Overrides as `key=value`, in order.
    pub overrides: Vec<String>,
}

impl Given {
    /// Sorts the items and reads the texts among them.
    ///
    /// # Errors
    /// `io` for a file that cannot be read; `payload` for an item that is nothing of all this.
    pub fn read(items: &[String]) -> Result<Self> {
        let mut sorted = Given::default();
        for item in items {
            sorted.add(item)?;
        }
        Ok(sorted)
    }

    /// Whether there is nothing to run, only checkpoints to open.
    pub fn only_checkpoints(&self) -> bool {
        self.plans.is_empty() && self.recordings.is_empty() && self.overrides.is_empty()
    }

    /// The plan that the items make together: plans merged, checkpoints added to their inputs, recordings
    /// behind, and overrides applied to the whole.
    ///
    /// # Errors
    /// Every mistake that can be told from the others.
    pub fn document(&self, context: &Context) -> Result<(Document, Vec<Warning>), Vec<Error>> {
        let (read, wrong) = each(self.recordings.iter().map(recorded::read));
        if !wrong.is_empty() {
            return Err(wrong.concat());
        }
        let parts = document::Items {
            files: &self.plans,
            inputs: &self.checkpoints,
            recordings: &read,
            overrides: &self.overrides,
        };
        Document::assemble(&parts, context)
    }

    fn add(&mut self, item: &str) -> Result<()> {
        if is_override(item) {
            self.overrides.push(item.to_string());
        } else if has_suffix(item, &["yaml", "yml"]) {
            self.plans.push(text(item)?);
        } else if has_suffix(item, &["oly"]) {
            self.recordings.push(text(item)?);
        } else if is_checkpoint(item) {
            self.checkpoints.push(item.to_string());
        } else {
            return Err(unknown(item));
        }
        Ok(())
    }
}

/// What went well, and what went wrong.
fn each<T, E>(results: impl Iterator<Item = Result<T, E>>) -> (Vec<T>, Vec<E>) {
    let (mut well, mut wrong) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => well.push(value),
            Err(error) => wrong.push(error),
        }
    }
    (well, wrong)
}

/// The most bytes of a plan.
const MOST_BYTES: u64 = 64 << 20;

/// `key=value`, where the `=` comes before any `/` that would make it a path.
fn is_override(item: &str) -> bool {
    let equals = item.find('=');
    let slash = item.find('/').unwrap_or(item.len());
    equals.is_some_and(|equals| equals > 0 && equals < slash) && !Path::new(item).exists()
}

fn has_suffix(item: &str, suffixes: &[&str]) -> bool {
    let suffix = Path::new(item)
        .extension()
        .and_then(|suffix| suffix.to_str());
    suffix.is_some_and(|suffix| suffixes.iter().any(|one| one.eq_ignore_ascii_case(suffix)))
}

/// A path that exists, or one behind a well-formed alias.
fn is_checkpoint(item: &str) -> bool {
    let behind = item
        .split_once("::")
        .filter(|(alias, _)| alias.is_empty() || is_alias(alias));
    is_there(item) || behind.is_some_and(|(_, path)| is_there(path))
}

/// Whether something has this path, be it a link that leads nowhere.
fn is_there(path: &str) -> bool {
    Path::new(path).symlink_metadata().is_ok()
}

fn text(item: &str) -> Result<Arc<Text>> {
    let path = Path::new(item);
    if !path.exists() {
        let error = Error::new(Kind::Io, format!("plan file `{item}` does not exist"));
        return Err(meant(error, path));
    }
    let bytes = read(path).map_err(|cause| Error::io(path, "read", &cause))?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("`{item}` has more than {MOST_BYTES} bytes, the most that are read");
        return Err(Error::new(Kind::Payload, message).hint("split the plan in two"));
    }
    match String::from_utf8(bytes) {
        Ok(content) => Ok(Text::file(item, content)),
        Err(wrong) => Err(not_text(item, wrong.utf8_error().valid_up_to())),
    }
}

/// The bytes of a plan, and no more of an endless one than tells that it is too long. A pipe is as good as a
/// file.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses a plan that is not UTF-8 from this byte on.
fn not_text(item: &str, byte: usize) -> Error {
    let message = format!("`{item}` is not UTF-8 text: byte {byte} begins no character");
    Error::new(Kind::Payload, message).hint("save it as UTF-8; a checkpoint has another suffix")
}

fn unknown(item: &str) -> Error {
    let error = Error::new(
        Kind::Payload,
        format!("`{item}` is neither a plan, a checkpoint that exists, nor `key=value`"),
    );
    meant(error, Path::new(item)).hint(
        "plans end in .yaml, recordings in .oly; `brainsurgery --help` shows what may be given",
    )
}

/// An error about a file that is not there, with the one that may be meant.
fn meant(error: Error, path: &Path) -> Error {
    match checkpoint::nearest(path) {
        Some(near) => error.hint(format!("did you mean `{}`?", near.display())),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equals_sign_before_any_slash_makes_an_override() {
        assert!(is_override("output.path=out/x.yaml"));
        assert!(!is_override("a/b=c.safetensors"));
        assert!(!is_override("=x"));
    }

    #[test]
    fn what_is_nothing_is_refused() {
        let error = Given::read(&["nonsense".to_string()]).expect_err("no such thing");
        assert_eq!(error.kind(), Kind::Payload);
        let error = Given::read(&["missing.yaml".to_string()]).expect_err("no such file");
        assert_eq!(error.kind(), Kind::Io);
    }
}
