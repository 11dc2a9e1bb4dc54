//! A parameter of a verb.

use super::kind::Kind;

/// One key that a verb takes.
#[derive(Debug)]
pub struct Param {
    /// The key.
    pub name: &'static str,
    /// What its value may be.
    pub kind: Kind,
    /// What it is for, as a phrase.
    pub about: &'static str,
    /// Whether it must be given.
    pub need: Need,
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
        }
    }

    /// A parameter that may be left out.
    pub const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Param {
            name,
            kind,
            about,
            need: Need::Optional,
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
        }
    }
}
