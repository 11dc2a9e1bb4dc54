//! Names to write: made from the source of the step, filled from what it captures.

use super::reference::{self, Typed};
use super::scan::{Form, Level};
use super::want::Want;
use super::{Candidate, Scene};
use crate::signature::{Kind, Must, Signature};

/// The names that may be meant under a key of a step.
pub(super) fn offer(
    typed: Typed,
    kind: Kind,
    levels: &[Level],
    text: &str,
    scene: &Scene,
) -> Vec<Candidate> {
    if let Some(captured) = captured(typed, kind, levels, text) {
        return captured;
    }
    if matches!(kind, Kind::Destination(_, Must::Exist)) {
        return reference::offer(typed, scene);
    }
    let derived = step(levels).and_then(|(level, verb)| {
        let source = source(kind, level, verb, text)?;
        Some(derived(source, &suffix(kind, level, verb), scene))
    });
    let mut offered: Vec<Candidate> = derived
        .unwrap_or_default()
        .into_iter()
        .filter(|name| name.starts_with(typed.text))
        .map(|name| Candidate::new(typed.write(&name, true), "made from the source").shown(name))
        .collect();
    offered.extend(reference::aliases(typed, scene));
    if offered.is_empty() {
        return reference::offer(typed, scene);
    }
    offered
}

/// What may stand behind the `\`, `$` or `${` that the cursor stands behind; nothing where there is none.
pub(super) fn captured(
    typed: Typed,
    kind: Kind,
    levels: &[Level],
    text: &str,
) -> Option<Vec<Candidate>> {
    let (level, verb) = step(levels)?;
    captures(typed, source(kind, level, verb, text)?)
}

/// The keys of the innermost step, and its verb.
fn step(levels: &[Level]) -> Option<(&Level, &'static Signature)> {
    let step = |level: &'_ Level| match level.want {
        Want::Payload(verb) if level.form != Form::List => Some(verb),
        _ => None,
    };
    levels
        .iter()
        .rev()
        .find_map(|level| Some((level, step(level)?)))
}

/// What the step reads, as it was written, without quotes.
fn source<'t>(
    kind: Kind,
    level: &Level,
    verb: &'static Signature,
    text: &'t str,
) -> Option<&'t str> {
    let written = level.written(source_key(kind, verb)?, text)?;
    let bare = Typed::of(written).text.trim_end_matches(['\'', '"']);
    (!bare.is_empty()).then_some(bare)
}

fn source_key(kind: Kind, signature: &'static Signature) -> Option<&'static str> {
    if let Kind::Beside(key) = kind {
        return Some(key);
    }
    let mut params = signature.params.iter();
    let source = params.find(|param| matches!(param.kind, Kind::Reference(_)));
    source.map(|param| param.name)
}

/// What makes a name new: the verb, or what its key says beyond that of the source.
fn suffix(kind: Kind, level: &Level, verb: &'static Signature) -> String {
    let key = level.given.last().map_or("", |given| given.key.as_str());
    match kind {
        Kind::Beside(source) => key.strip_prefix(source).unwrap_or(key).to_string(),
        _ => format!("_{}", verb.name),
    }
}

/// Names made from a source: under other aliases, and beside it.
fn derived(source: &str, suffix: &str, scene: &Scene) -> Vec<String> {
    let whole = source.rfind("::[").map_or(source, |slice| &source[..slice]);
    let (own, name) = whole.split_once("::").unwrap_or(("", whole));
    let Some(name) = template(name) else {
        return Vec::new();
    };
    let own_alias = match own {
        "" => scene.default.as_deref().unwrap_or(""),
        own => own,
    };
    let prefix = &whole[..own.len() + if own.is_empty() { 0 } else { 2 }];
    let mut names = vec![format!("{prefix}{name}{suffix}")];
    let others = scene
        .models
        .iter()
        .filter(|names| *names.alias != *own_alias);
    names.extend(others.map(|names| format!("{}::{name}", names.alias)));
    names
}

/// The template that gives back what an expression matched, if its groups say all that is open.
fn template(expression: &str) -> Option<String> {
    let mut filled = String::new();
    let mut rest = expression;
    let mut group = 0;
    while let Some(open) = rest.find('(') {
        filled.push_str(&reference::literal(&rest[..open])?);
        let close = open + closing(&rest[open..])?;
        if rest[open..].starts_with("(?") || rest[open + 1..close].contains('(') {
            return None;
        }
        group += 1;
        filled.push_str(&format!("\\{group}"));
        rest = &rest[close + 1..];
    }
    filled.push_str(&reference::literal(rest)?);
    Some(filled)
}

/// Where the bracket that a text begins with is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth <= 1 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The captures of a source that the end of a text may begin.
fn captures(typed: Typed, source: &str) -> Option<Vec<Candidate>> {
    let mark = typed.text.rfind(['\\', '$'])?;
    let (before, begun) = typed.text.split_at(mark);
    let is_open = |c: char| c.is_alphanumeric() || c == '_' || c == '{';
    if !begun[1..].chars().all(is_open) {
        return None;
    }
    let captured = match begun.starts_with('\\') {
        true => (1..=count(source))
            .map(|group| format!("\\{group}"))
            .collect(),
        false => variables(source),
    };
    let fits = captured.iter().filter(|capture| capture.starts_with(begun));
    let candidate = |capture: &String| {
        let insert = typed.write(&format!("{before}{capture}"), false);
        Candidate::new(insert, "captured by the source").shown(capture.clone())
    };
    Some(fits.map(candidate).collect())
}

/// How many groups an expression has.
fn count(expression: &str) -> usize {
    let mut characters = expression.chars().peekable();
    let mut count = 0;
    while let Some(c) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            '(' if characters.peek() != Some(&'?') => count += 1,
            _ => {}
        }
    }
    count + expression.matches("(?P<").count()
}

/// The variables of a path, as a template writes them.
fn variables(path: &str) -> Vec<String> {
    let tokens = path.trim_matches(['[', ']']).split(',');
    let tokens = tokens.map(|token| token.trim().trim_matches(['\'', '"']));
    let name = |token: &str| {
        let name = token.strip_prefix(['$', '*'])?;
        (!name.is_empty()).then(|| format!("${{{name}}}"))
    };
    tokens.filter_map(name).collect()
}
