//! The error inside the parser: where, which category, and all the words said about it.

mod words;

use super::error::Category;
use super::token::{identifier, key, skip_blanks};
use crate::syntax::{Node, Value};
use words::found;
pub(super) use words::{first_word, shown};

/// What a rule gives back: the rest of the line with what was read, as nom does, or the fault that
/// ends the reading. There is nothing to try again: each rule is chosen by looking ahead.
pub(super) type Parsed<'a, T> = Result<(&'a str, T), Fault<'a>>;

/// What a rule found wrong. `at` is the rest of the line from the offending character on.
#[derive(Debug)]
pub(super) struct Fault<'a> {
    pub at: &'a str,
    pub category: Category,
    pub message: String,
    pub hint: Option<String>,
}

impl<'a> Fault<'a> {
    fn new(category: Category, at: &'a str, message: impl Into<String>) -> Self {
        Fault {
            at,
            category,
            message: message.into(),
            hint: None,
        }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Fault {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Where a line break stands, it is the fault, whatever was due.
    pub fn or_newline(self) -> Self {
        if self.at.starts_with(['\r', '\n']) {
            Self::newline(self.at)
        } else {
            self
        }
    }

    /// A line break outside quotes.
    pub fn newline(at: &'a str) -> Self {
        Self::new(
            Category::Newline,
            at,
            "expected one line, found a line break",
        )
        .hint("put quotes around a value that has line breaks")
    }

    /// Nothing but blanks.
    pub fn empty_input(at: &'a str) -> Self {
        Self::new(
            Category::EmptyInput,
            at,
            "expected a step, found an empty line",
        )
    }

    /// No identifier where the name of the transform was due.
    pub fn invalid_name(at: &'a str) -> Self {
        let fault = Self::invalid_identifier(at, "the name of a transform");
        if at.starts_with(['{', '[']) || at.starts_with("- ") {
            fault.hint("this looks like YAML; a line is `name: key: value`")
        } else {
            fault
        }
    }

    /// No identifier where a key was due; `before` is the line up to there.
    pub fn invalid_key(at: &'a str, before: &str) -> Self {
        let fault = Self::invalid_identifier(at, "a key");
        match is_decimal_comma(before, at) {
            true => fault.hint("a number has a point, as in `0.5`; `,` ends a value"),
            false => fault,
        }
    }

    fn invalid_identifier(at: &'a str, due: &str) -> Self {
        let message = format!("expected {due}, found {}", found(at));
        let fault = Self::new(Category::InvalidIdentifier, at, message);
        if at.starts_with(['\'', '"']) {
            fault.hint("write names and keys without quotes")
        } else {
            fault.hint("names and keys start with a letter or `_`")
        }
    }

    /// No colon behind the name of the transform.
    pub fn missing_colon(at: &'a str, name: &str) -> Self {
        let name = shown(name);
        let message = format!("expected `:` after `{name}`, found {}", found(at));
        let hint = format!("write `{name}: key: value`");
        Self::new(Category::MissingColon, at, message).hint(hint)
    }

    /// No colon behind a key.
    pub fn missing_key_colon(at: &'a str, key: &str) -> Self {
        let key = shown(key);
        let message = format!("expected `:` after the key `{key}`, found {}", found(at));
        let hint = format!("write `{key}: value`");
        Self::new(Category::MissingKeyColon, at, message).hint(hint)
    }

    /// A word that should have been a key, or a value that should have had a key or quotes.
    pub fn lone_word(at: &'a str, word: &str) -> Self {
        let word_shown = shown(word);
        let otherwise = match at.starts_with(',') {
            true => format!("its key before it: `key: {word_shown}, ...`"),
            false => "quote a value that has blanks".to_owned(),
        };
        let hint = format!("write `{word_shown}: value`, or {otherwise}");
        Self::missing_key_colon(at, word).hint(hint)
    }

    /// `alias::` where the name of the transform was due; `at` is the second colon.
    pub fn reference_for_name(at: &'a str, alias: &str) -> Self {
        Self::double_colon(at, alias).hint(
            "this looks like a tensor reference; start with a transform, as in `dump: alias::name`",
        )
    }

    /// `alias::` where a key was due; `at` is the second colon.
    pub fn reference_for_key(at: &'a str, alias: &str) -> Self {
        Self::double_colon(at, alias).hint("quote the value, or write its key before it")
    }

    fn double_colon(at: &'a str, alias: &str) -> Self {
        let message = format!("expected one `:` after `{}`, found `::`", shown(alias));
        Self::new(Category::UnexpectedToken, at, message)
    }

    /// No value where one was due.
    pub fn expected_value(at: &'a str) -> Self {
        let message = format!("expected a value, found {}", found(at));
        let fault = Self::new(Category::ExpectedValue, at, message);
        if at.starts_with(':') {
            fault.hint("quote a value that starts with `:`")
        } else {
            fault.hint("write `''` for empty text")
        }
    }

    /// No comma behind a value; `end` names what else may stand behind the last value, such as `` `}` ``.
    pub fn missing_comma(at: &'a str, end: &str) -> Self {
        let message = format!("expected `,` or {end}, found {}", found(at));
        let fault = Self::new(Category::MissingComma, at, message);
        match (key(at), at.chars().next()) {
            (Ok((_, key)), _) => fault.hint(format!("put `,` before `{}:`", shown(key))),
            (_, Some('\'' | '"' | '[' | '{')) => fault.hint("put `,` between two values"),
            (_, Some('#')) => {
                fault.hint("a comment stands on a line of its own; quote a value that has `#`")
            }
            _ => fault.hint("quote a value that has blanks or an unmatched `]` or `}`"),
        }
    }

    /// A comma with nothing behind it: `after` is the text there, `due` what would have followed it.
    pub fn trailing_comma(at: &'a str, after: &str, due: &str) -> Self {
        let message = format!("expected {due} after `,`, found {}", found(after));
        Self::new(Category::TrailingComma, at, message).hint("remove the `,`")
    }

    /// Something behind `payload`, which was complete and is written from `from` on.
    pub fn trailing_content(at: &'a str, from: &str, payload: &Node) -> Self {
        let message = format!("expected the end of the line, found {}", found(at));
        let fault = Self::new(Category::TrailingContent, at, message);
        let first = from.strip_suffix(at).unwrap_or(from).trim_end();
        match (&payload.value, &payload.lexeme) {
            (_, Some(_)) if at.starts_with(',') => match assigned(first) {
                Some(key) => fault.hint(format!(
                    "write `{}: ...` for `{}=...`",
                    shown(key),
                    shown(key)
                )),
                None => fault.hint(format!(
                    "write its key before it: `key: {}, ...`, or quote a value that has `,`",
                    shown(first)
                )),
            },
            (_, Some(_)) => fault.hint("quote a value that has blanks"),
            (Value::Map(_), _) => {
                fault.hint("put every pair inside the braces, or leave the braces out")
            }
            _ => fault,
        }
    }

    /// A key that stands before in the same mapping.
    pub fn duplicate_key(at: &'a str, key: &str) -> Self {
        let message = format!("the key `{}` is given twice", shown(key));
        Self::new(Category::DuplicateKey, at, message)
    }

    /// A `[` that the line does not close.
    pub fn unclosed_list(at: &'a str) -> Self {
        Self::new(
            Category::UnclosedList,
            at,
            "expected `]` to close this list, found the end of the line",
        )
    }

    /// A `{` that the line does not close.
    pub fn unclosed_map(at: &'a str) -> Self {
        Self::new(
            Category::UnclosedMap,
            at,
            "expected `}` to close this mapping, found the end of the line",
        )
    }

    /// A quote that the line does not close.
    pub fn unclosed_quote(at: &'a str) -> Self {
        let quote = at.chars().next().unwrap_or('"');
        let message = format!("expected `{quote}` to close this text, found the end of the line");
        let fault = Self::new(Category::UnclosedQuote, at, message);
        if quote == '"' && at.contains("\\\"") {
            fault.hint(
                r#"`\"` does not close the text; in single quotes a backslash is only itself"#,
            )
        } else {
            fault
        }
    }

    /// A bracket of a bare scalar that is never closed, with text behind it that it may have swallowed.
    pub fn unbalanced_bracket(at: &'a str) -> Self {
        let opener = at.chars().next().unwrap_or('(');
        let message = format!("this `{opener}` in a value without quotes is never closed");
        let hint = format!("write `\\{opener}`, or quote the value");
        Self::new(Category::UnbalancedBracket, at, message).hint(hint)
    }

    /// A comma that two levels claim. `pair` is the line from the key on whose value, up to `at`, is
    /// a mapping without braces.
    pub fn ambiguous_nesting(at: &'a str, pair: &str) -> Self {
        let written = pair.strip_suffix(at).unwrap_or(pair);
        let (key, value) = written.split_once(':').unwrap_or((written, ""));
        let (key, value) = (shown(key.trim()), shown(value.trim()));
        let message = format!("found `,` after `{key}: {value}`, where two levels could go on");
        let hint = format!("write `{key}: {{ {value}, ... }}` or `{key}: {{ {value} }}, ...`");
        Self::new(Category::AmbiguousNesting, at, message).hint(hint)
    }

    /// A bracket or key that opens one level too many.
    pub fn too_deep(at: &'a str) -> Self {
        let message = format!(
            "found more than {} levels inside each other",
            super::MOST_LEVELS
        );
        Self::new(Category::TooDeep, at, message)
    }
}

/// The key of a pair that is written with `=`.
fn assigned(pair: &str) -> Option<&str> {
    let (rest, key) = identifier(pair).ok()?;
    skip_blanks(rest).starts_with('=').then_some(key)
}

/// Whether a comma parts two digits, and no key begins behind it.
fn is_decimal_comma(before: &str, at: &str) -> bool {
    let whole = before.strip_suffix(',').unwrap_or("");
    let behind = at.trim_start_matches(|c: char| c.is_ascii_digit());
    whole.ends_with(|c: char| c.is_ascii_digit())
        && behind.len() < at.len()
        && !skip_blanks(behind).starts_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_is_the_fault_whatever_was_due() {
        let fault = Fault::expected_value("\r\nx").or_newline();
        assert_eq!((fault.category, fault.at), (Category::Newline, "\r\nx"));
        let other = Fault::expected_value("]").or_newline();
        assert_eq!(other.category, Category::ExpectedValue);
    }
}
