//! A table cut to a screen: the columns that matter least go, and of many rows the middle.

use crate::report::{Cell, Style, Table, Tone, human, one_line, visible};

/// Blanks between two columns.
const GAP: usize = 2;
/// Lines of a screen that are not for rows: headings, rule, foot, the steps around.
const AROUND: usize = 6;
/// The fewest columns of the screen that a column is cut to.
const NARROWEST: usize = 3;
/// Columns of the screen in which words can be wrapped.
const WORDS: usize = 12;
/// Rows that are shown on the smallest screen.
const FEWEST: usize = 10;

/// The table without the columns for which there is no room. Names of tensors may take half of the screen, and
/// words of other tables a third each; beyond that they are cut, or wrapped where all of the table is shown.
pub(super) fn columns(mut table: Table, style: &Style) -> Table {
    let mut widths = widths(&table);
    for (at, width) in widths.iter_mut().enumerate() {
        *width = match (table.folds, at) {
            (true, 0) => (*width).min(style.width / 2),
            (true, _) => *width,
            (false, _) => (*width).min((style.width / 3).max(WORDS)),
        };
    }
    let mut gone = Vec::new();
    while widths.iter().map(|width| width + GAP).sum::<usize>() > style.width + GAP {
        let columns = table.columns.iter().enumerate();
        let spared = columns.filter(|(_, column)| column.spare > 0);
        let Some((at, _)) = spared.max_by_key(|(_, column)| column.spare) else {
            break;
        };
        widths.remove(at);
        gone.push(table.columns.remove(at).title);
        for row in &mut table.rows {
            row.remove(at);
        }
    }
    if !gone.is_empty() {
        gone.reverse();
        let foot = table.foot.map_or(String::new(), |foot| format!("{foot}; "));
        table.foot = Some(format!("{foot}no room for {}", gone.join(", ")));
    }
    table
}

/// The table with both ends of its rows, if they are more than the screen holds, and how many are between.
pub(super) fn rows(mut table: Table, style: &Style) -> Table {
    let most = style.height.saturating_sub(AROUND).max(FEWEST);
    if table.rows.len() <= most {
        return table;
    }
    let shown = most - 1;
    let (end, all) = (shown / 3, table.rows.len());
    let more = format!("... {} more", human::count((all - shown) as u64));
    let mut between = vec![Cell::new(Tone::Quiet, more)];
    between.resize(table.columns.len(), Cell::default());
    table.rows.splice(shown - end..all - end, [between]);
    table
}

/// The table with its cells cut, such that each row is one line; the widest column gives way first.
pub(super) fn cells(mut table: Table, style: &Style) -> Table {
    let mut widths = widths(&table);
    let gaps = GAP * widths.len().saturating_sub(1);
    let room = style.width.saturating_sub(gaps);
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    for row in &mut table.rows {
        for (cell, width) in row.iter_mut().zip(&widths) {
            cell.text = one_line(&cell.text, *width);
        }
    }
    for (column, width) in table.columns.iter_mut().zip(&widths) {
        column.title = one_line(&column.title, *width);
    }
    table
}

/// How wide each column is by itself.
fn widths(table: &Table) -> Vec<usize> {
    let width = |text: &str| visible(text).chars().count();
    let widths = table.columns.iter().enumerate().map(|(at, column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(at));
        let widest = cells.map(|cell| width(&cell.text)).max().unwrap_or(0);
        widest.max(width(&column.title))
    });
    widths.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    fn screen(width: usize, height: usize) -> Style {
        Style {
            terminal: true,
            width,
            height,
            ..Style::plain()
        }
    }

    fn table(rows: usize) -> Table {
        let mut table = Table::new([
            Column::left("name"),
            Column::right("size").spared(7),
            Column::right("min").spared(1),
        ]);
        for row in 0..rows {
            let cells = ["a.longer.name", "4 KiB", "-0.25"];
            let mut cells = cells.map(Cell::plain);
            cells[0].text.push_str(&row.to_string());
            table.push(cells);
        }
        table.with_foot("all").folding()
    }

    fn titles(width: usize) -> (Vec<String>, Option<String>) {
        let fitted = columns(table(2), &screen(width, 24));
        let titles = fitted.columns.into_iter().map(|column| column.title);
        (titles.collect(), fitted.foot)
    }

    #[test]
    fn the_columns_that_matter_least_go_first() {
        let foot = |text: &str| Some(text.to_owned());
        let words = |titles: &[&str]| titles.iter().map(|title| (*title).into()).collect();
        assert_eq!(titles(28), (words(&["name", "size", "min"]), foot("all")));
        let without = foot("all; no room for size");
        assert_eq!(titles(27), (words(&["name", "size", "min"]), foot("all")));
        assert_eq!(titles(20), (words(&["name", "min"]), without));
        let bare = foot("all; no room for min, size");
        assert_eq!(titles(5), (words(&["name"]), bare));
    }

    #[test]
    fn words_are_wrapped_before_columns_go() {
        let mut table = Table::new([
            Column::right("step"),
            Column::left("line"),
            Column::left("names").spared(1),
        ]);
        table.push(["1", &"word ".repeat(20), &"name ".repeat(20)].map(Cell::plain));
        let titles = |width| columns(table.clone(), &screen(width, 24)).columns.len();
        assert_eq!([titles(100), titles(40), titles(30)], [3, 3, 2]);
    }

    #[test]
    fn a_row_is_one_line_and_its_widest_column_gives_way() {
        let first = |width| {
            let mut cut = cells(table(1), &screen(width, 24)).rows.remove(0);
            cut.drain(..).map(|cell| cell.text).collect::<Vec<_>>()
        };
        assert_eq!(first(28), ["a.longer.name0", "4 KiB", "-0.25"]);
        assert_eq!(first(26), ["a.long...me0", "4 KiB", "-0.25"]);
        assert_eq!(first(20), ["a....0", "4 KiB", "-0.25"]);
        assert_eq!(first(0), ["...", "...", "..."]);
    }

    #[test]
    fn both_ends_are_shown_and_how_many_are_between() {
        let cut = rows(table(5000), &screen(80, 24));
        assert_eq!(cut.rows.len(), 18);
        assert_eq!(cut.rows[12][0].text, "... 4 983 more");
        assert_eq!(cut.rows[11][0].text, "a.longer.name11");
        assert_eq!(cut.rows[13][0].text, "a.longer.name4995");
        assert_eq!(cut.rows[17][0].text, "a.longer.name4999");
        assert_eq!(rows(table(18), &screen(80, 24)), table(18));
        assert_eq!(rows(table(11), &screen(80, 1)).rows.len(), FEWEST);
    }
}
