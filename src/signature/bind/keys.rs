//! The keys of a payload: known ones, each at most once, and what is left out.

use super::{Binder, words};
use crate::error::{Error, Kind as Fault, Result};
use crate::signature::args::Argument;
use crate::signature::kind::Kind;
use crate::signature::{Need, Param};
use crate::syntax::{Map, Node, nearest};

impl Binder<'_> {
    /// Refuses a payload that is no map.
    pub(super) fn not_keys(&self, payload: &Node) -> Error {
        let name = self.signature.name;
        if self.signature.params.is_empty() {
            return Error::new(
                Fault::Payload,
                format!("{name} takes nothing, found {}", payload.kind()),
            );
        }
        Error::new(
            Fault::Payload,
            format!("expected `key: value` pairs, found {}", payload.kind()),
        )
        .hint(match self.signature.params.iter().any(is_required) {
            true => self.form(),
            false => self.valid_keys(""),
        })
    }

    /// Refuses keys that the signature does not know.
    pub(super) fn known(&self, keys: &Map) -> Result<()> {
        let mut unknown: Vec<&String> = keys
            .keys()
            .filter(|key| self.signature.param(key).is_none())
            .collect();
        unknown.sort();
        let Some(first) = unknown.first() else {
            return Ok(());
        };
        let quoted: Vec<String> = unknown.iter().map(|key| format!("`{key}`")).collect();
        let noun = if unknown.len() == 1 { "key" } else { "keys" };
        let error = Error::new(
            Fault::Payload,
            format!("unknown {noun} {}", quoted.join(", ")),
        )
        .for_key(first.as_str())
        .at_some(keys[first.as_str()].key.as_ref());
        Err(error.hint(self.valid_keys(first)))
    }

    /// Refuses two keys that are one but for `_` and `-`.
    pub(super) fn once(&self, keys: &Map) -> Result<()> {
        let mut given: Vec<(&Param, &String)> = Vec::new();
        for (key, entry) in keys {
            let Some(param) = self.signature.param(key) else {
                continue;
            };
            if let Some((_, first)) = given.iter().find(|(other, _)| *other == param) {
                let message = format!("`{first}` and `{key}` are the same key");
                return Err(Error::new(Fault::Payload, message)
                    .for_key(param.name)
                    .at_some(entry.key.as_ref())
                    .hint("leave one of them out"));
            }
            given.push((param, key));
        }
        Ok(())
    }

    /// The argument of a parameter, if it is written or has a default.
    pub(super) fn argument(
        &mut self,
        param: &'static Param,
        keys: &Map,
    ) -> Result<Option<Argument>> {
        let entry = keys.iter().find(|(key, _)| {
            self.signature
                .param(key)
                .is_some_and(|p| p.name == param.name)
        });
        match (entry, param.need) {
            (Some((_, entry)), need)
                if !entry.node.is_null()
                    || need == Need::Required
                    || (matches!(param.kind, Kind::Values | Kind::Exact | Kind::Number)
                        && self.heeds(param, keys)) =>
            {
                let place = entry.node.place.as_ref().or(entry.key.as_ref());
                self.value(param, &entry.node)
                    .map(Some)
                    .map_err(|error| error.at_some(place))
            }
            (None, Need::Required) => Err(self.missing(keys)),
            (_, Need::Default(written)) => {
                self.value(param, &words::default_node(written)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Whether a parameter has a bearing on the step: it always has, or the key that says so has the word for it,
    /// written or by default.
    fn heeds(&self, param: &Param, keys: &Map) -> bool {
        let word = |key| match keys.get(key).and_then(|entry| entry.node.as_name()) {
            Some(word) => Some(word),
            None => match self.signature.param(key)?.need {
                Need::Default(word) => Some(word),
                _ => None,
            },
        };
        param.when.is_none_or(|(key, words)| {
            word(key).is_some_and(|word| {
                words
                    .iter()
                    .any(|own| own.eq_ignore_ascii_case(word.trim()))
            })
        })
    }

    fn missing(&self, keys: &Map) -> Error {
        let given = |param: &&Param| {
            keys.keys().any(|key| {
                self.signature
                    .param(key)
                    .is_some_and(|p| p.name == param.name)
            })
        };
        let required = self
            .signature
            .params
            .iter()
            .filter(|param| param.need == Need::Required);
        let missing: Vec<String> = required
            .filter(|param| !given(param))
            .map(|param| format!("`{}`", param.name))
            .collect();
        let noun = if missing.len() == 1 { "key" } else { "keys" };
        let error = Error::new(
            Fault::Payload,
            format!("missing {noun} {}", missing.join(", ")),
        );
        let first = missing
            .first()
            .map(|name| name.trim_matches('`').to_string());
        error.for_key(first.unwrap_or_default()).hint(self.form())
    }

    /// How the verb is written, with its required keys.
    fn form(&self) -> String {
        let required = self
            .signature
            .params
            .iter()
            .filter(|param| is_required(param));
        let pairs: Vec<String> = required
            .map(|param| format!("{}: ...", param.name))
            .collect();
        format!("write `{}: {}`", self.signature.name, pairs.join(", "))
    }

    fn valid_keys(&self, unknown: &str) -> String {
        let names = self.signature.params.iter().map(|param| param.name);
        let glued = unknown.split_once(':').map(|(key, _)| key);
        if let Some(key) = glued.filter(|key| self.signature.param(key).is_some()) {
            return format!("put a blank behind `{key}:`");
        }
        match nearest(unknown, names.clone(), 1).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.signature.params.is_empty() => {
                format!("{} takes no keys", self.signature.name)
            }
            None => format!(
                "{} takes {}",
                self.signature.name,
                names.collect::<Vec<_>>().join(", ")
            ),
        }
    }
}

fn is_required(param: &Param) -> bool {
    param.need == Need::Required
}
