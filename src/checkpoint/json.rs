//! What is wrong with JSON, in words of our own: where, what was expected, what is there.

use serde_json::Error;

/// A fault of a JSON text.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte at which reading stopped.
    pub byte: usize,
    /// What is wrong there.
    pub words: String,
}

/// How the parser's own sentences begin, and what we say instead.
const SENTENCES: [(&str, &str); 16] = [
    ("EOF while", "the text ends too early"),
    (
        "control character",
        "a quoted text holds a control character",
    ),
    ("invalid unicode", "a quoted text is not UTF-8"),
    ("invalid escape", "a quoted text has an unknown escape"),
    ("lone leading", "a quoted text has half a surrogate pair"),
    (
        "unexpected end of hex",
        "a quoted text has half a surrogate pair",
    ),
    ("invalid number", "a number is malformed"),
    ("number out of range", "a number is too large"),
    ("recursion limit", "it is nested too deeply"),
    ("key must be", "expected a name in quotes"),
    ("expected value", "expected a value"),
    ("expected ident", "expected a value"),
    ("trailing comma", "expected another item after the comma"),
    ("trailing characters", "expected nothing more"),
    ("missing field ", "there is no "),
    ("duplicate field ", "there are two of "),
];

/// The parser's words for kinds of values, and ours.
const KINDS: [(&str, &str); 10] = [
    ("integer ", ""),
    ("floating point ", ""),
    ("boolean ", ""),
    ("string ", "the text "),
    ("map", "an object"),
    ("sequence", "a list"),
    ("a string", "a text"),
    ("a map", "an object"),
    ("u64", "a whole number from 0 up"),
    ("a tuple of size 2", "two numbers"),
];

/// How many characters of the text a message shows.
const SHOWN: usize = 20;

/// What made the parser stop in `text`.
pub fn fault(text: &[u8], cause: &Error) -> Fault {
    let said = cause.to_string();
    let place = format!(" at line {} column {}", cause.line(), cause.column());
    let said = said.strip_suffix(&place).unwrap_or(&said);
    let byte = byte_at(text, cause);
    Fault {
        byte,
        words: words(said, &text[byte..]),
    }
}

/// The byte at the line and column of the parser, which count from 1.
fn byte_at(text: &[u8], cause: &Error) -> usize {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines
        .take(cause.line().saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    let byte = before + cause.column().saturating_sub(1);
    byte.min(text.len())
}

fn words(said: &str, rest: &[u8]) -> String {
    for kind in ["invalid type: ", "invalid value: ", "invalid length "] {
        let sides = said.strip_prefix(kind);
        if let Some((found, expected)) = sides.and_then(|sides| sides.split_once(", expected ")) {
            return format!("expected {}, found {}", value(expected), value(found));
        }
    }
    let known = SENTENCES
        .iter()
        .find(|(theirs, _)| said.starts_with(theirs));
    let words = match known {
        Some((theirs @ ("missing field " | "duplicate field "), ours)) => {
            return format!("{ours}{}", &said[theirs.len()..]);
        }
        Some((_, ours)) => *ours,
        None => said,
    };
    match words.starts_with("expected ") {
        true => format!("{words}, found {}", found(rest)),
        false => words.to_owned(),
    }
}

/// A value or a kind of values, as the parser calls it, in our words.
fn value(theirs: &str) -> String {
    let known = KINDS.iter().find(|(word, _)| theirs.starts_with(word));
    let words = match known {
        Some((word, ours)) => format!("{ours}{}", &theirs[word.len()..]),
        None => theirs.to_owned(),
    };
    clipped(&words)
}

/// What stands at the beginning of a text.
fn found(rest: &[u8]) -> String {
    let text = String::from_utf8_lossy(&rest[..rest.len().min(4 * SHOWN)]);
    match text.is_empty() {
        true => "the end".to_owned(),
        false => format!("`{}`", text.chars().take(SHOWN).collect::<String>()),
    }
}

fn clipped(words: &str) -> String {
    match words.char_indices().nth(2 * SHOWN) {
        Some((end, _)) => format!("{}...", &words[..end]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use serde_json::Value;
    use std::collections::BTreeMap;

    fn of<T: DeserializeOwned>(text: &str) -> Fault {
        let Err(cause) = serde_json::from_str::<T>(text) else {
            panic!("{text} is sound");
        };
        fault(text.as_bytes(), &cause)
    }

    #[test]
    fn each_fault_has_its_place_and_our_words() {
        for (text, byte, words) in [
            ("{\"a\": 1", 6, "the text ends too early"),
            ("{\"a\" 1}", 5, "expected `:`, found `1}`"),
            ("[1 2]", 3, "expected `,` or `]`, found `2]`"),
            (
                "{\"a\": 1 \"b\": 2}",
                8,
                "expected `,` or `}`, found `\"b\": 2}`",
            ),
            ("{a: 1}", 1, "expected a name in quotes, found `a: 1}`"),
            ("{\"a\":\n ?}", 7, "expected a value, found `?}`"),
            ("nil", 1, "expected a value, found `il`"),
            (
                "[1,]",
                3,
                "expected another item after the comma, found `]`",
            ),
            ("{} {}", 3, "expected nothing more, found `{}`"),
            ("\"a\nb\"", 3, "a quoted text holds a control character"),
            ("\"\\x\"", 2, "a quoted text has an unknown escape"),
            ("1e999", 4, "a number is too large"),
            ("-", 0, "the text ends too early"),
        ] {
            let fault = of::<Value>(text);
            assert_eq!((fault.byte, &*fault.words), (byte, words), "{text}");
        }
        let deep = of::<Value>(&"[".repeat(1000));
        assert_eq!(deep.words, "it is nested too deeply");
    }

    #[test]
    fn values_of_another_kind_are_named_plainly() {
        let of = of::<BTreeMap<String, (u64, u64)>>;
        for (text, words) in [
            ("[]", "expected an object, found a list"),
            ("{\"a\": {}}", "expected two numbers, found an object"),
            ("{\"a\": [1]}", "expected two numbers, found 1"),
            (
                "{\"a\": [1, -1]}",
                "expected a whole number from 0 up, found `-1`",
            ),
            (
                "{\"a\": [1, 1.5]}",
                "expected a whole number from 0 up, found `1.5`",
            ),
            (
                "{\"a\": [1, \"x\"]}",
                "expected a whole number from 0 up, found the text \"x\"",
            ),
            ("{\"a\": null}", "expected two numbers, found null"),
        ] {
            assert_eq!(of(text).words, words, "{text}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_and_endless_texts_are_shown_in_part() {
        let text = b"[\xff\xfe";
        let cause = serde_json::from_slice::<Value>(text).unwrap_err();
        assert_eq!(
            fault(text, &cause).words,
            "expected a value, found `\u{fffd}\u{fffd}`"
        );
        let long = format!("\"{}\"", "x".repeat(1000));
        let words = of::<u64>(&long).words;
        assert!(words.len() < 100 && words.ends_with("..."), "{words}");
    }
}
