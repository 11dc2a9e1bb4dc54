//! One-line commands against data: our vectors, the vectors of the conformance suite, the document's examples.

use brainsurgery::error::{Kind, Text};
use brainsurgery::syntax::oly::{OlyError, emit, parse, parse_lenient};
use brainsurgery::syntax::{Node, Value};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

const GRAMMAR: &str = include_str!("../grammar/oly.md");

fn vectors() -> Json {
    let text = include_str!("../grammar/vectors/oly.json");
    serde_json::from_str(text).expect("the vectors are JSON")
}

fn rows(of: &Json) -> impl Iterator<Item = &Json> {
    of.as_array().into_iter().flatten()
}

fn parse_rows(vectors: &Json) -> impl Iterator<Item = &Json> {
    let groups = vectors["parse"].as_object().into_iter().flatten();
    groups.flat_map(|(_, group)| rows(group))
}

fn text(of: &Json) -> &str {
    of.as_str().expect("a text")
}

/// A value as the vectors write it. What JSON numbers cannot hold is `{"$int": ...}` or `{"$float": ...}`.
fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(flag) => json!(flag),
        Value::Int(number) => match i64::try_from(*number) {
            Ok(small) => json!(small),
            Err(_) => json!({"$int": number.to_string()}),
        },
        Value::Float(number) if number.is_finite() => json!(number),
        Value::Float(number) if number.is_nan() => json!({"$float": ".nan"}),
        Value::Float(number) if *number > 0.0 => json!({"$float": ".inf"}),
        Value::Float(_) => json!({"$float": "-.inf"}),
        Value::Str(text) => json!(text),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Map(map) => {
            let pairs = map.iter();
            pairs
                .map(|(key, entry)| (key.clone(), to_json(&entry.node)))
                .collect()
        }
    }
}

/// The value that a vector writes.
fn to_node(json: &Json) -> Node {
    match json {
        Json::Null => Node::new(Value::Null),
        Json::Bool(flag) => Node::new(Value::Bool(*flag)),
        Json::Number(number) => Node::new(match number.as_i64() {
            Some(whole) => Value::Int(whole.into()),
            None => Value::Float(number.as_f64().expect("a number")),
        }),
        Json::String(text) => Node::text(text.as_str()),
        Json::Array(items) => Node::list(items.iter().map(to_node)),
        Json::Object(map) => match map.iter().next() {
            Some((mark, number)) if mark == "$float" => {
                Node::new(Value::Float(match text(number) {
                    ".inf" => f64::INFINITY,
                    "-.inf" => f64::NEG_INFINITY,
                    _ => f64::NAN,
                }))
            }
            Some((mark, number)) if mark == "$int" => {
                Node::new(Value::Int(text(number).parse().expect("a whole number")))
            }
            _ => Node::map(
                map.iter()
                    .map(|(key, value)| (key.as_str(), to_node(value))),
            ),
        },
    }
}

fn error_to_json(error: &OlyError) -> Json {
    let mut fields = json!({
        "category": error.category.name(),
        "offset": error.offset,
        "message": error.message,
    });
    if let Some(hint) = &error.hint {
        fields["hint"] = json!(hint);
    }
    fields
}

/// What a row should say, from what the parser said. Texts tell 1 from 1.0 and one order of keys from another.
fn outcome(line: &str, read: Result<&Node, &OlyError>) -> String {
    match read {
        Ok(step) => json!({"line": line, "value": to_json(step)}).to_string(),
        Err(error) => json!({"line": line, "error": error_to_json(error)}).to_string(),
    }
}

#[test]
fn lines_read_as_the_vectors_say() {
    for row in parse_rows(&vectors()) {
        let line = text(&row["line"]);
        let read = parse(&Text::line(line));
        assert_eq!(outcome(line, read.as_ref()), row.to_string());
    }
}

#[test]
fn lenient_lines_read_as_the_vectors_say() {
    for row in rows(&vectors()["lenient"]) {
        let line = text(&row["line"]);
        let read = parse_lenient(&Text::line(line));
        let mut said: Json =
            serde_json::from_str(&outcome(line, read.as_ref().map(|(step, _)| step)))
                .expect("an outcome is JSON");
        if let Ok((_, warnings)) = &read {
            let warnings = warnings.iter().map(|warning| {
                let place = warning.place.as_ref().expect("a place in the line");
                json!({"offset": place.line_and_column().1 - 1, "message": warning.message})
            });
            said["warnings"] = warnings.collect();
        }
        assert_eq!(said.to_string(), row.to_string());
    }
}

#[test]
fn values_are_written_as_the_vectors_say() {
    for row in rows(&vectors()["emit"]) {
        let said = match emit(&to_node(&row["value"])) {
            Ok(line) => json!({"value": row["value"], "line": line}),
            Err(error) => {
                json!({"value": row["value"], "error": {"path": error.path, "message": error.message}})
            }
        };
        assert_eq!(said.to_string(), row.to_string());
    }
}

#[test]
fn canonical_lines_read_back_and_stay() {
    let vectors = vectors();
    let read = parse_rows(&vectors).filter_map(|row| parse(&Text::line(text(&row["line"]))).ok());
    let written = rows(&vectors["emit"]).filter(|row| row["line"].is_string());
    for step in read.chain(written.map(|row| to_node(&row["value"]))) {
        let line = emit(&step).expect("a line");
        let again = parse(&Text::line(line.as_str())).expect("a canonical line reads");
        assert_eq!(emit(&again), Ok(line));
    }
}

#[test]
fn the_conformance_rows_hold() {
    let text = include_str!("data/oly.json");
    let all: Json = serde_json::from_str(text).expect("the rows are JSON");
    for row in rows(&all) {
        let line = row["input"].as_str().expect("an input");
        match parse(&Text::line(line)) {
            Ok(step) => assert_eq!(
                to_json(&step).to_string(),
                row["value"].to_string(),
                "{line}"
            ),
            Err(error) => {
                assert_eq!(row["error_category"], error.category.name(), "{line}");
                assert_eq!(row["offset"], error.offset, "{line}");
            }
        }
    }
}

#[test]
fn the_vectors_have_every_category_of_the_document() {
    let table = GRAMMAR.lines().filter_map(|line| line.strip_prefix("| `"));
    let named = table.filter_map(|row| row.split_once("` | at "));
    let document: BTreeSet<_> = named.map(|(category, _)| category.to_owned()).collect();
    let vectors = vectors();
    let categories = parse_rows(&vectors).filter_map(|row| row["error"]["category"].as_str());
    let covered: BTreeSet<_> = categories.map(str::to_owned).collect();
    assert_eq!(document, covered);
}

#[test]
fn the_examples_of_the_document_read() {
    let fences = GRAMMAR.split("```oly\n").skip(1);
    let examples = fences.filter_map(|fence| fence.split_once("```"));
    for line in examples.flat_map(|(example, _)| example.lines()) {
        assert!(parse(&Text::line(line)).is_ok(), "{line}");
    }
}

#[test]
fn an_error_points_at_the_word_in_the_line() {
    let error = parse(&Text::line("copy: é: \"a\" to: b")).expect_err("a comma is missing");
    let error = brainsurgery::error::Error::from(error);
    assert_eq!(error.kind(), Kind::Payload);
    let place = error.place().expect("a place in the line");
    assert_eq!((place.words(), place.line_and_column()), ("to", (1, 14)));
    assert_eq!(error.hints(), ["put `,` before `to:`"]);
}
