//! The history: what was typed, in a file that any number of shells add to.

use super::moment::Moment;
use crate::error::{Error, Result};
use crate::report::Answer;
use crate::session::Recall;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// So much of a file holds its newest entry.
const TAIL: u64 = 1 << 16;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// Every step took effect.
    Done,
    /// It was not understood, or could not be compiled.
    Rejected,
    /// A step failed.
    Failed,
    /// It was stopped.
    Interrupted,
}

/// A line of the file: a document of JSON, so that an entry of several lines is one of them.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    time: String,
    folder: PathBuf,
    outcome: Outcome,
    typed: String,
}

impl Entry {
    /// The entry for a person: its time, what became of it where that was not well, and what was typed.
    fn line(&self) -> String {
        let outcome = match self.outcome {
            Outcome::Done => "",
            Outcome::Rejected => "rejected",
            Outcome::Failed => "failed",
            Outcome::Interrupted => "interrupted",
        };
        let lines: Vec<&str> = self.typed.lines().collect();
        let typed = lines.join(&format!("\n{:35}", ""));
        format!("{}  {outcome:11}  {typed}", self.time)
    }
}

/// The file of the history, for this user alone.
#[derive(Debug)]
pub(super) struct History {
    path: PathBuf,
    most: usize,
    last: Option<String>,
}

impl History {
    /// The history in the file at `path`, which need not exist, and its last `most` entries, oldest
    /// first. What is no entry is passed over.
    ///
    /// # Errors
    /// `io`.
    pub(super) fn open(path: PathBuf, most: usize) -> Result<(Self, Vec<String>)> {
        let text = content(&path)?;
        let lines: Vec<&str> = text.lines().collect();
        let kept = &lines[lines.len().saturating_sub(most)..];
        let entries: Vec<String> = kept.iter().filter_map(|line| typed(line)).collect();
        let history = History {
            path,
            most,
            last: entries.last().cloned(),
        };
        if lines.len() > most.saturating_mul(2) {
            history.shorten()?;
        }
        Ok((history, entries))
    }

    /// Adds an entry, unless it repeats the one before. Whether it did not; what another shell has just added is not
    /// written again.
    ///
    /// # Errors
    /// `io`.
    pub(super) fn add(&mut self, typed: &str, outcome: Outcome) -> Result<bool> {
        if self.last.as_deref() == Some(typed) || self.most == 0 {
            return Ok(false);
        }
        self.last = Some(typed.to_string());
        let folder = std::env::current_dir().unwrap_or_default();
        let entry = Entry {
            time: Moment::now().to_string(),
            folder,
            outcome,
            typed: typed.to_string(),
        };
        let line = serde_json::to_string(&entry).map_err(|cause| self.failure(&cause.into()))?;
        let mut file = self.locked()?;
        let newest = newest(&mut file).map_err(|cause| self.failure(&cause))?;
        if newest.as_deref() != Some(typed) {
            writeln!(file, "{line}").map_err(|cause| self.failure(&cause))?;
        }
        Ok(true)
    }

    /// What was typed before, here and in other shells, oldest first.
    ///
    /// # Errors
    /// `io`.
    pub(super) fn recall(&self, recall: &Recall) -> Result<Answer> {
        let text = content(&self.path)?;
        let entries = text.lines().filter_map(entry);
        let found = entries.filter(|entry| match &recall.find {
            Some(text) => entry.typed.contains(text.as_str()),
            None => true,
        });
        let found: Vec<Entry> = found.collect();
        let last = &found[found.len().saturating_sub(recall.most)..];
        let lines: Vec<String> = last.iter().map(Entry::line).collect();
        let text = match lines.is_empty() {
            true => "nothing was typed before that holds it".to_string(),
            false => lines.join("\n"),
        };
        Ok(Answer::new("history", text, json!(last)))
    }

    /// Drops the oldest entries beyond the most there may be.
    fn shorten(&self) -> Result<()> {
        let mut file = self.locked()?;
        let mut text = String::new();
        let shortened = read(&mut file, &mut text).and_then(|()| {
            let beyond = text.lines().count().saturating_sub(self.most);
            let kept: String = text.split_inclusive('\n').skip(beyond).collect();
            file.set_len(0)?;
            file.write_all(kept.as_bytes())
        });
        shortened.map_err(|cause| self.failure(&cause))
    }

    /// The file, held against other shells until it is closed.
    fn locked(&self) -> Result<File> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let opened = fs::create_dir_all(folder).and_then(|()| {
            let mut options = OpenOptions::new();
            options.create(true).read(true).append(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(&self.path)?;
            file.lock()?;
            Ok(file)
        });
        opened.map_err(|cause| self.failure(&cause))
    }

    fn failure(&self, cause: &std::io::Error) -> Error {
        Error::io(&self.path, "add to", cause)
    }
}

/// The text of the file at `path`, which need not exist.
fn content(path: &Path) -> Result<String> {
    let mut text = String::new();
    let read = File::open(path).and_then(|mut file| read(&mut file, &mut text));
    match read {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io(path, "read", &cause))
        }
        _ => Ok(text),
    }
}

/// What was typed in the newest entry of a file; nothing where it is longer than any that is worth a look.
fn newest(file: &mut File) -> std::io::Result<Option<String>> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let tail = String::from_utf8_lossy(&tail);
    Ok(tail.lines().next_back().and_then(typed))
}

/// Reads a file from its start; what is not UTF-8 is replaced.
fn read(file: &mut File, text: &mut String) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    *text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(())
}

fn typed(line: &str) -> Option<String> {
    entry(line).map(|entry| entry.typed)
}

fn entry(line: &str) -> Option<Entry> {
    serde_json::from_str(line).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::scratch::Folder;

    fn open(folder: &Folder, most: usize) -> (History, Vec<String>) {
        History::open(folder.join("state/history"), most).expect("a history")
    }

    #[test]
    fn entries_come_back_whole_and_without_repetitions() {
        let folder = Folder::new("history-entries");
        let (mut history, entries) = open(&folder, 10);
        assert!(entries.is_empty());
        for typed in ["dump", "dump", "- copy:\n    from: 'a\\b'", "dump"] {
            history.add(typed, Outcome::Done).expect("room");
        }
        let (mut history, entries) = open(&folder, 10);
        assert_eq!(entries, ["dump", "- copy:\n    from: 'a\\b'", "dump"]);
        assert!(!history.add("dump", Outcome::Failed).expect("room"));
    }

    #[test]
    fn entries_are_found_by_what_they_hold() {
        let folder = Folder::new("history-recall");
        let (mut history, _) = open(&folder, 10);
        let entries = [
            ("dump", Outcome::Done),
            ("copy:\n  from: a", Outcome::Done),
            ("coppy: from: a", Outcome::Rejected),
        ];
        for (typed, outcome) in entries {
            history.add(typed, outcome).expect("room");
        }
        let recall = |find: Option<&str>, most| {
            let find = find.map(str::to_string);
            let answer = history.recall(&Recall { find, most }).expect("a history");
            let lines = answer
                .plain
                .lines()
                .map(|line| line.get(20..).unwrap_or(line));
            lines.map(str::to_string).collect::<Vec<_>>()
        };
        let rejected = "  rejected     coppy: from: a";
        let block = ["               copy:", "                 from: a"];
        assert_eq!(recall(None, 1), [rejected]);
        assert_eq!(recall(Some("from: a"), 9), [block[0], block[1], rejected]);
        let none = history.recall(&Recall {
            find: Some("x".into()),
            most: 9,
        });
        let none = none.expect("a history");
        assert_eq!(none.plain, "nothing was typed before that holds it");
        assert_eq!(none.data, json!([]));
    }

    #[test]
    fn two_shells_add_to_the_same_file() {
        let folder = Folder::new("history-two");
        let (mut one, _) = open(&folder, 10);
        let (mut two, _) = open(&folder, 10);
        one.add("a", Outcome::Done).expect("room");
        two.add("b", Outcome::Done).expect("room");
        one.add("c", Outcome::Interrupted).expect("room");
        assert_eq!(open(&folder, 10).1, ["a", "b", "c"]);
        assert!(two.add("c", Outcome::Rejected).expect("room"));
        assert!(!two.add("c", Outcome::Rejected).expect("room"));
        assert_eq!(open(&folder, 10).1, ["a", "b", "c"]);
    }

    #[test]
    fn the_oldest_entries_go() {
        let folder = Folder::new("history-oldest");
        let (mut history, _) = open(&folder, 3);
        for number in 0..9 {
            history
                .add(&number.to_string(), Outcome::Done)
                .expect("room");
        }
        assert_eq!(open(&folder, 3).1, ["6", "7", "8"]);
        let text = fs::read_to_string(folder.join("state/history")).expect("a file");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn what_is_no_entry_is_passed_over() {
        let folder = Folder::new("history-nothing");
        let (mut history, _) = open(&folder, 9);
        history.add("a", Outcome::Rejected).expect("room");
        let path = folder.join("state/history");
        let text = fs::read_to_string(&path).expect("a file");
        fs::write(&path, format!("nonsense\n{text}{{\"typed\": 1}}\n")).expect("room");
        assert_eq!(open(&folder, 9).1, ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("history-private");
        open(&folder, 9).0.add("a", Outcome::Done).expect("room");
        let path = folder.join("state/history");
        let mode = fs::metadata(path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
