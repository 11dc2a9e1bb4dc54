//! Text to value and back: OLY lines, YAML plans, references, patterns, slices, templates.
//!
//! Invariant: this room knows no tensors, no files and no session. Parsing never panics.

pub mod block;
mod brackets;
mod fault;
mod json;
mod line;
pub mod literal;
mod nearest;
pub mod oly;
mod pattern;
mod reference;
mod size;
mod slice;
mod template;
mod value;
mod warning;
pub mod yaml;

pub use line::Line;
pub use nearest::nearest;
pub use pattern::{Captures, Pattern};
pub use reference::{Expression, Reference, Role, Scope, earlier, is_alias, itself};
pub use size::Size;
pub use slice::{Component, Slice};
pub use template::Template;
pub use value::{Entry, Map, Node, Value};
pub use warning::Warning;
