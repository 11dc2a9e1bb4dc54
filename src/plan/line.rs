//! A line of the one-line language, and where its answer goes.

use crate::error::{Error, Kind, Place, Result, Text};
use crate::syntax::{Node, Warning, oly};
use std::path::PathBuf;
use std::sync::Arc;

/// A step written as one line, with the file its answer goes to instead of the screen.
#[derive(Clone, Debug)]
pub struct Line {
    /// The step.
    pub step: Node,
    /// The file behind ` > `, if there is one.
    pub redirect: Option<PathBuf>,
}

impl Line {
    /// Reads a line; nothing for a blank line or a comment.
    ///
    /// # Errors
    /// `payload`, with the place of the fault.
    pub fn read(line: &str, warnings: &mut Vec<Warning>) -> Result<Option<Self>> {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return Ok(None);
        }
        let (step, redirect) = split(line);
        let text = Text::line(step);
        let (step, odd) = oly::parse_lenient(&text)?;
        warnings.extend(odd);
        let redirect = redirect.map(|path| target(path, &text)).transpose()?;
        Ok(Some(Line { step, redirect }))
    }
}

/// The step and the path behind the last ` > ` outside quotes and brackets.
fn split(line: &str) -> (&str, Option<&str>) {
    let mut depth = 0usize;
    let mut quote = None;
    let mut found = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') if matches!(before, ' ' | '\t' | '[' | '{' | ',' | ':') => {
                quote = Some(c)
            }
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, '>')
                if depth == 0
                    && before.is_whitespace()
                    && line[at + 1..].starts_with([' ', '\t']) =>
            {
                found = Some(at);
            }
            _ => {}
        }
        before = c;
    }
    match found {
        Some(at) => (line[..at].trim_end(), Some(line[at + 1..].trim())),
        None => (line, None),
    }
}

/// The path of a redirect, without the quotes it may stand in.
fn target(path: &str, text: &Arc<Text>) -> Result<PathBuf> {
    let bare = ['\'', '"']
        .iter()
        .find_map(|quote| path.strip_prefix(*quote)?.strip_suffix(*quote));
    match bare.unwrap_or(path) {
        "" => Err(
            Error::new(Kind::Payload, "a path is missing behind `>`").at(&Place::new(
                text,
                text.content().len()..text.content().len(),
            )),
        ),
        path => Ok(PathBuf::from(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect(line: &str) -> (&str, Option<&str>) {
        split(line)
    }

    #[test]
    fn a_redirect_is_the_last_one_outside_quotes_and_brackets() {
        assert_eq!(
            redirect("summarize > plan.yaml"),
            ("summarize", Some("plan.yaml"))
        );
        assert_eq!(
            redirect("dump: target: 'a > b'"),
            ("dump: target: 'a > b'", None)
        );
        assert_eq!(
            redirect("dump: target: [a > b]"),
            ("dump: target: [a > b]", None)
        );
        assert_eq!(redirect("dump: target: a>b"), ("dump: target: a>b", None));
        assert_eq!(
            redirect("dump: target: it's > x"),
            ("dump: target: it's", Some("x"))
        );
    }

    #[test]
    fn comments_and_blanks_are_no_lines() {
        let mut warnings = Vec::new();
        assert!(
            Line::read("  # note", &mut warnings)
                .expect("a comment")
                .is_none()
        );
        assert!(Line::read("  ", &mut warnings).expect("blank").is_none());
        let line = Line::read("exit > 'a b'", &mut warnings)
            .expect("a step")
            .expect("a step");
        assert_eq!(line.redirect, Some(PathBuf::from("a b")));
    }
}
