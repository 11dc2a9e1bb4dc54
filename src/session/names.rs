//! Which aliases there are and which one is meant when none is named.

use super::derive::{literal, taken};
use super::{Session, State};
use crate::error::{Error, Kind, Result};
use crate::syntax::{Reference, Scope, earlier, is_alias, nearest};
use std::sync::Arc;

/// The aliases of a session, for reading references.
#[derive(Clone, Debug)]
pub struct Names {
    default: Option<Arc<str>>,
    aliases: Vec<Arc<str>>,
}

impl Names {
    /// Reads something in which references find their alias here.
    pub fn within<T>(&self, read: impl FnOnce(Scope<'_>) -> T) -> T {
        let aliases: Vec<&str> = self.aliases.iter().map(|alias| &**alias).collect();
        // Whether an earlier alias was there is told with the state of that time.
        let known = |alias: &str| aliases.contains(&alias) || earlier(alias).is_some();
        read(Scope {
            default: self.default.as_deref(),
            known: &known,
            aliases: &aliases,
        })
    }

    /// The alias meant when none is named.
    pub fn default(&self) -> Option<&str> {
        self.default.as_deref()
    }
}

impl Session {
    /// The aliases there are now.
    pub fn names(&self) -> Names {
        Names {
            default: self.default_alias().cloned(),
            aliases: self.state.models.keys().cloned().collect(),
        }
    }

    /// The alias to use where a step may leave it out.
    ///
    /// # Errors
    /// `alias` when several could be meant.
    pub fn only_alias(&self, given: Option<&str>) -> Result<Arc<str>> {
        if let Some(alias) = given {
            let known = self
                .state
                .models
                .get_key_value(alias)
                .map(|(alias, _)| alias.clone());
            return known.ok_or_else(|| self.unknown_alias(alias));
        }
        self.default_alias()
            .cloned()
            .ok_or_else(|| self.which_alias())
    }

    /// An alias that must not exist yet.
    ///
    /// # Errors
    /// `alias` when it is taken; `reference` when it is malformed.
    pub fn new_alias(&self, alias: &str) -> Result<Arc<str>> {
        if !is_alias(alias) {
            return Err(
                Error::new(Kind::Reference, format!("`{alias}` cannot be an alias")).hint(
                    "aliases start with a letter or `_`; letters, digits, `_`, `.` and `-` follow",
                ),
            );
        }
        match self.state.models.contains_key(alias) {
            true => {
                Err(Error::new(Kind::Alias, format!("alias `{alias}` is taken"))
                    .hint("choose another"))
            }
            false => Ok(Arc::from(alias)),
        }
    }

    /// A name that no tensor of its alias has; the alias may be new.
    ///
    /// # Errors
    /// `exists`; `reference` for a malformed new alias.
    pub fn new_name(&self, name: &Reference) -> Result<Arc<str>> {
        let text = literal(name);
        match self.state.models.get(name.alias.as_str()) {
            Some(model) if model.tensors.contains(&text) => Err(taken(&name.alias, &text, name)),
            Some(_) => Ok(Arc::from(text)),
            None => self.new_alias(&name.alias).map(|_| Arc::from(text)),
        }
    }

    /// A name that a tensor of its alias has.
    ///
    /// # Errors
    /// `alias`, `missing`.
    pub fn known_name(&self, name: &Reference) -> Result<Arc<str>> {
        let (alias, dict) = self.dict(name)?;
        let text = literal(name);
        match dict.contains(&text) {
            true => Ok(Arc::from(text)),
            false => Err(self.no_tensor(alias, &text, name)),
        }
    }

    fn no_tensor(&self, alias: &str, text: &str, name: &Reference) -> Error {
        let error = Error::new(Kind::Missing, format!("`{alias}::{text}` does not exist"))
            .at_some(name.place.as_ref());
        let names = self.state.models.get(alias).into_iter();
        let names = names.flat_map(|model| model.tensors.by_name().map(|(name, _)| &**name));
        match nearest(text, names, 1).first() {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint("`dump` shows the names there are"),
        }
    }

    /// The alias meant inside the plan that runs, if there is one; else the one of the session.
    fn default_alias(&self) -> Option<&Arc<str>> {
        let known = |alias: &&Arc<str>| self.state.models.contains_key(&***alias);
        let meant = self.meant.as_ref().filter(known);
        meant.or_else(|| self.state.default_alias())
    }

    fn which_alias(&self) -> Error {
        let known: Vec<&str> = self.state.models.keys().map(|alias| &**alias).collect();
        if known.is_empty() {
            return Error::new(Kind::Alias, "nothing is loaded")
                .hint("`load: path: model.safetensors`");
        }
        Error::new(
            Kind::Alias,
            format!("several aliases could be meant: {}", known.join(", ")),
        )
        .hint(format!("name one, such as `alias: {}`", known[0]))
    }
}

impl State {
    /// The only input; with several, the one called `model`; without inputs, the only alias.
    fn default_alias(&self) -> Option<&Arc<str>> {
        match self.inputs.as_slice() {
            [] if self.models.len() == 1 => self.models.keys().next(),
            [] => None,
            [only] => Some(only),
            several => several.iter().find(|alias| &***alias == "model"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Model;

    fn session(inputs: &[&str]) -> Session {
        Session::new(
            inputs
                .iter()
                .map(|alias| (Arc::from(*alias), Model::default())),
        )
    }

    #[test]
    fn the_default_alias_is_the_only_input_or_the_one_called_model() {
        assert_eq!(session(&["a"]).names().default(), Some("a"));
        assert_eq!(session(&["a", "model"]).names().default(), Some("model"));
        assert_eq!(session(&["a", "b"]).names().default(), None);
        assert_eq!(session(&[]).names().default(), None);
    }

    #[test]
    fn an_alias_left_out_must_be_plain() {
        let error = session(&["a", "b"])
            .only_alias(None)
            .expect_err("two could be meant");
        assert_eq!(error.kind(), Kind::Alias);
        let error = session(&["base"])
            .only_alias(Some("bse"))
            .expect_err("unknown");
        assert_eq!(error.hints(), ["did you mean `base`?"]);
    }
}
