//! Rows that are alike but for a number in their name, as one row.

use crate::report::{Cell, Column, Table, Tone};
use std::collections::HashMap;

/// Numbers deeper in a name than this are not folded.
const DEEPEST: usize = 16;

/// A row, and the names that it stands for.
#[derive(Clone)]
struct Row<'t> {
    segments: Vec<Segment<'t>>,
    cells: &'t [Cell],
    stands_for: u64,
}

/// A part of a name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Segment<'t> {
    Word(&'t str),
    Run(u64, u64),
}

/// The table with alike rows folded, `h.0-11.w` and how many they are: `×12`. A table without any is itself.
pub(super) fn folded(table: &Table) -> Table {
    let mut rows: Vec<Row> = table.rows.iter().filter_map(|row| Row::of(row)).collect();
    let deepest = rows.iter().map(|row| row.segments.len()).max().unwrap_or(0);
    for depth in (0..deepest.min(DEEPEST)).rev() {
        rows = fold_at(depth, rows);
    }
    if rows.len() >= table.rows.len() {
        return table.clone();
    }
    let mut columns = table.columns.clone();
    columns.insert(1, Column::right(""));
    Table {
        columns,
        rows: rows.iter().map(Row::cells).collect(),
        ..table.clone()
    }
}

/// Folds rows that are alike but for the number at this depth of their names.
fn fold_at(depth: usize, rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    let mut places = HashMap::new();
    for row in rows {
        let place = match row.number(depth) {
            Some(_) => *places.entry(row.key(depth)).or_insert(groups.len()),
            None => groups.len(),
        };
        match groups.get_mut(place) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let folded = groups.into_iter().map(|group| fold_group(depth, group));
    folded.flatten().collect()
}

/// One row for each run of numbers without a gap.
fn fold_group(depth: usize, mut group: Vec<Row<'_>>) -> Vec<Row<'_>> {
    group.sort_by_key(|row| row.number(depth));
    let mut folded: Vec<Row> = Vec::new();
    for row in group {
        let next = row.number(depth);
        if let (Some(last), Some(next)) = (folded.last_mut(), next)
            && let Segment::Run(_, end) = &mut last.segments[depth]
            && end.checked_add(1) == Some(next)
        {
            *end = next;
            last.stands_for += row.stands_for;
            continue;
        }
        folded.push(row);
    }
    folded
}

impl<'t> Row<'t> {
    fn of(row: &'t [Cell]) -> Option<Self> {
        let (name, cells) = row.split_first()?;
        Some(Row {
            segments: name.text.split('.').map(Segment::of).collect(),
            cells,
            stands_for: 1,
        })
    }

    /// The number at this depth of the name, where a single one stands.
    fn number(&self, depth: usize) -> Option<u64> {
        match self.segments.get(depth) {
            Some(Segment::Run(start, end)) if start == end => Some(*start),
            _ => None,
        }
    }

    /// What rows have in common that may be one.
    fn key(&self, depth: usize) -> (Vec<Segment<'t>>, Vec<&'t str>) {
        let mut segments = self.segments.clone();
        segments.remove(depth);
        segments.push(Segment::Run(depth as u64, self.stands_for));
        let cells = self.cells.iter().map(|cell| cell.text.as_str()).collect();
        (segments, cells)
    }

    fn cells(&self) -> Vec<Cell> {
        let segments: Vec<String> = self.segments.iter().map(Segment::text).collect();
        let many = match self.stands_for {
            1 => String::new(),
            many => format!("×{many}"),
        };
        let mut cells = vec![Cell::name(segments.join(".")), Cell::new(Tone::Quiet, many)];
        cells.extend_from_slice(self.cells);
        cells
    }
}

impl<'t> Segment<'t> {
    fn of(text: &'t str) -> Self {
        let plain = text == "0" || !text.starts_with(['0', '+']);
        match text.parse() {
            Ok(number) if plain => Segment::Run(number, number),
            _ => Segment::Word(text),
        }
    }

    fn text(&self) -> String {
        match self {
            Segment::Word(word) => (*word).to_owned(),
            Segment::Run(start, end) if start == end => start.to_string(),
            Segment::Run(start, end) => format!("{start}-{end}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names after folding, each with its count, of rows given as name and shape.
    fn fold(rows: &[(&str, &str)]) -> Vec<String> {
        let mut table = Table::new([Column::left("name"), Column::right("shape")]);
        for (name, shape) in rows {
            table.push([Cell::name(*name), Cell::plain(*shape)]);
        }
        let folded = folded(&table);
        let text = |row: &Vec<Cell>| match row.as_slice() {
            [name, _] => name.text.clone(),
            [name, many, _] => format!("{} {}", name.text, many.text),
            _ => String::new(),
        };
        let rows = folded.rows.iter().map(text);
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    #[test]
    fn layers_alike_are_one_row() {
        let rows = [
            ("h.0.w", "[2]"),
            ("h.0.b", "[1]"),
            ("h.1.w", "[2]"),
            ("h.1.b", "[1]"),
            ("h.10.w", "[2]"),
            ("h.2.w", "[3]"),
            ("ln.w", "[2]"),
        ];
        let expected = ["h.0-1.w ×2", "h.10.w", "h.0-1.b ×2", "h.2.w", "ln.w"];
        assert_eq!(fold(&rows), expected);
    }

    #[test]
    fn numbers_fold_at_every_depth() {
        let names: Vec<String> = (0..3)
            .flat_map(|layer| (0..4).map(move |expert| format!("l.{layer}.e.{expert}.w")))
            .collect();
        let rows: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "[1]")).collect();
        assert_eq!(fold(&rows), ["l.0-2.e.0-3.w ×12"]);
        assert_eq!(fold(&rows[..11]), ["l.0-1.e.0-3.w ×8", "l.2.e.0-2.w ×3"]);
    }

    #[test]
    fn what_is_no_plain_number_does_not_fold() {
        let rows = [
            ("h.01.w", "[1]"),
            ("h.+2.w", "[1]"),
            ("h.18446744073709551615.w", "[1]"),
            ("h.18446744073709551616.w", "[1]"),
            ("0", "[1]"),
            ("1", "[1]"),
        ];
        let folded = fold(&rows);
        assert_eq!(folded.len(), 5);
        assert_eq!(folded[4], "0-1 ×2");
        assert_eq!(
            fold(&rows[..4]),
            rows[..4].iter().map(|row| row.0).collect::<Vec<_>>()
        );
    }
}
