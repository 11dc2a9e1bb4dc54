//! A value against a signature: unknown keys, missing keys, wrong kinds, each with its place.

mod references;
mod words;

use super::args::{Args, Argument};
use super::bound::Bound;
use super::kind::{Kind, Slicing};
use super::{Call, Need, Param, Payload, Signature, scalars, values};
use crate::error::{Error, Kind as Fault, Result};
use crate::syntax::{self, Map, Node, Role, Value, Warning, nearest};
use std::collections::HashMap;

/// What binding must know of its surroundings.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// How references find their alias.
    pub references: syntax::Scope<'a>,
    /// Whether a tensor of the default alias has this name.
    pub named: &'a dyn Fn(&str) -> bool,
    /// The claims that an assertion may make.
    pub claims: &'a [&'static Signature],
}

/// Checks `payload` against `signature`.
///
/// # Errors
/// `payload` for keys and kinds of value; `reference` and `alias` for references.
pub fn bind(
    signature: &'static Signature,
    payload: &Node,
    scope: &Scope<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Call> {
    let owner = payload
        .as_map()
        .and_then(|keys| scalars::text(&keys.get("alias")?.node));
    let mut binder = Binder {
        signature,
        scope,
        owner,
        aliases: HashMap::new(),
        warnings,
    };
    let args = binder
        .payload(payload)
        .map_err(|error| error.at_some(payload.place.as_ref()))?;
    Ok(Call { signature, args })
}

struct Binder<'a> {
    signature: &'static Signature,
    scope: &'a Scope<'a>,
    /// The alias under the key `alias`, for names that belong to it.
    owner: Option<String>,
    /// The alias of each reference bound so far, by its key.
    aliases: HashMap<&'static str, String>,
    warnings: &'a mut Vec<Warning>,
}

impl Binder<'_> {
    fn payload(&mut self, payload: &Node) -> Result<Args> {
        let keys = match (self.signature.payload, &payload.value) {
            (Payload::Whole(key), _) => return self.whole(key, payload),
            (_, Value::Map(keys)) => keys,
            (_, Value::Null) => &Map::new(),
            (Payload::KeysOr(key), _) => return self.alone(key, payload),
            _ => return Err(self.not_keys(payload)),
        };
        self.known(keys)?;
        self.once(keys)?;
        let mut args = Args::default();
        for param in self.signature.params {
            if let Some(argument) = self.argument(param, keys)? {
                args.push(argument);
            }
        }
        Ok(args)
    }

    /// The payload is the value of the one parameter.
    fn whole(&mut self, key: &'static str, payload: &Node) -> Result<Args> {
        let param = self.declared(key);
        let missing = payload.is_null() || payload.as_map().is_some_and(Map::is_empty);
        let mut args = Args::default();
        if !missing || matches!(param.kind, Kind::Claim | Kind::Claims | Kind::Reference(_)) {
            args.push(self.value(param, payload)?);
        }
        Ok(args)
    }

    /// The payload is the value of one parameter, the others are left out.
    fn alone(&mut self, key: &'static str, payload: &Node) -> Result<Args> {
        let keys = Node::map([(key, payload.clone())]);
        self.payload(&keys)
    }

    fn declared(&self, key: &'static str) -> &'static Param {
        self.signature
            .param(key)
            .unwrap_or_else(|| unreachable!("`{key}` names a parameter of its own signature"))
    }

    fn not_keys(&self, payload: &Node) -> Error {
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

    /// Refuses two keys that are one but for `_` and `-`.
    fn once(&self, keys: &Map) -> Result<()> {
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

    fn known(&self, keys: &Map) -> Result<()> {
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

    fn argument(&mut self, param: &'static Param, keys: &Map) -> Result<Option<Argument>> {
        let entry = keys.iter().find(|(key, _)| {
            self.signature
                .param(key)
                .is_some_and(|p| p.name == param.name)
        });
        match (entry, param.need) {
            (Some((_, entry)), need)
                if !entry.node.is_null()
                    || need == Need::Required
                    || (matches!(param.kind, Kind::Values | Kind::Exact)
                        && heeded(param, keys)) =>
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

    fn value(&mut self, param: &'static Param, node: &Node) -> Result<Argument> {
        let bound = self
            .bound(param, node)
            .map_err(|error| error.for_key(param.name).at_some(node.place.as_ref()))?;
        Ok(Argument {
            param,
            bound,
            place: node.place.clone(),
            drawn: false,
        })
    }

    fn bound(&mut self, param: &'static Param, node: &Node) -> Result<Bound> {
        let bound = match param.kind {
            Kind::Reference(slicing) => return self.reference(param, node, Role::Source, slicing),
            Kind::Side => return self.side(param, node),
            Kind::Destination(slicing, _) => {
                return self.reference(param, node, Role::Destination, slicing);
            }
            Kind::Beside(source) => return self.beside(param, source, node),
            Kind::References(slicing) => return self.several(param, node, Role::Source, slicing),
            Kind::Names => return self.several(param, node, Role::Name, Slicing::Refused),
            Kind::Name(owner) => return self.name(param, node, owner),
            Kind::Claim => return Ok(Bound::Claim(Box::new(self.claim(node)?))),
            Kind::Claims => return self.claims(node).map(Bound::Claims),
            Kind::Number => scalars::number(node).map(Bound::Number),
            Kind::Exact => scalars::exact(node).map(Bound::Exact),
            Kind::Tolerance => scalars::tolerance(node).map(Bound::Number),
            Kind::Integer => scalars::integer(node).map(Bound::Integer),
            Kind::Count => scalars::integer(node)
                .filter(|count| *count >= 0)
                .map(Bound::Integer),
            Kind::Positive => scalars::positive(node).map(Bound::Integer),
            Kind::Flag => scalars::flag(node).map(Bound::Flag),
            Kind::Moment => scalars::moment(node).map(Bound::Text),
            Kind::Text | Kind::Path(_) | Kind::Alias | Kind::NewAlias => {
                scalars::text(node).map(Bound::Text)
            }
            Kind::Dtype => return words::dtype(node).map(Bound::Dtype),
            Kind::AnyDtype => return words::any_dtype(node).map(Bound::Dtype),
            Kind::Choice(words) => scalars::choice(node, words).map(Bound::Choice),
            Kind::Shape => return words::shape(param, node).map(Bound::Shape),
            Kind::OpenShape => scalars::open_shape(node).map(Bound::Integers),
            Kind::Sizes => scalars::positives(node).map(Bound::Integers),
            Kind::Dimensions => scalars::integers(node)
                .filter(|dimensions| !dimensions.is_empty())
                .map(Bound::Integers),
            Kind::Integers => scalars::integers(node).map(Bound::Integers),
            Kind::Seed => return words::seed(param, node).map(Bound::Seed),
            Kind::Values => return values::read(node).map(Bound::Values),
            Kind::Size => return words::size(node).map(Bound::Size),
            Kind::Topic => words::topic(node).map(Bound::Topic),
            Kind::Steps | Kind::Plan => Some(Bound::Steps(node.clone())),
        };
        bound.ok_or_else(|| words::wrong_kind(param, node))
    }

    fn claims(&mut self, node: &Node) -> Result<Vec<Call>> {
        match node.as_list() {
            Some(items) if !items.is_empty() => items.iter().map(|item| self.claim(item)).collect(),
            _ => {
                let found = match node.as_list() {
                    Some(_) => "an empty list",
                    None => node.kind(),
                };
                let message = format!(
                    "`{}` takes a list of claims, found {found}",
                    self.signature.name
                );
                Err(Error::new(Fault::Payload, message)
                    .hint("write `[{ exists: a }, { exists: b }]`"))
            }
        }
    }

    fn claim(&mut self, node: &Node) -> Result<Call> {
        let entry = node
            .as_map()
            .filter(|map| map.len() == 1)
            .and_then(|map| map.first());
        let Some((name, entry)) = entry else {
            let message = format!(
                "expected one claim such as {{ exists: x }}, found {}",
                found(node)
            );
            return Err(Error::new(Fault::Payload, message).at_some(node.place.as_ref()));
        };
        let Some(signature) = self.scope.claims.iter().find(|claim| claim.name == name) else {
            return Err(self.unknown_claim(name).at_some(entry.key.as_ref()));
        };
        bind(signature, &entry.node, self.scope, self.warnings)
            .map_err(|error| error.at_some(entry.key.as_ref()).prefix(name))
    }

    fn unknown_claim(&self, name: &str) -> Error {
        let names = self.scope.claims.iter().map(|claim| claim.name);
        let error = Error::new(Fault::Payload, format!("unknown claim `{name}`"));
        match nearest(name, names.clone(), 1).first() {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!(
                "claims are {}",
                names.collect::<Vec<_>>().join(", ")
            )),
        }
    }
}

/// Whether a parameter has a bearing on the step: it always has, or the key that says so has the word for it.
fn heeded(param: &Param, keys: &Map) -> bool {
    param.when.is_none_or(|(key, words)| {
        let word = keys.get(key).and_then(|entry| entry.node.as_name());
        word.is_some_and(|word| {
            words
                .iter()
                .any(|own| own.eq_ignore_ascii_case(word.trim()))
        })
    })
}

fn found(node: &Node) -> String {
    match node.as_map() {
        Some(map) if map.is_empty() => "none".to_string(),
        Some(map) => format!("{} of them", map.len()),
        None => node.kind().to_string(),
    }
}

fn is_required(param: &Param) -> bool {
    param.need == Need::Required
}
