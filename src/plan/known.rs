//! The checkpoints that a recording knows, and whether they are still what they were.

use super::remark::Opened;
use crate::error::{Error, Kind, Result};

/// The checkpoints that a recording knows.
#[derive(Debug)]
pub(super) struct Known {
    said: Vec<Opened>,
    /// Whether to go on with what changed.
    anyway: bool,
    changed: Vec<Opened>,
}

impl Known {
    /// The checkpoints that a recording says were opened; it goes on with changed ones only if that is wanted.
    pub fn new(said: Vec<Opened>, anyway: bool) -> Self {
        Known {
            said,
            anyway,
            changed: Vec::new(),
        }
    }

    /// Refuses a checkpoint that is no longer what was opened, or notes it.
    ///
    /// # Errors
    /// `io`.
    pub fn check(&mut self, now: Opened) -> Result<()> {
        let mut then = self
            .said
            .iter()
            .filter(|then| then.path == now.path)
            .peekable();
        if then.peek().is_none() || then.any(|then| then.fingerprint == now.fingerprint) {
            return Ok(());
        }
        if !self.anyway {
            return Err(refused(&now));
        }
        if !self.changed.contains(&now) {
            self.changed.push(now);
        }
        Ok(())
    }

    /// What a person should know of those that changed.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        self.changed.iter().map(change)
    }

    /// All that the recording says.
    pub fn into_said(self) -> Vec<Opened> {
        self.said
    }
}

fn change(opened: &Opened) -> String {
    format!(
        "the input `{}` has changed since it was opened: `{}`",
        opened.alias, opened.path
    )
}

fn refused(opened: &Opened) -> Error {
    Error::new(Kind::Io, change(opened))
        .hint("`resume` with `--anyway` applies the steps to what it holds now")
        .hint(
            "`brainsurgery check` on the recording says from headers alone whether they still fit",
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::Fingerprint;

    fn opened(path: &str, header: &str) -> Opened {
        Opened {
            alias: "a".to_string(),
            path: path.to_string(),
            fingerprint: Fingerprint {
                bytes: 1,
                modified: (0, 0),
                header: header.to_string(),
            },
        }
    }

    #[test]
    fn what_changed_is_refused_or_noted_once() {
        let said = vec![opened("x", "1"), opened("x", "2"), opened("y", "1")];
        let mut strict = Known::new(said.clone(), false);
        for same in [opened("x", "1"), opened("x", "2"), opened("new", "9")] {
            strict.check(same).expect("as it was");
        }
        let error = strict.check(opened("y", "2")).expect_err("changed");
        assert!(error.message().contains("`a` has changed"), "{error}");
        assert_eq!(error.hints().len(), 2);
        let mut lenient = Known::new(said, true);
        for _ in 0..2 {
            lenient.check(opened("y", "2")).expect("wanted");
        }
        assert_eq!(lenient.notes().count(), 1);
    }
}
