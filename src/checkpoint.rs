//! Files to state dicts and back: headers in, bytes streamed out.
//!
//! Invariant: only this room touches tensor files. Opening reads no tensor byte; what is written
//! appears whole under its name, or not at all.

mod paths;
pub mod publish;
