//! The tokens of a line, and what a look ahead tells about the text to come.
//!
//! A token parser fails without a word: the rule that wanted the token knows what to say.

use nom::character::complete::{char, none_of, satisfy, space0, space1};
use nom::combinator::{all_consuming, not, peek, recognize};
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// What a token parser gives back.
pub(super) type Token<'a, T> = IResult<&'a str, T, ()>;

/// The text behind any spaces and tabs, the only blanks.
pub(super) fn skip_blanks(input: &str) -> &str {
    input.trim_start_matches([' ', '\t'])
}

/// A letter or `_`, then letters, digits, `_` and `-`.
pub(super) fn identifier(input: &str) -> Token<'_, &str> {
    let first = satisfy(|c| c == '_' || c.is_alphabetic());
    recognize((first, nom::bytes::complete::take_while(continues_word))).parse(input)
}

/// The identifier at the start of a text, if one stands there.
pub fn identifier_at(text: &str) -> Option<&str> {
    identifier(text).ok().map(|(_, word)| word)
}

/// Whether the whole text is one identifier, so that it can stand as a name or a key.
pub(in crate::syntax) fn is_identifier(text: &str) -> bool {
    all_consuming(identifier).parse(text).is_ok()
}

/// Whether `c` may stand in an identifier behind its first character.
pub(super) fn continues_word(c: char) -> bool {
    c == '_' || c == '-' || c.is_alphanumeric()
}

/// A key and its colon: `key:`, but not `alias::`.
pub(super) fn key(input: &str) -> Token<'_, &str> {
    terminated(identifier, (space0, char(':'), not(char(':')))).parse(input)
}

/// A key that opens a mapping without braces: colon, blank, and the start of a value.
pub(super) fn nested_key(input: &str) -> Token<'_, &str> {
    let colon = (char(':'), space1, peek(none_of(",]}")));
    terminated(identifier, colon).parse(input)
}

/// Whether a backslash before this text makes its first character an ordinary one.
pub(super) fn is_escapable(c: char) -> bool {
    matches!(c, '\\' | '(' | ')' | '[' | ']' | '{' | '}')
}

/// Whether the `[` at the start of `input` begins a bare scalar such as `[hw]\..*` and not a list.
///
/// It does when text follows the matching `]` at once and no blank, comma or quote stands before it.
pub fn is_bracket_led(input: &str) -> bool {
    let mut depth = 0_usize;
    let mut characters = input.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' => {
                characters.next_if(|next| is_escapable(*next));
            }
            ' ' | '\t' | ',' | '\'' | '"' => return false,
            '[' => depth += 1,
            ']' if depth == 1 => {
                let follows = characters.peek();
                return follows.is_some_and(|c| !matches!(c, ' ' | '\t' | ',' | ']' | '}'));
            }
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_start_with_a_letter_or_underscore() {
        for good in ["copy", "scale_", "_x", "dry-run", "é", "a1"] {
            assert!(is_identifier(good), "{good}");
        }
        for bad in ["", "1a", "-a", "a.b", "a b", "a:"] {
            assert!(!is_identifier(bad), "{bad}");
        }
    }

    #[test]
    fn a_key_is_told_from_an_alias() {
        assert_eq!(key("from : x"), Ok((" x", "from")));
        assert!(key("model::x").is_err());
        assert!(key("from").is_err());
        assert_eq!(nested_key("exists: a"), Ok(("a", "exists")));
        for plain in ["exists:a", "exists: ", "exists : a", "exists: ]", "m:: x"] {
            assert!(nested_key(plain).is_err(), "{plain}");
        }
    }

    #[test]
    fn a_bracket_leads_a_scalar_when_text_follows_its_match() {
        for scalar in ["[hw]\\..*", "[0-9]+", "[a[b]c]d", "[\\]]x", "[]:", "[a]'"] {
            assert!(is_bracket_led(scalar), "{scalar}");
        }
        for list in [
            "[a]", "[a] b", "[a],b", "[[a]]", "[a b]c", "[a,b]c", "['a']b", "[a",
        ] {
            assert!(!is_bracket_led(list), "{list}");
        }
    }
}
