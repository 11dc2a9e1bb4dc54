//! What lies outside the session: checkpoints on disk, and the engine that evaluates tensors.

use super::{Look, Model, Save};
use crate::checkpoint::{self, Choice, Destination, Format, Origin, Sharding, Written, publish};
use crate::error::{Error, Kind, Result};
use crate::report::Answer;
use crate::syntax::Size;
use crate::tensor::{Engine, Tensor};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What lies outside the session. A run talks to the [`Disk`], a check to [`super::Paper`].
pub trait World {
    /// Opens a checkpoint, of a torch file what was chosen.
    ///
    /// # Errors
    /// `io` and `format`.
    fn open(&mut self, path: &Path, choice: &Choice) -> Result<Model>;

    /// Opens a file that holds one tensor, in this format or the one its suffix tells.
    ///
    /// # Errors
    /// `io` and `format`.
    fn open_tensor(
        &mut self,
        path: &Path,
        format: Option<Format>,
        choice: &Choice,
    ) -> Result<Piece>;

    /// Writes what `save` asks of `model`, or under a dry run only checks that it could.
    ///
    /// # Errors
    /// `io`, `format`, `missing`, `interrupted`.
    fn save(&mut self, save: &Save, model: &Model, dry: bool) -> Result<Option<Written>>;

    /// Reads a text.
    ///
    /// # Errors
    /// `io`; `payload` for what is not UTF-8.
    fn text(&mut self, path: &Path) -> Result<String>;

    /// Writes a text.
    ///
    /// # Errors
    /// `io`.
    fn write(&mut self, path: &Path, content: &str) -> Result<()>;

    /// Looks at numbers.
    ///
    /// # Errors
    /// What the look raises.
    fn look(&mut self, look: &dyn Look) -> Result<Option<Answer>>;
}

/// A tensor from a file of its own.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The tensor.
    pub tensor: Tensor,
    /// The file, where there is one.
    pub origin: Option<Arc<Origin>>,
}

impl Piece {
    /// A tensor from this file.
    pub fn new(tensor: Tensor, origin: Origin) -> Self {
        Piece {
            tensor,
            origin: Some(Arc::new(origin)),
        }
    }
}

/// The real world.
#[derive(Debug)]
pub struct Disk<'a> {
    engine: &'a Engine,
    shard: Size,
    files_at_once: Option<usize>,
    opened: Opened,
}

/// Checkpoints that were opened, and what of each was chosen.
pub type Opened = BTreeMap<(PathBuf, Choice), Model>;

impl<'a> Disk<'a> {
    /// The disk, with the size of a shard where none is given.
    pub fn new(engine: &'a Engine, shard: Size) -> Self {
        Disk {
            engine,
            shard,
            files_at_once: None,
            opened: Opened::new(),
        }
    }

    /// The same disk, on which at most so many files are written at once.
    pub fn at_once(self, files: Option<usize>) -> Self {
        Disk {
            files_at_once: files,
            ..self
        }
    }

    fn destination(&self, save: &Save) -> Result<Destination> {
        let destination = destination(save, self.shard)?;
        Ok(match self.files_at_once {
            Some(files) => destination.at_once(files),
            None => destination,
        })
    }

    /// Takes over checkpoints that a check has opened already.
    pub fn reuse(&mut self, opened: Opened) {
        self.opened.extend(opened);
    }

    /// The engine that evaluates tensors.
    pub fn engine(&self) -> &'a Engine {
        self.engine
    }
}

impl World for Disk<'_> {
    fn open(&mut self, path: &Path, choice: &Choice) -> Result<Model> {
        let key = (path.to_path_buf(), choice.clone());
        match self.opened.remove(&key) {
            Some(model) => Ok(model),
            None => checkpoint::open_part(path, choice).map(Model::from),
        }
    }

    fn open_tensor(
        &mut self,
        path: &Path,
        format: Option<Format>,
        choice: &Choice,
    ) -> Result<Piece> {
        let (tensor, origin) = checkpoint::open_tensor(path, format, choice)?;
        Ok(Piece::new(tensor, origin))
    }

    fn save(&mut self, save: &Save, model: &Model, dry: bool) -> Result<Option<Written>> {
        let tensors = chosen(save, model)?;
        let destination = self.destination(save)?;
        if dry {
            destination.check(&tensors)?;
            return Ok(None);
        }
        self.opened.clear();
        let origin = model.origin.as_deref();
        checkpoint::write(self.engine, &destination, &tensors, &model.metadata, origin).map(Some)
    }

    fn text(&mut self, path: &Path) -> Result<String> {
        read(path)
    }

    fn write(&mut self, path: &Path, content: &str) -> Result<()> {
        publish::text(path, content)
    }

    fn look(&mut self, look: &dyn Look) -> Result<Option<Answer>> {
        look.look(self.engine)
    }
}

/// The text of a file, in whose path a leading `~` is the home folder.
pub(super) fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(checkpoint::expand(path));
    let bytes = bytes.map_err(|cause| checkpoint::failure(path, "read", &cause))?;
    String::from_utf8(bytes).map_err(|_| {
        let message = format!("`{}` is not UTF-8 text", path.display());
        Error::new(Kind::Payload, message)
    })
}

/// The tensors that a save writes, in their order.
pub(super) fn chosen(save: &Save, model: &Model) -> Result<Vec<(Arc<str>, Tensor)>> {
    let Some(name) = &save.target else {
        return Ok(model.tensors.in_order());
    };
    match model.tensors.get(name) {
        Some(tensor) => Ok(vec![(name.clone(), tensor.clone())]),
        None => Err(Error::new(
            Kind::Missing,
            format!("`{}::{name}` does not exist", save.alias),
        )),
    }
}

/// The bytes of these tensors together.
pub(super) fn size(tensors: &[(Arc<str>, Tensor)]) -> u64 {
    tensors
        .iter()
        .fold(0, |sum, (_, tensor)| sum.saturating_add(tensor.bytes()))
}

/// Where a save goes.
pub(super) fn destination(save: &Save, shard: Size) -> Result<Destination> {
    if save.target.is_some() {
        return Destination::of_tensor(&save.path, save.format);
    }
    let sharding = save
        .shard
        .map(|size| size.bytes().map_or(Sharding::None, Sharding::AtMost));
    Destination::resolve(&save.path, save.format, sharding, shard.bytes())
}
