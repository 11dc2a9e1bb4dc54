//! BrainSurgery edits neural-network checkpoints: rename, cut, cast, scale, merge, and write.
//!
//! A session maps names to tensor expressions. A step is a pure function from the session to an
//! effect. Bytes move only when a number is looked at or a checkpoint is written.
//!
//! The rooms, in the order a typed line travels. A room may use those below it and no others
//! (`tests/architecture.rs`); each room's own page states what always holds in it. The first six are
//! the program, `src/main.rs`, on top of this library.
//!
//! | room | what happens there |
//! |---|---|
//! | `main` | flags in, exit code out |
//! | `commands` | what each command does |
//! | `options` | what flags mean, worked out once |
//! | `settings` | the defaults of the user |
//! | `usage` | what is said of a wrong command line |
//! | `cli` | the command line, as it was typed |
//! | [`shell`] | a person at a prompt |
//! | [`batch`], [`demo`] | plans, recordings and lines run without a person; checkpoints to try them on |
//! | [`plan`] | a value becomes a bound step, is run, recorded, printed again |
//! | [`transforms`] | every verb, one file each |
//! | [`assertions`] | every claim, one file each |
//! | [`guide`] | help, completion, hints and reference pages, read from signatures |
//! | [`session`] | aliases to state dicts; references to tensors; the one place that changes |
//! | [`checkpoint`] | files to state dicts and back: headers in, bytes streamed out |
//! | [`signature`] | what a verb or a claim declares |
//! | [`tensor`] | dtype, shape, expression; evaluation |
//! | [`syntax`] | text to value and back: OLY, YAML, references, patterns, slices |
//! | [`report`] | an answer as data, then as text, table or JSON; diagnostics, progress |
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
