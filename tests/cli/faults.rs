//! Every key of every verb and claim with a wrong value: where the carets stand, and what is said.
//!
//! `tests/data/faults.txt` holds a line that fails, then all that is said. `RENEW=1` writes it anew: read what
//! changed, it is what a person sees.

use crate::place::Place;
use brainsurgery::signature::Payload;
use brainsurgery::{assertions, transforms};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// Tensors to go wrong with: their dtype in a file, shape, and bytes; a dtype is two bytes of zeros where no more
/// is said.
const TENSORS: [(&str, &str, &[usize], &[u8]); 9] = [
    ("v", "F32", &[3], &[0; 12]),
    ("m", "F32", &[2, 3], &[0; 24]),
    ("i", "I64", &[2], &[0; 16]),
    ("h", "F16", &[2], &[0; 4]),
    ("c", "C64", &[2], &[0; 16]),
    ("e", "F32", &[0, 3], &[]),
    ("s", "F32", &[], &[0; 4]),
    ("one", "F32", &[1, 2], &[0, 0, 0, 0, 0, 0, 128, 63]),
    ("c1", "C64", &[1], &[0, 0, 0, 0, 0, 0, 128, 63]),
];

fn place() -> Place {
    let place = Place::new();
    let (mut entries, mut data) = (Vec::new(), Vec::new());
    for (name, dtype, shape, bytes) in TENSORS {
        let start = data.len();
        data.extend_from_slice(bytes);
        let end = data.len();
        entries.push(format!(
            r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{start},{end}]}}"#
        ));
    }
    let json = format!("{{{}}}", entries.join(","));
    let header = [&(json.len() as u64).to_le_bytes(), json.as_bytes()].concat();
    fs::write(place.path("t.safetensors"), [header, data].concat()).expect("an input is written");
    place
}

/// A case of the table: a line, and what is said of it.
struct Case {
    line: String,
    said: String,
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/faults.txt")
}

fn cases() -> Vec<Case> {
    let table = fs::read_to_string(path()).expect("the table is there");
    let blocks = table.split("\n\n").filter(|block| block.starts_with("> "));
    let case = |block: &str| {
        let (line, said) = block.split_once('\n').unwrap_or((block, ""));
        Case {
            line: line[2..].to_string(),
            said: said.trim_end().to_string(),
        }
    };
    blocks.map(case).collect()
}

/// All that is said of a line.
fn said(place: &Place, line: &str) -> String {
    let run = place.run_words(&["t.safetensors", "--no-summarize", "-c", line]);
    run.err().trim_end().to_string()
}

/// The words under the carets, and the message.
fn told(said: &str) -> (&str, String) {
    let lines: Vec<&str> = said.lines().collect();
    let mark = lines.iter().position(|line| line.contains('^'));
    let mark = mark.unwrap_or_else(|| panic!("no caret in:\n{said}"));
    let (start, end) = (lines[mark].find('^'), lines[mark].rfind('^'));
    let range = start.zip(end).map(|(start, end)| start..=end);
    let words = &lines[mark - 1][range.expect("there is a caret")];
    let message = lines[0]
        .split_once("step 1: ")
        .map_or(lines[0], |(_, message)| message);
    let items = lines.iter().filter(|line| line.starts_with("- "));
    let parts: Vec<&str> = std::iter::once(message).chain(items.copied()).collect();
    (words, parts.join("\n"))
}

/// A line of OLY as a step of a plan.
fn step(line: &str) -> String {
    let (verb, payload) = line.split_once(": ").expect("a verb");
    let payload = match payload.contains(": ") && !payload.starts_with('{') {
        true => format!("{{{payload}}}"),
        false => payload.to_string(),
    };
    format!("- {verb}: {payload}\n")
}

#[test]
fn what_is_said_of_each_wrong_value_is_what_the_table_says() {
    let place = place();
    if std::env::var_os("RENEW").is_some() {
        let renewed = |case: &Case| format!("> {}\n{}\n", case.line, said(&place, &case.line));
        let table: Vec<String> = cases().iter().map(renewed).collect();
        fs::write(path(), table.join("\n")).expect("the table is written");
        return;
    }
    for Case {
        line,
        said: expected,
    } in cases()
    {
        assert_eq!(said(&place, &line), expected, "{line}");
    }
}

#[test]
fn in_a_plan_the_same_is_said_of_the_same_words() {
    let place = place();
    for case in cases() {
        let (words, message) = told(&case.said);
        let plan = format!("inputs: [t.safetensors]\ntransforms:\n{}", step(&case.line));
        place.write("plan.yaml", &plan);
        let err = place.run("plan.yaml --no-summarize --json").err();
        let last = err.lines().last().unwrap_or_default();
        let failure: Value = serde_json::from_str(last).expect("a failure");
        assert_eq!(failure["message"], message, "{plan}");
        if failure["place"]["file"].is_null() {
            // A plan inside the plan is a text of its own.
            continue;
        }
        let at = |key: &str| failure["place"][key].as_u64().unwrap_or(0) as usize;
        let line = plan.lines().nth(at("line") - 1).unwrap_or_default();
        let column = at("column") - 1;
        let under = &line[column..column + at("length")];
        let bare = |words: &str| words.trim_matches(['{', '}']).to_string();
        assert_eq!(bare(under), bare(words), "{plan}{failure}");
    }
}

#[test]
fn every_key_of_every_verb_and_claim_goes_wrong_in_the_table() {
    let cases = cases();
    let shown = |word: &str, key: &str| {
        let lines = cases.iter().map(|case| &case.line);
        let mut own = lines.filter(|line| line.contains(&format!("{word}: ")));
        own.any(|line| line.contains(&format!("{key}: ")))
    };
    let mut missing = Vec::new();
    let verbs = transforms::ALL.iter().map(|verb| &verb.signature);
    for signature in verbs.chain(assertions::signatures()) {
        let alone = |key: &str| match signature.payload {
            Payload::Whole(only) | Payload::KeysOr(only) => only == key,
            Payload::Keys | Payload::Nothing => false,
        };
        let keys = signature.params.iter().map(|param| param.name);
        let lacking = keys.filter(|key| !shown(signature.name, key) && !alone(key));
        missing.extend(lacking.map(|key| format!("{}: {key}", signature.name)));
    }
    assert_eq!(missing, Vec::<String>::new());
}
