//! A line of the one-line language, and where its answer goes.

use super::brackets::Brackets;
use super::{Node, Warning, oly, yaml};
use crate::error::{Error, Kind, Place, Result, Text};
use std::path::PathBuf;
use std::sync::Arc;

/// A step written as one line, with the file its answer goes to instead of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The step.
    pub step: Node,
    /// The file behind ` > `, if there is one.
    pub redirect: Option<PathBuf>,
}

impl Line {
    /// A step whose answer goes where answers go.
    pub fn new(step: Node) -> Self {
        Line {
            step,
            redirect: None,
        }
    }

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

    /// A step as one line; one that OLY cannot hold goes through `execute: plan-yaml:`.
    ///
    /// # Errors
    /// `payload` for a value that YAML cannot hold either.
    pub fn written(step: &Node) -> Result<String> {
        if let Ok(line) = oly::emit(step) {
            return Ok(line);
        }
        let text = yaml::emit(&Node::list([step.clone()]))?;
        let payload = Node::map([("plan-yaml", Node::text(text))]);
        oly::emit(&Node::map([("execute", payload)])).map_err(Error::from)
    }

    /// The line as it is written canonically, if one line can hold it.
    pub fn canonical(&self) -> Option<String> {
        let step = oly::emit(&self.step).ok()?;
        match &self.redirect {
            Some(path) => Some(format!("{step} > {}", path.display())),
            None => Some(step),
        }
    }
}

/// The step and the path behind the last ` > ` outside quotes and brackets.
fn split(line: &str) -> (&str, Option<&str>) {
    let mut brackets = Brackets::default();
    let mut found = None;
    for (at, c) in line.char_indices() {
        let apart =
            line[..at].ends_with([' ', '\t']) && line[at + c.len_utf8()..].starts_with([' ', '\t']);
        if c == '>' && apart && !brackets.is_open() {
            found = Some(at);
        }
        brackets.take(c);
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

    fn read(line: &str) -> Option<Line> {
        Line::read(line, &mut Vec::new()).expect("a line")
    }

    #[test]
    fn a_redirect_is_the_last_one_outside_quotes_and_brackets() {
        assert_eq!(
            split("summarize > plan.yaml"),
            ("summarize", Some("plan.yaml"))
        );
        assert_eq!(
            split("dump: target: 'a > b'"),
            ("dump: target: 'a > b'", None)
        );
        assert_eq!(
            split("dump: target: [a > b]"),
            ("dump: target: [a > b]", None)
        );
        assert_eq!(split("dump: target: a>b"), ("dump: target: a>b", None));
        assert_eq!(
            split("dump: target: it's > x"),
            ("dump: target: it's", Some("x"))
        );
        assert_eq!(
            split("dump: target: 'é' > ü"),
            ("dump: target: 'é'", Some("ü"))
        );
    }

    #[test]
    fn comments_and_blanks_are_no_lines() {
        assert_eq!(read("  # note"), None);
        assert_eq!(read("  "), None);
        let line = read("exit > 'a b'").expect("a step");
        assert_eq!(line.redirect, Some(PathBuf::from("a b")));
    }

    #[test]
    fn a_redirect_needs_a_path() {
        let error = Line::read("dump > ''", &mut Vec::new()).expect_err("no path");
        assert_eq!(error.message(), "a path is missing behind `>`");
    }

    #[test]
    fn the_canonical_line_keeps_its_redirect() {
        let line = read("dump:   target: 'a'   >   out.txt").expect("a step");
        assert_eq!(
            line.canonical().as_deref(),
            Some("dump: target: a > out.txt")
        );
        let odd = Line::new(Node::map([("a b", Node::empty())]));
        assert_eq!(odd.canonical(), None);
    }

    #[test]
    fn a_key_that_oly_cannot_hold_goes_through_a_plan_as_text() {
        let inputs = Node::map([("my model", Node::text("m.safetensors"))]);
        let plan = Node::map([("inputs", inputs)]);
        let step = Node::map([("execute", Node::map([("plan", plan)]))]);
        let written = Line::written(&step).expect("a line");
        let read = oly::parse(&Text::line(written.as_str())).expect("OLY");
        let payload = read.as_map().and_then(|map| map.get("execute"));
        let payload = payload.and_then(|entry| entry.node.as_map());
        let text = payload.and_then(|keys| keys.get("plan-yaml"));
        let text = text.and_then(|entry| entry.node.as_name()).expect("text");
        let again = yaml::emit(&Node::list([step])).expect("YAML");
        assert_eq!(text, again);
        assert!(!written.contains('\n'));
    }

    #[test]
    fn other_steps_are_lines_of_their_own() {
        let typed = "copy: from: h\\.(.*), to: g.\\1";
        let step = oly::parse(&Text::line(typed)).expect("OLY");
        assert_eq!(Line::written(&step).expect("a line"), typed);
    }
}
