//! What a step would touch, as a preview shows it.

use super::{AliasEdit, Effect, Session};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The names a step would change, make and take away, as `alias::name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Names that would stand for another tensor.
    pub changed: BTreeSet<String>,
    /// Names that would be new.
    pub created: BTreeSet<String>,
    /// Names that would be gone.
    pub deleted: BTreeSet<String>,
    /// Whether the step acts on files or aliases, whatever names it touches.
    pub beyond: bool,
}

impl Impact {
    /// Whether there is nothing to ask about.
    pub fn is_none(&self) -> bool {
        !self.beyond
            && self.changed.is_empty()
            && self.created.is_empty()
            && self.deleted.is_empty()
    }
}

impl Impact {
    /// Counts another impact in.
    pub fn extend(&mut self, other: Impact) {
        self.changed.extend(other.changed);
        self.created.extend(other.created);
        self.deleted.extend(other.deleted);
        self.beyond |= other.beyond;
    }

    /// The names in their buckets: `created[1] m::b | deleted[1] m::a`.
    pub fn buckets(&self) -> String {
        let bucket = |(word, names): (&str, &BTreeSet<String>)| {
            let listed = names
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", ");
            (!names.is_empty()).then(|| format!("{word}[{}] {listed}", names.len()))
        };
        let buckets = self
            .each()
            .into_iter()
            .filter_map(bucket)
            .collect::<Vec<_>>();
        match buckets.is_empty() {
            true if self.beyond => "acts on files or aliases".to_string(),
            true => "no tensor impact".to_string(),
            false => buckets.join(" | "),
        }
    }

    /// How many names: `changed[1], created[0], deleted[2]`.
    pub fn counts(&self) -> String {
        self.each()
            .map(|(word, names)| format!("{word}[{}]", names.len()))
            .join(", ")
    }

    /// The names in their buckets, and whether files or aliases are touched, as data.
    pub fn to_json(&self) -> Value {
        json!({
            "changed": self.changed,
            "created": self.created,
            "deleted": self.deleted,
            "files_or_aliases": self.beyond,
        })
    }

    fn each(&self) -> [(&'static str, &BTreeSet<String>); 3] {
        [
            ("changed", &self.changed),
            ("created", &self.created),
            ("deleted", &self.deleted),
        ]
    }
}

impl Session {
    /// What an effect would touch.
    pub fn impact(&self, effect: &Effect) -> Impact {
        match effect {
            Effect::Edit(edit) => self.touched(&edit.touches),
            Effect::Alias(AliasEdit::Add(_) | AliasEdit::Rename(..) | AliasEdit::Remove(_))
            | Effect::Open(_)
            | Effect::Save(_)
            | Effect::Write(_)
            | Effect::Undo(_)
            | Effect::Redo(_)
            | Effect::Restore(_)
            | Effect::Rewrite(_)
            | Effect::Instead(_)
            | Effect::Run(_)
            | Effect::Recall(_)
            | Effect::Try(_) => Impact {
                beyond: true,
                ..Impact::default()
            },
            Effect::Look(_) | Effect::At(_) | Effect::Set(_) | Effect::Draft(_) | Effect::Exit => {
                Impact::default()
            }
        }
    }

    fn touched(&self, touches: &[super::Touch]) -> Impact {
        let mut impact = Impact::default();
        for touch in touches {
            let label = format!("{}::{}", touch.alias, touch.name);
            let there = self
                .state
                .models
                .get(&touch.alias)
                .is_some_and(|model| model.tensors.contains(&touch.name));
            match (there, touch.tensor.is_some()) {
                (true, true) => impact.changed.insert(label),
                (false, true) => impact.created.insert(label),
                (true, false) => impact.deleted.insert(label),
                (false, false) => false,
            };
        }
        impact
    }
}
