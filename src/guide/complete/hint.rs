//! What a person is told while typing: which keys are still missing, and which tensors are meant.

use super::reference::Typed;
use super::scan::{End, Form, Level, Scan};
use super::want::Want;
use super::{Scene, keys};
use crate::signature::{Kind, Param};

/// What a person is told while typing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The keys that the step still needs, with what each is.
    pub missing: Vec<(&'static str, String)>,
    /// The reference at the cursor.
    pub referred: Option<String>,
    /// What a value is that is to be typed and cannot be offered.
    pub wanted: Option<String>,
}

/// What to tell at the end of a block.
pub fn hint(text: &str, scene: &Scene) -> Hint {
    let scan = Scan::of(text, scene);
    Hint {
        missing: missing(&scan, text),
        referred: referred(&scan, text),
        wanted: wanted(&scan, text),
    }
}

/// What the empty value at the cursor is, where nothing is offered in its place.
fn wanted(scan: &Scan, text: &str) -> Option<String> {
    let End::Value(start, Want::Value(kind)) = scan.end else {
        return None;
    };
    let is_free = matches!(
        kind,
        Kind::Number
            | Kind::Exact
            | Kind::Tolerance
            | Kind::Integer
            | Kind::Count
            | Kind::Positive
            | Kind::Text
            | Kind::Shape
            | Kind::OpenShape
            | Kind::Sizes
            | Kind::Dimensions
            | Kind::Integers
            | Kind::Seed
            | Kind::Values
            | Kind::Size
    );
    (is_free && text[start..].is_empty()).then(|| kind.words())
}

fn missing(scan: &Scan, text: &str) -> Vec<(&'static str, String)> {
    let inner = scan.level();
    let params = match (scan.end, inner.map(|level| (level, level.want))) {
        (End::Value(start, Want::Payload(signature)), _) if text[start..].is_empty() => {
            keys::missing(signature, None, text)
        }
        (End::Key(start), Some((level, Want::Payload(signature)))) if text[start..].is_empty() => {
            keys::missing(signature, Some(level), text)
        }
        (End::Value(..) | End::Behind(_), Some((level, Want::Payload(signature))))
            if is_open(level) =>
        {
            keys::missing(signature, Some(level), text)
        }
        _ => Vec::new(),
    };
    let named = |param: &&Param| (param.name, param.kind.words());
    params.iter().map(named).collect()
}

fn is_open(level: &Level) -> bool {
    matches!(level.form, Form::Line | Form::Braces | Form::Nested)
}

/// The reference at the cursor, without its quotes.
fn referred(scan: &Scan, text: &str) -> Option<String> {
    let End::Value(start, want) = scan.end else {
        return None;
    };
    let Want::Value(Kind::Reference(_)) = want.alone() else {
        return None;
    };
    let typed = Typed::of(&text[start..]).text;
    (!typed.is_empty()).then(|| typed.to_string())
}
