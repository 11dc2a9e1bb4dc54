//! What `grammar/` says is true: the plans of `plan.md`, its tables, and the index of the folder.

use brainsurgery::error::Text;
use brainsurgery::plan::document::Items;
use brainsurgery::plan::{Context, Document};
use brainsurgery::syntax::yaml::{self, Dialect};
use brainsurgery::syntax::{Node, Value, oly};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

const PLAN: &str = include_str!("../grammar/plan.md");
const INDEX: &str = include_str!("../grammar/README.md");

/// The rows of the table whose header begins so, without the header.
fn table(page: &'static str, header: &str) -> Vec<Vec<&'static str>> {
    let lines = page.lines().skip_while(|line| !line.starts_with(header));
    let rows = lines.skip(2).take_while(|line| line.starts_with('|'));
    let cells = |row: &'static str| row.trim_matches('|').split(" | ").map(str::trim).collect();
    let rows: Vec<Vec<&str>> = rows.map(cells).collect();
    assert!(!rows.is_empty(), "no table begins with `{header}`");
    rows
}

/// What stands in backticks in a cell.
fn words(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('`').skip(1).step_by(2)
}

fn context(strict: bool) -> Context {
    let forgiving = Context::default();
    Context {
        dialect: Dialect {
            strict,
            ..forgiving.dialect
        },
        ..forgiving
    }
}

fn files(texts: &[&str]) -> Vec<Arc<Text>> {
    let file = |text: &&str| Text::file("plan.yaml", *text);
    texts.iter().map(file).collect()
}

/// The plan that files and overrides make, each without a warning.
fn plan(texts: &[&str], overrides: &[String]) -> Document {
    let items = Items {
        files: &files(texts),
        inputs: &[],
        recordings: &[],
        overrides,
    };
    let (document, warnings) = Document::assemble(&items, &context(true)).expect("a plan");
    assert!(warnings.is_empty(), "{texts:?}: {warnings:?}");
    document
}

/// The verbs of the steps, in order.
fn verbs(document: &Document) -> Vec<&str> {
    let verb = |step: &'_ Node| step.as_map().and_then(|map| map.get_index(0)).is_some();
    assert!(document.steps.iter().all(verb));
    let names = document.steps.iter().filter_map(Node::as_map);
    names
        .flat_map(|map| map.keys().map(String::as_str))
        .collect()
}

#[test]
fn every_plan_on_the_page_is_one_to_the_letter() {
    let blocks: Vec<&str> = PLAN.split("```yaml\n").skip(1).collect();
    assert!(blocks.len() > 3);
    for block in blocks {
        let text = block.split("```").next().expect("a fence that ends");
        let document = plan(&[text], &[]);
        assert!(
            !document.inputs.is_empty() || !document.steps.is_empty(),
            "{text}"
        );
    }
}

#[test]
fn keys_with_a_plus_put_their_steps_where_the_table_says() {
    for row in table(PLAN, "| in a later file") {
        let key = words(row[0]).next().expect("a key");
        let later = format!("{key} [exit]");
        let both = plan(&["transforms: [dump]", &later], &[]);
        let expected = match row[1] {
            "puts its steps behind" => ["dump", "exit"],
            "puts its steps before" => ["exit", "dump"],
            other => panic!("`{other}` is not known here"),
        };
        assert_eq!(verbs(&both), expected, "{key}");
    }
}

#[test]
fn an_override_sets_a_value_by_keys_and_indices() {
    let text = "transforms: [scale_: {target: w, by: 0.5}]";
    let shown = "transforms[0].scale_.by=0.25";
    assert!(PLAN.contains(shown));
    let expected = oly::parse(&Text::line("scale_: target: w, by: 0.25")).expect("a line");
    assert_eq!(plan(&[text], &[shown.to_string()]).steps, [expected]);
    let added = "transforms+=[exit]";
    assert!(PLAN.contains(added));
    assert_eq!(
        verbs(&plan(&[text], &[added.to_string()])),
        ["scale_", "exit"]
    );
}

#[test]
fn scalars_are_what_the_table_says() {
    for row in table(PLAN, "| written | is") {
        for written in words(row[0]) {
            let text = Text::line(written);
            let (node, _) = yaml::parse(&text, &context(true).dialect).expect(written);
            let found = match node.value {
                Value::Null => "nothing",
                Value::Bool(_) => "flags",
                Value::Int(_) => "integers",
                Value::Float(_) => "numbers",
                Value::Str(_) => "texts",
                Value::List(_) | Value::Map(_) => "more than a scalar",
            };
            assert_eq!(found, row[1], "{written}");
        }
    }
}

#[test]
fn forms_seen_in_print_mean_what_the_table_says_and_are_not_yaml() {
    for row in table(PLAN, "| written | means") {
        let [written, means] = [0, 1].map(|cell| words(row[cell]).next().expect("a form"));
        let text = Text::line(format!("- {written}"));
        let (list, warnings) = yaml::parse(&text, &context(false).dialect).expect(written);
        let expected = oly::parse(&Text::line(means)).expect(means);
        assert_eq!(list.as_list(), Some(&[expected][..]), "{written}");
        assert!(!warnings.is_empty(), "{written}");
        assert!(
            yaml::parse(&text, &context(true).dialect).is_err(),
            "{written}"
        );
    }
}

#[test]
fn the_index_lists_what_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar");
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: fs::DirEntry| match entry.path().is_dir() {
        true => format!("{}/", entry.file_name().display()),
        false => entry.file_name().display().to_string(),
    };
    let there = entries.map(|entry| name(entry.expect("an entry")));
    let there: BTreeSet<String> = there.filter(|name| name != "README.md").collect();
    let rows = table(INDEX, "| file ");
    let listed = rows.iter().flat_map(|row| words(row[0]));
    let listed: BTreeSet<String> = listed.map(str::to_string).collect();
    assert_eq!(listed, there);
}
