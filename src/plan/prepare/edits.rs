//! Several steps that edit tensors, as one.

use super::{Prepared, bind};
use crate::error::{Error, Kind, Result};
use crate::session::{Edit, Effect, Session, World};
use crate::syntax::Node;
use crate::transforms;

impl Prepared {
    /// The same step, which does what these steps do, all at once. Recordings and summaries hold those.
    ///
    /// # Errors
    /// What the steps raise; `payload` for one that does more than edit tensors.
    pub fn meaning(self, steps: &[Node], session: &Session, world: &mut dyn World) -> Result<Self> {
        let mut trial = session.clone();
        let (mut edits, mut typed, mut resolved) = (Vec::new(), Vec::new(), Vec::new());
        for step in steps {
            let step = bind(step, &trial, &mut Vec::new())?.compile(&trial)?;
            resolved.push(step.call.to_node());
            typed.push(step.typed);
            let Effect::Edit(edit) = step.effect else {
                return Err(Error::new(Kind::Payload, "only tensors are edited here"));
            };
            edits.push(edit.clone());
            trial.apply(Effect::Edit(edit), world)?;
        }
        let together = [typed, resolved].map(transforms::together);
        let standing = transforms::of(&together[0]).map_or(self.standing, |verb| verb.standing);
        let edit = said(session.settled(Edit::joined(edits)));
        Ok(Prepared {
            effect: Effect::Edit(edit),
            standing,
            stands_as: Some(together),
            ..self
        })
    }
}

/// The edit with the words for it: how many names are others, how many are gone.
fn said(edit: Edit) -> Edit {
    let gone = edit.items.iter().filter(|item| item.to.is_none()).count();
    let both = gone > 0 && gone < edit.items.len();
    Edit {
        word: if gone < edit.items.len() {
            "renamed"
        } else {
            "deleted"
        },
        note: both.then(|| format!("{gone} deleted")),
        ..edit
    }
}
