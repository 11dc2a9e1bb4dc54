//! The README says what is true: its transcript, its table of verbs, its plan.

use brainsurgery::error::Text;
use brainsurgery::plan::document::{Context, Document};
use brainsurgery::syntax::yaml::{self, Dialect};
use brainsurgery::transforms;

const README: &str = include_str!("../README.md");
const TOUR: &str = include_str!("../sessions/tour/session.txt");

/// The blocks of the README in this language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    let after = README.split(&fence as &str).skip(1);
    after
        .map(|rest| rest.split("```").next().expect("a fence that ends"))
        .collect()
}

#[test]
fn the_transcript_is_part_of_the_tour() {
    let transcripts = blocks("text");
    assert!(!transcripts.is_empty());
    for transcript in transcripts {
        assert!(
            TOUR.contains(transcript),
            "not in sessions/tour/session.txt:\n{transcript}"
        );
    }
}

#[test]
fn the_table_lists_every_verb_with_its_summary() {
    let rows = README
        .lines()
        .skip_while(|line| !line.starts_with("| verb |"))
        .skip(2);
    let rows: Vec<&str> = rows.take_while(|line| line.starts_with('|')).collect();
    let row = |transform: &transforms::Transform| {
        format!(
            "| `{}` | {} |",
            transform.signature.name, transform.signature.summary
        )
    };
    let expected: Vec<String> = transforms::ALL.into_iter().map(row).collect();
    assert_eq!(rows, expected);
}

#[test]
fn the_plan_is_one() {
    let context = Context {
        dialect: Dialect {
            strict: true,
            is_step: |name| transforms::find(name).is_some(),
        },
        variable: &|_| None,
    };
    let plans = blocks("yaml");
    assert_eq!(plans.len(), 1);
    for plan in plans {
        let text = Text::file("README.md", plan);
        let (root, warnings) = yaml::parse(&text, &context.dialect).expect("YAML");
        assert!(warnings.is_empty());
        let (document, _) = Document::from_node(root, &context).expect("a plan");
        assert_eq!(document.steps.len(), 3);
        assert!(document.output.is_some());
    }
}

#[test]
fn the_first_two_commands_are_the_demonstration_and_the_tests() {
    assert_eq!(blocks("sh")[0], "cargo run -- demo\ncargo test\n");
}
