//! One plan over another: mappings key by key, lists index by index, anything else replaced.

use crate::syntax::{Entry, Map, Node, Value};

/// Lays `patch` over `base`. A null in a list keeps the item below it; the key `name+` puts its items
/// behind those of `name`, and `+name` before them.
///
/// Values nest at most as deep as the reader allows, which bounds the recursion.
pub(super) fn merge(base: &mut Node, patch: Node) {
    match (&mut base.value, patch.value) {
        (Value::Map(below), Value::Map(above)) => merge_maps(below, above),
        (Value::List(below), Value::List(above)) => merge_lists(below, above),
        (below, Value::Map(above)) => {
            let mut map = Map::new();
            merge_maps(&mut map, above);
            *below = Value::Map(map);
            (base.place, base.lexeme) = (patch.place, None);
        }
        (below, above) => {
            *below = above;
            (base.place, base.lexeme) = (patch.place, patch.lexeme);
        }
    }
}

/// Puts the lists of a recording behind those of `base`; its output replaces the one there.
pub(super) fn append(base: &mut Node, recording: Node) {
    let (Value::Map(below), Value::Map(above)) = (&mut base.value, recording.value) else {
        return;
    };
    for (name, entry) in above {
        match below.get_mut(&name) {
            Some(list) if name != "output" => extend(&mut list.node, entry.node, Side::Behind),
            _ => {
                below.insert(name, entry);
            }
        }
    }
}

fn merge_maps(below: &mut Map, above: Map) {
    for (name, Entry { key, node }) in above {
        let side = extension(&name);
        let name = side.map_or(name.as_str(), |(name, _)| name).to_owned();
        let nothing = || Entry {
            key,
            node: Node::new(Value::Null),
        };
        let entry = below.entry(name).or_insert_with(nothing);
        match side {
            Some((_, side)) => extend(&mut entry.node, node, side),
            None => merge(&mut entry.node, node),
        }
    }
}

fn merge_lists(below: &mut Vec<Node>, above: Vec<Node>) {
    for (index, node) in above.into_iter().enumerate() {
        match below.get_mut(index) {
            None => below.push(node),
            Some(_) if node.is_null() => {}
            Some(item) => merge(item, node),
        }
    }
}

/// At which end items are added.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Behind,
    Before,
}

/// The key that `name+` or `+name` extends.
pub(super) fn extension(name: &str) -> Option<(&str, Side)> {
    let behind = name.strip_suffix('+').map(|name| (name, Side::Behind));
    let found = behind.or_else(|| name.strip_prefix('+').map(|name| (name, Side::Before)));
    found.filter(|(name, _)| !name.is_empty())
}

/// Adds the items of `patch` to those of `base` at one end.
pub(super) fn extend(base: &mut Node, patch: Node, side: Side) {
    let place = base.place.clone();
    let old = std::mem::replace(base, Node::empty());
    let (first, last) = match side {
        Side::Behind => (old, patch),
        Side::Before => (patch, old),
    };
    let items = items(first).into_iter().chain(items(last));
    *base = Node {
        place,
        ..Node::list(items)
    };
}

/// The items of a list; anything else is one item, and nothing is none.
pub(super) fn items(node: Node) -> Vec<Node> {
    match node.value {
        Value::Null => Vec::new(),
        Value::List(items) => items,
        _ => vec![node],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;
    use crate::syntax::yaml::{self, Dialect};

    fn value(content: &str) -> Node {
        let dialect = Dialect {
            strict: true,
            is_step: |_| false,
        };
        yaml::parse(&Text::line(content), &dialect)
            .expect(content)
            .0
    }

    #[test]
    fn patches_lie_over_what_is_there() {
        for (base, above, merged) in [
            (
                "{ a: 1, b: { c: 2 } }",
                "{ b: { d: 3 }, e: 4 }",
                "{ a: 1, b: { c: 2, d: 3 }, e: 4 }",
            ),
            ("[1, 2, 3]", "[null, 5]", "[1, 5, 3]"),
            ("[1]", "[null, null, 3]", "[1, null, 3]"),
            ("[{ a: 1 }, x]", "[{ b: 2 }, [y]]", "[{ a: 1, b: 2 }, [y]]"),
            ("{ a: [1] }", "{ a: { b: 2 } }", "{ a: { b: 2 } }"),
            ("{ a: 1 }", "{ a: null }", "{ a: null }"),
            ("{ a: b }", "c", "c"),
            (
                "{ t: [1] }",
                "{ t+: [2], +t: [0, 3] }",
                "{ t: [0, 3, 1, 2] }",
            ),
            ("{}", "{ t+: [2], +u: 1 }", "{ t: [2], u: [1] }"),
            ("{ t: { a: 1 } }", "{ t+: b }", "{ t: [{ a: 1 }, b] }"),
            ("{ t: null }", "{ t+: null }", "{ t: [] }"),
        ] {
            let mut node = value(base);
            merge(&mut node, value(above));
            assert_eq!(node, value(merged), "{base} + {above}");
        }
    }
}
