//! The table of single steps: what each leaves, or the kind of its failure.

use crate::examples::run_lines;

const TABLE: &str = include_str!("../data/steps.txt");

const GIVEN: &str = "v: float32 [3] = 1, 2, 3\nw: float32 [3] = 4, 5, 6\n\
    m: float32 [2, 3] = 0, 1, 2, 3, 4, 5\nn: float32 [2, 3] = 6, 7, 8, 9, 10, 11\n\
    h: float16 [3] = 1, 2, 3\ni: int32 [3] = -5, 2, 300\nu: uint8 [3] = 1, 2, 250\nb: bool [3] = 1, 0, 1";

/// What is wrong with a row, if anything is.
fn fault(step: &str, expected: &str) -> Option<String> {
    let ran = run_lines(GIVEN, step);
    let found = match (&ran.failure, ran.kind) {
        (Some(_), Some(kind)) if ran.tensors != GIVEN => format!("{}, half done", kind.name()),
        (Some(_), Some(kind)) => kind.name().to_string(),
        _ if expected == "holds" && ran.tensors == GIVEN => expected.to_string(),
        _ if ran.tensors.lines().any(|line| line == expected) => expected.to_string(),
        _ => ran.tensors,
    };
    (found != expected).then(|| format!("{step}: expected {expected}, found {found}"))
}

#[test]
fn every_row_holds() {
    let rows = TABLE.lines().filter_map(|line| line.split_once(" => "));
    let rows: Vec<_> = rows.filter(|(step, _)| !step.starts_with('#')).collect();
    let faults = rows
        .iter()
        .filter_map(|(step, expected)| fault(step, expected));
    let faults: Vec<String> = faults.collect();
    assert!(rows.len() > 100, "{} rows", rows.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
