//! A world without files.

use crate::checkpoint::{Choice, Format, Written};
use crate::error::{Error, Kind, Result};
use crate::report::Answer;
use crate::session::{Look, Model, Piece, Save, World};
use crate::tensor::Engine;
use std::path::Path;

/// A world in which numbers can be looked at and no file is touched.
#[derive(Debug)]
pub(super) struct Bench<'e>(pub &'e Engine);

impl World for Bench<'_> {
    fn open(&mut self, _path: &Path, _choice: &Choice) -> Result<Model> {
        Err(no_files())
    }

    fn open_tensor(
        &mut self,
        _path: &Path,
        _format: Option<Format>,
        _choice: &Choice,
    ) -> Result<Piece> {
        Err(no_files())
    }

    fn save(&mut self, _save: &Save, _model: &Model, _dry: bool) -> Result<Option<Written>> {
        Err(no_files())
    }

    fn text(&mut self, _path: &Path) -> Result<String> {
        Err(no_files())
    }

    fn write(&mut self, _path: &Path, _content: &str) -> Result<()> {
        Err(no_files())
    }

    fn look(&mut self, look: &dyn Look) -> Result<Option<Answer>> {
        look.look(self.0)
    }
}

fn no_files() -> Error {
    let message = "no file is read or written while examples are tried";
    Error::new(Kind::Io, message)
}
