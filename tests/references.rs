//! Runs the vectors of `grammar/vectors/references.json`: slices, references and mappings.

use brainsurgery::error::{Error, Place, Result, Text};
use brainsurgery::syntax::{Node, Reference, Role, Scope, Slice, Value};
use serde_json::{Value as Json, json};

fn vectors(section: &str) -> Vec<Json> {
    let text = include_str!("../grammar/vectors/references.json");
    let vectors: Json = serde_json::from_str(text).expect("the vectors are JSON");
    let section = vectors[section].as_array().expect("a list of vectors");
    section.clone()
}

/// The node that a line holding nothing but `value` would give.
fn written(value: &Json) -> Node {
    match value {
        Json::String(text) => {
            let place = Place::new(&Text::line(text), 0..text.len());
            Node::at(Value::Str(text.clone()), place)
        }
        Json::Number(number) => Node {
            lexeme: Some(number.to_string().into()),
            ..Node::new(Value::Int(number.as_i64().map_or(0, i128::from)))
        },
        Json::Array(items) => Node::list(items.iter().map(written)),
        Json::Object(_) => Node::empty(),
        _ => Node::new(Value::Null),
    }
}

/// A node as JSON, its scalars by their names.
fn shown(node: &Node) -> Json {
    match node.as_list() {
        Some(items) => items.iter().map(shown).collect(),
        None => json!(node.as_name()),
    }
}

/// What a vector says of a failure.
fn failure(error: &Error) -> Json {
    let mut failure = json!({"error": error.message()});
    if error.kind().name() != "reference" {
        failure["kind"] = json!(error.kind().name());
    }
    if let Some(place) = error.place() {
        failure["column"] = json!(place.line_and_column().1);
        failure["length"] = json!(place.length());
    }
    if let Some(hint) = error.hints().first() {
        failure["hint"] = json!(hint);
    }
    failure
}

/// Checks that `outcome` is all that `vector` says beyond the keys it is given.
fn check(vector: &Json, given: &[&str], outcome: Result<Json>) {
    let mut expected = vector.clone();
    let fields = expected.as_object_mut().expect("a vector is an object");
    fields.retain(|key, _| !given.contains(&key.as_str()));
    let outcome = outcome.unwrap_or_else(|error| failure(&error));
    assert_eq!(outcome, expected, "{vector}");
}

fn texts(list: &Json) -> Option<Vec<&str>> {
    list.as_array()?.iter().map(Json::as_str).collect()
}

#[test]
fn slices() {
    for vector in vectors("slices") {
        let slice = Slice::parse(vector["slice"].as_str().unwrap_or_default());
        check(
            &vector,
            &["slice"],
            slice.map(|slice| json!({"canonical": slice.to_string()})),
        );
    }
}

fn role(vector: &Json) -> Role {
    match vector["role"].as_str() {
        Some("destination") => Role::Destination,
        Some("name") => Role::Name,
        _ => Role::Source,
    }
}

fn read(vector: &Json) -> Result<Json> {
    let aliases = texts(&vector["aliases"]).unwrap_or_else(|| vec!["m", "ref"]);
    let scope = Scope {
        default: vector.get("default").map_or(Some("m"), Json::as_str),
        known: &|alias| aliases.contains(&alias),
        aliases: &aliases,
    };
    let (reference, warnings) =
        Reference::parse(&written(&vector["reference"]), &scope, role(vector))?;
    let canonical = reference.to_node();
    let (again, _) = Reference::parse(&canonical, &scope, role(vector))?;
    assert_eq!(again.alias, reference.alias, "{vector}");
    assert_eq!(again.slice, reference.slice, "{vector}");
    assert_eq!(again.to_node(), canonical, "{vector}");
    let mut outcome = json!({
        "alias": reference.alias,
        "expression": reference.expression.to_string(),
        "canonical": shown(&canonical),
    });
    if let Some(slice) = &reference.slice {
        outcome["slice"] = json!(slice.to_string());
    }
    if !warnings.is_empty() {
        outcome["warnings"] = warnings
            .iter()
            .map(|warning| warning.message.as_str())
            .collect();
    }
    Ok(outcome)
}

#[test]
fn references() {
    for vector in vectors("references") {
        let outcome = read(&vector);
        check(
            &vector,
            &["reference", "default", "aliases", "role"],
            outcome,
        );
    }
}

fn map(vector: &Json) -> Result<Json> {
    let aliases = ["m", "b"];
    let scope = Scope {
        default: Some("m"),
        known: &|alias| aliases.contains(&alias),
        aliases: &aliases,
    };
    let (from, _) = Reference::parse(&written(&vector["from"]), &scope, Role::Source)?;
    let (to, warnings) = Reference::parse(&written(&vector["to"]), &scope, Role::Destination)?;
    to.check(&from)?;
    let mut names = texts(&vector["names"]).expect("names are texts");
    names.sort_unstable();
    let pattern = from.pattern().expect("a source has a pattern");
    let template = to.template().expect("a destination has a template");
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for name in names {
        let Some(captures) = pattern.matches(name)? else {
            continue;
        };
        let made = template.fill(&captures)?;
        if pairs.iter().any(|(_, taken)| *taken == made) {
            return Ok(json!({"collision": format!("{}::{made}", to.alias)}));
        }
        pairs.push((name, made));
    }
    let mut outcome = json!({"gives": pairs});
    if !warnings.is_empty() {
        outcome["warnings"] = warnings
            .iter()
            .map(|warning| warning.message.as_str())
            .collect();
    }
    Ok(outcome)
}

#[test]
fn mappings() {
    for vector in vectors("mappings") {
        let outcome = map(&vector);
        check(&vector, &["from", "to", "names"], outcome);
    }
}
