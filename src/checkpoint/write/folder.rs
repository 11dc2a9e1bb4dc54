//! A folder of tensors: one file, or shards and their index.

use super::contents::Contents;
use super::sidecars;
use super::stream::{self, Output};
use crate::checkpoint::destination::{Destination, Sharding};
use crate::checkpoint::header::Metadata;
use crate::checkpoint::index;
use crate::checkpoint::origin::Origin;
use crate::checkpoint::publish::{Changes, NewFolder, failed};
use crate::checkpoint::shards::{self, Shard, WHOLE};
use crate::error::Result;
use crate::tensor::{Engine, Tensor};
use std::fs::File;
use std::io::Write;
use std::sync::Arc;

/// Writes a folder, so many of its files at once, and returns what a person should know.
pub fn write(
    engine: &Engine,
    destination: &Destination,
    (sharding, files_at_once): (Sharding, usize),
    tensors: &[(Arc<str>, Tensor)],
    metadata: &Metadata,
    origin: Option<&Origin>,
) -> Result<Vec<String>> {
    let new = NewFolder::create(&destination.path)?;
    let (files, index) = match sharding {
        Sharding::None => (vec![(WHOLE.to_owned(), tensors)], None),
        Sharding::AtMost(bytes) => {
            let shards = shards::pack(tensors, bytes);
            let index = index::compose(shards.iter().map(|(name, held)| (name.as_str(), *held)));
            (shards, Some(index))
        }
    };
    for group in files.chunks(files_at_once.max(1)) {
        write_group(engine, &new, group, metadata)?;
    }
    let last = match index {
        Some(index) => {
            write_text(&new, index::NAME, &index)?;
            index::NAME
        }
        None => WHOLE,
    };
    let notes = sidecars::carry(origin, &destination.path, new.path(), engine.cancel())?;
    engine.cancel().check()?;
    let changes = Changes {
        stale: shards::stale(&destination.path, new.path()),
        last: Some(last.into()),
    };
    new.publish(&changes)?;
    Ok(notes)
}

fn write_group(
    engine: &Engine,
    new: &NewFolder,
    group: &[Shard],
    metadata: &Metadata,
) -> Result<()> {
    let mut made = Vec::with_capacity(group.len());
    for (name, tensors) in group {
        let path = new.destination().join(name);
        let file = File::create_new(new.path().join(name))
            .map_err(|cause| failed(&path, "write", &cause))?;
        made.push((path, file, Contents::safetensors(tensors, metadata)?));
    }
    let outputs: Vec<Output> = made
        .iter()
        .map(|(path, file, contents)| Output {
            path,
            file,
            contents,
        })
        .collect();
    stream::write(engine, &outputs)
}

fn write_text(new: &NewFolder, name: &str, text: &str) -> Result<()> {
    File::create_new(new.path().join(name))
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .map_err(|cause| failed(&new.destination().join(name), "write", &cause))
}
