//! The worked example of the format and its other forms.

use super::*;
use crate::report::{Style, render};
use serde_json::json;

fn example() -> Diff {
    let spread = Spread {
        eps: Some(0.001),
        largest: Some(0.5),
        differing: Some(12),
        elements: Some(1024),
        first: Some(vec![0, 3]),
        largest_at: Some(vec![1, 2]),
        mean: Some(0.25),
        relative: Some(0.125),
        cosine: Some(0.5),
    };
    Diff {
        left: "a::.*".into(),
        right: "b::.*".into(),
        missing_on_left: vec!["only_b".into()],
        missing_on_right: vec!["only_a".into()],
        differing: vec![
            ("y".into(), Reason::Values(spread)),
            (
                "z".into(),
                Reason::Dtypes("torch.float32".into(), "torch.float16".into()),
            ),
        ],
    }
}

#[test]
fn the_report_as_text() {
    let expected = "\
Diff: a::.* <-> b::.*
Missing on left:
  - only_b
Missing on right:
  - only_a
Differing:
  - y: values differ (max_abs_diff=0.5, eps=0.001)
  - z: dtype torch.float32 != torch.float16";
    assert_eq!(example().text(), expected);
    assert_eq!(example().findings(), 4);
}

#[test]
fn when_nothing_was_found_a_last_line_says_so() {
    let nothing = Diff {
        left: "a::.*".into(),
        right: "[h, $i]".into(),
        ..Diff::default()
    };
    let expected = "\
Diff: a::.* <-> [h, $i]
Missing on left:
  (none)
Missing on right:
  (none)
Differing:
  (none)
No differences found.";
    assert_eq!(nothing.text(), expected);
    assert_eq!(
        nothing.table().foot.as_deref(),
        Some("no differences found, a::.* <-> [h, $i]")
    );
}

#[test]
fn reasons_in_words() {
    let spread = |eps, largest| {
        Reason::Values(Spread {
            eps,
            largest,
            ..Spread::default()
        })
    };
    let cases = [
        (Reason::Shapes(vec![2, 3], vec![]), "shape [2, 3] != []"),
        (spread(None, None), "values differ (not exactly equal)"),
        (spread(None, Some(2.0)), "values differ (not exactly equal)"),
        (
            spread(Some(1e-6), Some(f64::NAN)),
            "values differ (max_abs_diff=nan, eps=1e-06)",
        ),
        (
            spread(Some(0.0), Some(1e9 / 3.0)),
            "values differ (max_abs_diff=3.33333e+08, eps=0)",
        ),
    ];
    for (reason, words) in cases {
        assert_eq!(reason.to_string(), words);
    }
}

#[test]
fn the_report_as_a_table() {
    let screen = Style {
        terminal: true,
        width: 120,
        ..Style::plain()
    };
    let expected = "\
tensor  difference                            differ  max  mean  relative  cosine  largest at
─────────────────────────────────────────────────────────────────────────────────────────────
only_b  missing on left
only_a  missing on right
y       values beyond 0.001                   1.17 %  0.5  0.25     0.125     0.5  [1, 2]
z       dtype torch.float32 != torch.float16
4 findings, a::.* <-> b::.*";
    assert_eq!(render(&example().answer(), &screen), expected);
}

#[test]
fn the_report_as_data() {
    let expected = json!({
        "left": "a::.*",
        "right": "b::.*",
        "missing_on_left": ["only_b"],
        "missing_on_right": ["only_a"],
        "differing": [
            {
                "name": "y", "reason": "values", "eps": 0.001, "max_abs_diff": 0.5,
                "differing": 12, "elements": 1024, "first": [0, 3],
                "largest_at": [1, 2], "mean_abs_diff": 0.25, "relative_error": 0.125, "cosine": 0.5,
            },
            {"name": "z", "reason": "dtype", "left": "torch.float32", "right": "torch.float16"},
        ],
        "findings": 4,
    });
    assert_eq!(example().data(), expected);
}

#[test]
fn names_from_hostile_files_cannot_add_lines() {
    let diff = Diff {
        missing_on_left: vec!["a\n  - b".into()],
        ..Diff::default()
    };
    assert!(diff.text().contains("  - a\\n  - b\n"));
}

#[test]
fn shares_are_never_rounded_to_none_or_all() {
    let share = |differing| {
        let spread = Spread {
            differing: Some(differing),
            elements: Some(1_000_000),
            ..Spread::default()
        };
        let diff = Diff {
            differing: vec![("w".into(), Reason::Values(spread))],
            ..Diff::default()
        };
        diff.table().rows[0][2].text.clone()
    };
    let shown = [1, 100, 123_456, 999_999, 1_000_000].map(share);
    assert_eq!(
        shown,
        ["< 0.01 %", "0.01 %", "12.35 %", "> 99.99 %", "100 %"]
    );
}
