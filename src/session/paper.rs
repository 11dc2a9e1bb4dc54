//! The world on paper: a plan can be checked to its end without reading or writing tensor data.

use super::world::{self, Opened, chosen, destination, size};
use super::{Look, Model, Piece, Save, StateDict, World};
use crate::checkpoint::{self, Choice, Destination, Form, Format, Layout, Written};
use crate::error::Result;
use crate::report::Answer;
use crate::syntax::Size;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Opens headers, remembers what would have been written, and looks at no number.
#[derive(Debug)]
pub struct Paper {
    shard: Size,
    opened: Opened,
    written: BTreeMap<PathBuf, Model>,
    texts: BTreeMap<PathBuf, String>,
    bytes: u64,
    may_refuse: bool,
}

impl Paper {
    /// A world on paper, with the size of a shard where none is given.
    pub fn new(shard: Size) -> Self {
        Paper {
            shard,
            opened: Opened::new(),
            written: BTreeMap::new(),
            texts: BTreeMap::new(),
            bytes: 0,
            may_refuse: false,
        }
    }

    /// The bytes of tensors that would have been written.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether numbers may end the run before its last step.
    pub fn may_refuse(&self) -> bool {
        self.may_refuse
    }

    /// The checkpoints opened on the way.
    pub fn into_opened(self) -> Opened {
        self.opened
    }
}

impl World for Paper {
    fn open(&mut self, path: &Path, choice: &Choice) -> Result<Model> {
        let key = (path.to_path_buf(), choice.clone());
        if let Some(model) = self.written.get(path).or_else(|| self.opened.get(&key)) {
            return Ok(model.clone());
        }
        let model = Model::from(checkpoint::open_part(path, choice)?);
        self.opened.insert(key, model.clone());
        Ok(model)
    }

    fn open_tensor(
        &mut self,
        path: &Path,
        format: Option<Format>,
        choice: &Choice,
    ) -> Result<Piece> {
        match self.written.get(path).map(|model| model.tensors.in_order()) {
            Some(tensors) if tensors.len() == 1 => Ok(Piece {
                tensor: tensors[0].1.clone(),
                origin: None,
            }),
            _ => {
                let (tensor, origin) = checkpoint::open_tensor(path, format, choice)?;
                Ok(Piece::new(tensor, origin))
            }
        }
    }

    fn save(&mut self, save: &Save, model: &Model, dry: bool) -> Result<Option<Written>> {
        let tensors = chosen(save, model)?;
        let destination = destination(save, self.shard)?;
        destination.check(&tensors)?;
        if !dry {
            self.bytes = self.bytes.saturating_add(size(&tensors));
            let tensors = StateDict::new(tensors);
            let written = Model {
                tensors,
                ..model.clone()
            };
            // A later step may name the path as given, or as it became.
            self.written.insert(destination.path, written.clone());
            self.written.insert(save.path.clone(), written);
        }
        Ok(None)
    }

    fn text(&mut self, path: &Path) -> Result<String> {
        let written = self.texts.get(path).cloned();
        written.map_or_else(|| world::read(path), Ok)
    }

    fn write(&mut self, path: &Path, content: &str) -> Result<()> {
        self.texts.insert(path.to_path_buf(), content.to_string());
        Destination::new(path.to_path_buf(), Layout::File(Form::Safetensors)).check(&[])
    }

    fn look(&mut self, look: &dyn Look) -> Result<Option<Answer>> {
        self.may_refuse |= look.may_refuse();
        Ok(None)
    }
}
