//! What the file of a verb needs.

pub(super) use super::params::*;
pub(super) use super::transform::{Transform, complete};
pub(super) use crate::error::{Error, Kind as Fault, Result};
pub(super) use crate::session::{Edit, Effect, Session, Standing, Treatment};
pub(super) use crate::signature::{
    Access, Args, Example, Group, Kind, Must, Owner, Param, Payload, Signature, Slicing, Then,
};
