//! A table as text that other programs read: all rows, all columns, nothing shortened.

use crate::report::{Align, Cell, Table, visible};

/// Comma-separated values, a line of headings first (RFC 4180, with plain line ends).
pub(super) fn csv(table: &Table) -> String {
    let titles = table.columns.iter().map(|column| column.title.as_str());
    let mut lines = vec![record(titles)];
    for row in &table.rows {
        lines.push(record(row.iter().map(exact)));
    }
    lines.join("\n")
}

fn exact(cell: &Cell) -> &str {
    cell.exact.as_deref().unwrap_or(&cell.text)
}

/// A table in Markdown.
pub(super) fn markdown(table: &Table) -> String {
    let titles = table.columns.iter().map(|column| column.title.as_str());
    let rules = table.columns.iter().map(|column| match column.align {
        Align::Left => "---",
        Align::Right => "---:",
    });
    let mut lines = vec![line(titles), line(rules)];
    for row in &table.rows {
        lines.push(line(row.iter().map(|cell| cell.text.as_str())));
    }
    lines.join("\n")
}

fn record<'t>(fields: impl Iterator<Item = &'t str>) -> String {
    let fields: Vec<String> = fields.map(field).collect();
    fields.join(",")
}

fn field(text: &str) -> String {
    let text = visible(text);
    match text.contains([',', '"']) || text.trim() != text {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.into_owned(),
    }
}

fn line<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let cells: Vec<String> = cells
        .map(|cell| visible(cell).replace('|', "\\|"))
        .collect();
    format!("| {} |", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Column;

    fn table() -> Table {
        let mut table = Table::new([Column::left("name"), Column::right("shape")]);
        table.push([Cell::name("h.0|w"), Cell::plain("[2, 3]")]);
        table.push([Cell::name("a\"b\n"), Cell::plain("[]")]);
        table.with_foot("2 tensors")
    }

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        let expected = "name,shape\nh.0|w,\"[2, 3]\"\n\"a\"\"b\\n\",[]";
        assert_eq!(csv(&table()), expected);
    }

    #[test]
    fn other_programs_get_what_people_do_not_read() {
        let mut table = Table::new([Column::left("name"), Column::right("size")]);
        table.push([Cell::name("w"), Cell::plain("1.0 KiB").exactly("1024")]);
        assert_eq!(csv(&table), "name,size\nw,1024");
        assert!(markdown(&table).ends_with("| w | 1.0 KiB |"));
    }

    #[test]
    fn bars_do_not_end_a_cell() {
        let expected = "| name | shape |\n| --- | ---: |\n| h.0\\|w | [2, 3] |\n| a\"b\\n | [] |";
        assert_eq!(markdown(&table()), expected);
    }
}
