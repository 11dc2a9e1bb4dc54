//! References to tensors: what a pattern matches, and what it maps to.

use super::{Counts, Session, Source, StateDict, Taken};
use crate::error::{Error, Kind, Result};
use crate::report::human;
use crate::syntax::{Captures, Pattern, Reference, nearest};
use crate::tensor::Tensor;
use std::collections::HashMap;
use std::sync::Arc;

/// A tensor that a reference matched.
#[derive(Clone, Debug)]
pub struct Match<'s> {
    /// The alias.
    pub alias: &'s Arc<str>,
    /// The name.
    pub name: &'s Arc<str>,
    /// The whole tensor.
    pub whole: &'s Tensor,
    captures: Option<Captures<'s>>,
}

impl Match<'_> {
    /// The part that the slice of the reference that matched takes, or all of it. Whether it fits is asked only
    /// here: a fault in names is told first.
    ///
    /// # Errors
    /// `slice-range`.
    pub fn part(&self, reference: &Reference) -> Result<Tensor> {
        part(reference, self.whole).map_err(|error| {
            let error = error.prefix(&format!("`{}::{}`", self.alias, self.name));
            error.at_some(reference.place.as_ref())
        })
    }

    /// The tensor for a look at its numbers.
    ///
    /// # Errors
    /// `slice-range`.
    pub fn taken(&self, reference: &Reference) -> Result<Taken> {
        Ok(Taken {
            source: Source::new(self.alias, self.name),
            label: self.label(reference),
            tensor: self.part(reference)?,
        })
    }

    /// `alias::name`, followed by the slice of the reference that matched.
    pub fn label(&self, reference: &Reference) -> String {
        label(self.alias, self.name, reference)
    }
}

/// `alias::name` of one tensor, followed by the slice of `reference`.
pub(super) fn label(alias: &str, name: &str, reference: &Reference) -> String {
    match &reference.slice {
        Some(slice) => format!("{alias}::{name}::{slice}"),
        None => format!("{alias}::{name}"),
    }
}

impl Session {
    /// The state dict that a reference speaks of.
    ///
    /// # Errors
    /// `alias` when it is not known.
    pub fn dict(&self, reference: &Reference) -> Result<(&Arc<str>, &StateDict)> {
        let found = self.state.models.get_key_value(reference.alias.as_str());
        let (alias, model) = found.ok_or_else(|| {
            self.unknown_alias(&reference.alias)
                .at_some(reference.place.as_ref())
        })?;
        Ok((alias, &model.tensors))
    }

    /// An unknown alias, with the nearest that is known.
    pub fn unknown_alias(&self, alias: &str) -> Error {
        let known: Vec<&str> = self.state.models.keys().map(|known| &**known).collect();
        let error = Error::new(Kind::Alias, format!("unknown alias `{alias}`"));
        match nearest(alias, known.iter().copied(), 1).first() {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None if known.is_empty() => {
                error.hint("nothing is loaded yet: `load: path: model.safetensors`")
            }
            None => error.hint(format!("known aliases: {}", known.join(", "))),
        }
    }

    /// The tensors that a source matches, names ascending; none is no error.
    ///
    /// # Errors
    /// `alias`, `reference` when matching takes too long.
    pub fn matches(&self, source: &Reference) -> Result<Vec<Match<'_>>> {
        self.collect(source, |pattern, name| {
            Ok(pattern.is_match(name)?.then_some(None))
        })
    }

    /// As [`Session::matches`], with what the pattern captured of each name, for templates to use.
    pub(super) fn captured(&self, source: &Reference) -> Result<Vec<Match<'_>>> {
        self.collect(source, |pattern, name| Ok(pattern.matches(name)?.map(Some)))
    }

    /// The tensors whose names `take` takes, with what it captured of them.
    fn collect<'s>(
        &'s self,
        source: &Reference,
        take: impl Fn(&Pattern, &'s str) -> Result<Option<Option<Captures<'s>>>>,
    ) -> Result<Vec<Match<'s>>> {
        let (alias, dict) = self.dict(source)?;
        let pattern = pattern(source)?;
        let placed = |error: Error| error.at_some(source.place.as_ref());
        let mut matches = Vec::new();
        for (name, whole) in self.candidates(dict, pattern) {
            let Some(captures) = take(pattern, name).map_err(placed)? else {
                continue;
            };
            matches.push(Match {
                alias,
                name,
                whole,
                captures,
            });
        }
        Ok(matches)
    }

    /// The tensors worth trying: one where the pattern is a plain name, else all.
    fn candidates<'d>(
        &self,
        dict: &'d StateDict,
        pattern: &Pattern,
    ) -> Box<dyn Iterator<Item = (&'d Arc<str>, &'d Tensor)> + 'd> {
        match pattern.exact() {
            Some(name) => Box::new(dict.get_key_value(name).into_iter()),
            None => Box::new(dict.by_name()),
        }
    }

    /// How often the tensor of a name was read and written; never, where there is none.
    pub fn counts(&self, alias: &str, name: &str) -> Counts {
        let model = self.state.models.get(alias);
        model
            .and_then(|model| model.tensors.counts(name))
            .unwrap_or_default()
    }

    /// How often that will be once the tensor is looked at.
    pub fn counts_after_look(&self, alias: &str, name: &str) -> Counts {
        let counts = self.counts(alias, name);
        match self.state.flags.dry_run {
            true => counts,
            false => counts.read(),
        }
    }

    /// The tensors that a source matches, at least one.
    ///
    /// # Errors
    /// As [`Session::matches`], and `no-match` with the nearest names.
    pub fn some(&self, source: &Reference) -> Result<Vec<Match<'_>>> {
        let matches = self.matches(source)?;
        self.at_least_one(source, matches)
    }

    /// Refuses to go on with no match.
    pub(super) fn at_least_one<'s>(
        &self,
        source: &Reference,
        matches: Vec<Match<'s>>,
    ) -> Result<Vec<Match<'s>>> {
        match matches.is_empty() {
            true => Err(self.no_match(source)),
            false => Ok(matches),
        }
    }

    /// The error for a source that matches nothing, with what it may have meant.
    pub fn no_match(&self, source: &Reference) -> Error {
        let alias = &source.alias;
        let error = Error::new(
            Kind::NoMatch,
            format!("no tensor in `{alias}` matches `{}`", source.expression),
        )
        .at_some(source.place.as_ref());
        let Ok((_, dict)) = self.dict(source) else {
            return error;
        };
        if dict.is_empty() {
            return error.hint(format!("`{alias}` has no tensors"));
        }
        let names: Vec<&str> = dict.by_name().map(|(name, _)| &**name).collect();
        let Some(pattern) = source.pattern() else {
            return error;
        };
        if let Some(listed) = listed(pattern, dict) {
            let several = listed.join("|");
            return error.hint(format!(
                "a list is the path of one name; for all of these write `{several}`"
            ));
        }
        let near = nearest(&pattern.likely_name(), names.iter().copied(), 5);
        let error = match pattern.longest_matching_prefix(names.iter().copied()) {
            Some(prefix) if prefix == source.expression.to_string() => error.hint(format!(
                "names begin so and go on: an expression matches whole names, as `{prefix}.*` does"
            )),
            Some(prefix) => error.hint(format!(
                "the part `{prefix}` matches, what follows does not"
            )),
            None => error,
        };
        match near.as_slice() {
            [] => error.hint(format!(
                "`{alias}` holds {}: `dump: target: '{alias}::.*'` shows all",
                human::counted(names.len() as u64, "tensor")
            )),
            [one] => error.hint(format!("did you mean `{one}`?")),
            several => error.hint(format!("did you mean one of {}?", quoted(several))),
        }
    }

    /// The names that `templates` make of each match: one list of names for each template.
    ///
    /// # Errors
    /// `reference` when a template does not fit the source or makes no name; `alias`.
    pub(super) fn filled(
        &self,
        matches: &[Match<'_>],
        template: &Reference,
    ) -> Result<(Arc<str>, Vec<Arc<str>>)> {
        let (alias, _) = self.dict(template)?;
        let made = template.template().ok_or_else(|| misused(template))?;
        let fill = |found: &Match<'_>| -> Result<Arc<str>> {
            let captures = found.captures.as_ref().ok_or_else(|| misused(template))?;
            let name = made
                .fill(captures)
                .map_err(|error| error.at_some(template.place.as_ref()))?;
            Ok(Arc::from(name))
        };
        Ok((
            alias.clone(),
            matches.iter().map(fill).collect::<Result<_>>()?,
        ))
    }

    /// Refuses two sources with one destination.
    pub(super) fn distinct(
        &self,
        alias: &str,
        names: &[Arc<str>],
        matches: &[Match<'_>],
        to: &Reference,
    ) -> Result<()> {
        let mut first: HashMap<&str, &str> = HashMap::with_capacity(names.len());
        for (name, found) in names.iter().zip(matches) {
            if let Some(other) = first.insert(name, found.name) {
                let message = format!(
                    "`{other}` and `{}` would both become `{alias}::{name}`",
                    found.name
                );
                return Err(Error::new(Kind::Collision, message)
                    .at_some(to.place.as_ref())
                    .hint(
                        "use a capture such as `(.*)` in the source and `\\1` in the destination",
                    ));
            }
        }
        Ok(())
    }
}

/// The tokens of a path that are names of tensors each: a list of names was meant.
fn listed<'p>(pattern: &'p Pattern, dict: &StateDict) -> Option<&'p [Box<str>]> {
    let tokens = pattern.tokens().filter(|tokens| tokens.len() > 1)?;
    tokens
        .iter()
        .all(|token| dict.contains(token))
        .then_some(tokens)
}

/// The pattern of a source.
fn pattern(source: &Reference) -> Result<&Pattern> {
    source.pattern().ok_or_else(|| misused(source))
}

/// A reference in a role that its verb does not declare, which no line can bring about.
fn misused(reference: &Reference) -> Error {
    Error::new(Kind::Reference, format!("`{reference}` cannot stand here"))
        .at_some(reference.place.as_ref())
}

/// The part of a tensor that a reference takes.
pub(super) fn part(reference: &Reference, whole: &Tensor) -> Result<Tensor> {
    match &reference.slice {
        Some(slice) => whole.slice(slice),
        None => Ok(whole.clone()),
    }
}

fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
