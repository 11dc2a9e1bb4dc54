//! Files and folders.

use super::reference::Typed;
use super::{Candidate, Entry, Scene, names};
use crate::syntax::nearest;
use std::collections::HashSet;

/// At most so many files are offered whose names are only near.
const NEAR: usize = 5;

/// The files and folders that begin as typed, folders first; files that hold plans before others if `plans`. Where
/// none begins so, those that are near.
pub(super) fn offer(typed: Typed, plans: bool, scene: &Scene) -> Vec<Candidate> {
    let split = typed.text.rfind('/').map_or(0, |slash| slash + 1);
    let (folder, name) = typed.text.split_at(split);
    let hidden = |entry: &Entry| entry.name.starts_with('.') && !name.starts_with('.');
    let mut entries = (scene.list)(folder);
    entries.retain(|entry| !hidden(entry));
    let meant = meant(&entries, name);
    entries.retain(|entry| meant.contains(&entry.name));
    entries.sort_by_cached_key(|entry| {
        let rank = match entry.is_folder {
            _ if plans && is_plan(entry) => 0,
            true => 1,
            false => 2,
        };
        (rank, entry.name.clone())
    });
    entries
        .iter()
        .map(|entry| candidate(typed, folder, entry))
        .collect()
}

/// The names that a person may mean by what is typed.
fn meant(entries: &[Entry], typed: &str) -> HashSet<String> {
    let names = || entries.iter().map(|entry| entry.name.as_str());
    let mut meant: Vec<&str> = names().filter(|name| name.starts_with(typed)).collect();
    if meant.is_empty() {
        meant = names::fuzzy(names(), typed);
    }
    if meant.is_empty() {
        meant = nearest(typed, names(), NEAR);
    }
    meant.into_iter().map(str::to_string).collect()
}

fn candidate(typed: Typed, folder: &str, entry: &Entry) -> Candidate {
    let mark = if entry.is_folder { "/" } else { "" };
    let path = format!("{folder}{}{mark}", entry.name);
    let quoted = crate::syntax::oly::scalar(&path);
    let insert = match (typed.quote, entry.is_folder) {
        (None, true) if quoted != path => quoted.trim_end_matches('\'').to_string(),
        (None, true) => path,
        _ => typed.write(&path, !entry.is_folder),
    };
    Candidate::new(insert, "")
}

fn is_plan(entry: &Entry) -> bool {
    !entry.is_folder && (entry.name.ends_with(".yaml") || entry.name.ends_with(".yml"))
}
