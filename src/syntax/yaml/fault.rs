//! Why a text is not YAML, in our words, with what to try next.

mod rules;
mod words;

use super::source::Source;
use crate::error::{Error, Kind};
use rules::RULES;
use std::ops::Range;

/// What to try where a bare value holds what YAML takes for its own.
const QUOTE: &str = "put the value in single quotes";
const INDENT: &str = "check the indentation";
const BACKSLASH: &str = "single quotes keep backslashes as written";

/// Complaints that mean the same whatever stands around them: words of the parser, and ours. The first that fits
/// wins, so what says more comes first.
const MESSAGES: [(&str, &str, &str); 29] = [
    ("unexpected end of stream", "this quote is never closed", ""),
    ("unknown escape", "this quote is never closed", ""),
    (
        "invalid indentation in quoted scalar",
        "this quote is not closed before a line that is not indented",
        "close the quote",
    ),
    (
        "unexpected document indicator",
        "this quote is not closed before the document ends",
        "close the quote",
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
        BACKSLASH,
    ),
    (
        "invalid Unicode character",
        "an escape in these double quotes names no character",
        BACKSLASH,
    ),
    ("recursion limit", "brackets nested too deep", ""),
    ("simple key expect", "expected `key: value`", INDENT),
    (
        "anchor or alias",
        "expected a name behind `*` or `&`",
        QUOTE,
    ),
    ("scanning a block scalar", "malformed block text", BLOCK),
    ("in block scalar", "malformed block text", BLOCK),
    (
        "invalid indentation",
        "this line is not indented like those it belongs to",
        INDENT,
    ),
    (
        "only valid inside a block",
        "a list item cannot begin here",
        INDENT,
    ),
    (
        "<document",
        "expected a key at the indentation of those above",
        INDENT,
    ),
    ("illegal placement", "`:` cannot stand here", QUOTE),
    (
        "comments must be separated",
        "a comment begins behind a blank",
        "put a blank before the `#`, or the value in single quotes",
    ),
    (
        "comment intercepting",
        "a comment cannot stand inside a value of several lines",
        "take it away, or put it above the value",
    ),
    ("directive", "`%` cannot begin a line here", QUOTE),
    (
        "incompatible",
        "this version of YAML is not read",
        "leave the line out",
    ),
    (
        "document end marker",
        "nothing can stand behind `...`, which ends the text",
        "",
    ),
    (
        "byte order mark",
        "a byte order mark stands inside the text",
        "take it away",
    ),
    ("scanning TAG", "malformed tag", TAG),
    ("tag", "malformed tag", TAG),
    ("handle wasn't declared", "malformed tag", TAG),
];
const TAG: &str = "put text that begins with `!` in single quotes";
const BLOCK: &str = "after `|` or `>` the text begins on the next line, indented";

/// What the parser complains of, and where.
struct Complaint<'a> {
    info: &'a str,
    at: usize,
    content: &'a str,
    /// Where the innermost bracket stands that is still open.
    open: Option<usize>,
}

/// What we say instead.
struct Fault {
    range: Range<usize>,
    message: String,
    hint: String,
}

/// The error for the parser's complaint `info` at byte `at`; `open` is the innermost open bracket.
pub(super) fn explain(info: &str, at: usize, source: &Source, open: Option<usize>) -> Error {
    let complaint = Complaint {
        info,
        at,
        content: source.content(),
        open,
    };
    let mut rules = RULES.iter().filter(|(words, _)| info.contains(words));
    let fault = rules
        .find_map(|(_, rule)| rule(&complaint))
        .unwrap_or_else(|| complaint.look_up());
    let error = Error::new(Kind::Payload, fault.message).at(&source.place(fault.range));
    match fault.hint.is_empty() {
        true => error,
        false => error.hint(fault.hint),
    }
}

impl Complaint<'_> {
    /// What the table says. The parser's own words are for those who know YAML by heart.
    fn look_up(&self) -> Fault {
        let mut known = MESSAGES
            .iter()
            .filter(|(words, ..)| self.info.contains(words));
        match known.next() {
            Some((_, message, hint)) => self.fault(*message, *hint),
            None => self.fault("this is not YAML", QUOTE),
        }
    }

    /// A fault of the character at hand.
    fn fault(&self, message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault {
            range: words::character(self.content, self.at),
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl Fault {
    fn at(self, range: Range<usize>) -> Self {
        Fault { range, ..self }
    }
}
