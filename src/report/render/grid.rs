//! A table drawn for a terminal: a thin rule under the headings, no other lines.

use crate::report::{Align, Column, Style, Table, Tone, visible, wrapped};
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table as Grid, TableStyle};

const RULED: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));
const GAP: u16 = 2;

/// The table as lines that fit the width of the style; long cells are wrapped. Of one without rows the foot
/// says enough.
pub(super) fn draw(table: &Table, style: &Style) -> String {
    let foot = table.foot.as_ref().map(|foot| {
        let foot = wrapped(&visible(foot), style.width);
        style.paint(Tone::Quiet, &foot)
    });
    match foot {
        Some(foot) if table.rows.is_empty() => foot,
        Some(foot) => format!("{}\n{foot}", rows(table, style)),
        None => rows(table, style),
    }
}

/// The rows below their headings.
fn rows(table: &Table, style: &Style) -> String {
    let mut grid = Grid::new();
    grid.load_style(RULED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(style.width).unwrap_or(u16::MAX))
        .force_no_tty();
    if style.color {
        grid.enforce_styling();
        grid.style_text_only();
    }
    let titles = table.columns.iter();
    grid.set_header(titles.map(|column| cell(&column.title, Tone::Strong)));
    for row in &table.rows {
        grid.add_row(row.iter().map(|piece| cell(&piece.text, piece.tone)));
    }
    arrange(&mut grid, &table.columns);
    grid.trim_fmt()
}

fn cell(text: &str, tone: Tone) -> Cell {
    tone.cell(Cell::new(visible(text)))
}

fn arrange(grid: &mut Grid, columns: &[Column]) {
    let last = columns.len().saturating_sub(1);
    for (number, (drawn, column)) in grid.column_iter_mut().zip(columns).enumerate() {
        drawn.set_cell_alignment(match column.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
        drawn.set_padding((0, if number == last { 0 } else { GAP }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Cell as Piece;

    fn table() -> Table {
        let columns = [
            Column::left("tensor"),
            Column::left("dtype"),
            Column::right("size"),
        ];
        let mut table = Table::new(columns);
        let row = |name: &str, dtype: &str, size: &str| {
            [Piece::name(name), Piece::plain(dtype), Piece::plain(size)]
        };
        table.push(row("ln_f.weight", "float32", "3.0 KiB"));
        table.push(row("h.0.attn.c_attn.weight", "bfloat16", "345 MiB"));
        table.with_foot("2 tensors")
    }

    fn screen(width: usize, color: bool) -> Style {
        Style {
            terminal: true,
            color,
            width,
            ..Style::plain()
        }
    }

    #[test]
    fn a_table_without_rows_is_its_foot() {
        let empty = Table {
            rows: Vec::new(),
            ..table()
        };
        let foot = table().foot.expect("a foot");
        assert_eq!(draw(&empty, &screen(80, false)), foot);
        let bare = Table {
            foot: None,
            ..empty
        };
        assert!(draw(&bare, &screen(80, false)).starts_with("tensor  dtype"));
    }

    #[test]
    fn columns_stand_under_their_headings() {
        let expected = "\
tensor                  dtype        size
─────────────────────────────────────────
ln_f.weight             float32   3.0 KiB
h.0.attn.c_attn.weight  bfloat16  345 MiB
2 tensors";
        assert_eq!(draw(&table(), &screen(80, false)), expected);
    }

    #[test]
    fn a_table_fits_its_terminal() {
        for width in [30, 35, 40, 60, 200] {
            let drawn = draw(&table(), &screen(width, false));
            let widest = drawn.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{width}:\n{drawn}");
        }
    }

    #[test]
    fn no_width_is_too_small_and_none_too_large() {
        for width in [0, 1, 5, 12, 70_000] {
            let drawn = draw(&table(), &screen(width, false));
            assert!(drawn.ends_with("tensors"), "{width}:\n{drawn}");
        }
    }

    #[test]
    fn colours_change_no_text() {
        let drawn = draw(&table(), &screen(80, true));
        assert!(drawn.contains("\u{1b}[1mtensor"));
        let stripped = anstream::adapter::strip_str(&drawn).to_string();
        assert_eq!(stripped, draw(&table(), &screen(80, false)));
    }

    #[test]
    fn names_from_hostile_files_cannot_move_the_cursor() {
        let mut table = Table::new([Column::left("tensor")]);
        table.push([Piece::name("a\u{1b}[2Jb\nc\td")]);
        let drawn = draw(&table, &screen(80, true));
        assert!(drawn.contains("a\\x1b[2Jb\\nc\\td"));
    }

    #[test]
    fn a_table_without_rows_or_columns_is_its_foot() {
        let empty = Table::default().with_foot("nothing");
        assert_eq!(draw(&empty, &screen(80, false)).trim_start(), "nothing");
    }
}
