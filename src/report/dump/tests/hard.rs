//! Names that are hard to lay out: nothing is lost and nothing grows.

use super::*;
use proptest::prelude::*;

/// Names, the compact tree of them, the document of them.
const HARD: &[(&[&str], &str, &str)] = &[
    (
        &["h.0.w", "h.x"],
        "└── h\n    ├── [0]\n    │   └── w  shape=[1]\n    └── x  shape=[1]",
        r#"{"h":{"0":{"w":{"shape":[1]}},"x":{"shape":[1]}}}"#,
    ),
    (
        &["0.w", "1.w", "w"],
        "├── [0-1]\n│   └── w  shape=[1]\n└── w  shape=[1]",
        r#"{"0":{"w":{"shape":[1]}},"1":{"w":{"shape":[1]}},"w":{"shape":[1]}}"#,
    ),
    (
        &["h", "h.w", "h.shape"],
        "└── h  shape=[1]\n    ├── shape  shape=[1]\n    └── w  shape=[1]",
        r#"{"h":{".":{"shape":[1]},"shape":{"shape":[1]},"w":{"shape":[1]}}}"#,
    ),
    (
        &["h", "h.0"],
        "└── h  shape=[1]\n    └── [0]  shape=[1]",
        r#"{"h":{".":{"shape":[1]},"0":{"shape":[1]}}}"#,
    ),
    (
        &["h.01", "h.1"],
        "└── h\n    ├── [1]  shape=[1]\n    └── [01]  shape=[1]",
        r#"{"h":{"01":{"shape":[1]},"1":{"shape":[1]}}}"#,
    ),
    (
        &["h.08", "h.09", "h.10"],
        "└── h\n    └── [08-10]  shape=[1]",
        r#"{"h":{"08":{"shape":[1]},"09":{"shape":[1]},"10":{"shape":[1]}}}"#,
    ),
    (
        &["h.0", "h.2", "h.3", "h.10"],
        "└── h\n    ├── [0]  shape=[1]\n    ├── [2-3]  shape=[1]\n    └── [10]  shape=[1]",
        concat!(
            r#"{"h":[{"shape":[1]},null,{"shape":[1]},{"shape":[1]},null,null,null,null,null,null,"#,
            r#"{"shape":[1]}]}"#
        ),
    ),
    (
        &["h.1.0", "h.1.1"],
        "└── h\n    └── [1]\n        └── [0-1]  shape=[1]",
        r#"{"h":[null,[{"shape":[1]},{"shape":[1]}]]}"#,
    ),
    (
        &["h.18446744073709551615", "h.99999999999999999999999"],
        "└── h\n    ├── [18446744073709551615]  shape=[1]\n    └── [99999999999999999999999]  shape=[1]",
        r#"{"h":{"18446744073709551615":{"shape":[1]},"99999999999999999999999":{"shape":[1]}}}"#,
    ),
    (
        &["h.256"],
        "└── h\n    └── [256]  shape=[1]",
        r#"{"h":{"256":{"shape":[1]}}}"#,
    ),
    (
        &["", "a.", "b..c"],
        "├── \"\"  shape=[1]\n├── a\n│   └── \"\"  shape=[1]\n└── b\n    └── \"\"\n        └── c  shape=[1]",
        r#"{"":{"shape":[1]},"a":{"":{"shape":[1]}},"b":{"":{"c":{"shape":[1]}}}}"#,
    ),
    (
        &["h\n\u{1b}[2J", "é"],
        "├── h\\n\\x1b[2J  shape=[1]\n└── é  shape=[1]",
        r#"{"h\n\u001b[2J":{"shape":[1]},"\u00e9":{"shape":[1]}}"#,
    ),
];

#[test]
fn hard_names_lose_nothing() {
    for (names, tree, document) in HARD {
        assert_eq!(text(&named(names), Layout::Compact), *tree);
        assert_eq!(documents(&named(names)), [*document]);
    }
}

#[test]
fn a_very_deep_name_keeps_its_end_whole() {
    let deep = vec!["a"; 100_000].join(".");
    let blocks = named(&[&deep, "a"]);
    let drawn = text(&blocks, Layout::Compact);
    assert_eq!(drawn.lines().count(), 48);
    assert!(drawn.len() < 300_000);
    let [document] = &documents(&blocks)[..] else {
        panic!("one document");
    };
    let value: Value = serde_json::from_str(document).expect("not too deep to read");
    assert_eq!(value, data(&blocks));
}

#[test]
fn the_end_of_a_very_deep_name_may_be_a_dot() {
    let parent = vec!["a"; 47].join(".");
    let child = format!("{parent}..");
    let blocks = named(&[&parent, &child]);
    assert!(documents(&blocks)[0].contains(r#"{".":{"shape":[1]},"..":{"shape":[1]}}"#));
}

proptest! {
    #[test]
    fn every_name_is_drawn_once(names in prop::collection::hash_set("[0-2a\\-]{0,2}(\\.[0-2a]{0,2}){0,4}", 0..12)) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let drawn = text(&named(&names), Layout::Tree);
        prop_assert_eq!(drawn.matches("shape=[1]").count(), names.len());
        let document = documents(&named(&names)).concat();
        prop_assert_eq!(document.matches("\"shape\":[1]").count(), names.len());
    }
}
