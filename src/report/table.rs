//! A table as data: columns, rows of cells, a line at the foot.

use super::Tone;

/// Rows under columns. A row has one cell for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, from top to bottom.
    pub rows: Vec<Vec<Cell>>,
    /// A line below the rows, such as a sum.
    pub foot: Option<String>,
    /// Whether rows that are alike but for a number in their name are one on a screen.
    pub folds: bool,
}

/// A heading and the side its cells stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// The side the cells stand on.
    pub align: Align,
    /// How little it matters: on a narrow screen the columns with the highest number go first, and one
    /// with 0 never.
    pub spare: u8,
}

/// The side of a column that its cells stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A piece of a row and what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says. Hidden characters are written out when it is shown.
    pub text: String,
    /// What it means.
    pub tone: Tone,
    /// What it says to other programs, where that is not what people read.
    pub exact: Option<String>,
}

impl Table {
    /// A table with these columns and no rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Table {
            columns: columns.into_iter().collect(),
            ..Table::default()
        }
    }

    /// Adds a row at the bottom.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        self.rows.push(row.into_iter().collect());
    }

    /// Puts a line below the rows.
    pub fn with_foot(mut self, foot: impl Into<String>) -> Self {
        self.foot = Some(foot.into());
        self
    }

    /// Lets rows that are alike but for a number in their name, the first cell, be one on a screen.
    pub fn folding(mut self) -> Self {
        self.folds = true;
        self
    }
}

impl Column {
    /// A column of words.
    pub fn left(title: impl Into<String>) -> Self {
        Column {
            title: title.into(),
            align: Align::Left,
            spare: 0,
        }
    }

    /// A column of numbers.
    pub fn right(title: impl Into<String>) -> Self {
        Column {
            title: title.into(),
            align: Align::Right,
            spare: 0,
        }
    }

    /// The same column, which may go from a narrow screen: those with the highest number first.
    pub fn spared(self, spare: u8) -> Self {
        Column { spare, ..self }
    }
}

impl Cell {
    /// A cell that means nothing in particular.
    pub fn plain(text: impl Into<String>) -> Self {
        Cell::new(Tone::Plain, text)
    }

    /// A cell that holds a name the user may type.
    pub fn name(text: impl Into<String>) -> Self {
        Cell::new(Tone::Name, text)
    }

    /// A cell in this tone.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Cell {
            text: text.into(),
            tone,
            exact: None,
        }
    }

    /// The same cell, which says this to other programs.
    pub fn exactly(self, exact: impl Into<String>) -> Self {
        Cell {
            exact: Some(exact.into()),
            ..self
        }
    }
}
