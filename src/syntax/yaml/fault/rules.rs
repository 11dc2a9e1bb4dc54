//! The mistakes that plans are prone to, explained from the text around them.

use super::words;
use super::{BACKSLASH, Complaint, Fault, INDENT, QUOTE};
use crate::syntax::yaml::{quotes, repair};

/// Explains a complaint, unless it is of another sort than it looks.
type Rule = fn(&Complaint) -> Option<Fault>;

/// What the parser says, and what explains it; the first that can wins.
pub(super) const RULES: [(&str, Rule); 18] = [
    ("unknown anchor", alias),
    ("unknown escape", escape),
    ("may not precede any of", slice),
    ("unexpected character", reserved),
    ("mapping values are not allowed", second_colon),
    ("trailing content after", behind_quote),
    ("did not find expected key", indentation),
    ("expected '-' indicator", indentation),
    ("simple key expect", without_colon),
    ("flow", bracket),
    ("illegal placement", bracket),
    ("invalid indentation", bracket),
    ("only valid inside a block", bracket),
    ("valid YAML whitespace", tab_for_blank),
    ("tabs disallowed", tab),
    ("tab cannot be used", tab),
    ("start with a tab", tab),
    ("found a tab", tab),
];

/// The most bytes of a line that a message repeats.
const LONGEST: usize = 60;

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
    let item = before.trim_start_matches([' ', '-']);
    if let Some(fault) = first_colon(complaint, item) {
        return Some(fault);
    }
    let Some((outer, inner)) = item.split_once(": ") else {
        return Some(complaint.fault(
            "this line continues the value above it, where no key can stand",
            INDENT,
        ));
    };
    let form = match (repair::key(&format!("{outer}:")), inner.trim()) {
        (Some(_), inner) if repair::key(&format!("{inner}:")).is_some() => {
            format!("`{outer}: {{ {inner}: ... }}`")
        }
        _ => "`key: { key: value }`".to_owned(),
    };
    Some(complaint.fault(
        "a mapping cannot begin in the middle of a line",
        format!("{QUOTE}, or write {form}"),
    ))
}

/// The `:` that is missing, or the blank behind it, in an item whose second `:` YAML takes for its first.
fn first_colon(complaint: &Complaint, item: &str) -> Option<Fault> {
    let start = complaint.at - item.len();
    let length = item.find(|c: char| c != '_' && !c.is_alphanumeric())?;
    let (name, behind) = item.split_at(length);
    if behind.starts_with(":{") || behind.starts_with(":[") {
        let message = format!("expected a blank behind `{name}:`");
        let hint = format!("write `{name}: {}`", &behind[1..2]);
        return Some(complaint.fault(message, hint).at(start..start + length + 1));
    }
    let inside = behind.strip_prefix(' ')?.trim_start_matches(['{', ' ']);
    let (key, _) = inside.split_once(": ").filter(|_| !name.is_empty())?;
    repair::key(&format!("{key}:"))?;
    let message = format!("expected `:` behind `{name}`");
    let hint = format!("write `{name}: {{ {key}: ... }}`");
    Some(complaint.fault(message, hint).at(start..start + length))
}

/// A line of one word, where YAML looks for a `:` and stops at the next line.
fn without_colon(complaint: &Complaint) -> Option<Fault> {
    let range = words::line_above(complaint.content, complaint.at)?;
    let word = complaint
        .content
        .get(range.clone())
        .filter(|word| word.len() <= LONGEST)?;
    let message = format!("expected `:` behind `{word}`");
    Some(
        complaint
            .fault(message, format!("write `{word}: ...`"))
            .at(range),
    )
}

/// A value that goes on behind its closing quote.
fn behind_quote(complaint: &Complaint) -> Option<Fault> {
    let rest = &complaint.content[complaint.at..];
    let doubled = "a quote inside single quotes is written `''`";
    let hint = match repair::key(rest) {
        Some(length) if complaint.open.is_some() => {
            format!("put `,` before `{}:`", &rest[..length])
        }
        _ => doubled.to_owned(),
    };
    Some(match complaint.brackets() {
        Some((_, close)) => complaint.fault(
            format!("expected `,` or `{close}` behind the closing quote"),
            hint,
        ),
        None => complaint.fault(
            "expected the end of the line behind the closing quote",
            hint,
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
    let from = complaint.open?;
    let (content, at) = (complaint.content, complaint.at);
    let expected = format!("expected `,` or `{close}`");
    if content[..at].ends_with('$') && content[at..].starts_with('{') {
        return slice(complaint);
    }
    let line = words::line(content, from);
    if !content[at..].starts_with(':') {
        return Some(complaint.fault(expected, format!("close the `{open}` of line {line}")));
    }
    let key = words::word_before(content, at);
    if words::line(content, at) == line && key.start > from + 1 {
        let word = &content[key.clone()];
        let hint = format!("put `,` before `{word}:`, or {QUOTE}");
        return Some(complaint.fault(expected, hint).at(key));
    }
    let hint =
        format!("put a value with `: ` in single quotes, or close the `{open}` of line {line}");
    Some(complaint.fault(expected, hint))
}

/// A tab behind `:` or `-`, where YAML takes blanks only.
fn tab_for_blank(complaint: &Complaint) -> Option<Fault> {
    let at = complaint.at;
    let before = complaint.content[..at].strip_suffix('\t')?;
    let message = "expected a blank, found a tab";
    Some(
        complaint
            .fault(message, "put a blank in its place")
            .at(before.len()..at),
    )
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
