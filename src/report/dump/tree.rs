//! Names split at their dots and joined into one tree.

use super::label::Label;
use super::{Entry, Field};
use std::collections::HashMap;

/// Names nest this deep at most; the rest of a deeper one stays whole, as one key. So a drawn tree does not
/// grow with the square of its depth, and a document stays within the 128 levels that JSON readers allow.
const MOST_LEVELS: usize = 48;

/// A segment of names, the tensor whose name ends there, and what lies below it.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub label: Label<'a>,
    pub fields: Option<&'a [(&'static str, Field)]>,
    pub children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    fn new(segment: &'a str) -> Self {
        Node {
            label: Label::new(segment),
            fields: None,
            children: Vec::new(),
        }
    }

    /// The root that stands for an alias.
    pub(super) fn alias(alias: &'a str, children: Vec<Node<'a>>) -> Self {
        Node {
            label: Label::Key(alias),
            fields: None,
            children,
        }
    }
}

/// The tops of the tree of all names, siblings in the order in which their first name comes in code-point
/// order, list entries by index and before keys.
pub(super) fn branches(entries: &[Entry]) -> Vec<Node<'_>> {
    let mut paths: Vec<(&str, &Entry)> =
        entries.iter().map(|entry| (&*entry.name, entry)).collect();
    paths.sort_by_key(|(name, _)| *name);
    grow(paths, 1)
}

fn grow<'a>(paths: Vec<(&'a str, &'a Entry)>, level: usize) -> Vec<Node<'a>> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut below: Vec<Vec<(&str, &Entry)>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (path, entry) in paths {
        let (segment, rest) = split(path, level);
        let at = *known.entry(segment).or_insert_with(|| {
            nodes.push(Node::new(segment));
            below.push(Vec::new());
            nodes.len() - 1
        });
        match rest {
            Some(rest) => below[at].push((rest, entry)),
            None => nodes[at].fields = Some(&entry.fields),
        }
    }
    for (node, paths) in nodes.iter_mut().zip(below) {
        node.children = grow(paths, level + 1);
    }
    nodes.sort_by(|one, two| one.label.order(two.label));
    nodes
}

fn split(path: &str, level: usize) -> (&str, Option<&str>) {
    match path.split_once('.') {
        Some((segment, rest)) if level < MOST_LEVELS => (segment, Some(rest)),
        _ => (path, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_stand_in_order_of_first_appearance_and_lists_by_index() {
        let huge = "9".repeat(50);
        let names = ["h.b", "h-x.a", "h.10", "h.9", "h.09", "h.a", &huge, "h.a.c"];
        let entries: Vec<Entry> = names
            .iter()
            .map(|name| Entry {
                name: (*name).to_owned(),
                fields: Vec::new(),
            })
            .collect();
        let segments = |nodes: &[Node]| -> Vec<String> {
            nodes
                .iter()
                .map(|node| node.label.segment().to_owned())
                .collect()
        };
        let tops = branches(&entries);
        assert_eq!(segments(&tops), [&huge, "h-x", "h"]);
        assert_eq!(segments(&tops[2].children), ["9", "09", "10", "a", "b"]);
    }
}
