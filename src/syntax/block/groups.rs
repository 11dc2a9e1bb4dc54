//! The lines of a block, put together where they belong to one step.

use crate::syntax::brackets::Brackets;

/// Lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Group<'a> {
    /// A comment that stands by itself.
    Comment(&'a str),
    /// One line.
    Line(&'a str),
    /// A line with those below it that are indented or stand inside its brackets.
    Lines(&'a str),
}

impl<'a> Group<'a> {
    fn new(lines: &'a str) -> Self {
        let lines = lines.trim_end().trim_start_matches(['\r', '\n']);
        match lines {
            _ if lines.contains('\n') => Group::Lines(lines),
            _ if lines.trim_start().starts_with('#') => Group::Comment(lines.trim_start()),
            _ => Group::Line(lines),
        }
    }

    fn text(&self) -> &'a str {
        match self {
            Group::Comment(text) | Group::Line(text) | Group::Lines(text) => text,
        }
    }
}

/// The groups of a text, without blank lines between them.
pub(super) fn of(text: &str) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let mut brackets = Brackets::default();
    let (mut start, mut at) = (0, 0);
    let mut commented = false;
    for line in text.split_inclusive('\n') {
        if !brackets.is_open() && (commented || begins_group(line)) {
            groups.push(Group::new(&text[start..at]));
            start = at;
        }
        commented = line.starts_with('#');
        if !line.trim_start().starts_with('#') {
            line.chars().for_each(|c| brackets.take(c));
        }
        at += line.len();
    }
    groups.push(Group::new(&text[start..]));
    groups.retain(|group| !group.text().is_empty());
    groups
}

/// Whether a line outside brackets is not part of what stands above it. The items of a list may stand
/// right below its key.
fn begins_group(line: &str) -> bool {
    !line.starts_with(char::is_whitespace) && !line.starts_with('-')
}

/// Whether groups are one document of YAML: a list, a flow collection, or a plan.
pub(super) fn are_yaml(groups: &[Group<'_>]) -> bool {
    let steps = || {
        groups
            .iter()
            .filter(|group| !matches!(group, Group::Comment(_)))
    };
    let first = steps().next().map_or("", |group| group.text().trim_start());
    first.starts_with(['-', '%', '[', '{'])
        || steps().any(|group| group.text().starts_with("transforms:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indented_lines_items_and_open_brackets_belong_to_the_line_above() {
        let text = "# why\ncopy:\n  from: a\n\n  to: b\nexit\ndump: {target: a,\nformat: json}\nall:\n- x\n";
        let groups = [
            Group::Comment("# why"),
            Group::Lines("copy:\n  from: a\n\n  to: b"),
            Group::Line("exit"),
            Group::Lines("dump: {target: a,\nformat: json}"),
            Group::Lines("all:\n- x"),
        ];
        assert_eq!(of(text), groups);
        assert_eq!(of("\n\n"), []);
    }

    #[test]
    fn a_list_and_a_plan_are_documents() {
        for yaml in [
            "- exit",
            "# a\n- exit",
            "---\na: b",
            "{exit: }",
            "inputs: []\ntransforms:\n- exit",
        ] {
            assert!(are_yaml(&of(yaml)), "{yaml}");
        }
        for other in ["copy: from: a\nexit", "copy:\n  from: a", ""] {
            assert!(!are_yaml(&of(other)), "{other}");
        }
    }
}
