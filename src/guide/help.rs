//! `help` in the shell: what there is to type.

#[cfg(test)]
mod tests;

use super::words;
use crate::error::{Error, Kind, Result};
use crate::report::Answer;
use crate::signature::{Group, Need, Payload, Signature};
use crate::syntax::{Node, nearest, oly, yaml};
use crate::{error::Text, signature::Param};
use serde_json::{Value as Json, json};

/// The word before a topic whose examples are to be played.
pub const TRY: &str = "try";

/// The answer to `help`, `help: verb` and `help: verb: claim`.
///
/// # Errors
/// `payload` for a word that is no verb or claim, with the nearest that is.
pub fn help(
    verbs: &[&'static Signature],
    claims: &[&'static Signature],
    topic: &[String],
) -> Result<Answer> {
    match topic {
        [] => Ok(Answer::new("help", overview(verbs), names(verbs)).prose()),
        [_] => {
            let signature = explained(verbs, claims, topic)?;
            let listed = if takes_claims(signature) { claims } else { &[] };
            let text = explain(signature, "Help for", listed);
            Ok(Answer::new("help", text, data(signature)).prose())
        }
        [verb, ..] => {
            let signature = explained(verbs, claims, topic)?;
            let text = explain(signature, &format!("Help for {verb}."), &[]);
            Ok(Answer::new("help", text, data(signature)).prose())
        }
    }
}

/// The verb or the claim that a topic of at least one word is about.
///
/// # Errors
/// `payload` for a word that is no verb or claim, with the nearest that is.
pub fn explained(
    verbs: &[&'static Signature],
    claims: &[&'static Signature],
    topic: &[String],
) -> Result<&'static Signature> {
    let verb = topic.first().map_or("", String::as_str);
    let signature = find(verbs, verb, "verb", "`help` lists all verbs")?;
    let Some(claim) = topic.get(1) else {
        return Ok(signature);
    };
    if !takes_claims(signature) {
        return Err(no_part(&[verb], claim));
    }
    let otherwise = format!("`help: {verb}` lists all claims");
    let found = find(claims, claim, "claim", &otherwise)?;
    match topic.get(2) {
        Some(more) => Err(no_part(&[verb, claim], more)),
        None => Ok(found),
    }
}

/// The failure to explain a word behind a topic that has no parts.
fn no_part(topic: &[&str], word: &str) -> Error {
    let last = topic.last().copied().unwrap_or_default();
    let message = format!("`{last}` has no help of its own for `{word}`");
    Error::new(Kind::Payload, message).hint(format!("`help: {}`", topic.join(": ")))
}

fn takes_claims(signature: &Signature) -> bool {
    signature
        .params
        .iter()
        .any(|param| param.kind == crate::signature::Kind::Claim)
}

fn find(
    list: &[&'static Signature],
    word: &str,
    what: &str,
    otherwise: &str,
) -> Result<&'static Signature> {
    if let Some(signature) = list.iter().find(|signature| signature.name == word) {
        return Ok(signature);
    }
    let error = Error::new(Kind::Payload, format!("unknown {what} `{word}`"));
    match nearest(word, list.iter().map(|signature| signature.name), 1).first() {
        Some(near) => Err(error.hint(format!("did you mean `{near}`?"))),
        None => Err(error.hint(otherwise)),
    }
}

/// The groups of these verbs, each once, in the order of their first verbs.
fn groups(verbs: &[&'static Signature]) -> Vec<Group> {
    let mut groups = Vec::new();
    for signature in verbs {
        if !groups.contains(&signature.group) {
            groups.push(signature.group);
        }
    }
    groups
}

fn overview(verbs: &[&'static Signature]) -> String {
    let width = verbs
        .iter()
        .map(|signature| signature.name.len())
        .max()
        .unwrap_or(0);
    let mut lines = vec![
        "Help for commands".to_string(),
        String::new(),
        "Available commands:".to_string(),
    ];
    for group in groups(verbs) {
        lines.push(String::new());
        lines.push(format!("{}:", group.title()));
        let own = verbs.iter().filter(|signature| signature.group == group);
        lines.extend(
            own.map(|signature| format!("  {:width$}  {}", signature.name, signature.summary)),
        );
    }
    lines.push(String::new());
    lines.push("More on one of them:   help: copy".to_string());
    lines.push("More on a claim:       help: assert: equal".to_string());
    lines.push("Its examples, played:  help: try: copy".to_string());
    lines.join("\n")
}

fn explain(signature: &'static Signature, title: &str, claims: &[&'static Signature]) -> String {
    let space = if title.ends_with('.') { "" } else { " " };
    let mut lines = vec![
        format!("{title}{space}{}", signature.name),
        String::new(),
        signature.summary.to_string(),
    ];
    if !signature.notes.is_empty() {
        lines.push(signature.notes.to_string());
    }
    lines.push(String::new());
    lines.extend(parameters(signature));
    lines.extend(listed(claims));
    lines.push("Examples:".to_string());
    lines.extend(signature.examples.iter().flat_map(|example| {
        let typed = example.line.lines().flat_map(both_forms);
        std::iter::once(format!("  {}", example.about)).chain(typed)
    }));
    lines.push(String::new());
    lines.push(format!(
        "Required keys: {}",
        keys(signature, |param| param.need == Need::Required)
    ));
    lines.push(format!(
        "Optional keys: {}",
        keys(signature, |param| param.need != Need::Required)
    ));
    lines.join("\n")
}

/// One line for each parameter: key, kind, need, what it is for.
fn parameters(signature: &Signature) -> Vec<String> {
    if signature.params.is_empty() {
        return vec!["Takes nothing.".to_string(), String::new()];
    }
    let columns: Vec<[String; 3]> = signature
        .params
        .iter()
        .map(|param| {
            [
                param.name.to_string(),
                words::kind(param),
                words::need(param),
            ]
        })
        .collect();
    let width = |column: usize| {
        columns
            .iter()
            .map(|row| row[column].len())
            .max()
            .unwrap_or(0)
    };
    let (name, kind, need) = (width(0), width(1), width(2));
    let rows = columns.iter().zip(signature.params);
    let line = |([one, two, three], param): (&[String; 3], &Param)| {
        format!(
            "  {one:name$}  {two:kind$}  {three:need$}  {}",
            words::about(param)
        )
    };
    let mut lines = vec!["Parameters:".to_string()];
    lines.extend(rows.map(line));
    lines.extend(words::keyless(signature));
    lines.push(String::new());
    lines
}

fn listed(claims: &[&'static Signature]) -> Vec<String> {
    if claims.is_empty() {
        return Vec::new();
    }
    let width = claims
        .iter()
        .map(|claim| claim.name.len())
        .max()
        .unwrap_or(0);
    let mut lines = vec!["Claims:".to_string()];
    lines.extend(
        claims
            .iter()
            .map(|claim| format!("  {:width$}  {}", claim.name, claim.summary)),
    );
    lines.push(String::new());
    lines
}

/// A line as it is typed, and as it stands in a plan.
fn both_forms(line: &str) -> Vec<String> {
    let mut lines = vec![format!("    OLY:  {line}")];
    let step = oly::parse(&Text::line(line)).ok();
    let plan = step
        .and_then(|step| yaml::emit(&Node::list([step])).ok())
        .unwrap_or_default();
    for (at, line) in plan.lines().enumerate() {
        lines.push(format!(
            "    {} {line}",
            if at == 0 { "YAML:" } else { "     " }
        ));
    }
    lines
}

fn keys(signature: &Signature, wanted: impl Fn(&Param) -> bool) -> String {
    let keyed = !matches!(signature.payload, Payload::Whole(_));
    let keys: Vec<&str> = signature
        .params
        .iter()
        .filter(|param| keyed && wanted(param))
        .map(|param| param.name)
        .collect();
    if keys.is_empty() {
        "none".to_string()
    } else {
        keys.join(", ")
    }
}

fn names(verbs: &[&'static Signature]) -> Json {
    verbs
        .iter()
        .map(|verb| json!({ "name": verb.name, "summary": verb.summary }))
        .collect()
}

fn data(signature: &Signature) -> Json {
    let param = |param: &Param| {
        json!({
            "name": param.name,
            "kind": words::kind(param),
            "need": words::need(param),
            "about": words::about(param),
        })
    };
    json!({
        "name": signature.name,
        "summary": signature.summary,
        "notes": signature.notes,
        "params": signature.params.iter().map(param).collect::<Json>(),
        "examples": signature.examples.iter().map(|example| example.line).collect::<Json>(),
    })
}
