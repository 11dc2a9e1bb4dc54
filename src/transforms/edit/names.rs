//! The names of tensors as a text, and the steps that changes to it mean.

use super::lines::{self, Line};
use super::{fold, order};
use crate::error::{Error, Kind, Place, Result, Text};
use crate::report::human;
use crate::session::{Draft, Drafted, Edit, Effect, Session};
use crate::tensor::Tensor;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The names of some tensors of one alias.
#[derive(Debug)]
pub(super) struct Names {
    alias: Arc<str>,
    /// What stands before names in steps: nothing for the default alias.
    prefix: String,
    /// The names that may be changed, each with the dtype and shape of its tensor.
    listed: Vec<(Arc<str>, String)>,
    /// Every name of the alias.
    there: BTreeSet<Arc<str>>,
}

/// What became of the names that were listed.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Changes {
    /// Names whose tensors go.
    pub deleted: Vec<Arc<str>>,
    /// Names with those that take their place.
    pub renamed: Vec<(Arc<str>, Arc<str>)>,
}

impl Names {
    /// The names of these tensors of `alias`.
    pub fn new<'s>(
        alias: &Arc<str>,
        tensors: impl Iterator<Item = (&'s Arc<str>, &'s Tensor)>,
        session: &'s Session,
    ) -> Self {
        let is_default = session.names().default() == Some(alias);
        let form = |tensor: &Tensor| format!("{} {}", tensor.dtype().name(), tensor.shape());
        let model = session.state().models.get(alias);
        let there = model.into_iter().flat_map(|model| model.tensors.by_name());
        Names {
            alias: alias.clone(),
            prefix: if is_default {
                String::new()
            } else {
                format!("{alias}::")
            },
            listed: tensors
                .map(|(name, tensor)| (name.clone(), form(tensor)))
                .collect(),
            there: there.map(|(name, _)| name.clone()).collect(),
        }
    }

    /// What would be done if all of them were deleted, which must be allowed.
    pub fn as_deletion(&self) -> Effect {
        let mut edit = Edit::default();
        for (name, _) in &self.listed {
            edit.remove(&self.alias, name);
        }
        Effect::Edit(edit)
    }

    /// What the lines say, once each of them is known to say something.
    fn changes(&self, lines: &[Line]) -> Result<Changes> {
        let lines = self.by_number(lines)?;
        let mut changes = Changes::default();
        for (at, (name, _)) in self.listed.iter().enumerate() {
            match lines.get(&(at + 1)) {
                None => changes.deleted.push(name.clone()),
                Some(line) if *line.name == **name => {}
                Some(line) => changes.renamed.push((name.clone(), Arc::from(&*line.name))),
            }
        }
        self.refuse_taken(&lines)?;
        Ok(changes)
    }

    fn by_number<'l>(&self, lines: &'l [Line]) -> Result<BTreeMap<usize, &'l Line>> {
        let mut known: BTreeMap<usize, &Line> = BTreeMap::new();
        for line in lines {
            if !(1..=self.listed.len()).contains(&line.number) {
                let message = format!("there is no number {}", line.number);
                let hint = format!(
                    "the numbers are 1 to {}; no lines can be added",
                    self.listed.len()
                );
                return Err(refused(message, &line.place).hint(hint));
            }
            if let Some(first) = known.insert(line.number, line) {
                let message = format!(
                    "the number {} stands on line {} already",
                    line.number,
                    first.row()
                );
                return Err(refused(message, &line.place).hint("a tensor has one name"));
            }
        }
        Ok(known)
    }

    /// Refuses names that two tensors would have.
    fn refuse_taken(&self, lines: &BTreeMap<usize, &Line>) -> Result<()> {
        let listed: BTreeSet<&str> = self.listed.iter().map(|(name, _)| &**name).collect();
        let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
        let mut in_order: Vec<&&Line> = lines.values().collect();
        in_order.sort_by_key(|line| line.place.range().start);
        for line in in_order {
            let name = &*line.name;
            if let Some(row) = rows.insert(name, line.row()) {
                let message = format!("`{name}` stands on line {row} already");
                return Err(refused(message, &line.place).hint("two tensors cannot have one name"));
            }
            if self.there.contains(name) && !listed.contains(name) {
                let message = format!("`{}::{name}` exists already", self.alias);
                return Err(
                    refused(message, &line.place).hint("it is not among the names listed here")
                );
            }
        }
        Ok(())
    }
}

impl Draft for Names {
    fn name(&self) -> &'static str {
        "names.txt"
    }

    fn text(&self) -> String {
        let names = human::counted(self.listed.len() as u64, "name");
        let about = format!(
            "# {names} of `{}`: change a name to rename its tensor, take a line away to delete its tensor.\n\
             # The number says which tensor a line is about; the order of the lines means nothing.\n\
             # What stands behind a `#` is ignored. Left as it is, the file changes nothing.\n\n",
            self.alias
        );
        about + &lines::write(&self.listed)
    }

    fn read(&self, text: &Arc<Text>) -> Result<Drafted> {
        let lines = lines::read(text)?;
        if lines.is_empty() {
            return Err(
                Error::new(Kind::Payload, "no line is left, so nothing is changed")
                    .hint("all at once are deleted by a step of their own"),
            );
        }
        let changes = self.changes(&lines)?;
        if changes == Changes::default() {
            return Ok(Drafted::Nothing);
        }
        let steps = match order::is_free(&changes, &self.there) {
            true => fold::steps(&changes, &self.there, &self.prefix),
            false => order::steps(&changes, &self.there, &self.prefix),
        };
        Ok(Drafted::Edits(steps))
    }
}

fn refused(message: String, place: &Place) -> Error {
    Error::new(Kind::Payload, message).at(place)
}
