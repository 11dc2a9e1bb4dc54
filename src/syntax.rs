//! Text to value and back: OLY lines, YAML plans, references, patterns, slices, templates.
//!
//! Invariant: this room knows no tensors, no files and no session. Parsing never panics.

mod value;

pub use value::{Entry, Map, Node, Value};
