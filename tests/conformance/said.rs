//! What a run said: dumps, diffs, summaries, failures.

use crate::case::{Diff, Failure};
use serde_json::Value as Json;

/// Checks the JSON documents among what was said against those expected, in order.
///
/// # Errors
/// The document that differs.
pub fn check_dumps(expected: &[Json], out: &str) -> Result<(), String> {
    let found: Vec<Json> = out
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    if found.len() != expected.len() {
        return Err(format!(
            "{} dumps were printed, not {}",
            found.len(),
            expected.len()
        ));
    }
    let odd = found
        .iter()
        .zip(expected)
        .find(|(found, expected)| !agrees(found, expected));
    odd.map_or(Ok(()), |(found, expected)| {
        Err(format!("dumped {found}, not {expected}"))
    })
}

/// Whether a dumped value is the expected one. Numbers may differ a little; a tensor may say more.
fn agrees(found: &Json, expected: &Json) -> bool {
    match (found, expected) {
        (Json::Object(found), Json::Object(expected)) => {
            let is_tensor = expected.contains_key("shape");
            let all = expected
                .iter()
                .all(|(key, value)| found.get(key).is_some_and(|found| agrees(found, value)));
            all && (is_tensor || found.len() == expected.len())
        }
        (Json::Array(found), Json::Array(expected)) => {
            found.len() == expected.len()
                && found
                    .iter()
                    .zip(expected)
                    .all(|(found, value)| agrees(found, value))
        }
        _ => match (found.as_f64(), expected.as_f64()) {
            (Some(found), Some(expected)) => {
                (found - expected).abs() <= 1e-5 * expected.abs().max(1.0)
            }
            _ => found == expected,
        },
    }
}

/// The diffs among what was said.
pub fn diffs(out: &str) -> Vec<Diff> {
    let mut diffs: Vec<Diff> = Vec::new();
    let mut title = "";
    for line in out.lines() {
        if line.starts_with("Diff: ") {
            diffs.push(Diff::default());
        }
        let (Some(item), Some(diff)) = (line.strip_prefix("  - "), diffs.last_mut()) else {
            title = line;
            continue;
        };
        match title {
            "Missing on left:" => diff.missing_on_left.push(item.to_string()),
            "Missing on right:" => diff.missing_on_right.push(item.to_string()),
            _ => diff
                .differing
                .push(item.split(": ").next().unwrap_or(item).to_string()),
        }
    }
    diffs
}

/// The steps of a summary.
///
/// # Errors
/// That it is not YAML.
pub fn steps(summary: &str) -> Result<Json, String> {
    let plan: Json = serde_yaml::from_str(summary).map_err(|fault| fault.to_string())?;
    Ok(plan["transforms"].clone())
}

/// Checks the first failure of those that were told as JSON.
///
/// # Errors
/// What was told instead.
pub fn check_failure(expected: &Failure, code: Option<i32>, err: &str) -> Result<(), String> {
    let failures = err
        .lines()
        .filter_map(|line| serde_json::from_str::<Json>(line).ok());
    let first = failures
        .into_iter()
        .find(|document| document["kind"].is_string());
    let first = first.ok_or_else(|| format!("no failure was told: {err}"))?;
    let kind = first["kind"].as_str().unwrap_or_default();
    let possible = categories(kind);
    if !possible.iter().any(|category| {
        expected.category == *category || expected.or.iter().any(|or| or == category)
    }) {
        return Err(format!(
            "`{kind}` is not of category {} {:?}: {}",
            expected.category, expected.or, first["message"]
        ));
    }
    let step = first["step"].as_u64();
    if expected
        .step
        .is_some_and(|expected| step != Some(expected as u64))
    {
        return Err(format!(
            "step {step:?} is blamed, not {:?}: {}",
            expected.step, first["message"]
        ));
    }
    match (code, kind) {
        (Some(1), "assertion") | (Some(2 | 3), _) => Ok(()),
        _ => Err(format!("exit code {code:?} for `{kind}`")),
    }
}

/// The categories of the suite that a kind of failure may stand for.
fn categories(kind: &str) -> &'static [&'static str] {
    match kind {
        "payload" => &["plan", "value"],
        "reference" | "not-unique" => &["reference"],
        "alias" => &["reference", "dest-exists"],
        "no-match" => &["zero-match"],
        "collision" => &["collision"],
        "exists" => &["dest-exists"],
        "missing" => &["dest-missing"],
        "slice-range" | "shape" => &["shape"],
        "dtype" => &["dtype"],
        "value" | "overlap" | "numeric" => &["value"],
        "io" => &["io"],
        "format" => &["io", "value"],
        "output" => &["plan"],
        "assertion" => &["assert"],
        _ => &[],
    }
}
