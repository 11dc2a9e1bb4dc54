//! Help on made-up verbs, word for word.

use super::*;
use crate::signature::{Example, Kind as ParamKind, Then};

static CUT: Signature = Signature {
    name: "cut",
    group: Group::Arithmetic,
    summary: "Cut a tensor.",
    payload: Payload::KeysOr("of"),
    params: &[
        Param::required("of", ParamKind::Text, "the tensor"),
        Param::default("at", ParamKind::Count, "0", "where"),
        Param::optional("how", ParamKind::Text, "in which way"),
    ],
    notes: "It is cut once.",
    examples: &[Example {
        about: "Cut it.",
        given: "",
        line: "cut: of: w, at: 3",
        then: Then::Shows("done"),
    }],
};

static CLAIM: Signature = Signature {
    name: "claim",
    group: Group::Looking,
    summary: "Claim something.",
    payload: Payload::Whole("that"),
    params: &[Param::required("that", ParamKind::Claim, "the claim")],
    notes: "",
    examples: &[],
};

static LEAVE: Signature = Signature {
    name: "leave",
    group: Group::Arithmetic,
    summary: "Leave.",
    payload: Payload::Nothing,
    params: &[],
    notes: "",
    examples: &[],
};

static HOLDS: Signature = Signature {
    name: "holds",
    group: Group::Looking,
    summary: "Holds if it does.",
    payload: Payload::Keys,
    params: &[],
    notes: "",
    examples: &[],
};

static VERBS: [&Signature; 3] = [&CUT, &CLAIM, &LEAVE];
static CLAIMS: [&Signature; 1] = [&HOLDS];

/// The answer about a topic; of a failure its message and its hints.
fn told(topic: &str) -> String {
    let topic: Vec<String> = topic.split_whitespace().map(str::to_string).collect();
    match help(&VERBS, &CLAIMS, &topic) {
        Ok(answer) => answer.plain,
        Err(error) => format!("{}; {}", error.message(), error.hints().join("; ")),
    }
}

#[test]
fn verbs_stand_in_their_groups_one_below_the_other() {
    let expected = "\
Help for commands

Available commands:

arithmetic:
  cut    Cut a tensor.
  leave  Leave.

looking:
  claim  Claim something.

More on one of them:   help: copy
More on a claim:       help: assert: equal
Its examples, played:  help: try: copy";
    assert_eq!(told(""), expected);
}

#[test]
fn a_verb_is_explained_with_its_keys_and_examples() {
    let expected = "\
Help for cut

Cut a tensor.
It is cut once.

Parameters:
  of   text                     required   the tensor
  at   whole number, 0 or more  default 0  where
  how  text                     optional   in which way
`of` may stand alone, without its key.

Examples:
  Cut it.
    OLY:  cut: of: w, at: 3
    YAML: - cut:
              of: w
              at: 3

Required keys: of
Optional keys: at, how";
    assert_eq!(told("cut"), expected);
}

#[test]
fn a_verb_that_takes_claims_lists_them() {
    let text = told("claim");
    let listed = "Claims:\n  holds  Holds if it does.\n";
    assert!(text.contains(listed), "{text}");
    assert!(
        text.ends_with("Required keys: none\nOptional keys: none"),
        "{text}"
    );
    let claim = told("claim holds");
    assert!(claim.starts_with("Help for claim.holds\n"), "{claim}");
    assert!(!told("cut").contains("Claims:"));
}

#[test]
fn a_verb_without_keys_takes_nothing() {
    let text = told("leave");
    assert!(text.contains("\nTakes nothing.\n"), "{text}");
    assert!(!text.contains("Parameters:"), "{text}");
}

#[test]
fn what_has_no_help_is_told_with_what_has() {
    for (topic, expected) in [
        ("cutt", "unknown verb `cutt`; did you mean `cut`?"),
        ("zzz", "unknown verb `zzz`; `help` lists all verbs"),
        ("claim hold", "unknown claim `hold`; did you mean `holds`?"),
        (
            "claim zzz",
            "unknown claim `zzz`; `help: claim` lists all claims",
        ),
        (
            "cut of",
            "`cut` has no help of its own for `of`; `help: cut`",
        ),
        (
            "claim holds more",
            "`holds` has no help of its own for `more`; `help: claim: holds`",
        ),
    ] {
        assert_eq!(told(topic), expected, "{topic}");
    }
}

#[test]
fn help_is_data_too() {
    let answer = help(&VERBS, &CLAIMS, &["cut".to_string()]).expect("a verb");
    assert_eq!(answer.data["params"][1]["need"], "default 0");
    assert_eq!(answer.data["examples"], json!(["cut: of: w, at: 3"]));
    let all = help(&VERBS, &CLAIMS, &[]).expect("all").data;
    assert_eq!(all[2], json!({ "name": "leave", "summary": "Leave." }));
}
