//! Steps in which aliases are written anew.

use crate::assertions;
use crate::signature::{Kind, Rewrite, rewritten};
use crate::syntax::{Node, Value, earlier};

/// The step with every alias that `rename` names anew. Only an alias that is written is renamed.
pub fn with_aliases(step: &Node, rename: &dyn Fn(&str) -> Option<String>) -> Node {
    let named = step.as_map().and_then(|map| map.first());
    let Some((name, entry)) = named else {
        return step.clone();
    };
    let Some(transform) = super::find(name) else {
        return step.clone();
    };
    let rewrite = Rewrite {
        name: &|kind, node| renamed(kind, node, rename),
        step: &|inside| with_aliases(inside, rename),
    };
    let claims = assertions::signatures();
    let payload = rewritten(&transform.signature, &entry.node, &claims, &rewrite);
    Node {
        place: step.place.clone(),
        ..Node::map([(name.as_str(), payload)])
    }
}

/// The step with the steps that its earlier aliases speak of under other numbers.
pub fn renumbered(step: &Node, number: &dyn Fn(usize) -> usize) -> Node {
    with_aliases(step, &|alias| {
        let (alias, step) = earlier(alias)?;
        Some(format!("{alias}@{}", number(step)))
    })
}

/// A reference, a list of its tokens, or an alias.
fn renamed(kind: Kind, node: &Node, rename: &dyn Fn(&str) -> Option<String>) -> Node {
    match &node.value {
        Value::List(items) => {
            let mut items = items.clone();
            if let Some(first) = items.first_mut() {
                *first = renamed(kind, first, rename);
            }
            Node {
                value: Value::List(items),
                ..node.clone()
            }
        }
        Value::Str(text) => match text_renamed(kind, text, rename) {
            Some(text) => Node {
                place: node.place.clone(),
                ..Node::text(text)
            },
            None => node.clone(),
        },
        _ => node.clone(),
    }
}

fn text_renamed(kind: Kind, text: &str, rename: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    match text.split_once("::") {
        Some((alias, rest)) => Some(format!("{}::{rest}", rename(alias)?)),
        None if matches!(kind, Kind::Alias | Kind::Side) => rename(text),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;
    use crate::syntax::oly;

    /// The line in which `m` is called `n`, and each step one more.
    fn anew(line: &str) -> String {
        let step = oly::parse(&Text::line(line)).expect("a step");
        let one_more = renumbered(&step, &|step| step + 1);
        let renamed = with_aliases(&one_more, &|alias| (alias == "m").then(|| "n".to_string()));
        oly::emit(&renamed).expect("a line")
    }

    #[test]
    fn aliases_are_found_wherever_they_stand() {
        for (line, after) in [
            ("copy: from: m::a, to: m::b", "copy: from: n::a, to: n::b"),
            ("copy: from: m@3::a, to: b", "copy: from: m@4::a, to: b"),
            (
                "copy: from: [m::h, $i], to: [m::g, $i]",
                "copy: from: [n::h, $i], to: [n::g, $i]",
            ),
            (
                "concat: from: [m::a, q::b], to: m::c",
                "concat: from: [n::a, q::b], to: n::c",
            ),
            ("diff: left: m, right: m@0", "diff: left: n, right: m@1"),
            (
                "diff: mode: aliases, left_alias: m, right_alias: m@2",
                "diff: mode: aliases, left_alias: n, right_alias: m@3",
            ),
            ("dump: m@1::.*", "dump: m@2::.*"),
            (
                "assert: not: equal: { left: m::a, right: m@1::a }",
                "assert: not: equal: { left: n::a, right: m@2::a }",
            ),
            (
                "execute: transforms: [{ copy: { from: m@1::a, to: m::b } }]",
                "execute: transforms: [{ copy: { from: m@2::a, to: n::b } }]",
            ),
        ] {
            let after = oly::parse(&Text::line(after)).expect("a step");
            assert_eq!(anew(line), oly::emit(&after).expect("a line"));
        }
    }

    #[test]
    fn what_only_looks_like_an_alias_stays() {
        for line in [
            "copy: from: m, to: m@1",
            "save: path: m@1",
            "load: path: 'm::x'",
            "help: copy",
            "exit",
        ] {
            let same = oly::parse(&Text::line(line)).expect("a step");
            assert_eq!(anew(line), oly::emit(&same).expect("a line"));
        }
    }
}
