//! `help` in the shell: what there is to type.

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

#[cfg(test)]
mod tests {
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
}
