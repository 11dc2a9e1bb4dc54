//! Names that differ only in numbers, changed alike by one step.

use super::names::Changes;
use super::order::{deletion, renaming};
use crate::syntax::{Node, literal};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What names look like, where `*` is any number.
type Shape = Vec<Option<Box<str>>>;

/// The steps for names that do not stand in each other's way: one for all that look alike and are changed alike,
/// if it means no other name.
pub(super) fn steps(changes: &Changes, there: &BTreeSet<Arc<str>>, prefix: &str) -> Vec<Node> {
    let alike = Alike::of(changes, there);
    let deleted = changes.deleted.iter().map(|name| (name, None));
    let renamed = changes.renamed.iter().map(|(from, to)| (from, Some(to)));
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places = HashMap::new();
    for (from, to) in deleted.chain(renamed) {
        let template = to.map(|to| template(from, to));
        let place = *places
            .entry((shape(from), template.clone()))
            .or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.names.push((from, to)),
            None => groups.push(Group {
                template,
                names: vec![(from, to)],
            }),
        }
    }
    groups
        .iter()
        .flat_map(|group| group.steps(&alike, prefix))
        .collect()
}

/// Names that look alike and are changed alike.
struct Group<'c> {
    /// The destination that makes every new name; nothing where names are deleted.
    template: Option<String>,
    names: Vec<(&'c Arc<str>, Option<&'c Arc<str>>)>,
}

impl Group<'_> {
    fn steps(&self, alike: &Alike, prefix: &str) -> Vec<Node> {
        let one = |pattern: &str, template: Option<&str>| match template {
            Some(template) => renaming(prefix, pattern, template),
            None => deletion(prefix, pattern),
        };
        match self.names.as_slice() {
            [(first, _), _, ..] if alike.count(first) == self.names.len() => {
                vec![one(&pattern(first), self.template.as_deref())]
            }
            names => {
                let each = names.iter().map(|(from, to)| {
                    let to = to.map(|to| literal::template(to));
                    one(&literal::pattern(from), to.as_deref())
                });
                each.collect()
            }
        }
    }
}

/// How many names look the same.
struct Alike(HashMap<Shape, usize>);

impl Alike {
    /// Of the names before and after.
    fn of(changes: &Changes, there: &BTreeSet<Arc<str>>) -> Self {
        let made = changes.renamed.iter().map(|(_, to)| to);
        let mut counts = HashMap::new();
        for name in there.iter().chain(made) {
            *counts.entry(shape(name)).or_insert(0) += 1;
        }
        Alike(counts)
    }

    fn count(&self, name: &str) -> usize {
        self.0.get(&shape(name)).copied().unwrap_or(0)
    }
}

/// Whether a part of a name is a number.
fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn shape(name: &str) -> Shape {
    let parts = name.split('.');
    parts
        .map(|part| (!is_number(part)).then(|| Box::from(part)))
        .collect()
}

/// The pattern of all names that look like this one.
fn pattern(name: &str) -> String {
    let parts = name.split('.').map(|part| match is_number(part) {
        true => "([0-9]+)".to_string(),
        false => literal::pattern(part),
    });
    parts.collect::<Vec<_>>().join(r"\.")
}

/// The destination that makes `to` of `from`, with the numbers of one where the other has the same.
fn template(from: &str, to: &str) -> String {
    let numbers = |name: &str| -> Vec<String> {
        name.split('.')
            .filter(|part| is_number(part))
            .map(str::to_string)
            .collect()
    };
    if numbers(from) != numbers(to) {
        return literal::template(to);
    }
    let mut group = 0;
    let parts = to.split('.').map(|part| match is_number(part) {
        true => {
            group += 1;
            format!("\\{group}")
        }
        false => literal::template(part),
    });
    parts.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::oly;

    fn lines(deleted: &[&str], renamed: &[(&str, &str)], others: &[&str]) -> Vec<String> {
        let arc = |name: &&str| Arc::from(*name);
        let changes = Changes {
            deleted: deleted.iter().map(arc).collect(),
            renamed: renamed
                .iter()
                .map(|(from, to)| (arc(from), arc(to)))
                .collect(),
        };
        let renamed = renamed.iter().map(|(from, _)| from);
        let there = deleted
            .iter()
            .chain(renamed)
            .chain(others)
            .map(arc)
            .collect();
        let steps = steps(&changes, &there, "");
        steps
            .iter()
            .map(|step| oly::emit(step).expect("a line"))
            .collect()
    }

    #[test]
    fn names_that_change_alike_are_one_step() {
        let moved = [("h.0.w", "g.0.w"), ("h.1.w", "g.1.w"), ("h.0.b", "g.0.b")];
        assert_eq!(
            lines(&["m.0", "m.1"], &moved, &["x"]),
            [
                r"delete: target: m\.([0-9]+)",
                r"move: from: h\.([0-9]+)\.w, to: g.\1.w",
                r"move: from: h\.0\.b, to: g.0.b",
            ]
        );
    }

    #[test]
    fn a_name_that_only_looks_alike_is_left_alone() {
        let moved = [("h.0.w", "g.0.w"), ("h.1.w", "g.1.w")];
        assert_eq!(
            lines(&["m.0", "m.1"], &moved, &["m.2", "h.7.w"]),
            [
                r"delete: target: m\.0",
                r"delete: target: m\.1",
                r"move: from: h\.0\.w, to: g.0.w",
                r"move: from: h\.1\.w, to: g.1.w",
            ]
        );
    }

    #[test]
    fn numbers_that_change_are_written_out() {
        let moved = [("h.0.w", "h.5.w"), ("h.1.w", "h.6.w")];
        assert_eq!(
            lines(&[], &moved, &[]),
            [
                r"move: from: h\.0\.w, to: h.5.w",
                r"move: from: h\.1\.w, to: h.6.w"
            ]
        );
    }
}
