//! Templates: the name that a destination makes of what its source took.

mod escape;
mod path;
mod text;

use super::fault::Fault;
use super::pattern::{self, Captures, Form, Pattern};
use crate::error::{Error, Kind, Result};
use std::fmt;
use std::ops::Range;

/// A compiled destination: a text with groups in it, or a path with variables in it.
///
/// Printing gives what was written.
#[derive(Clone, Debug)]
pub struct Template(Made);

#[derive(Clone, Debug)]
enum Made {
    OfText(text::Template),
    OfPath(path::Template),
}

/// What a text does not say as it should, though it is understood, and which bytes of it.
pub(super) type Remark = (Range<usize>, String);

impl Template {
    /// Reads a text in which `\1`, `\g<1>`, `\g<name>` and `\g<0>` stand for groups of the source.
    pub(super) fn read_text(text: &str) -> Result<(Self, Vec<Remark>), Fault> {
        let (template, remarks) = text::Template::read(text)?;
        Ok((Template(Made::OfText(template)), remarks))
    }

    /// Reads a path in which `$x`, `*xs` and `${x}` stand for variables of the source. A fault comes
    /// with the position of the token it lies in.
    pub(super) fn read_path<T: AsRef<str>>(tokens: &[T]) -> Result<Self, (usize, Fault)> {
        path::Template::read(tokens).map(Made::OfPath).map(Template)
    }

    /// Whether this is a path, written as a list.
    pub fn is_path(&self) -> bool {
        matches!(self.0, Made::OfPath(_))
    }

    /// The tokens as they were written, if this is a path.
    pub(super) fn tokens(&self) -> Option<&[Box<str>]> {
        match &self.0 {
            Made::OfText(_) => None,
            Made::OfPath(template) => Some(template.tokens()),
        }
    }

    /// Checks that `source` binds everything this stands for.
    ///
    /// # Errors
    /// A `reference` error naming what is unknown, or when one is a path and the other is not.
    pub fn check(&self, source: &Pattern) -> Result<()> {
        self.find_fault(source).map_err(|(_, fault)| fault.into())
    }

    /// As [`Template::check`], with the text in which the fault lies.
    pub(super) fn find_fault(&self, source: &Pattern) -> Result<(), (&str, Fault)> {
        match (&self.0, source.form()) {
            (Made::OfText(template), Form::Regex(regex)) => template
                .check(regex)
                .map_err(|fault| (template.source(), fault)),
            (Made::OfPath(template), Form::Path(path)) => template.check(path),
            (Made::OfText(_), Form::Path(_)) => Err(("", kinds_differ("a list", "a text"))),
            (Made::OfPath(_), Form::Regex(_)) => Err(("", kinds_differ("a text", "a list"))),
        }
    }

    /// The name made of what `captures` hold.
    ///
    /// # Errors
    /// A `reference` error if the name is empty or holds control characters.
    pub fn fill(&self, captures: &Captures<'_>) -> Result<String> {
        let name = match &self.0 {
            Made::OfText(template) => template.fill(captures),
            Made::OfPath(template) => template.fill(captures),
        };
        let fault = match name.chars().find(|next| next.is_control()) {
            None if !name.is_empty() => return Ok(name),
            None => format!("`{self}` makes an empty name of `{}`", captures.whole()),
            Some(control) => {
                let control = control.escape_default();
                format!(
                    "`{self}` makes a name with the control character `{control}` of `{}`",
                    captures.whole()
                )
            }
        };
        Err(Error::new(Kind::Reference, fault))
    }
}

fn kinds_differ(source: &str, destination: &str) -> Fault {
    let message = format!(
        "the source is {source} and the destination {destination}: both must be of one kind"
    );
    Fault::new(0..0, message)
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Made::OfText(template) => f.write_str(template.source()),
            Made::OfPath(template) => pattern::list(f, template.tokens()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(from: &str, to: &str, name: &str) -> Result<String> {
        let source = Pattern::regex(from)?;
        let (template, _) = Template::read_text(to)?;
        template.check(&source)?;
        let captures = source.matches(name)?.expect("the name matches");
        template.fill(&captures)
    }

    #[test]
    fn a_name_is_neither_empty_nor_holds_control_characters() {
        assert_eq!(filled("(a?)b", r"x\1", "b").ok().as_deref(), Some("x"));
        let empty = filled("(a?)b", r"\1", "b").expect_err("empty");
        assert_eq!(empty.message(), r"`\1` makes an empty name of `b`");
        assert!(filled("a.b", r"\g<0>", "a\tb").is_err());
        assert!(filled("a", "x\u{7f}", "a").is_err());
    }

    #[test]
    fn needless_escapes_are_remarked() {
        let (_, remarks) = Template::read_text(r"a\.\1\-").expect("a template");
        let dot = (
            1..3,
            r"`\.` means `.` here: a destination is no pattern".to_owned(),
        );
        let dash = (
            5..7,
            r"`\-` means `-` here: a destination is no pattern".to_owned(),
        );
        assert_eq!(remarks, [dot, dash]);
    }

    proptest! {
        #[test]
        fn text_without_a_backslash_is_the_name(to in "[a-z.$*(){}\\[\\]|?+^]{1,12}") {
            prop_assert_eq!(filled("(a)", &to, "a").ok(), Some(to));
        }

        #[test]
        fn no_text_makes_the_reader_fall(to in r"(\\|g|<|>|[0-9]|x|\.|é){0,8}") {
            if let Ok((template, _)) = Template::read_text(&to) {
                prop_assert_eq!(template.to_string(), to);
            }
        }

        #[test]
        fn no_token_makes_the_reader_fall(tokens in prop::collection::vec(r"[$*~{}x1\\.é]{0,6}", 0..4)) {
            if let Ok(template) = Template::read_path(&tokens) {
                prop_assert_eq!(template.tokens().map(<[_]>::len), Some(tokens.len()));
            }
        }
    }
}
