//! What a dump shows of each tensor.

mod seen;
mod values;

use crate::error::{Error, Kind, Result};
use crate::report::dump::{self, Block, Entry, Layout};
use crate::report::{Answer, Cell, Table, human};
use crate::session::{Counts, Look, Source};
use crate::tensor::{Dtype, Engine, Tensor};
use seen::Seen;
use std::sync::Arc;

/// Tensors to show, and how.
#[derive(Debug)]
pub(super) struct Dump {
    pub groups: Vec<Group>,
    pub format: String,
    pub verbosity: Verbosity,
    /// Whether the format was asked for; a terminal shows a table otherwise.
    pub asked: bool,
    /// Whether to look for what only a screen and JSON show.
    pub detailed: bool,
}

/// Tensors shown together.
#[derive(Debug)]
pub(super) struct Group {
    /// The alias, where no target was given.
    pub alias: Option<Arc<str>>,
    /// The tensors.
    pub tensors: Vec<Listed>,
}

/// A tensor to show.
#[derive(Debug)]
pub(super) struct Listed {
    /// Whose data is read.
    pub source: Source,
    /// The tensor, or the part of it that is shown.
    pub tensor: Tensor,
    /// How often it will have been read and written once it is shown with its numbers.
    pub counts: Counts,
}

impl Listed {
    /// An error that is about this tensor and does not say so: it cannot be shown in full.
    fn name(&self, error: Error) -> Error {
        let Source { alias, name } = &self.source;
        match error.kind() {
            Kind::Value => error.prefix(&format!("`{alias}::{name}`")),
            _ => error,
        }
    }

    fn is_complex(&self) -> bool {
        self.tensor.dtype() == Dtype::C64
    }
}

/// How much is said of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verbosity {
    Shape,
    Stat,
    Full,
}

impl Verbosity {
    pub fn named(word: &str) -> Self {
        match word {
            "stat" => Verbosity::Stat,
            "full" => Verbosity::Full,
            _ => Verbosity::Shape,
        }
    }
}

impl Look for Dump {
    fn reads(&self) -> Vec<Source> {
        match self.verbosity {
            Verbosity::Shape => Vec::new(),
            _ => self.listed().map(|listed| listed.source.clone()).collect(),
        }
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        engine.progress().start(self.bytes_to_read());
        let mut report = Report::default();
        for group in &self.groups {
            let alias = group.alias.as_deref();
            let (mut entries, mut details) = (Vec::new(), Vec::new());
            for listed in &group.tensors {
                let seen = self.see(listed, engine)?;
                let name = listed.source.name.to_string();
                details.extend(self.detailed.then(|| Entry {
                    name: name.clone(),
                    fields: seen.details(self.verbosity),
                }));
                entries.push(Entry {
                    name,
                    fields: seen.fields(self.verbosity),
                });
                report.rows.push(seen.row(alias, self.verbosity));
            }
            let block = |entries| Block {
                alias: alias.map(str::to_string),
                entries,
            };
            report.blocks.push(block(entries));
            report.details.push(block(details));
        }
        Ok(Some(self.answer(report)))
    }
}

impl Dump {
    fn bytes_to_read(&self) -> u64 {
        let looks = |tensor: &Tensor| match self.verbosity {
            Verbosity::Shape => 0,
            Verbosity::Stat if self.detailed => Engine::surveys(tensor),
            _ => 1,
        };
        let tensors = self.listed().map(|listed| &listed.tensor);
        tensors
            .map(|tensor| tensor.bytes().saturating_mul(looks(tensor)))
            .fold(0, u64::saturating_add)
    }

    fn bytes(&self) -> u64 {
        self.listed().map(|listed| listed.tensor.bytes()).sum()
    }

    fn listed(&self) -> impl Iterator<Item = &Listed> {
        self.groups.iter().flat_map(|group| &group.tensors)
    }

    fn see<'a>(&self, listed: &'a Listed, engine: &Engine) -> Result<Seen<'a>> {
        let tensor = &listed.tensor;
        let (statistics, profile) = match self.verbosity {
            Verbosity::Stat if self.detailed => {
                let (statistics, profile) = engine.survey(tensor)?;
                (Some(statistics), Some(profile))
            }
            Verbosity::Stat => (Some(engine.statistics(tensor)?), None),
            _ => (None, None),
        };
        let values = match self.verbosity {
            Verbosity::Full => {
                Some(values::values(tensor, engine).map_err(|error| listed.name(error))?)
            }
            _ => None,
        };
        Ok(Seen {
            listed,
            statistics,
            profile,
            values,
        })
    }

    fn answer(&self, report: Report) -> Answer {
        let blocks = &report.blocks;
        let layout = match self.format.as_str() {
            "json" => return Answer::of_documents("dump", dump::documents(blocks)),
            "tree" => Layout::Tree,
            _ => Layout::Compact,
        };
        let data = match self.detailed {
            true => dump::data(&report.details),
            false => dump::data(blocks),
        };
        let answer = Answer::new("dump", dump::text(blocks, layout), data);
        match self.asked || self.verbosity == Verbosity::Full {
            true => answer,
            false => answer.with_table(self.table(report.rows)),
        }
    }

    fn table(&self, rows: Vec<Vec<Cell>>) -> Table {
        let complex = self.verbosity == Verbosity::Stat && self.listed().any(Listed::is_complex);
        let foot = format!(
            "{}, {}{}",
            human::counted(rows.len() as u64, "tensor"),
            human::bytes(self.bytes()),
            if complex {
                "; of complex numbers the real part"
            } else {
                ""
            }
        );
        let mut table = Table::new(seen::columns(self.verbosity)).with_foot(foot);
        rows.into_iter().for_each(|row| table.push(row));
        table.folding()
    }
}

/// What was seen of all tensors, in each form.
#[derive(Default)]
struct Report {
    /// For trees and documents.
    blocks: Vec<Block>,
    /// For JSON, where more was looked for.
    details: Vec<Block>,
    /// For a table.
    rows: Vec<Vec<Cell>>,
}
