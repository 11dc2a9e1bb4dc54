//! Small checkpoints to try things on, the same bytes every time, and a tour through them.
//!
//! Shapes are tiny; names, dtypes and files are those that people meet in the field.

mod models;
mod story;
mod weights;

pub use story::Story;

use crate::checkpoint::{self, Destination, Sharding, publish};
use crate::error::{Error, Kind, Result};
use crate::tensor::{Engine, Tensor};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The tour, which the demonstration plays.
pub const TOUR: Story<'_> = Story(include_str!("../sessions/tour/session.txt"));

/// Every verb and every claim on the demonstration, which proves an installation.
pub const SELFTEST: Story<'_> = Story(include_str!("../sessions/selftest/session.txt"));

/// Writes the checkpoints of the demonstration into `folder`, which is made.
///
/// # Errors
/// `io` when the folder holds anything, or cannot be written.
pub fn write(folder: &Path, engine: &Engine) -> Result<()> {
    refuse_used(folder)?;
    save(
        &folder.join("gpt2.safetensors"),
        &models::gpt2()?,
        None,
        engine,
    )?;
    save(
        &folder.join("moe.safetensors"),
        &models::moe()?,
        None,
        engine,
    )?;
    save(
        &folder.join("llama"),
        &models::llama()?,
        Some(models::LLAMA_SHARD),
        engine,
    )?;
    publish::text(
        &folder.join("llama").join("config.json"),
        models::LLAMA_CONFIG,
    )
}

/// Refuses a folder that holds anything, so that nothing of a person's own is overwritten.
fn refuse_used(folder: &Path) -> Result<()> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(
                Error::new(Kind::Io, format!("`{}` is not empty", folder.display()))
                    .hint("name a new folder: `brainsurgery demo FOLDER`")
                    .while_writing(),
            ),
            None => Ok(()),
        },
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(Error::io(folder, "list", &cause).while_writing()),
    }
}

fn save(
    path: &Path,
    tensors: &[(String, Tensor)],
    shard: Option<Sharding>,
    engine: &Engine,
) -> Result<()> {
    let named: Vec<(Arc<str>, Tensor)> = tensors
        .iter()
        .map(|(name, tensor)| (Arc::from(name.as_str()), tensor.clone()))
        .collect();
    let destination = Destination::resolve(path, None, shard, None)?;
    checkpoint::write(engine, &destination, &named, &BTreeMap::new(), None).map(|_| ())
}
