//! A tree drawn with one line for each node.

use super::Layout;
use super::label::Label;
use super::same::are_alike;
use super::tree::Node;
use crate::report::visible;
use std::borrow::Cow;

/// The lines of the tree, without a final line end.
pub(super) fn tree(tops: &[Node], layout: Layout) -> String {
    let mut lines = Vec::new();
    draw(tops, layout, "", &mut lines);
    lines.join("\n")
}

fn draw(nodes: &[Node], layout: Layout, prefix: &str, lines: &mut Vec<String>) {
    let merge = |one: &Node, two: &Node| {
        layout == Layout::Compact && two.label.follows(one.label) && are_alike(one, two)
    };
    let mut runs = nodes.chunk_by(merge).peekable();
    while let Some(run) = runs.next() {
        let Some(first) = run.first() else { continue };
        let (connector, indent) = match runs.peek() {
            Some(_) => ("├── ", "│   "),
            None => ("└── ", "    "),
        };
        lines.push(format!(
            "{prefix}{connector}{}{}",
            label(run),
            summary(first)
        ));
        draw(&first.children, layout, &format!("{prefix}{indent}"), lines);
    }
}

/// The name of a run of alike nodes: `w`, `[3]`, `[0-11]`.
fn label<'a>(run: &[Node<'a>]) -> Cow<'a, str> {
    match run {
        [] => "".into(),
        [one] => match one.label {
            Label::Key("") => "\"\"".into(),
            Label::Key(key) => visible(key),
            Label::Index(index) => format!("[{index}]").into(),
        },
        [first, .., last] => format!("[{}-{}]", first.label.segment(), last.label.segment()).into(),
    }
}

fn summary(node: &Node) -> String {
    let fields = node.fields.unwrap_or_default().iter();
    let shown: Vec<String> = fields
        .map(|(name, field)| format!("{name}={}", field.text()))
        .collect();
    if shown.is_empty() {
        return String::new();
    }
    format!("  {}", shown.join(" "))
}
