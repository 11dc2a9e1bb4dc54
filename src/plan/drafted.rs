//! Texts that a person changes while a plan runs, and what comes of them.

use super::prepare::{self, Prepared};
use super::rewrite;
use super::running::{Running, waited_for};
use crate::error::{Error, Kind, Result, Text};
use crate::session::{Draft, Drafted, Effect};

impl Running<'_> {
    /// The step that a person makes of a draft, if this is one; until they change it, it does nothing.
    pub(super) fn drafted(&mut self, prepared: Prepared) -> Result<Prepared> {
        let Effect::Draft(draft) = &prepared.effect else {
            return Ok(prepared);
        };
        if self.session.flags().safe.is_on() {
            let message = "safe mode: no editor is opened, for it might write anywhere";
            return Err(prepared.blame(Error::new(Kind::Io, message)));
        }
        let mut text = draft.text();
        loop {
            let revise = || self.listener.revise(draft.name(), &text);
            let revised = waited_for(&mut self.waited, revise);
            let revised = revised.map_err(|error| prepared.blame(error))?;
            let Some(revised) = revised.filter(|revised| *revised != draft.text()) else {
                return Ok(prepared);
            };
            match self.meant(&**draft, &revised, &prepared) {
                Err(error)
                    if waited_for(&mut self.waited, || self.listener.tries_again(&error)) =>
                {
                    text = revised;
                }
                meant => return meant,
            }
        }
    }

    /// The step that is meant by a changed text.
    fn meant(&mut self, draft: &dyn Draft, revised: &str, prepared: &Prepared) -> Result<Prepared> {
        let text = Text::file(draft.name(), revised);
        let drafted = draft.read(&text).map_err(|error| prepared.blame(error))?;
        match drafted {
            Drafted::Nothing => Ok(prepared.clone()),
            Drafted::Edits(steps) => prepared.clone().meaning(&steps, self.session, self.world),
            Drafted::Step(step) => {
                let bound = prepare::bind(&step, self.session, &mut Vec::new())?;
                let meant = bound.compile(self.session)?;
                if let Effect::Rewrite(rewrite) = &meant.effect {
                    let checked = rewrite::check(rewrite, self.session, self.world, &self.context);
                    checked.map_err(|error| prepared.blame(error))?;
                }
                Ok(meant)
            }
        }
    }
}
