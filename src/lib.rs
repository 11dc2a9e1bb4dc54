//! BrainSurgery edits neural-network checkpoints: rename, cut, cast, scale, merge, and write.
//!
//! A session maps names to tensor expressions. A step is a pure function from the session to an
//! effect. Bytes move only when a number is looked at or a checkpoint is written.
//!
//! The rooms, in the order a typed line travels. A room may use those below it and no others
//! (`tests/architecture.rs`); each room's own page states what always holds in it.
//!
//! | room | what happens there |
//! |---|---|
//! | [`shell`] | a person at a prompt |
//! | [`batch`], [`demo`] | plans, recordings and lines run without a person; checkpoints to try them on |
//! | [`plan`] | a value becomes a bound step, is run, recorded, printed again |
//! | [`transforms`] | every verb, one file each |
//! | [`assertions`] | every claim, one file each |
//! | [`guide`] | help and reference pages, read from signatures |
//! | [`session`] | aliases to state dicts; references to tensors; the one place that changes |
//! | [`checkpoint`] | files to state dicts and back: headers in, bytes streamed out |
//! | [`signature`] | what a verb or a claim declares |
//! | [`tensor`] | dtype, shape, expression; evaluation |
//! | [`syntax`] | text to value and back |
//! | [`report`] | an answer as data, then as text, table or JSON |
//! | [`error`] | kind, message, place, hints |

pub mod assertions;
pub mod batch;
pub mod checkpoint;
pub mod demo;
pub mod error;
pub mod guide;
pub mod plan;
pub mod report;
pub mod session;
pub mod shell;
pub mod signature;
pub mod syntax;
pub mod tensor;
pub mod transforms;
