//! Why a text is not YAML, in our words, with what to try next.

use super::quotes;
use super::source::Source;
use crate::error::{Error, Kind};
use std::ops::Range;

/// What to try where a bare value holds what YAML takes for its own.
const QUOTE: &str = "put the value in single quotes";

/// What the parser's complaint means, where that does not depend on the text around it.
const MESSAGES: [(&str, &str, &str); 16] = [
    ("unexpected end of stream", "this quote is never closed", ""),
    (
        "invalid indentation in quoted scalar",
        "this quote is not closed before a line that is not indented",
        "close the quote",
    ),
    (
        "tabs disallowed",
        "a tab cannot indent",
        "indent with spaces",
    ),
    (
        "tab cannot be used",
        "a tab cannot indent",
        "indent with spaces",
    ),
    (
        "start with a tab",
        "a tab cannot indent",
        "indent with spaces",
    ),
    ("found a tab", "a tab cannot indent", "indent with spaces"),
    (
        "trailing content after",
        "the value ends with its closing quote; nothing can follow on this line",
        "separate pairs by `,` inside `{ }`; write `''` for a quote inside single quotes",
    ),
    (
        "misplaced bracket",
        "this closes nothing that is open",
        QUOTE,
    ),
    ("expected node content", "expected a value", QUOTE),
    (
        "block sequence entries",
        "a list cannot begin on the line of its key",
        "begin it on the next line, or put the value in single quotes",
    ),
    (
        "mapping keys are not",
        "`?` cannot begin a value here",
        QUOTE,
    ),
    (
        "cannot start with '-'",
        "`-` cannot begin a value here",
        QUOTE,
    ),
    (
        "hexadecimal number",
        "an escape in these double quotes lacks its digits",
        "single quotes keep backslashes as written",
    ),
    (
        "invalid Unicode character",
        "an escape in these double quotes names no character",
        "single quotes keep backslashes as written",
    ),
    ("recursion limit", "brackets nested too deep", ""),
    (
        "while scanning a block scalar",
        "malformed block text",
        "after `|` or `>` the text begins on the next line, indented",
    ),
];

/// The error for the parser's complaint `info` at byte `at`; `open` is the innermost open bracket.
pub(super) fn explain(info: &str, at: usize, source: &Source, open: Option<usize>) -> Error {
    let content = source.content();
    let (range, message, hint) = special(info, at, content)
        .or_else(|| in_flow(info, at, source, open))
        .unwrap_or_else(|| general(info, at, content));
    let error = Error::new(Kind::Payload, message).at(&source.place(range));
    match hint.is_empty() {
        true => error,
        false => error.hint(hint),
    }
}

type Fault = (Range<usize>, String, String);

fn general(info: &str, at: usize, content: &str) -> Fault {
    let known = MESSAGES.iter().find(|(needle, ..)| info.contains(needle));
    let range = character(content, at);
    match known {
        Some((_, message, hint)) if message.contains("tab") => {
            (tab(content, at), (*message).to_owned(), (*hint).to_owned())
        }
        Some((_, message, hint)) => (range, (*message).to_owned(), (*hint).to_owned()),
        None => (range, format!("not YAML: {info}"), String::new()),
    }
}

/// The mistakes that plans are prone to, explained from the text around them.
fn special(info: &str, at: usize, content: &str) -> Option<Fault> {
    let rest = &content[at..];
    if info.contains("unknown anchor") {
        let range = at..at
            + rest
                .find([',', ' ', ']', '}', '\n', '\r'])
                .unwrap_or(rest.len());
        let word = &content[range.clone()];
        let message = format!("`{word}` repeats a value that no `&` before it names");
        return Some((range, message, format!("{QUOTE}: `'{word}'`")));
    }
    if info.contains("unknown escape") {
        let end = quotes::closing(content, at).unwrap_or(content.len());
        let (escape, c) = quotes::escapes(content, at..end).find(|(_, c)| !quotes::is_known(*c))?;
        let message = format!("`\\{c}` is no escape in double quotes");
        let hint = "put the value in single quotes, which keep backslashes as written";
        return Some((escape..escape + 1 + c.len_utf8(), message, hint.to_owned()));
    }
    if info.contains("may not precede any of") {
        let range = bare_value(content, at);
        let word = &content[range.clone()];
        let message = format!("`{word}` needs quotes inside brackets");
        return Some((range, message, format!("{QUOTE}: `'{word}'`")));
    }
    if info.starts_with("unexpected character") {
        let c = rest.chars().next()?;
        let message = format!("`{c}` cannot begin a value without quotes");
        return Some((character(content, at), message, QUOTE.to_owned()));
    }
    match info.contains("mapping values are not allowed") {
        true => Some(second_colon(content, at)),
        false => line_start(info, at, content),
    }
}

/// A `:` where no mapping can begin: a second one in its line, or one in a wrongly indented line.
fn second_colon(content: &str, at: usize) -> Fault {
    let range = character(content, at);
    match content[line(content, at)..at].contains(": ") {
        true => (
            range,
            "a mapping cannot begin in the middle of a line".to_owned(),
            format!("{QUOTE}, or write `key: {{ key: value }}`"),
        ),
        false => (
            range,
            "this line goes on with the value above it, which has no keys".to_owned(),
            "check the indentation".to_owned(),
        ),
    }
}

/// What does not fit at the start of a line is a matter of indentation.
fn line_start(info: &str, at: usize, content: &str) -> Option<Fault> {
    let expected = match () {
        _ if info.contains("did not find expected key") => "key",
        _ if info.contains("expected '-' indicator") => "`- `",
        _ => return None,
    };
    let before = content[line(content, at)..at].trim_start_matches([' ', '-']);
    let message = match before.is_empty() {
        true => format!("expected a {expected} at the indentation of those above"),
        false => "expected the end of the line".to_owned(),
    };
    let hint = match before.is_empty() {
        true => "check the indentation",
        false => QUOTE,
    };
    Some((character(content, at), message, hint.to_owned()))
}

/// What is wrong inside brackets: most often one that is not closed.
fn in_flow(info: &str, at: usize, source: &Source, open: Option<usize>) -> Option<Fault> {
    let content = source.content();
    let start = open.filter(|_| info.contains("flow") || info.contains("illegal placement"))?;
    let (bracket, close) = match content.as_bytes().get(start) {
        Some(b'[') => ('[', ']'),
        _ => ('{', '}'),
    };
    let (line, column) = source.place(start..start + 1).line_and_column();
    let message = format!("expected `,` or `{close}`");
    let hint = match content[at..].starts_with(':') {
        true => format!(
            "put a value with `: ` in single quotes, or close the `{bracket}` of line {line}"
        ),
        false => format!("the `{bracket}` at line {line}, column {column} is open"),
    };
    Some((character(content, at), message, hint))
}

/// The character at `at`, or the end of the text.
fn character(content: &str, at: usize) -> Range<usize> {
    let length = content[at..].chars().next().map_or(0, char::len_utf8);
    at..at + length
}

/// The tab that indents the line of `at`, or else the character at `at`.
fn tab(content: &str, at: usize) -> Range<usize> {
    let before = &content[line(content, at)..at];
    match before
        .rfind('\t')
        .or_else(|| content[at..].find("\n\t").map(|n| before.len() + n + 1))
    {
        Some(tab) => at - before.len() + tab..at - before.len() + tab + 1,
        None => character(content, at),
    }
}

/// Where the line of `at` begins.
fn line(content: &str, at: usize) -> usize {
    content[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The reference around byte `at` of a flow: from the blank, bracket or comma before it to the end
/// of its slice.
fn bare_value(content: &str, at: usize) -> Range<usize> {
    let before = &content[..at];
    let start = before
        .rfind([' ', ',', '[', '{', '\n'])
        .map_or(0, |found| found + 1);
    let rest = &content[at..];
    let line = rest.find('\n').unwrap_or(rest.len());
    let end = rest[..line]
        .find([']', '}'])
        .map_or(line, |found| found + 1);
    start..at + end
}
