//! What may follow a pattern: the next segments of the names that it has matched so far.

use super::reference::{self, Typed};
use super::{Candidate, Names};
use crate::syntax::Pattern;
use std::collections::BTreeMap;

/// So many names are enough to know what follows.
const ENOUGH: usize = 10_000;
/// The group that holds what follows; patterns of people have no such name.
const REST: &str = "rest_of_the_name";

/// The segments that follow the last dot of a pattern and begin as typed behind it, each with the pattern before it.
pub(super) fn offer(typed: Typed, prefix: &str, pattern: &str, names: &Names) -> Vec<Candidate> {
    let Some((head, tail)) = split(pattern) else {
        return Vec::new();
    };
    let Some(literal) = reference::literal(tail) else {
        return Vec::new();
    };
    let escapes = head.ends_with("\\.");
    let candidate = |(segment, is_whole): (&str, bool)| {
        let text = format!("{prefix}{head}{}", reference::escaped(segment, escapes));
        Candidate::new(typed.write(&text, is_whole), "").shown(text)
    };
    let found = segments(head, &literal, names);
    let mut found: Vec<(&str, bool)> = found.into_iter().collect();
    found.sort_by_key(|(segment, _)| segment.trim_end_matches('.').parse::<u64>().ok());
    found.into_iter().map(candidate).collect()
}

/// The pattern up to its last dot that stands for itself, outside of brackets, and what is typed behind it.
fn split(pattern: &str) -> Option<(&str, &str)> {
    let (mut depth, mut escaped, mut dot) = (0_usize, false, None);
    for (at, c) in pattern.char_indices() {
        match c {
            '.' if depth == 0 => dot = Some(at + 1),
            _ if escaped => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '*' | '+' | '?' | '{' if dot == Some(at) => dot = None,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    dot.map(|dot| pattern.split_at(dot))
}

/// The segments, each with its dot, or as the last of a name.
fn segments<'n>(head: &str, begun: &str, names: &'n Names) -> BTreeMap<&'n str, bool> {
    let mut found = BTreeMap::new();
    let begun = reference::escaped(begun, true);
    let Ok(pattern) = Pattern::regex(&format!("(?:{head})(?P<{REST}>{begun}.*)")) else {
        return found;
    };
    let mut matched = 0;
    for name in names.sorted.iter() {
        let Ok(captures) = pattern.matches(name) else {
            break;
        };
        let Some(rest) = captures.and_then(|captures| captures.named(REST)) else {
            continue;
        };
        let end = rest.find('.').map_or(rest.len(), |dot| dot + 1);
        found.insert(&rest[..end], end == rest.len());
        matched += 1;
        if matched == ENOUGH {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_cut_at_its_last_dot() {
        for (pattern, cut) in [
            (r"h\.(\d+)\.at", Some((r"h\.(\d+)\.", "at"))),
            (r".*\.", Some((r".*\.", ""))),
            (r"h.*.at", Some((r"h.*.", "at"))),
            (r"h\.(a|b\.c", Some((r"h\.", r"(a|b\.c"))),
            (r".*", None),
            (r"h(a|b)", None),
        ] {
            assert_eq!(split(pattern), cut, "{pattern}");
        }
    }
}
