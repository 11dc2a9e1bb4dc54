//! Text in a line: bare where that is safe to read, in quotes elsewhere.

use crate::syntax::Value;
use crate::syntax::oly::coerce::coerce;
use crate::syntax::oly::token::{identifier, is_escapable};

/// Whether the text can stand without quotes and reads back as itself, anywhere in a list or a pair.
pub(super) fn is_safe(text: &str) -> bool {
    let marked = |c: char| matches!(c, ' ' | ',' | '\'' | '"' | '#') || is_control(c);
    !text.is_empty()
        && !text.starts_with(['[', '{'])
        && !text.contains(marked)
        && !text.ends_with([':', '\\'])
        && is_balanced(text, Escapes::Skipped)
        && is_balanced(text, Escapes::Counted)
        && matches!(coerce(text), Value::Str(_))
}

/// As [`is_safe`], where the text is the whole payload and must not look like a pair.
pub(super) fn is_safe_payload(text: &str) -> bool {
    is_safe(text) && !text.starts_with(':') && !looks_like_pair(text)
}

/// The text in quotes: single ones unless it holds a single quote or a control character.
pub(super) fn quote(text: &str) -> String {
    if !text.contains(|c| c == '\'' || is_control(c)) {
        return format!("'{text}'");
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_control(c) => quoted.extend(c.escape_unicode()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn is_control(c: char) -> bool {
    c.is_ascii_control()
}

fn looks_like_pair(text: &str) -> bool {
    match identifier(text) {
        Ok((rest, _)) => rest.starts_with(':') && !rest.starts_with("::"),
        Err(_) => false,
    }
}

/// What a backslash before a bracket does to it.
#[derive(Clone, Copy, PartialEq)]
enum Escapes {
    /// The bracket is an ordinary character.
    Skipped,
    /// Nothing: other readers of OLY count every bracket.
    Counted,
}

/// Whether every bracket is closed by its own kind, in the right order.
fn is_balanced(text: &str, escapes: Escapes) -> bool {
    let mut open = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' if escapes == Escapes::Skipped => {
                characters.next_if(|next| is_escapable(*next));
            }
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_they_must() {
        for bare in [
            "*p", "${i}", "~x::re", "x{2,}", r"\(a\)", "m::w", "w::[:8]", "5GB", "é",
        ] {
            assert_eq!(is_safe(bare), !bare.contains(','), "{bare}");
        }
        for quoted in [
            "", "[0-9]+", "{a}", "a b", "a\tb", "a,b", "it's", "#z", "b:", "b\\", "a(", "a)", "12",
            "~",
        ] {
            assert!(!is_safe(quoted), "{quoted}");
        }
    }

    #[test]
    fn brackets_must_balance_with_and_without_escapes() {
        assert!(is_safe(r"\[a\]"));
        assert!(
            !is_safe(r"a\(b"),
            "a reader that counts every bracket would swallow what follows"
        );
        assert!(
            !is_safe(r"a\(b)"),
            "a reader that heeds escapes would find no opener"
        );
        assert!(!is_safe("([)]"));
    }

    #[test]
    fn a_payload_must_not_look_like_a_pair() {
        assert!(is_safe("a:b") && !is_safe_payload("a:b"));
        assert!(is_safe(":b") && !is_safe_payload(":b"));
        assert!(is_safe_payload("m::w") && is_safe_payload("1:b"));
    }

    #[test]
    fn quotes_are_single_where_they_can_be() {
        assert_eq!(quote(r#"C:\ "x""#), r#"'C:\ "x"'"#);
        assert_eq!(quote("it's \\ \"\n\u{7f}"), r#""it's \\ \"\n\u{7f}""#);
    }
}
