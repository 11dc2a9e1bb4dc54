//! Path patterns held against a slow and simple reading of the rules.

use super::{Path, Step};
use proptest::prelude::*;
use std::collections::HashMap;

fn path(tokens: &[&str]) -> Path {
    Path::read(tokens).unwrap_or_else(|fault| panic!("{tokens:?}: {fault:?}"))
}

/// What a variable took, as texts: a segment, or a run of them.
type Bindings = HashMap<String, Vec<String>>;

/// The rules as they are written down, for literal segments, `$x` and `*xs` only.
fn slow(tokens: &[&str], segments: &[&str], bound: &Bindings) -> Option<Bindings> {
    let Some((token, tokens)) = tokens.split_first() else {
        return segments.is_empty().then(|| bound.clone());
    };
    let with = |taken: usize| {
        let taken: Vec<String> = segments[..taken]
            .iter()
            .map(|text| text.to_string())
            .collect();
        let mut bound = bound.clone();
        match bound.insert(token.to_string(), taken.clone()) {
            Some(known) if known != taken => None,
            _ => Some(bound),
        }
    };
    let then = |taken: usize, bound: &Bindings| slow(tokens, &segments[taken..], bound);
    match &token[..1] {
        "*" => (0..=segments.len())
            .rev()
            .find_map(|taken| then(taken, &with(taken)?)),
        "$" if !segments.is_empty() => then(1, &with(1)?),
        _ if segments.first() == Some(token) => then(1, bound),
        _ => None,
    }
}

proptest! {
    #[test]
    fn fast_and_slow_agree(
        tokens in prop::collection::vec(prop::sample::select(vec!["a", "b", "$x", "$y", "*p", "*q", "*r"]), 1..6),
        segments in prop::collection::vec(prop::sample::select(vec!["a", "b", ""]), 1..7),
    ) {
        let name = segments.join(".");
        let found = path(&tokens).matches(&name).expect("few ways to match");
        let expected = slow(&tokens, &segments, &Bindings::new());
        prop_assert_eq!(found.is_some(), expected.is_some());
        for (token, taken) in expected.into_iter().flatten() {
            let expected = (!taken.is_empty()).then(|| taken.join("."));
            let found = found.as_ref().and_then(|found| found.named(&token[1..]));
            prop_assert_eq!(found, expected.as_deref(), "{}", token);
        }
    }

    #[test]
    fn no_token_makes_the_reader_fall(tokens in prop::collection::vec("[$*~\\\\a:,(.)x1]{0,6}", 0..4)) {
        if let Ok(path) = Path::read(&tokens) {
            prop_assert!(path.matches("a.x").is_ok() || tokens.iter().any(|token| token.contains('~')));
        }
    }
}

#[test]
fn dead_ends_are_remembered() {
    let name = ["a"; 60].join(".");
    let runs = path(&["*a", "*b", "*c", "*d", "*e", "*f", "x"]);
    assert_eq!(runs.search(&name, 100_000).ok(), Some(None));
}

#[test]
fn repeated_runs_give_up_in_time() {
    let name = ["a"; 200].join(".");
    let runs = path(&["*a", "*b", "*a", "*b", "*c", "*c", "x"]);
    let error = runs.search(&name, 100_000).expect_err("too many ways");
    assert!(error.message().contains("in too many ways"), "{error}");
    assert!(error.message().contains("['*a', '*b'"), "{error}");
}

#[test]
fn a_path_has_so_many_segments_and_no_more() {
    assert!(Path::read(&vec!["a"; 256]).is_ok());
    assert!(Path::read(&vec!["a"; 257]).is_err());
    assert!(Path::read(&[".".repeat(1000)]).is_err());
    assert!(Path::read::<&str>(&[]).is_err());
}

#[test]
fn only_plain_segments_are_exact() {
    assert_eq!(path(&["h", "0.w", r"\$x"]).exact(), Some("h.0.w.$x"));
    assert_eq!(path(&["h", "$i"]).exact(), None);
    assert!(matches!(path(&["~h"]).steps(), [Step::Test(..)]));
}
