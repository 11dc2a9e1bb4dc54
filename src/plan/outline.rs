//! What a recording holds, in a few words.

use super::recorded::{self, Entry};
use super::remark::Remark;
use crate::error::{Error, Result, Text};
use crate::syntax::Value;
use std::fs::{File, TryLockError};
use std::io::Read;
use std::path::Path;

/// A recording from afar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// When it began, as it says.
    pub began: Option<String>,
    /// The inputs it began with, as `alias::path`.
    pub inputs: Vec<String>,
    /// How many lines are steps.
    pub steps: usize,
    /// Whether a shell writes it now.
    pub open: bool,
    /// Its size.
    pub bytes: u64,
}

impl Outline {
    /// Reads a recording from afar; lines that are none are passed over.
    ///
    /// # Errors
    /// `io`.
    pub fn read(path: &Path) -> Result<Self> {
        let failure = |cause| Error::io(path, "read", &cause);
        let mut file = File::open(path).map_err(failure)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failure)?;
        let text = Text::file(path.display().to_string(), String::from_utf8_lossy(&bytes));
        let mut outline = Outline {
            open: matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
            bytes: bytes.len() as u64,
            ..Outline::default()
        };
        recorded::understood(&text).for_each(|entry| outline.add(entry));
        Ok(outline)
    }

    fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Step(_) => self.steps += 1,
            Entry::Remark(Remark::Began(time)) => self.began = self.began.take().or(Some(time)),
            Entry::Inputs(payload) => {
                let named = |node: &crate::syntax::Node| node.as_name().map(str::to_string);
                match &payload.value {
                    Value::List(items) => self.inputs.extend(items.iter().filter_map(named)),
                    _ => self.inputs.extend(named(&payload)),
                }
            }
            _ => {}
        }
    }
}
