//! Effects on files made real: checkpoints opened and written, texts written.

use super::Applied;
use crate::error::Result;
use crate::session::effect::{Edit, Open, Save, TextFile};
use crate::session::state::Change;
use crate::session::{Deed, Piece, Session, Source, World};
use std::path::Path;
use std::sync::Arc;

/// What a dry run says of a file that it leaves as it is.
pub fn would_write(path: &Path) -> String {
    format!("dry run: would write `{}`", path.display())
}

impl Session {
    pub(super) fn write(&self, text: &TextFile, world: &mut dyn World) -> Result<Applied> {
        self.may_write_text(&text.path)?;
        let dry = self.state.flags.dry_run;
        if !dry {
            world.write(&text.path, &text.content)?;
        }
        let note = match dry {
            true => would_write(&text.path),
            false => format!("wrote `{}`", text.path.display()),
        };
        Ok(Applied {
            note: Some(note),
            ..Applied::default()
        })
    }

    pub(super) fn save(&mut self, save: &Save, world: &mut dyn World) -> Result<Applied> {
        let may = self.may_make(&save.path);
        may.map_err(|error| error.for_key("path"))?;
        let dry = self.state.flags.dry_run;
        let model = self.recalled(&save.alias)?;
        let names: Vec<Arc<str>> = match &save.target {
            Some(name) => vec![name.clone()],
            None => model
                .tensors
                .by_name()
                .map(|(name, _)| name.clone())
                .collect(),
        };
        let written = world.save(save, &model, dry);
        let written = written.map_err(|error| error.for_key("path"))?;
        let sources: Vec<Source> = names
            .iter()
            .map(|name| Source::new(&save.alias, name))
            .collect();
        let counted = self.counted(&sources);
        let note = dry.then(|| would_write(&save.path));
        Ok(Applied {
            tensors: names.len(),
            written,
            saved: !dry,
            note,
            back: counted,
            ..Applied::default()
        })
    }

    pub(super) fn open(&mut self, open: &Open, world: &mut dyn World) -> Result<Applied> {
        let Some(name) = &open.to else {
            let model = world.open(&open.path, &open.choice);
            let model = model.map_err(|error| error.for_key("path"))?;
            let tensors = model.tensors.len();
            let opened = model.origin.iter().cloned();
            let opened = opened.map(|origin| (open.alias.clone(), origin)).collect();
            let deed = Deed::opened(&open.alias, model.tensors.by_name(), &self.state);
            let note = (!model.notes.is_empty()).then(|| model.notes.join("; "));
            let applied = self.exchange(vec![Change::Model(open.alias.clone(), Some(model))]);
            return Ok(Applied {
                tensors,
                deed: deed.if_any(),
                note,
                opened,
                ..applied
            });
        };
        let piece = world.open_tensor(&open.path, open.format, &open.choice);
        let Piece { tensor, origin } = piece.map_err(|error| error.for_key("path"))?;
        let mut edit = Edit {
            word: Deed::OPENED,
            ..Edit::default()
        };
        edit.make([None, None], &open.alias, name.clone(), tensor);
        let new = !self.state.models.contains_key(&open.alias);
        let mut applied = self.edit(edit);
        let opened = origin.map(|origin| (open.alias.clone(), origin));
        applied.opened = opened.into_iter().collect();
        if new {
            applied.back.push(Change::Model(open.alias.clone(), None));
        }
        Ok(applied)
    }
}
