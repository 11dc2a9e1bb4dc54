//! What the file of a claim needs.

pub(super) use super::assertion::{Assertion, Judgement, is_no, no};
pub(super) use crate::error::{Error, Kind as Fault, Result};
pub(super) use crate::report::Answer;
pub(super) use crate::session::{Look, Session, Source, Taken};
pub(super) use crate::signature::{
    Args, Example, Group, Kind, Must, Param, Payload, Signature, Slicing, Then,
};
pub(super) use crate::tensor::{Engine, Tensor};
pub(super) use std::sync::Arc;
