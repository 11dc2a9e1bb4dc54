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

#[test]
fn every_case_holds() {
    let cases = case::all();
    let outcomes: BTreeMap<&str, Result<(), String>> = cases
        .par_iter()
        .map(|case| (case.name.as_str(), trial::hold(case)))
        .collect();
    let wrong = outcomes.iter().filter_map(|(name, outcome)| {
        let reason = outcome.as_ref().err()?;
        Some(format!("{name}: {reason}"))
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
