//! What completion offers, place by place; that it is quick, that it never fails.

use brainsurgery::guide::complete::{
    Candidate, Entry, Names, Scene, complete, hint, is_full, tokens,
};
use brainsurgery::session::StateDict;
use brainsurgery::signature::{Payload, Signature};
use brainsurgery::tensor::{Dtype, Shape, Tensor};
use brainsurgery::{assertions, transforms};
use proptest::prelude::*;
use std::sync::Arc;

const TABLE: &str = include_str!("data/completion.txt");

fn names(alias: &str, names: &[String]) -> Names {
    let shape = Shape::new(vec![2, 3]).expect("six elements");
    let tensor = Tensor::constant(Dtype::F32, shape, 0.0).expect("a float");
    let named = names
        .iter()
        .map(|name| (Arc::from(name.as_str()), tensor.clone()));
    Names::new(Arc::from(alias), StateDict::new(named))
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| name.to_string()).collect()
}

fn layers(count: usize) -> Vec<String> {
    let parts = ["a.weight", "a.bias", "b.weight", "b.bias"];
    let layer = |layer| parts.map(|part| format!("h.{layer}.{part}"));
    (0..count)
        .flat_map(layer)
        .chain(["wte.weight".into()])
        .collect()
}

fn verbs() -> Vec<&'static Signature> {
    let verbs = transforms::ALL.into_iter();
    verbs.map(|verb| &verb.signature).collect()
}

fn folder(path: &str) -> Vec<Entry> {
    let entry = |(name, is_folder): (&str, bool)| Entry {
        name: name.to_string(),
        is_folder,
    };
    let entries = [
        ("model.safetensors", false),
        ("my file.pt", false),
        ("models", true),
        ("meta.txt", false),
    ];
    let here = path.is_empty().then_some(entries);
    here.into_iter().flatten().map(entry).collect()
}

fn folder_with_plan(path: &str) -> Vec<Entry> {
    let mut entries = folder(path);
    entries.retain(|entry| entry.name.starts_with("model"));
    entries.push(Entry {
        name: "plan.yaml".into(),
        is_folder: false,
    });
    entries
}

fn scene(fixture: &str) -> Scene {
    let small = [
        "ln_f.weight",
        "ln_f.bias",
        "h.0.attn.c_attn.weight",
        "wte.weight",
    ];
    let models = match fixture {
        "M" => vec![
            names("base", &texts(&["ln_f.weight", "ln_f.bias"])),
            names("scratch", &texts(&["new.weight"])),
        ],
        "B" => vec![names("model", &layers(12))],
        _ => vec![names("model", &texts(&small))],
    };
    Scene {
        verbs: verbs(),
        claims: assertions::signatures(),
        default: (models.len() == 1).then(|| models[0].alias.clone()),
        models,
        list: if fixture == "P" {
            folder_with_plan
        } else {
            folder
        },
    }
}

fn offered(text: &str, scene: &Scene) -> Vec<Candidate> {
    complete(text, text.len(), scene).candidates
}

fn shown(text: &str, scene: &Scene) -> Vec<String> {
    let offered = offered(text, scene);
    offered
        .iter()
        .map(|offer| offer.shown.trim().to_string())
        .collect()
}

fn wanted(words: &str) -> Vec<String> {
    let called = |mark: &str, signatures: Vec<&Signature>| -> Vec<String> {
        let named = signatures.iter().map(|verb| match verb.payload {
            Payload::Nothing => verb.name.to_string(),
            _ if verb.name == "prefixes" || verb.params.is_empty() => verb.name.to_string(),
            _ => format!("{}{mark}", verb.name),
        });
        named.collect()
    };
    match words.trim() {
        "verbs" => called(":", verbs()),
        "topics" => verbs().iter().map(|verb| verb.name.to_string()).collect(),
        "claims" => called(":", assertions::signatures()),
        words => {
            let words = words.split(" ; ").map(str::trim);
            words
                .filter(|word| !word.is_empty())
                .map(str::to_string)
                .collect()
        }
    }
}

#[test]
fn every_place_offers_what_is_wanted_there() {
    let rows = TABLE
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut wrong = Vec::new();
    for row in rows {
        let (fixture, rest) = row.split_once(" | `").expect("a fixture");
        let (text, words) = rest.split_once("` |").expect("a text");
        let text = text.replace("\\n", "\n");
        let found = shown(&text, &scene(fixture));
        if found != wanted(words) {
            wrong.push(format!(
                "{fixture} `{text}`\n  wanted {:?}\n  found  {found:?}",
                wanted(words)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_is_offered_is_written_so_that_it_can_be_read() {
    let cases = [
        ("copy: from: 'ln_f.b", "copy: from: 'ln_f.bias'"),
        ("copy: from: ln_f.w::", "copy: from: ln_f.w::"),
        ("copy: from: ln_f.weight::", "copy: from: ln_f.weight::["),
        ("copy: from: ln_f\\.b", "copy: from: ln_f\\.bias"),
        ("load: path: my", "load: path: 'my file.pt'"),
        ("copy: from: ln_f.weight ", "copy: from: ln_f.weight, to: "),
        ("copy: from: ln_f.weight,", "copy: from: ln_f.weight, to: "),
        ("copy: { from: a, to: b ", "copy: { from: a, to: b }"),
        ("prefixes: mode: rem", "prefixes: mode: remove"),
    ];
    let scene = scene("S");
    for (text, expected) in cases {
        let completion = complete(text, text.len(), &scene);
        let insert = completion
            .candidates
            .first()
            .map(|first| first.insert.as_str());
        let start = insert.map_or(text.len(), |_| completion.start);
        assert_eq!(
            format!("{}{}", &text[..start], insert.unwrap_or("")),
            expected
        );
    }
}

#[test]
fn counts_and_shapes_are_told() {
    let about = |fixture: &str, text: &str| offered(text, &scene(fixture))[0].about.clone();
    assert_eq!(about("B", "copy: from: "), "48 tensors");
    assert_eq!(about("S", "copy: from: ln_f.b"), "float32 [2, 3]");
    assert_eq!(about("S", "copy: from: ln_f.weight::"), "shape [2, 3]");
    assert!(
        about("S", "copy").starts_with("Copy tensors"),
        "{}",
        about("S", "copy")
    );
}

#[test]
fn a_hint_says_what_is_missing_and_what_is_meant() {
    let scene = scene("S");
    let cases: [(&str, &[&str], Option<&str>); 9] = [
        ("copy: ", &["from", "to"], None),
        ("copy: from: ln", &["to"], Some("ln")),
        ("copy: from: 'ln.*", &["to"], Some("ln.*")),
        ("copy: from: ln_f.bias, ", &["to"], None),
        ("copy: from: a, to: b", &[], None),
        ("dump: target: .*", &[], Some(".*")),
        ("assert: equal: { left: a, ", &["right"], None),
        ("exit", &[], None),
        ("copy:\n  from: a\n# b", &[], None),
    ];
    for (text, missing, referred) in cases {
        let hint = hint(text, &scene);
        let names: Vec<&str> = hint.missing.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            (names.as_slice(), hint.referred.as_deref()),
            (missing, referred),
            "{text}"
        );
    }
}

#[test]
fn a_value_that_cannot_be_offered_is_described() {
    let scene = scene("S");
    for (text, wanted) in [
        ("scale_: target: a, by: ", Some("a number")),
        ("scale_: target: a, by: 2", None),
        ("prefixes: mode: add, alias: ", Some("text")),
        (
            "split: from: a, to: [b, c], sizes: ",
            Some("a list of whole numbers of at least 1"),
        ),
        ("scale:\n  by: ", Some("a number")),
        ("copy: from: ", None),
        ("dump: format: ", None),
    ] {
        assert_eq!(hint(text, &scene).wanted.as_deref(), wanted, "{text}");
    }
}

#[test]
fn names_that_begin_so_are_counted() {
    for (text, begun) in [
        ("h.", 48),
        (r"h\.1\.", 4),
        ("model::wte", 1),
        ("x", 0),
        ("h.*", 0),
        ("", 0),
    ] {
        assert_eq!(scene("B").begun(text), begun, "{text}");
    }
}

#[test]
fn what_is_left_out_is_counted() {
    let many: Vec<String> = (0..300).map(|layer| format!("h.{layer}.w")).collect();
    let scene = Scene {
        models: vec![names("model", &many)],
        ..scene("B")
    };
    let completion = complete("copy: from: h.", 14, &scene);
    assert_eq!(
        (
            completion.candidates.len(),
            completion.more,
            completion.common.as_str()
        ),
        (200, 100, "h.")
    );
}

#[test]
fn a_block_is_full_once_no_key_is_left() {
    let scene = scene("S");
    for (text, full) in [
        ("copy:\n  from: a\n  to: b", true),
        ("copy:\n  from: a\n  to: [b, c]", true),
        ("copy:\n  from: a\n  to: ", false),
        ("copy:\n  from: a\n  to:", false),
        ("copy:\n  from: a\n  to:\n# b", false),
        ("copy:\n  from: a\n  t", false),
        ("copy:\n  from: a", false),
        ("copy:", false),
        ("copy: from: a, to: b", false),
        ("- copy:\n    from: a\n    to: b", false),
        ("dump:\n  target: a", false),
        ("nothing:\n  target: a", false),
        ("assert:\n  equal:\n    left: a\n    right: b", false),
        (
            "assert:\n  equal:\n    left: a\n    right: b\n    eps: 1",
            false,
        ),
    ] {
        assert_eq!(is_full(text, &scene), full, "{text:?}");
    }
}

#[test]
fn words_are_told_apart() {
    let inks = |text: &str| -> String {
        let tokens = tokens(text, &scene("S")).into_iter();
        let words = tokens.map(|token| format!("{:?} {}", token.ink, &text[token.range]));
        words.collect::<Vec<_>>().join("; ")
    };
    let cases = [
        (
            "scale_: target: ln_f.bias, by: 0.5",
            "Verb scale_; Key target; Reference ln_f.bias; Mark ,; Key by; Number 0.5",
        ),
        ("sclae: x: 1", "Unknown sclae; Key x; Number 1"),
        ("scale_: tarfet: a", "Verb scale_; Unknown tarfet; Text a"),
        ("sc", "Verb sc"),
        ("xy", "Unknown xy"),
        (
            "dump: target: nothing, ",
            "Verb dump; Key target; Unknown nothing; Mark ,",
        ),
        ("dump: target: ln_f.w", "Verb dump; Key target; Text ln_f.w"),
        (
            "dump: target: 'ln.*' ",
            "Verb dump; Key target; Reference 'ln.*'",
        ),
        (
            "cast_: target: .*, to: flot16 ",
            "Verb cast_; Key target; Reference .*; Mark ,; Key to; Unknown flot16",
        ),
        (
            "assert: all: [{ exists: wte.weight }]",
            "Verb assert; Verb all; Mark [; Mark {; Verb exists; Reference wte.weight; Mark }; Mark ]",
        ),
        ("dump: model@3::x", "Verb dump; Reference model@3::x"),
        ("load: path: 'a b'", "Verb load; Key path; Text 'a b'"),
        ("# so\nexit", "Comment # so; Verb exit"),
        ("help: copy ", "Verb help; Verb copy"),
        (
            "help: copy, try: true",
            "Verb help; Verb copy; Mark ,; Verb try; Text true",
        ),
        ("help: try: copy ", "Verb help; Verb try; Verb copy"),
        ("?copy", "Mark ?; Verb copy"),
        ("?coppy ", "Mark ?; Unknown coppy"),
        (
            "copy: from: wte.weight, \\\n  to: v",
            "Verb copy; Key from; Reference wte.weight; Mark ,; Key to; Reference v",
        ),
        (
            "inputs: [m.pt]\ntransforms:\n- exit",
            "Key inputs; Text [m.pt]; Key transforms; Mark -; Verb exit",
        ),
        (
            "inputs: [m.pt]",
            "Unknown inputs; Mark [; Text m.pt; Mark ]",
        ),
        ("dump > x.txt", "Verb dump; Mark >; Text x.txt"),
    ];
    for (text, expected) in cases {
        assert_eq!(inks(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn nothing_typed_makes_it_fail(text in "[a-z:{}\\[\\], '\"\\\\\n$().é-]{0,40}", cursor in 0_usize..50) {
        let scene = scene("S");
        let completion = complete(&text, cursor, &scene);
        prop_assert!(completion.start <= text.len() && text.is_char_boundary(completion.start));
        hint(&text, &scene);
        let mut end = 0;
        for token in tokens(&text, &scene) {
            prop_assert!(end <= token.range.start && text.get(token.range.clone()).is_some());
            end = token.range.end;
        }
    }

    #[test]
    fn the_beginnings_of_lines_make_nothing_fail(row in 0_usize..100, keep in 0_usize..80) {
        let rows: Vec<&str> = TABLE.lines().filter(|line| line.contains('`')).collect();
        let text: String = rows[row % rows.len()].chars().skip(5).take(keep).collect();
        complete(&text, text.len(), &scene("B"));
    }
}
