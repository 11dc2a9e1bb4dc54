//! The output of a plan: which alias it means, and writing it.

use super::document::Output;
use crate::checkpoint::{Format, Written};
use crate::error::{Error, Kind, Result};
use crate::session::{Save, Session, World};
use std::path::PathBuf;
use std::sync::Arc;

/// The save that an output asks for at the end of a session.
///
/// # Errors
/// `alias` when it names one that is not there; `output` when it cannot be told.
pub(super) fn save(output: &Output, session: &Session) -> Result<Save> {
    let known = |alias: &str| session.state().models.contains_key(alias);
    let (named, path) = output.target(known);
    let alias = alias(named, session).map_err(|error| match &output.alias_place {
        Some(place) => error.for_key("alias").at(place),
        None => error.for_key("output").at_some(output.place.as_ref()),
    })?;
    Ok(Save {
        alias,
        target: None,
        path: PathBuf::from(path),
        format: output
            .format
            .and_then(|format| Format::parse(format.name())),
        shard: output.shard,
    })
}

/// Writes an output, or under a dry run only checks that it could be written.
///
/// # Errors
/// As [`save`]; `io`, `format`, `interrupted`.
pub(super) fn write(
    output: &Output,
    session: &Session,
    world: &mut dyn World,
) -> Result<Option<Written>> {
    let save = save(output, session)?;
    session.may_make(&save.path)?;
    let model = session.model(&save.alias)?;
    let written = world.save(&save, model, session.flags().dry_run);
    written.map_err(|error| error.for_key("output").at_some(output.place.as_ref()))
}

/// The alias an output means: the one it names; else the one that steps have written; else the only
/// input; else the only one with tensors.
fn alias(named: Option<&str>, session: &Session) -> Result<Arc<str>> {
    if let Some(alias) = named {
        return session.only_alias(Some(alias));
    }
    let state = session.state();
    let holds = |alias: &&Arc<str>| {
        state
            .models
            .get(&***alias)
            .is_some_and(|model| !model.tensors.is_empty())
    };
    let written: Vec<&Arc<str>> = state.written.iter().filter(holds).collect();
    let filled: Vec<&Arc<str>> = state.models.keys().filter(holds).collect();
    match (
        written.as_slice(),
        state.inputs.as_slice(),
        filled.as_slice(),
    ) {
        ([one], _, _) => Ok(Arc::clone(one)),
        (_, [one], _) => Ok(one.clone()),
        (_, _, [one]) => Ok(Arc::clone(one)),
        _ => Err(untold(if written.is_empty() {
            &filled
        } else {
            &written
        })),
    }
}

fn untold(candidates: &[&Arc<str>]) -> Error {
    let error = Error::new(Kind::Output, "cannot tell which alias to write");
    match candidates {
        [] => error.hint("no alias has tensors"),
        some => {
            let names: Vec<&str> = some.iter().map(|alias| &***alias).collect();
            error.hint(format!(
                "say `output: {{ alias: {}, path: ... }}`; it could be {}",
                names[0],
                names.join(", ")
            ))
        }
    }
}
