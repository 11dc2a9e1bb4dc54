//! What a verb or a claim declares of itself: name, summary, parameters, kinds, examples.
//!
//! A [`Signature`] is the only description of a verb. Binding, help, completion, reference pages and
//! tests read it. Invariant: this room knows no session.

mod args;
mod bind;
mod bound;
mod call;
mod kind;
mod named;
mod param;
mod scalars;
mod typed;
mod values;

pub use args::Args;
pub use bind::{Scope, bind};
pub use call::Call;
pub use kind::{Access, Kind, Must, Owner, Slicing};
pub use named::{Rewrite, rewritten};
pub use param::{Need, Param};
pub use typed::typed;

/// Everything a verb or a claim says of itself.
#[derive(Debug, PartialEq)]
pub struct Signature {
    /// The word a person types.
    pub name: &'static str,
    /// Where it stands in listings.
    pub group: Group,
    /// One sentence, within 72 columns.
    pub summary: &'static str,
    /// What may stand behind the name.
    pub payload: Payload,
    /// The parameters, required ones first.
    pub params: &'static [Param],
    /// What help says beyond the summary; may be empty.
    pub notes: &'static str,
    /// Lines that show its use. They run as tests.
    pub examples: &'static [Example],
}

impl Signature {
    /// The parameter called `name`, where `_` and `-` are the same.
    pub fn param(&self, name: &str) -> Option<&'static Param> {
        let same = |param: &&Param| param.name.replace('_', "-") == name.replace('_', "-");
        self.params.iter().find(same)
    }
}

/// Where a verb stands in listings, in the order they show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Reading and writing checkpoints.
    Files,
    /// New names for tensors, and their removal.
    Names,
    /// Numbers changed.
    Arithmetic,
    /// Dimensions changed, tensors cut and joined.
    Shapes,
    /// Tensors made from nothing.
    Making,
    /// Looking without changing.
    Looking,
    /// The session itself.
    Session,
    /// What an assertion may claim.
    Claims,
}

impl Group {
    /// The title of the group in a listing.
    pub fn title(self) -> &'static str {
        match self {
            Group::Files => "files",
            Group::Names => "names",
            Group::Arithmetic => "arithmetic",
            Group::Shapes => "shapes",
            Group::Making => "making",
            Group::Looking => "looking",
            Group::Session => "session",
            Group::Claims => "claims",
        }
    }
}

/// What may stand behind a verb's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// Nothing.
    Nothing,
    /// Keys and their values.
    Keys,
    /// Keys, or the value of one of them alone: `load: model.safetensors`.
    KeysOr(&'static str),
    /// The value of the one parameter, without its key: `exists: ln_f.weight`.
    Whole(&'static str),
}

/// A line that shows a verb's use on a small state dict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// One sentence on what the line does.
    pub about: &'static str,
    /// The tensors before, one a line: `name: dtype [shape] = values`.
    pub given: &'static str,
    /// The line as typed.
    pub line: &'static str,
    /// What must be true after it.
    pub then: Then,
}

/// What an example leaves behind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Then {
    /// The tensors after, one a line as in [`Example::given`].
    Leaves(&'static str),
    /// The answer shown, to the letter.
    Shows(&'static str),
    /// The step fails; the message holds these words.
    Fails(&'static str),
    /// The line runs; what it leaves depends on files and is tested elsewhere.
    Runs,
}
