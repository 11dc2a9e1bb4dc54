//! A screen as a picture.

use std::fmt::Write;
use vt100::{Cell, Color, Screen};

/// How wide and high a character is, in pixels.
const CHARACTER: (f32, f32) = (8.4, 18.0);
/// The room around the text.
const MARGIN: f32 = 12.0;
const INK: &str = "#d8dee9";
const PAPER: &str = "#1e222a";
/// The eight colours of a terminal, then their bright ones.
const COLORS: [&str; 16] = [
    "#4c566a", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9",
    "#5c6370", "#ff7b86", "#b5e890", "#ffd68a", "#7cc4ff", "#dd8ff5", "#6fd3df", "#ffffff",
];

/// The screen down to its last line that is not blank, as SVG.
pub fn draw(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (u16::from(rows), u16::from(columns));
    let texts: Vec<String> = (0..rows).map(|row| line(screen, row, columns)).collect();
    let used = texts
        .iter()
        .rposition(|text| !text.is_empty())
        .map_or(0, |last| last + 1);
    let width = f32::from(columns) * CHARACTER.0 + 2.0 * MARGIN;
    let height = used as f32 * CHARACTER.1 + 2.0 * MARGIN;
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"ui-monospace, Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for (row, text) in texts[..used].iter().enumerate() {
        let y = MARGIN + (row as f32 + 0.75) * CHARACTER.1;
        writeln!(picture, "<g transform=\"translate(0 {y:.1})\">{text}</g>").expect("room");
    }
    picture + "</svg>\n"
}

/// One line: a piece for each run of characters that look alike, placed by its column.
fn line(screen: &Screen, row: u16, columns: u16) -> String {
    let cells = (0..columns).filter_map(|column| Some((column, screen.cell(row, column)?)));
    let mut runs: Vec<(u16, String, String)> = Vec::new();
    for (column, cell) in cells {
        let shown = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        match runs.last_mut().filter(|(_, look, _)| *look == style(cell)) {
            Some((_, _, text)) => text.push_str(shown),
            None => runs.push((column, style(cell), shown.to_string())),
        }
    }
    let drawn = runs.iter().filter(|(_, _, text)| !text.trim().is_empty());
    drawn.map(piece).collect()
}

/// A run, as wide as its columns whatever the font is.
fn piece((column, style, text): &(u16, String, String)) -> String {
    let x = MARGIN + f32::from(*column) * CHARACTER.0;
    let text = text.trim_end();
    let width = text.chars().count() as f32 * CHARACTER.0;
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        "<text x=\"{x:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" {style}>{text}</text>"
    )
}

fn style(cell: &Cell) -> String {
    let color = match cell.fgcolor() {
        Color::Idx(index) => COLORS.get(usize::from(index)).copied().unwrap_or(INK),
        _ => INK,
    };
    let bold = if cell.bold() {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let dim = if cell.dim() { " opacity=\"0.6\"" } else { "" };
    format!("fill=\"{color}\"{bold}{dim}")
}
