//! The vocabulary against its own declarations: signatures well formed, every example true, pages fresh.

#[path = "vocabulary/counts.rs"]
mod counts;
#[path = "vocabulary/earlier.rs"]
mod earlier;
#[path = "support/examples.rs"]
mod examples;
#[path = "vocabulary/filling.rs"]
mod filling;
#[path = "vocabulary/parts.rs"]
mod parts;
#[path = "vocabulary/recipes.rs"]
mod recipes;
#[path = "vocabulary/steps.rs"]
mod steps;
#[path = "vocabulary/table.rs"]
mod table;

use brainsurgery::guide;
use brainsurgery::signature::{Kind, Need, Param, Payload, Signature, Then};
use brainsurgery::{assertions, transforms};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn verbs() -> Vec<&'static Signature> {
    transforms::ALL
        .iter()
        .map(|transform| &transform.signature)
        .collect()
}

fn everything() -> Vec<&'static Signature> {
    verbs()
        .into_iter()
        .chain(assertions::signatures())
        .collect()
}

#[test]
fn names_are_unique_and_typable() {
    for list in [verbs(), assertions::signatures()] {
        let names: BTreeSet<&str> = list.iter().map(|signature| signature.name).collect();
        assert_eq!(names.len(), list.len(), "a name stands twice");
        assert!(
            names
                .iter()
                .all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        );
    }
}

#[test]
fn summaries_are_sentences_of_at_most_72_columns() {
    for signature in everything() {
        let summary = signature.summary;
        assert!(
            summary.len() <= 72,
            "{}: {} columns",
            signature.name,
            summary.len()
        );
        assert!(
            summary.ends_with('.') && summary.starts_with(char::is_uppercase),
            "{summary}"
        );
    }
}

#[test]
fn parameters_are_documented_and_shown_in_an_example() {
    for signature in everything() {
        for param in signature.params {
            assert!(
                !param.about.is_empty() && !param.about.ends_with('.'),
                "{}: {}",
                signature.name,
                param.name
            );
            let needs_no_key = matches!(param.kind, Kind::Claim | Kind::Claims | Kind::Topic)
                || alone(signature, param);
            let shown = signature
                .examples
                .iter()
                .any(|example| example.line.contains(&format!("{}:", param.name)));
            assert!(
                needs_no_key || shown,
                "{}: no example shows `{}`",
                signature.name,
                param.name
            );
        }
    }
}

/// Whether the value of the parameter may stand without its key.
fn alone(signature: &Signature, param: &Param) -> bool {
    matches!(signature.payload, Payload::KeysOr(key) | Payload::Whole(key) if key == param.name)
}

#[test]
fn required_parameters_come_first() {
    for signature in everything() {
        let needed: Vec<bool> = signature
            .params
            .iter()
            .map(|param| param.need == Need::Required)
            .collect();
        assert!(
            needed.is_sorted_by(|one, next| one >= next),
            "{}",
            signature.name
        );
    }
}

#[test]
fn every_verb_has_examples_and_all_of_them_hold() {
    for signature in everything() {
        assert!(
            !signature.examples.is_empty(),
            "{} has no example",
            signature.name
        );
        for example in signature.examples {
            let ran = examples::run(example);
            let about = format!("{}: {}", signature.name, example.about);
            match (example.then, ran.failure) {
                (Then::Leaves(after), None) => {
                    assert_eq!(ran.tensors, after, "{about}")
                }
                (Then::Shows(text), None) => assert_eq!(ran.shown, text, "{about}"),
                (Then::Fails(words), Some(error)) => {
                    assert!(error.contains(words), "{about}: {error}")
                }
                (Then::Runs, None) => {}
                (then, failure) => panic!("{about}: expected {then:?}, failure {failure:?}"),
            }
        }
    }
}

#[test]
fn every_file_of_a_verb_or_claim_is_in_its_index() {
    for (folder, names, helpers) in [
        (
            "transforms",
            verbs(),
            &[
                "prelude",
                "transform",
                "aliases",
                "dump",
                "limits",
                "params",
            ][..],
        ),
        (
            "assertions",
            assertions::signatures(),
            &["prelude", "assertion", "bounds", "counted"][..],
        ),
    ] {
        let known: BTreeSet<&str> = names.iter().map(|signature| signature.name).collect();
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(folder);
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .to_string();
            assert!(
                known.contains(&*name) || helpers.contains(&&*name),
                "`{name}` is not in the index"
            );
        }
    }
}

#[test]
fn help_and_pages_tell_what_stands_without_its_key() {
    let help = |topic: &[&str]| {
        let topic: Vec<String> = topic.iter().map(|word| word.to_string()).collect();
        let answer = guide::help(&verbs(), &assertions::signatures(), &topic);
        answer.expect("help").plain
    };
    let of_verbs = verbs().into_iter().map(|verb| (verb, help(&[verb.name])));
    let of_claims = assertions::signatures().into_iter();
    let of_claims = of_claims.map(|claim| (claim, help(&["assert", claim.name])));
    for (signature, help) in of_verbs.chain(of_claims) {
        let said = match signature.payload {
            Payload::KeysOr(key) => format!("`{key}` may stand alone, without its key."),
            Payload::Whole(key) => format!("`{key}` stands alone, without its key."),
            Payload::Keys | Payload::Nothing => continue,
        };
        for text in [&help, &guide::page(signature)] {
            assert!(text.lines().any(|line| line == said), "{said} in:\n{text}");
        }
        if matches!(signature.payload, Payload::Whole(_)) {
            let ends = help.ends_with("Required keys: none\nOptional keys: none");
            assert!(ends, "{help}");
        }
    }
}

/// Run with `RENEW=1` to write the pages anew.
#[test]
fn reference_pages_are_fresh() {
    let grammar = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("grammar");
    for (folder, list) in [
        ("transforms", verbs()),
        ("assertions", assertions::signatures()),
    ] {
        for signature in &list {
            let path = grammar.join(folder).join(format!("{}.md", signature.name));
            let page = guide::page(signature);
            if std::env::var_os("RENEW").is_some() {
                std::fs::create_dir_all(path.parent().expect("a folder"))
                    .expect("grammar/ can be written");
                std::fs::write(&path, &page).expect("the page can be written");
            }
            let there = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(
                there,
                page,
                "{}: run `RENEW=1 cargo test --test vocabulary`",
                path.display()
            );
        }
        let entries = std::fs::read_dir(grammar.join(folder)).expect("a folder");
        let pages = entries.map(|entry| entry.expect("an entry").file_name());
        let pages: BTreeSet<String> = pages.map(|name| name.display().to_string()).collect();
        let names = list
            .iter()
            .map(|signature| format!("{}.md", signature.name));
        assert_eq!(pages, names.collect(), "pages of nothing that is there");
    }
}
