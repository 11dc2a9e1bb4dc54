//! A table cut to a screen: the columns that matter least go, and of many rows the middle.

use crate::report::{Cell, Style, Table, Tone, human, visible};

/// Blanks between two columns.
const GAP: usize = 2;
/// Lines of a screen that are not for rows: headings, rule, foot, the steps around.
const AROUND: usize = 6;
/// Rows that are shown on the smallest screen.
const FEWEST: usize = 10;

/// The table without the columns for which there is no room. Names may take half of the screen, and are
/// wrapped beyond that.
pub(super) fn columns(mut table: Table, style: &Style) -> Table {
    let mut widths = widths(&table);
    if let Some(first) = widths.first_mut() {
        *first = (*first).min(style.width / 2);
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
        table.with_foot("all")
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
