//! What was seen of one tensor, as fields of a tree and as cells of a table.

use super::{Listed, Verbosity};
use crate::report::dump::{Field, Values};
use crate::report::{Cell, Column, Tone, bars, human, number};
use crate::tensor::{Profile, Statistics};

/// What is known of one tensor, after looking.
pub(super) struct Seen<'a> {
    pub listed: &'a Listed,
    pub statistics: Option<Statistics>,
    pub profile: Option<Profile>,
    pub values: Option<Values>,
}

/// The columns of a table; those that matter least are the first to go from a narrow screen.
pub(super) fn columns(verbosity: Verbosity) -> Vec<Column> {
    let mut columns = vec![
        Column::left("name"),
        Column::left("dtype").spared(4),
        Column::right("shape").spared(5),
        Column::right("size").spared(7),
    ];
    if verbosity == Verbosity::Stat {
        columns.extend(["min", "max"].map(|title| Column::right(title).spared(1)));
        columns.extend(["mean", "std"].map(|title| Column::right(title).spared(2)));
        columns.push(Column::right("zeros").spared(6));
        columns.extend(["nan", "inf"].map(|title| Column::right(title).spared(6)));
        columns.push(Column::left("histogram").spared(3));
        columns.extend(["reads", "writes"].map(|title| Column::right(title).spared(8)));
    }
    columns
}

impl Seen<'_> {
    /// The fields of the tree and of its documents, in the order they are shown in.
    pub fn fields(&self, verbosity: Verbosity) -> Vec<(&'static str, Field)> {
        let Listed { tensor, counts, .. } = self.listed;
        let shape = Field::Shape(tensor.shape().dimensions().to_vec());
        let dtype = tensor.dtype().name();
        let mut fields = vec![("shape", shape)];
        match verbosity {
            Verbosity::Shape => {}
            Verbosity::Stat => fields.push(("dtype", Field::Text(dtype.to_string()))),
            Verbosity::Full => fields.extend([
                ("dtype", Field::Text(format!("torch.{dtype}"))),
                ("device", Field::Text("cpu".to_owned())),
            ]),
        }
        if let Some(statistics) = &self.statistics {
            let numbers = [
                ("min", statistics.min),
                ("max", statistics.max),
                ("mean", statistics.mean),
            ];
            fields.extend(numbers.map(|(name, number)| (name, field(number))));
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

    /// The fields, and all that was looked for besides.
    pub fn details(&self, verbosity: Verbosity) -> Vec<(&'static str, Field)> {
        let mut fields = self.fields(verbosity);
        if verbosity == Verbosity::Shape {
            let dtype = self.listed.tensor.dtype().name().to_string();
            fields.push(("dtype", Field::Text(dtype)));
        }
        fields.push(("bytes", Field::Count(self.listed.tensor.bytes())));
        if let Some(statistics) = &self.statistics {
            let counts = [
                ("zeros", statistics.zeros),
                ("nan", statistics.nans),
                ("inf", statistics.infinities),
            ];
            fields.extend(counts.map(|(name, count)| (name, Field::Count(count))));
        }
        if let Some(profile) = &self.profile {
            let histogram = profile.histogram;
            let bins = histogram.map_or(Field::Null, |bins| Field::Counts(bins.to_vec()));
            fields.extend([("std", field(profile.std)), ("histogram", bins)]);
        }
        fields
    }

    /// A row under [`columns`].
    pub fn row(&self, alias: Option<&str>, verbosity: Verbosity) -> Vec<Cell> {
        let Listed { source, tensor, .. } = self.listed;
        let name = match alias {
            Some(alias) => format!("{alias}::{}", source.name),
            None => source.name.to_string(),
        };
        let mut row = vec![
            Cell::name(name),
            Cell::plain(tensor.dtype().name()),
            Cell::plain(tensor.shape().to_string()),
            Cell::plain(human::bytes(tensor.bytes())).exactly(tensor.bytes().to_string()),
        ];
        if verbosity == Verbosity::Stat {
            row.extend(self.cells());
        }
        row
    }

    /// The cells of the numbers.
    fn cells(&self) -> Vec<Cell> {
        let statistics = self.statistics.as_ref();
        let numbers = statistics.map_or([None; 3], |seen| [seen.min, seen.max, seen.mean]);
        let std = self.profile.as_ref().and_then(|profile| profile.std);
        let numbers = numbers.into_iter().chain([std]);
        let mut cells: Vec<Cell> = numbers.map(shown).collect();
        let odd = statistics.map_or([0; 2], |seen| [seen.nans, seen.infinities]);
        cells.push(count(statistics.map_or(0, |seen| seen.zeros), Tone::Plain));
        cells.extend(odd.map(|number| count(number, Tone::Bad)));
        let histogram = self.profile.as_ref().and_then(|profile| profile.histogram);
        cells.push(histogram.map_or_else(nothing, |bins| {
            let counts = bins.map(|count| count.to_string());
            Cell::plain(bars(&bins)).exactly(counts.join(" "))
        }));
        let counts = self.listed.counts;
        cells.extend([counts.reads, counts.writes].map(|number| Cell::plain(number.to_string())));
        cells
    }
}

fn field(number: Option<f64>) -> Field {
    number.map_or(Field::Null, Field::Number)
}

/// A number in six digits.
fn shown(number: Option<f64>) -> Cell {
    number.map_or_else(nothing, |number| {
        Cell::plain(number::six_digits(number)).exactly(number::shortest(number))
    })
}

/// Where there is no number.
fn nothing() -> Cell {
    Cell::plain("-").exactly("")
}

/// A count in its tone; none is nothing to look at.
fn count(number: u64, tone: Tone) -> Cell {
    let tone = if number == 0 { Tone::Quiet } else { tone };
    Cell::new(tone, human::count(number)).exactly(number.to_string())
}
