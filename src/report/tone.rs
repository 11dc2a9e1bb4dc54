//! What a piece of a report means to its reader; the colours follow from it.

use comfy_table::{Attribute, Cell, Color};

/// What a piece of text means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Beside the point: times, rules, footnotes.
    Quiet,
    /// Worth noticing: headings.
    Strong,
    /// As it should be.
    Good,
    /// Not wrong, but look at it.
    Warn,
    /// Wrong.
    Bad,
    /// A name the user may type: a tensor, an alias, a verb.
    Name,
}

impl Tone {
    /// The style in running text.
    pub(super) fn color(self) -> owo_colors::Style {
        let style = owo_colors::Style::new();
        match self {
            Tone::Plain => style,
            Tone::Quiet => style.dimmed(),
            Tone::Strong => style.bold(),
            Tone::Good => style.green(),
            Tone::Warn => style.yellow(),
            Tone::Bad => style.red(),
            Tone::Name => style.cyan(),
        }
    }

    /// A cell of a drawn table in this tone.
    pub(super) fn cell(self, cell: Cell) -> Cell {
        match self {
            Tone::Plain => cell,
            Tone::Quiet => cell.add_attribute(Attribute::Dim),
            Tone::Strong => cell.add_attribute(Attribute::Bold),
            Tone::Good => cell.fg(Color::DarkGreen),
            Tone::Warn => cell.fg(Color::DarkYellow),
            Tone::Bad => cell.fg(Color::DarkRed),
            Tone::Name => cell.fg(Color::DarkCyan),
        }
    }
}
