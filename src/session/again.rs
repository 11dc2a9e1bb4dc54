//! The world for steps that were done before: it opens checkpoints, writes nothing, and looks at no number.

use super::{Disk, Look, Model, Piece, Save, World};
use crate::checkpoint::{Choice, Format, Written};
use crate::error::Result;
use crate::report::Answer;
use std::path::Path;

/// A disk that is only read, for the session of a recording to be made again.
#[derive(Debug)]
pub struct Again<'d, 'a>(pub &'d mut Disk<'a>);

impl World for Again<'_, '_> {
    fn open(&mut self, path: &Path, choice: &Choice) -> Result<Model> {
        self.0.open(path, choice)
    }

    fn open_tensor(
        &mut self,
        path: &Path,
        format: Option<Format>,
        choice: &Choice,
    ) -> Result<Piece> {
        self.0.open_tensor(path, format, choice)
    }

    fn save(&mut self, _save: &Save, _model: &Model, _dry: bool) -> Result<Option<Written>> {
        Ok(None)
    }

    fn text(&mut self, path: &Path) -> Result<String> {
        self.0.text(path)
    }

    fn write(&mut self, _path: &Path, _content: &str) -> Result<()> {
        Ok(())
    }

    fn look(&mut self, _look: &dyn Look) -> Result<Option<Answer>> {
        Ok(None)
    }
}
