//! What a dump shows of each tensor.

use crate::error::Result;
use crate::report::dump::{self, Block, Elements, Entry, Field, Layout, Values};
use crate::report::{Answer, Cell, Column, Table, human, number};
use crate::session::{Counts, Look, Source};
use crate::tensor::{Dtype, Engine, Number, Statistics, Tensor};
use std::sync::Arc;

/// Tensors to show, and how.
#[derive(Debug)]
pub(super) struct Dump {
    pub groups: Vec<Group>,
    pub format: String,
    pub verbosity: Verbosity,
    /// Whether the format was asked for; a terminal shows a table otherwise.
    pub asked: bool,
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

/// How much is said of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verbosity {
    Shape,
    Stat,
    Full,
}

/// What is known of one tensor, after looking.
struct Seen<'a> {
    listed: &'a Listed,
    statistics: Option<Statistics>,
    values: Option<Values>,
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
        let mut blocks = Vec::new();
        let mut rows = Vec::new();
        for group in &self.groups {
            let mut entries = Vec::new();
            for listed in &group.tensors {
                let seen = self.see(listed, engine)?;
                entries.push(Entry {
                    name: listed.source.name.to_string(),
                    fields: seen.fields(self.verbosity),
                });
                rows.push(seen.row(group.alias.as_deref(), self.verbosity));
            }
            blocks.push(Block {
                alias: group.alias.as_deref().map(str::to_string),
                entries,
            });
        }
        Ok(Some(self.answer(&blocks, rows)))
    }
}

impl Dump {
    fn bytes_to_read(&self) -> u64 {
        match self.verbosity {
            Verbosity::Shape => 0,
            _ => self.listed().map(|listed| listed.tensor.bytes()).sum(),
        }
    }

    fn listed(&self) -> impl Iterator<Item = &Listed> {
        self.groups.iter().flat_map(|group| &group.tensors)
    }

    fn see<'a>(&self, listed: &'a Listed, engine: &Engine) -> Result<Seen<'a>> {
        let tensor = &listed.tensor;
        let statistics = match self.verbosity {
            Verbosity::Stat => Some(engine.statistics(tensor)?),
            _ => None,
        };
        let values = match self.verbosity {
            Verbosity::Full => Some(values(tensor, engine)?),
            _ => None,
        };
        Ok(Seen {
            listed,
            statistics,
            values,
        })
    }

    fn answer(&self, blocks: &[Block], rows: Vec<Vec<Cell>>) -> Answer {
        let layout = match self.format.as_str() {
            "json" => return Answer::of_documents("dump", dump::documents(blocks)),
            "tree" => Layout::Tree,
            _ => Layout::Compact,
        };
        let answer = Answer::new("dump", dump::text(blocks, layout), dump::data(blocks));
        match self.asked || self.verbosity == Verbosity::Full {
            true => answer,
            false => answer.with_table(self.table(rows)),
        }
    }

    fn table(&self, rows: Vec<Vec<Cell>>) -> Table {
        let mut columns = vec![
            Column::left("name"),
            Column::left("dtype"),
            Column::right("shape"),
            Column::right("size"),
        ];
        if self.verbosity == Verbosity::Stat {
            columns.extend(["min", "max", "mean", "reads", "writes"].map(Column::right));
        }
        let bytes: u64 = self.listed().map(|listed| listed.tensor.bytes()).sum();
        let foot = format!(
            "{}, {}",
            human::counted(rows.len() as u64, "tensor"),
            human::bytes(bytes)
        );
        let mut table = Table::new(columns).with_foot(foot);
        rows.into_iter().for_each(|row| table.push(row));
        table
    }
}

impl Seen<'_> {
    /// The fields of the tree and of JSON, in the order they are shown in.
    fn fields(&self, verbosity: Verbosity) -> Vec<(&'static str, Field)> {
        let Listed { tensor, counts, .. } = self.listed;
        let shape = Field::Shape(tensor.shape().dimensions().to_vec());
        let dtype = tensor.dtype().name();
        let mut fields = vec![("shape", shape)];
        match verbosity {
            Verbosity::Shape => {}
            Verbosity::Stat => fields.push(("dtype", Field::Text(dtype.to_string()))),
            Verbosity::Full => fields.push(("dtype", Field::Text(format!("torch.{dtype}")))),
        }
        if let Some(statistics) = &self.statistics {
            let numbers = [
                ("min", statistics.min),
                ("max", statistics.max),
                ("mean", statistics.mean),
            ];
            fields.extend(
                numbers.map(|(name, number)| (name, number.map_or(Field::Null, Field::Number))),
            );
        }
        fields.extend(
            self.values
                .clone()
                .map(|values| ("values", Field::Values(values))),
        );
        if verbosity != Verbosity::Shape {
            let counts = [("reads", counts.reads), ("writes", counts.writes)];
            fields.extend(counts.map(|(name, count)| (name, Field::Count(count))));
        }
        fields
    }

    fn row(&self, alias: Option<&str>, verbosity: Verbosity) -> Vec<Cell> {
        let Listed {
            source,
            tensor,
            counts,
        } = self.listed;
        let name = match alias {
            Some(alias) => format!("{alias}::{}", source.name),
            None => source.name.to_string(),
        };
        let mut row = vec![
            Cell::name(name),
            Cell::plain(tensor.dtype().name()),
            Cell::plain(tensor.shape().to_string()),
            Cell::plain(human::bytes(tensor.bytes())),
        ];
        if verbosity == Verbosity::Stat {
            let numbers = self
                .statistics
                .iter()
                .flat_map(|seen| [seen.min, seen.max, seen.mean]);
            row.extend(
                numbers.map(|number| Cell::plain(number.map_or("-".into(), number::six_digits))),
            );
            row.extend([counts.reads, counts.writes].map(|count| Cell::plain(count.to_string())));
        }
        row
    }
}

/// All elements, exact.
fn values(tensor: &Tensor, engine: &Engine) -> Result<Values> {
    let elements = elements(tensor.dtype(), &engine.values(tensor)?);
    Ok(Values {
        shape: tensor.shape().dimensions().to_vec(),
        elements,
    })
}

/// Numbers of one dtype as elements of one sort.
fn elements(dtype: Dtype, numbers: &[Number]) -> Elements {
    let integers = numbers.iter().filter_map(|number| match number {
        Number::Int(integer) => Some(*integer),
        _ => None,
    });
    match dtype {
        Dtype::Bool => Elements::Flags(
            numbers
                .iter()
                .map(|number| *number == Number::Bool(true))
                .collect(),
        ),
        Dtype::U64 | Dtype::U32 | Dtype::U16 | Dtype::U8 => Elements::Unsigned(
            integers
                .filter_map(|integer| u64::try_from(integer).ok())
                .collect(),
        ),
        Dtype::I64 | Dtype::I32 | Dtype::I16 | Dtype::I8 => Elements::Signed(
            integers
                .filter_map(|integer| i64::try_from(integer).ok())
                .collect(),
        ),
        _ => Elements::Floats(numbers.iter().filter_map(float).collect()),
    }
}

fn float(number: &Number) -> Option<f64> {
    match number {
        Number::Float(float) => Some(*float),
        _ => None,
    }
}
