//! Earlier states: `model@3` is the alias as it was after step 3.

use super::{AliasEdit, Effect, Model, Session, State};
use crate::error::{Error, Kind, Place, Result};
use crate::syntax::earlier;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    /// The session in which the earlier states stand that these aliases speak of, each under the alias as
    /// it was written.
    ///
    /// # Errors
    /// `reference` for a step that there is not, `alias` for an alias that there was not.
    pub fn recalling<'a>(
        &self,
        aliases: impl IntoIterator<Item = (&'a str, Option<&'a Place>)>,
    ) -> Result<Cow<'_, Session>> {
        let mut session = Cow::Borrowed(self);
        let mut states = BTreeMap::new();
        for (written, place) in aliases {
            let Some((alias, step)) = earlier(written) else {
                continue;
            };
            if session.state.models.contains_key(written) {
                continue;
            }
            self.known_step(step)
                .map_err(|error| error.prefix(&format!("`{written}`")).at_some(place))?;
            let state = states.entry(step).or_insert_with(|| self.state_after(step));
            let model = state.models.get(alias);
            let model = model.ok_or_else(|| self.never_there(written).at_some(place))?;
            let models = &mut session.to_mut().state.models;
            models.insert(written.into(), model.clone());
        }
        Ok(session)
    }

    /// The model of an alias, which may be an earlier one.
    ///
    /// # Errors
    /// As [`Session::recalling`].
    pub(super) fn recalled(&self, alias: &str) -> Result<Model> {
        let session = self.recalling([(alias, None)])?;
        session.model(alias).cloned()
    }

    /// Everything as it was after a step. The way back of each step behind it leads there.
    pub(super) fn state_after(&self, step: usize) -> State {
        let mut state = self.now().clone();
        self.log.go_back(step, &mut state);
        state
    }

    fn never_there(&self, written: &str) -> Error {
        let Some((alias, step)) = earlier(written) else {
            return self.unknown_alias(written);
        };
        match self.state.models.contains_key(alias) {
            true => Error::new(
                Kind::Alias,
                format!("`{written}`: there was no alias `{alias}` after step {step}"),
            ),
            false => self.unknown_alias(alias),
        }
    }

    /// Whether the default alias holds a tensor of this name.
    pub fn names_tensor(&self, name: &str) -> bool {
        let default = self.names();
        let model = default
            .default()
            .and_then(|alias| self.state.models.get(alias));
        model.is_some_and(|model| model.tensors.contains(name))
    }
}

impl Effect {
    /// Checks that earlier states are read only.
    ///
    /// # Errors
    /// `reference` with the way to change them all the same.
    pub fn spares_the_past(&self) -> Result<()> {
        let past = |alias: &&Arc<str>| earlier(alias).is_some();
        let written = match self {
            Effect::Edit(edit) => edit.touches.iter().map(|touch| &touch.alias).find(past),
            Effect::Alias(AliasEdit::Rename(alias, _)) => Some(alias).filter(past),
            _ => None,
        };
        let found = written.and_then(|alias| Some((alias, earlier(alias)?)));
        let Some((written, (alias, step))) = found else {
            return Ok(());
        };
        let message = format!("`{written}` is only read: it is `{alias}` as step {step} left it");
        let error = Error::new(Kind::Reference, message);
        Err(error.hint(format!(
            "`restore: {step}` goes back there; without `@{step}` it is `{alias}` of now"
        )))
    }
}
