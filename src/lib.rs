//! BrainSurgery edits neural-network checkpoints: rename, cut, cast, scale, merge, and write.
//!
//! A session maps names to tensor expressions. A step is a pure function from the session to an
//! effect. Bytes move only when a number is looked at or a checkpoint is written.

pub mod checkpoint;
pub mod error;
pub mod plan;
pub mod report;
pub mod syntax;
pub mod tensor;
