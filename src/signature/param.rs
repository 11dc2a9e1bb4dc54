//! A parameter of a verb.

use super::kind::Kind;

/// One key that a verb takes.
#[derive(Debug, PartialEq)]
pub struct Param {
    /// The key.
    pub name: &'static str,
    /// What its value may be.
    pub kind: Kind,
    /// What it is for, as a phrase.
    pub about: &'static str,
    /// Whether it must be given.
    pub need: Need,
    /// The key that says whether it means anything, and the words of that key under which it does.
    pub when: Option<(&'static str, &'static [&'static str])>,
}

/// Whether a parameter must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must be given.
    Required,
    /// It may be left out, and then nothing stands for it.
    Optional,
    /// It may be left out, and then this stands for it, as it would be typed.
    Default(&'static str),
}

impl Param {
    /// A parameter that must be given.
    pub const fn required(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Param {
            name,
            kind,
            about,
            need: Need::Required,
            when: None,
        }
    }

    /// A parameter that may be left out.
    pub const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Param {
            name,
            kind,
            about,
            need: Need::Optional,
            when: None,
        }
    }

    /// A parameter that stands for `value`, written as typed, when it is left out.
    pub const fn default(
        name: &'static str,
        kind: Kind,
        value: &'static str,
        about: &'static str,
    ) -> Self {
        Param {
            name,
            kind,
            about,
            need: Need::Default(value),
            when: None,
        }
    }

    /// The same parameter, which means something only where `key` is one of `words`.
    pub const fn under(self, key: &'static str, words: &'static [&'static str]) -> Self {
        Param {
            when: Some((key, words)),
            ..self
        }
    }
}
