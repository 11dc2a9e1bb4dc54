//! Help and reference pages, all read from signatures.
//!
//! Invariant: nothing here names a verb. What a page says about one comes from its signature.

pub mod complete;
mod help;
mod needs;
mod page;
mod words;

pub use help::{TRY, explained, help};
pub use needs::needs;
pub use page::page;
