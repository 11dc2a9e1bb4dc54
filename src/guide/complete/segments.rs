//! The segments of a path, `[h, $i, attn]`: those that names have at a position, and marks for any.

use super::scan::Level;
use super::{Candidate, MOST, Names, Scene, names};
use crate::signature::Kind;
use std::collections::BTreeSet;

/// What may stand as the next segment.
pub(super) fn offer(
    level: &Level,
    kind: Kind,
    text: &str,
    typed: &str,
    scene: &Scene,
) -> Vec<Candidate> {
    let typed = typed.trim_start_matches(['\'', '"']);
    let before = before(level, text);
    let (names, path) = alias(&before, scene);
    let segments = names.map_or_else(BTreeSet::new, |names| following(names, &path));
    let begins = segments.iter().filter(|segment| segment.starts_with(typed));
    let mut meant: Vec<&str> = begins.copied().collect();
    if meant.is_empty() {
        meant = names::fuzzy(segments.iter().copied(), typed);
    }
    meant.sort_by_key(|segment| number(segment));
    let mut offered: Vec<Candidate> = meant
        .into_iter()
        .map(|segment| Candidate::new(written(segment), ""))
        .collect();
    if typed.is_empty() {
        offered.truncate(MOST - 3);
        let marks = [
            ("$", "one segment, named"),
            ("*", "any segments, named"),
            ("~", "a pattern"),
        ];
        let most = if matches!(kind, Kind::Reference(_)) {
            3
        } else {
            1
        };
        offered.extend(
            marks[..most]
                .iter()
                .map(|(mark, about)| Candidate::new(*mark, *about)),
        );
    }
    offered
}

/// A segment as it is written: in quotes where it would not be the same text without.
fn written(segment: &str) -> String {
    match number(segment) {
        Some(number) if number.to_string() == segment => segment.to_string(),
        _ => crate::syntax::oly::scalar(segment),
    }
}

fn number(segment: &str) -> Option<u64> {
    segment.parse().ok()
}

/// The items before the one at the cursor.
fn before<'t>(level: &Level, text: &'t str) -> Vec<&'t str> {
    let items = level
        .given
        .split_last()
        .map_or(&[][..], |(_, before)| before);
    let read = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or("");
    items
        .iter()
        .map(|item| read(&item.value).trim().trim_matches(['\'', '"']))
        .collect()
}

/// The tensors meant, and the path without their alias.
fn alias<'s, 't>(path: &[&'t str], scene: &'s Scene) -> (Option<&'s Names>, Vec<&'t str>) {
    let mut path = path.to_vec();
    if let Some((alias, rest)) = path.first().and_then(|first| first.split_once("::")) {
        path[0] = rest;
        return (scene.model(alias), path);
    }
    (scene.meant().or_else(|| scene.models.first()), path)
}

/// The segments that follow a path in some name.
fn following<'s>(names: &'s Names, path: &[&str]) -> BTreeSet<&'s str> {
    let mut found = BTreeSet::new();
    let is_literal = |token: &&&str| !token.starts_with(['$', '*', '~']);
    let literal: Vec<&str> = path.iter().take_while(is_literal).copied().collect();
    let prefix: String = literal.iter().flat_map(|token| [*token, "."]).collect();
    for name in names.starting(&prefix) {
        if let Some(next) = next(name, path) {
            found.insert(next);
        }
    }
    found
}

/// The segment of a name behind a path, if the path fits.
fn next<'n>(name: &'n str, path: &[&str]) -> Option<&'n str> {
    let mut segments = name.split('.');
    for token in path {
        if token.starts_with('*') {
            return segments.next_back();
        }
        let segment = segments.next()?;
        if !token.starts_with(['$', '~']) && segment != *token {
            return None;
        }
    }
    segments.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_segment_is_that_behind_a_path_that_fits() {
        for (name, path, expected) in [
            ("h.0.attn.w", &[][..], Some("h")),
            ("h.0.attn.w", &["h"], Some("0")),
            ("h.0.attn.w", &["h", "0", "attn"], Some("w")),
            ("h.0.attn.w", &["h", "0", "attn", "w"], None),
            ("h.0.attn.w", &["h", "1"], None),
            ("h.0.attn.w", &["h", "$i"], Some("attn")),
            ("h.0.attn.w", &["~x", "$i"], Some("attn")),
            ("h.0.attn.w", &["h", "*rest"], Some("w")),
            ("h.0.attn.w", &["g", "*rest"], None),
            ("h", &["$i"], None),
        ] {
            assert_eq!(next(name, path), expected, "{name} behind {path:?}");
        }
    }

    #[test]
    fn a_segment_stands_in_quotes_where_it_would_not_be_the_same_text() {
        for (segment, expected) in [
            ("0", "0"),
            ("12", "12"),
            ("012", "012"),
            ("attn", "attn"),
            ("a,b", "'a,b'"),
            ("true", "'true'"),
        ] {
            assert_eq!(written(segment), expected);
        }
    }
}
