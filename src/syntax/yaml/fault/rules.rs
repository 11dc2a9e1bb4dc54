//! The mistakes that plans are prone to, explained from the text around them.

use super::words;
use super::{BACKSLASH, Complaint, Fault, INDENT, QUOTE};
use crate::syntax::yaml::quotes;

/// Explains a complaint, unless it is of another sort than it looks.
type Rule = fn(&Complaint) -> Option<Fault>;

/// What the parser says, and what explains it; the first that can wins.
pub(super) const RULES: [(&str, Rule); 14] = [
    ("unknown anchor", alias),
    ("unknown escape", escape),
    ("may not precede any of", slice),
    ("unexpected character", reserved),
    ("mapping values are not allowed", second_colon),
    ("trailing content after", behind_quote),
    ("did not find expected key", indentation),
    ("expected '-' indicator", indentation),
    ("flow", bracket),
    ("illegal placement", bracket),
    ("tabs disallowed", tab),
    ("tab cannot be used", tab),
    ("start with a tab", tab),
    ("found a tab", tab),
];

fn alias(complaint: &Complaint) -> Option<Fault> {
    let range = words::word(complaint.content, complaint.at);
    let word = &complaint.content[range.clone()];
    let message = format!("`{word}` repeats a value that no `&` before it names");
    let hint = format!("{QUOTE}: `'{word}'`");
    Some(complaint.fault(message, hint).at(range))
}

fn escape(complaint: &Complaint) -> Option<Fault> {
    let content = complaint.content;
    let end = quotes::closing(content, complaint.at)?;
    let mut unknown =
        quotes::escapes(content, complaint.at..end).filter(|(_, c)| !quotes::is_known(*c));
    let (at, c) = unknown.next()?;
    let message = format!("`\\{c}` is no escape in double quotes");
    Some(
        complaint
            .fault(message, BACKSLASH)
            .at(at..at + 1 + c.len_utf8()),
    )
}

/// `w::[:8]` inside brackets, where YAML sees a list begin.
fn slice(complaint: &Complaint) -> Option<Fault> {
    let range = words::sliced(complaint.content, complaint.at);
    let word = &complaint.content[range.clone()];
    let message = format!("`{word}` needs quotes inside brackets");
    let hint = format!("{QUOTE}: `'{word}'`");
    Some(complaint.fault(message, hint).at(range))
}

fn reserved(complaint: &Complaint) -> Option<Fault> {
    let mark = match complaint.content[complaint.at..].chars().next()? {
        '`' => "a backtick".to_owned(),
        other => format!("`{other}`"),
    };
    Some(complaint.fault(format!("{mark} cannot begin a value without quotes"), QUOTE))
}

/// A `:` where no mapping can begin: a second one in its line, or one in a wrongly indented line.
fn second_colon(complaint: &Complaint) -> Option<Fault> {
    let before = words::before(complaint.content, complaint.at);
    Some(match before.contains(": ") {
        true => complaint.fault(
            "a mapping cannot begin in the middle of a line",
            format!("{QUOTE}, or write `key: {{ key: value }}`"),
        ),
        false => complaint.fault(
            "this line continues the value above it, where no key can stand",
            INDENT,
        ),
    })
}

/// A value that goes on behind its closing quote.
fn behind_quote(complaint: &Complaint) -> Option<Fault> {
    Some(match complaint.brackets() {
        Some((_, close)) => complaint.fault(
            format!("expected `,` or `{close}` behind the closing quote"),
            "a quote inside single quotes is written `''`",
        ),
        None => complaint.fault(
            "expected the end of the line behind the closing quote",
            "a quote inside single quotes is written `''`",
        ),
    })
}

/// What does not fit at the start of a line is a matter of indentation.
fn indentation(complaint: &Complaint) -> Option<Fault> {
    let before = words::before(complaint.content, complaint.at);
    if !before.trim_start_matches([' ', '-']).is_empty() {
        return Some(complaint.fault("expected the end of the line", QUOTE));
    }
    let message = match complaint.info.contains("key") {
        true => "expected a key at the indentation of those above",
        false => "expected a `-` at the indentation of those above",
    };
    Some(complaint.fault(message, INDENT))
}

/// What is wrong inside brackets: most often that they are not closed.
fn bracket(complaint: &Complaint) -> Option<Fault> {
    let (open, close) = complaint.brackets()?;
    let line = words::line(complaint.content, complaint.open?);
    let hint = match complaint.content[complaint.at..].starts_with(':') {
        true => {
            format!("put a value with `: ` in single quotes, or close the `{open}` of line {line}")
        }
        false => format!("close the `{open}` of line {line}"),
    };
    Some(complaint.fault(format!("expected `,` or `{close}`"), hint))
}

fn tab(complaint: &Complaint) -> Option<Fault> {
    let range = words::tab(complaint.content, complaint.at)?;
    Some(
        complaint
            .fault("a tab cannot indent", "indent with spaces")
            .at(range),
    )
}

impl Complaint<'_> {
    /// The innermost bracket that is still open, and the one that closes it.
    fn brackets(&self) -> Option<(char, char)> {
        match self.content.as_bytes().get(self.open?)? {
            b'[' => Some(('[', ']')),
            _ => Some(('{', '}')),
        }
    }
}
