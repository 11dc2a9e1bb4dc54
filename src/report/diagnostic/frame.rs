//! Where it happened: the file with line and column, the line itself, carets under the words at fault.

use super::excerpt::excerpt;
use crate::error::Place;
use crate::report::{Style, Tone, one_line};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

const NARROWEST: usize = 40;
const LONGEST_NAME: usize = 200;

/// At most four lines: the file and the key, if there are any to name, and the marked line of the place.
pub(super) fn lines(place: Option<&Place>, key: Option<&str>, style: &Style) -> Vec<String> {
    let mut lines: Vec<String> = arrow(place, key, style).into_iter().collect();
    if let Some(place) = place {
        lines.extend(snippet(place, style));
    }
    lines
}

/// ` --> plan.yaml:7:13, key `by``, indented so that it points at the line below.
fn arrow(place: Option<&Place>, key: Option<&str>, style: &Style) -> Option<String> {
    let file = place.and_then(file);
    let key = key.map(|key| format!("key `{}`", one_line(key, LONGEST_NAME)));
    let indent = match (&file, place) {
        (Some(_), Some(place)) => digits(place),
        _ => 1,
    };
    let words: Vec<String> = file.into_iter().chain(key).collect();
    if words.is_empty() {
        return None;
    }
    let arrow = style.paint(Tone::Quiet, "-->");
    Some(format!("{:indent$}{arrow} {}", "", words.join(", ")))
}

fn file(place: &Place) -> Option<String> {
    let name = place.text().name()?;
    let (line, column) = place.line_and_column();
    Some(format!("{}:{line}:{column}", one_line(name, LONGEST_NAME)))
}

fn digits(place: &Place) -> usize {
    place.line_and_column().0.to_string().len()
}

/// The marked line, numbered in a file; a typed line has a margin of two blanks instead.
fn snippet(place: &Place, style: &Style) -> Vec<String> {
    let in_file = place.text().name().is_some();
    let width = style.width.max(NARROWEST);
    let excerpt = excerpt(place, width);
    let mark = AnnotationKind::Primary.span(excerpt.mark);
    let snippet = Snippet::source(excerpt.line)
        .line_start(place.line_and_column().0)
        .line_numbering(in_file)
        .annotation(mark);
    let report = [Group::with_level(Level::ERROR).element(snippet)];
    let drawn = renderer(width, style).render(&report);
    let lines = drawn.lines();
    if in_file {
        return lines.map(str::to_owned).collect();
    }
    lines.skip(1).map(|line| format!(" {line}")).collect()
}

fn renderer(width: usize, style: &Style) -> Renderer {
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(width)
}
