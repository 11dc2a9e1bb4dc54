//! From a place in a block to what may stand there.

use super::reference::Typed;
use super::scan::{End, Form, Level, Scan};
use super::want::Want;
use super::{Candidate, Completion, Scene, destination, keys, paths, reference, segments, words};
use crate::signature::{Kind, Need, Owner, Param};

/// What may stand at the end of a text.
pub(super) fn at(scan: &Scan, text: &str, scene: &Scene) -> Completion {
    let Some(level) = scan.level() else {
        return Completion::default();
    };
    match scan.end {
        End::Key(start) if level.form == Form::Root && text[..start].trim_end().ends_with(',') => {
            Completion::default()
        }
        End::Key(start) => {
            let offered = words::meant(keys::at(level, text, scene), &text[start..]);
            behind_comma(start, offered, text)
        }
        End::Value(start, want) => {
            let value = Value {
                want,
                level,
                levels: &scan.levels,
                text,
                word: &text[start..],
            };
            behind_comma(start, value.offer(scene), text)
        }
        End::Behind(start) => {
            let mut candidates = behind(scan, text);
            let begun = text[start..].trim_start();
            candidates.retain(|candidate| {
                let insert = candidate.insert.trim_start_matches([',', ' ']);
                begun.is_empty() || insert.starts_with(begun)
            });
            Completion {
                start,
                candidates,
                ..Completion::default()
            }
        }
        End::Comment => Completion::default(),
    }
}

/// Candidates at a place; a comma right before it gets its blank.
fn behind_comma(start: usize, candidates: Vec<Candidate>, text: &str) -> Completion {
    if !(start == text.len() && text.ends_with(',')) {
        return Completion {
            start,
            candidates,
            ..Completion::default()
        };
    }
    let blank = |candidate: Candidate| Candidate {
        insert: format!(", {}", candidate.insert),
        shown: format!(", {}", candidate.shown),
        ..candidate
    };
    Completion {
        start: start - 1,
        candidates: candidates.into_iter().map(blank).collect(),
        ..Completion::default()
    }
}

/// A value on its way.
struct Value<'a> {
    want: Want,
    level: &'a Level,
    levels: &'a [Level],
    text: &'a str,
    word: &'a str,
}

impl Value<'_> {
    fn offer(&self, scene: &Scene) -> Vec<Candidate> {
        let mut offered = self.alone(scene);
        if self.want.takes_keys() && Typed::of(self.word).quote.is_none() {
            let keys = self.keys(scene);
            if !keys.is_empty() && !offered.iter().any(|value| self.begins(value)) {
                offered.clear();
            }
            offered.extend(keys);
            if offered.is_empty() {
                offered = words::meant(keys::first(self.want, scene), self.word);
            }
        }
        offered
    }

    /// Whether a value begins as typed, and is not only near.
    fn begins(&self, value: &Candidate) -> bool {
        let bare = value.insert.trim_start_matches(['\'', '"']);
        bare.starts_with(self.word)
    }

    /// Keys, in the place of the value that they belong to.
    fn keys(&self, scene: &Scene) -> Vec<Candidate> {
        if self.want == Want::Value(Kind::Topic) || self.want.alone() == Want::Value(Kind::Topic) {
            return Vec::new();
        }
        let mut offered = keys::first(self.want, scene);
        let is_payload = matches!(self.want.keyed(), Want::Payload(_));
        let is_key = |candidate: &&Candidate| candidate.insert.ends_with(": ");
        let several = offered.iter().filter(is_key).count() > 1;
        if is_payload && several && self.word.is_empty() {
            offered.push(Candidate::new("{ ", "keys in braces"));
        }
        match self.want.alone() {
            Want::Nothing | Want::Value(Kind::Claim | Kind::Claims) => {
                words::meant(offered, self.word)
            }
            _ => starting(offered, self.word),
        }
    }

    /// The value itself.
    fn alone(&self, scene: &Scene) -> Vec<Candidate> {
        let typed = Typed::of(self.word);
        match self.want.alone() {
            Want::Value(kind) => self.of_kind(kind, typed, scene),
            Want::Segment(kind) => {
                let captured = match kind {
                    Kind::Reference(_) => None,
                    _ => destination::captured(typed, kind, self.levels, self.text),
                };
                captured.unwrap_or_else(|| {
                    segments::offer(self.level, kind, self.text, self.word, scene)
                })
            }
            alone => words::meant(words::of(alone, scene), self.word),
        }
    }

    fn of_kind(&self, kind: Kind, typed: Typed, scene: &Scene) -> Vec<Candidate> {
        match kind {
            Kind::Reference(_) => {
                let mut offered = reference::offer(typed, scene);
                offered.extend(self.next_key(typed, scene));
                if self.word.is_empty() && scene.meant().is_some() {
                    offered.push(Candidate::new("[", "a path, segment by segment"));
                    offered.push(Candidate::new("'", "in quotes"));
                }
                offered
            }
            Kind::Side => {
                let mut offered = reference::offer(typed, scene);
                let aliases = words::of(Want::Value(Kind::Alias), scene);
                offered.extend(starting(aliases, self.word));
                offered
            }
            Kind::Destination(..) | Kind::Beside(_) => {
                destination::offer(typed, kind, self.levels, self.text, scene)
            }
            Kind::Name(_) => reference::offer(typed, scene),
            Kind::References(_) | Kind::Names if self.word.is_empty() => {
                vec![Candidate::new("[", "a list")]
            }
            Kind::Path(_) => paths::offer(typed, self.takes_plans(), scene),
            Kind::NewAlias => starting(self.new_alias(scene), self.word),
            _ => words::meant(words::of(Want::Value(kind), scene), self.word),
        }
    }

    /// A whole name, with the key that must follow it.
    fn next_key(&self, typed: Typed, scene: &Scene) -> Option<Candidate> {
        let Want::Payload(signature) = self.level.want else {
            return None;
        };
        let is_line = matches!(self.level.form, Form::Line | Form::Braces);
        reference::exact(typed.text, scene).filter(|_| is_line && typed.quote.is_none())?;
        let missing = keys::missing(signature, Some(self.level), self.text);
        let key = missing.first()?;
        Some(Candidate::new(
            format!("{}, {}: ", self.word, key.name),
            key.about,
        ))
    }

    /// Whether the step may as well be given a plan.
    fn takes_plans(&self) -> bool {
        let takes_plan = |want: Want| match want {
            Want::Payload(signature) => {
                let mut params = signature.params.iter();
                params.any(|param| param.kind == Kind::Plan)
            }
            _ => false,
        };
        takes_plan(self.want) || takes_plan(self.level.want)
    }

    /// An alias after the file that is opened, and those there are where one of them may be meant.
    fn new_alias(&self, scene: &Scene) -> Vec<Candidate> {
        let Want::Payload(signature) = self.level.want else {
            return Vec::new();
        };
        let is_kind = |kind: fn(&Param) -> bool| signature.params.iter().find(|param| kind(param));
        let path = is_kind(|param| matches!(param.kind, Kind::Path(_)));
        let path = path.and_then(|param| self.level.written(param.name, self.text));
        let named = path
            .map(|path| path.trim_matches(['\'', '"']))
            .and_then(stem);
        let mut offered: Vec<Candidate> = named
            .filter(|name| crate::syntax::is_alias(name) && scene.model(name).is_none())
            .map(|name| Candidate::new(name, "a new alias"))
            .into_iter()
            .collect();
        if is_kind(|param| param.kind == Kind::Name(Owner::AliasKey)).is_some() {
            offered.extend(words::of(Want::Value(Kind::Alias), scene));
        }
        offered
    }
}

/// The name of a file without its folder and its ending.
fn stem(path: &str) -> Option<&str> {
    std::path::Path::new(path).file_stem()?.to_str()
}

fn starting(offered: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    let begins = |candidate: &Candidate| candidate.insert.starts_with(typed);
    offered.into_iter().filter(begins).collect()
}

/// What may follow something whole.
fn behind(scan: &Scan, text: &str) -> Vec<Candidate> {
    let outer = |level: &&Level| level.form != Form::Nested;
    let Some(level) = scan.levels.iter().rev().find(outer) else {
        return Vec::new();
    };
    let is_nested = scan.level().is_some_and(|inner| inner.form == Form::Nested);
    let closing = |mark: &str| Candidate::new(format!(" {mark}"), "").shown(mark);
    match level.form {
        Form::List => vec![Candidate::new(", ", ""), Candidate::new("]", "")],
        Form::Line | Form::Braces => {
            let left = match level.want.keyed() {
                Want::Payload(signature) if !is_nested => keys::left(signature, Some(level), text),
                _ => Vec::new(),
            };
            let key = |param: &&Param| Candidate::new(format!(", {}: ", param.name), param.about);
            let mut offered: Vec<Candidate> = left.iter().map(key).collect();
            let lacks = left.iter().any(|param| param.need == Need::Required);
            if level.form == Form::Braces && !lacks {
                offered.push(closing("}"));
            }
            offered
        }
        _ => Vec::new(),
    }
}
