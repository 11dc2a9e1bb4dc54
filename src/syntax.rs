//! Text to value and back: OLY lines, YAML plans, references, patterns, slices, templates.
//!
//! Invariant: this room knows no tensors, no files and no session. Parsing never panics.

mod nearest;
pub mod oly;
mod size;
mod slice;
mod value;
mod warning;
pub mod yaml;

pub use nearest::nearest;
pub use size::Size;
pub use slice::{Component, Slice};
pub use value::{Entry, Map, Node, Value};
pub use warning::Warning;
