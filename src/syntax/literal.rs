//! Names written so that references mean them to the letter.

/// A pattern, or a part of one, that matches `name` and nothing else.
pub fn pattern(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        // Two colons would end an alias.
        if "\\.^$*+?{}[]()|".contains(c) || (c == ':' && text.ends_with(':')) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// A destination, or a part of one, that makes `name` whatever was matched.
pub fn template(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\\' => text.push_str("\\\\"),
            // Two colons would end an alias.
            ':' if text.ends_with(':') => text.push_str("\\:"),
            // At the start it would begin a list.
            '[' if text.is_empty() => text.push_str("\\133"),
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Node, Reference, Role, Scope};
    use proptest::prelude::*;

    /// A reference in a session whose only alias is `m`.
    fn read(text: &str, role: Role) -> Reference {
        let scope = Scope {
            default: Some("m"),
            known: &|alias| alias == "m",
            aliases: &["m"],
        };
        let read = Reference::parse(&Node::text(text), &scope, role);
        let (reference, _) = read.expect("a reference");
        assert_eq!((reference.alias.as_str(), &reference.slice), ("m", &None));
        reference
    }

    /// Whether both ways to write `name` mean it, with and without its alias.
    fn is_meant(name: &str, other: &str) {
        for alias in ["", "m::"] {
            let source = read(&format!("{alias}{}", pattern(name)), Role::Source);
            let pattern = source.pattern().expect("a source");
            assert_eq!(pattern.is_match(other).expect("quick"), name == other);
            let captures = pattern.matches(name).expect("quick").expect("a match");
            let to = read(&format!("{alias}{}", template(name)), Role::Destination);
            to.check(&source).expect("no groups");
            let made = to.template().expect("a destination").fill(&captures);
            assert_eq!(made.expect("a name"), name);
        }
    }

    #[test]
    fn names_that_look_like_something_else_are_names() {
        for name in [
            "h.0.w", "a::b", "a:::b", "[0]", "[\"h\"]", "a::[0]", "m::x", "a\\1", "\\", "x y",
            "a::", "(?i)w", "é|ß", "~x", "$i", "h:0",
        ] {
            is_meant(name, "hx0xw");
        }
    }

    proptest! {
        #[test]
        fn any_name_is_meant_and_no_other(name in "[ -~é]{1,12}", other in "[a-c.:]{1,3}") {
            is_meant(&name, &other);
        }
    }
}
