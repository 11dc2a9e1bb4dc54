//! The world for steps that are done anew: it is read, and nothing is written.

use super::{Look, Model, Piece, Save, World};
use crate::checkpoint::{Choice, Format, Written};
use crate::error::Result;
use crate::report::Answer;
use std::path::Path;

/// A world in which nothing is written.
pub struct Unwritten<'w> {
    /// The world that is read.
    pub world: &'w mut dyn World,
    /// Whether numbers are looked at.
    pub looks: bool,
}

impl World for Unwritten<'_> {
    fn open(&mut self, path: &Path, choice: &Choice) -> Result<Model> {
        self.world.open(path, choice)
    }

    fn open_tensor(
        &mut self,
        path: &Path,
        format: Option<Format>,
        choice: &Choice,
    ) -> Result<Piece> {
        self.world.open_tensor(path, format, choice)
    }

    fn save(&mut self, _save: &Save, _model: &Model, _dry: bool) -> Result<Option<Written>> {
        Ok(None)
    }

    fn text(&mut self, path: &Path) -> Result<String> {
        self.world.text(path)
    }

    fn write(&mut self, _path: &Path, _content: &str) -> Result<()> {
        Ok(())
    }

    fn look(&mut self, look: &dyn Look) -> Result<Option<Answer>> {
        match self.looks {
            true => self.world.look(look),
            false => Ok(None),
        }
    }
}
