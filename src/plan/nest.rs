//! How deep plans run inside each other, and which files they come from.

use crate::checkpoint;
use crate::error::{Error, Kind, Result};
use crate::session::Script;
use std::path::{Path, PathBuf};

/// How deep plans may run inside each other.
const DEEPEST: usize = 16;
/// How many steps may run inside one.
const MOST: usize = 100_000;

/// The plans that run inside each other now.
#[derive(Debug, Default)]
pub(super) struct Nest {
    /// The files of each, the outermost first.
    files: Vec<Vec<PathBuf>>,
    steps: usize,
}

impl Nest {
    /// Goes into a plan.
    ///
    /// # Errors
    /// `payload` for a file that runs already, and for plans too deep inside each other.
    pub fn enter(&mut self, scripts: &[Script]) -> Result<()> {
        if self.files.is_empty() {
            self.steps = 0;
        }
        if self.files.len() == DEEPEST {
            let message = format!("plans run at most {DEEPEST} deep inside each other");
            return Err(Error::new(Kind::Payload, message));
        }
        let paths = scripts.iter().filter_map(|script| match script {
            Script::File(path) => Some(real(path)),
            _ => None,
        });
        let paths: Vec<PathBuf> = paths.collect();
        let runs = |path: &&PathBuf| self.files.iter().flatten().any(|open| open == *path);
        if let Some(again) = paths.iter().find(runs) {
            let message = format!("`{}` would execute itself", again.display());
            return Err(Error::new(Kind::Payload, message));
        }
        self.files.push(paths);
        Ok(())
    }

    /// Goes back out.
    pub fn leave(&mut self) {
        self.files.pop();
    }

    /// Counts a step inside.
    ///
    /// # Errors
    /// `payload` when there are too many.
    pub fn count(&mut self) -> Result<()> {
        self.steps += 1;
        match self.steps > MOST {
            true => Err(Error::new(
                Kind::Payload,
                format!("one step runs at most {MOST} others"),
            )),
            false => Ok(()),
        }
    }
}

/// The file that a path means, so that two paths of one file are the same.
fn real(path: &Path) -> PathBuf {
    let path = checkpoint::expand(path);
    path.canonicalize().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> [Script; 1] {
        [Script::File(PathBuf::from(path))]
    }

    #[test]
    fn a_file_is_entered_again_only_once_it_was_left() {
        let mut nest = Nest::default();
        nest.enter(&file("a.yaml")).expect("the first");
        nest.enter(&file("b.yaml")).expect("another");
        let error = nest.enter(&file("a.yaml")).expect_err("it runs");
        assert_eq!(error.message(), "`a.yaml` would execute itself");
        nest.leave();
        nest.leave();
        nest.enter(&file("a.yaml")).expect("it was left");
    }

    #[test]
    fn plans_nest_to_a_depth_and_run_so_many_steps() {
        let mut nest = Nest::default();
        (0..DEEPEST).for_each(|_| nest.enter(&[]).expect("not too deep"));
        assert!(nest.enter(&[]).is_err());
        (0..MOST).for_each(|_| nest.count().expect("not too many"));
        assert!(nest.count().is_err());
    }
}
