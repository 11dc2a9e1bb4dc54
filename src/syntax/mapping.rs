//! From the names that a pattern matches to the names that templates make of them.

use super::pattern::{Captures, Pattern};
use super::template::Template;
use crate::error::{Error, Kind, Result};
use std::collections::HashMap;

/// The names that match, in ascending order of their code points, with what was taken of each.
///
/// # Errors
/// As for [`Pattern::matches`], of the first such name in the order given.
pub fn map_names<'n>(
    source: &Pattern,
    names: impl IntoIterator<Item = &'n str>,
) -> Result<Vec<(&'n str, Captures<'n>)>> {
    let mut matches = Vec::new();
    for name in names {
        if let Some(captures) = source.matches(name)? {
            matches.push((name, captures));
        }
    }
    matches.sort_unstable_by_key(|(name, _)| *name);
    Ok(matches)
}

/// Each of the matched names with the name that `template` makes of it.
///
/// # Errors
/// As for [`Template::fill`], of the first such name.
pub fn fill_names<'n>(
    matches: &[(&'n str, Captures<'n>)],
    template: &Template,
) -> Result<Vec<(&'n str, String)>> {
    let fill = |(name, captures): &(&'n str, Captures<'n>)| Ok((*name, template.fill(captures)?));
    matches.iter().map(fill).collect()
}

/// Checks that no two names under `alias` are written twice.
///
/// # Errors
/// A `collision` error that names the first destination taken twice, and its two sources.
pub fn check_unique<S: AsRef<str>>(alias: &str, pairs: &[(&str, S)]) -> Result<()> {
    let mut sources = HashMap::with_capacity(pairs.len());
    for (source, destination) in pairs {
        if let Some(first) = sources.insert(destination.as_ref(), source) {
            let destination = destination.as_ref();
            let message = format!("`{first}` and `{source}` both go to `{alias}::{destination}`");
            return Err(Error::new(Kind::Collision, message));
        }
    }
    Ok(())
}
