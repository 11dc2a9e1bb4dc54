//! The conformance suite: what a plan must do, as data, run through the real program.

mod case;
mod compare;
mod groups;
mod numbers;
mod said;
mod trial;

#[path = "../support/program.rs"]
mod program;
#[path = "../support/tensors.rs"]
mod tensors;

use rayon::prelude::*;
use std::collections::BTreeMap;

/// The cases that do not hold yet, one a line, sorted.
const NOT_YET: &str = include_str!("not_yet.txt");

#[test]
fn every_case_holds_but_those_that_are_listed() {
    let cases = case::all();
    let outcomes: BTreeMap<&str, Result<(), String>> = cases
        .par_iter()
        .map(|case| (case.name.as_str(), trial::hold(case)))
        .collect();
    let listed = |name: &str| NOT_YET.lines().any(|line| line == name);
    let wrong = outcomes.iter().filter_map(|(name, outcome)| match outcome {
        Ok(()) if listed(name) => Some(format!(
            "{name}: holds now: take it off tests/conformance/not_yet.txt"
        )),
        Err(reason) if !listed(name) => Some(format!("{name}: {reason}")),
        _ => None,
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_list_of_what_does_not_hold_is_sorted_and_names_cases() {
    let cases = case::all();
    let listed: Vec<&str> = NOT_YET.lines().collect();
    assert!(
        listed.is_sorted_by(|one, other| one < other),
        "sorted, each name once"
    );
    let unknown: Vec<_> = listed
        .iter()
        .filter(|name| cases.iter().all(|case| case.name != **name))
        .collect();
    assert!(unknown.is_empty(), "no such cases: {unknown:?}");
}
