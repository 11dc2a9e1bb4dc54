//! References to tensors: by alias, by name, in quotes, with escapes, with a slice.

use super::names::{self, Group};
use super::scan::Ink;
use super::{Candidate, Names, Scene, following};
use crate::signature::{Kind, Must};
use crate::syntax::oly;

/// Whether values of this kind name tensors.
pub(super) fn is_one(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Reference(_) | Kind::Side | Kind::Destination(..) | Kind::Beside(_) | Kind::Name(_)
    )
}

/// A reference on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed<'t> {
    /// The quote it stands in.
    pub quote: Option<char>,
    /// What stands behind the quote.
    pub text: &'t str,
}

impl<'t> Typed<'t> {
    pub fn of(word: &'t str) -> Self {
        match word.chars().next() {
            Some(quote @ ('\'' | '"')) => Typed {
                quote: Some(quote),
                text: &word[1..],
            },
            _ => Typed {
                quote: None,
                text: word,
            },
        }
    }

    /// A text as it is written here: in the quote that is open, else in quotes where they are needed.
    pub fn write(self, text: &str, is_whole: bool) -> String {
        let closing = |quote: char| {
            if is_whole {
                quote.to_string()
            } else {
                String::new()
            }
        };
        match self.quote {
            Some('\'') => format!("'{}{}", text.replace('\'', "''"), closing('\'')),
            Some(quote) => format!("{quote}{text}{}", closing(quote)),
            None if is_whole => oly::scalar(text),
            None => text.to_string(),
        }
    }
}

/// The tensors that may be meant.
pub(super) fn offer(typed: Typed, scene: &Scene) -> Vec<Candidate> {
    let (alias, name) = cut(typed.text, scene);
    if let Some(of) = name.strip_suffix("::").filter(|of| !of.is_empty()) {
        return slice(typed, alias, of, scene);
    }
    let prefix = &typed.text[..typed.text.len() - name.len()];
    let models: Vec<(String, &Names)> = match alias {
        Some(names) => vec![(prefix.to_string(), names)],
        None => unqualified(name, scene),
    };
    let mut offered = Vec::new();
    for (prefix, names) in &models {
        offered.extend(starting(typed, prefix, name, names));
    }
    if alias.is_none() {
        offered.extend(aliases(typed, scene));
    }
    if offered.is_empty() {
        let fuzzy = |(prefix, names): &(String, &Names)| fuzzy(typed, prefix, name, names);
        offered = models.iter().flat_map(fuzzy).collect();
    }
    offered
}

/// Aliases that begin as typed, to be followed by a name.
pub(super) fn aliases(typed: Typed, scene: &Scene) -> Vec<Candidate> {
    let models = scene.models.iter();
    let begins = models.filter(|names| names.alias.starts_with(typed.text));
    begins
        .map(|names| {
            let shown = format!("{}::", names.alias);
            Candidate::new(typed.write(&shown, false), "alias").shown(shown)
        })
        .collect()
}

/// The alias that is named, and what stands behind it.
fn cut<'t, 's>(text: &'t str, scene: &'s Scene) -> (Option<&'s Names>, &'t str) {
    match text.split_once("::") {
        Some(("", name)) => (scene.meant(), name),
        Some((alias, name)) => match scene.model(as_of_now(alias)) {
            Some(names) => (Some(names), name),
            None => (None, text),
        },
        None => (None, text),
    }
}

/// The alias of `alias@3`, which is meant as it was after a step.
fn as_of_now(alias: &str) -> &str {
    alias.split_once('@').map_or(alias, |(alias, _)| alias)
}

/// Whose names may be meant without an alias, and how they are then written.
fn unqualified<'s>(name: &str, scene: &'s Scene) -> Vec<(String, &'s Names)> {
    match scene.meant() {
        Some(names) => vec![(String::new(), names)],
        None if name.is_empty() => Vec::new(),
        None => {
            let models = scene.models.iter();
            models
                .map(|names| (format!("{}::", names.alias), names))
                .collect()
        }
    }
}

fn starting(typed: Typed, prefix: &str, name: &str, names: &Names) -> Vec<Candidate> {
    let Some(literal) = literal(name) else {
        return following::offer(typed, prefix, name, names);
    };
    let escapes = name.contains('\\');
    let groups = names::groups(names.starting(&literal), &literal);
    let candidate = |group: Group| {
        let text = format!("{prefix}{}", escaped(&group.text, escapes));
        let shown = format!("{prefix}{}", escaped_if(&group.shown, escapes));
        let about = match names.tensors.get(&group.text) {
            Some(tensor) if group.count.is_none() => {
                format!("{} {}", tensor.dtype().name(), tensor.shape())
            }
            _ => group.about(),
        };
        let insert = typed.write(&text, group.count.is_none());
        Candidate::new(insert, about).shown(shown)
    };
    groups.into_iter().map(candidate).collect()
}

fn fuzzy(typed: Typed, prefix: &str, name: &str, names: &Names) -> Vec<Candidate> {
    let found = names::fuzzy(names.sorted.iter().map(|name| &**name), name);
    let candidate = |found: &str| {
        let text = format!("{prefix}{}", escaped(found, false));
        Candidate::new(typed.write(&text, true), "").shown(format!("{prefix}{found}"))
    };
    found.into_iter().map(candidate).collect()
}

/// A slice behind a whole name, with the shape that it is taken from.
fn slice(typed: Typed, alias: Option<&Names>, name: &str, scene: &Scene) -> Vec<Candidate> {
    let names = alias.or_else(|| scene.meant());
    let tensor = literal(name).and_then(|name| names?.tensors.get(&name));
    let candidate = |shape: String| {
        let insert = typed.write(&format!("{}[", typed.text), false);
        Candidate::new(insert, format!("shape {shape}")).shown("[")
    };
    tensor
        .map(|tensor| candidate(tensor.shape().to_string()))
        .into_iter()
        .collect()
}

/// The text that an expression stands for, if it is no pattern but for its dots.
pub(super) fn literal(expression: &str) -> Option<String> {
    let mut text = String::with_capacity(expression.len());
    let mut characters = expression.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some(next) if next.is_alphanumeric() => return None,
                Some(next) => text.push(next),
                None => {}
            },
            '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => return None,
            _ => text.push(c),
        }
    }
    Some(text)
}

/// A name as an expression for itself; its dots are escaped where those before are.
pub(super) fn escaped(name: &str, dots: bool) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        if "\\*+?()[]{}|^$".contains(c) || (dots && c == '.') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

fn escaped_if(shown: &str, dots: bool) -> String {
    match dots {
        true => escaped(shown, true),
        false => shown.to_string(),
    }
}

/// The tensor that a reference names as it stands.
pub(super) fn exact<'s>(text: &str, scene: &'s Scene) -> Option<&'s crate::tensor::Tensor> {
    let (alias, name) = cut(text, scene);
    alias
        .or_else(|| scene.meant())?
        .tensors
        .get(&literal(name)?)
}

/// How many tensors have a name that begins with a reference as it stands.
pub(super) fn begun(text: &str, scene: &Scene) -> usize {
    let (alias, name) = cut(text, scene);
    let names = alias.or_else(|| scene.meant());
    let literal = literal(name).filter(|literal| !literal.is_empty());
    let (Some(names), Some(literal)) = (names, literal) else {
        return 0;
    };
    names.starting(&literal).len()
}

/// Whether a name or an alias begins so.
pub(super) fn some_begins(text: &str, scene: &Scene) -> bool {
    let (alias, name) = cut(text, scene);
    let Some(literal) = literal(name) else {
        return true;
    };
    let begins = |names: &Names| !names.starting(&literal).is_empty();
    match alias.or_else(|| scene.meant()) {
        Some(names) if begins(names) => true,
        _ if alias.is_some() => false,
        _ => scene
            .models
            .iter()
            .any(|names| names.alias.starts_with(text)),
    }
}

/// What a reference means to its reader; one that names tensors must name some.
pub(super) fn ink(kind: Kind, written: &str, scene: &Scene) -> Ink {
    if !matches!(kind, Kind::Reference(_) | Kind::Destination(_, Must::Exist)) {
        return Ink::Reference;
    }
    let whole = match written.rfind("::[") {
        Some(slice) => &written[..slice],
        None => written,
    };
    let (_, name) = cut(whole, scene);
    let cannot_tell = literal(name).is_none() || scene.models.is_empty() || whole.contains('@');
    let is_known = cannot_tell || exact(whole, scene).is_some();
    match is_known {
        true => Ink::Reference,
        false => Ink::Unknown,
    }
}
