//! YAML against data: what scalars mean, where values stand, and where mistakes are pointed at.

use brainsurgery::error::{Error, Kind, Place, Text};
use brainsurgery::syntax::yaml::{Dialect, parse, parse_value};
use brainsurgery::syntax::{Node, Value, Warning, oly};
use serde_json::{Value as Json, json};

fn dialect(strict: bool) -> Dialect {
    Dialect {
        strict,
        is_step: |word| word == "copy",
    }
}

fn strict(content: &str) -> Result<Node, Error> {
    parse(&Text::line(content), &dialect(true)).map(|(node, _)| node)
}

/// A value as the rows of the data write it.
fn typed(node: &Node) -> Json {
    let infinite = |number: f64| match number {
        _ if number.is_nan() => json!(".nan"),
        _ if number == f64::INFINITY => json!(".inf"),
        _ if number == f64::NEG_INFINITY => json!("-.inf"),
        _ => json!(number),
    };
    let (kind, value) = match &node.value {
        Value::Null => ("null", Json::Null),
        Value::Bool(flag) => ("bool", json!(flag)),
        Value::Int(number) => ("int", json!(i64::try_from(*number).expect("small"))),
        Value::Float(number) => ("float", infinite(*number)),
        Value::Str(text) => ("str", json!(text)),
        Value::List(items) => ("list", items.iter().map(typed).collect()),
        Value::Map(map) => {
            let pair = |(key, entry): (&String, &brainsurgery::syntax::Entry)| {
                json!([["str", key], typed(&entry.node)])
            };
            ("map", map.iter().map(pair).collect())
        }
    };
    json!([kind, value])
}

#[test]
fn scalars_are_those_of_the_core_schema() {
    let rows: Vec<Json> =
        serde_json::from_str(include_str!("data/yaml_scalars.json")).expect("JSON");
    assert!(rows.len() > 100);
    for row in rows {
        let input = row["input"].as_str().expect("text");
        let expected = row.get("core").unwrap_or(&row["plan"]);
        let read = strict(&format!("v: {input}"));
        if expected["type"] == "error" {
            assert!(read.is_err(), "{input:?} is read as {read:?}");
            continue;
        }
        let node = read.unwrap_or_else(|error| panic!("{input:?}: {error}"));
        let value = &node.as_map().expect("a mapping")["v"].node;
        let expected = numbers_as(&json!([expected["type"], expected["value"]]));
        assert_eq!(typed(value), expected, "{input:?}");
    }
}

/// The rows write some floats without a point.
fn numbers_as(expected: &Json) -> Json {
    match expected {
        Json::Array(pair) if pair.first() == Some(&json!("float")) && pair[1].is_number() => {
            json!(["float", pair[1].as_f64()])
        }
        Json::Array(items) => items.iter().map(numbers_as).collect(),
        other => other.clone(),
    }
}

#[test]
fn doubtful_scalars_are_told_without_a_repair() {
    let told = |content: &str| {
        let (_, warnings) = parse(&Text::line(content), &dialect(true)).expect(content);
        let told = |warning: Warning| warning.place.expect("a place").words().to_owned();
        warnings.into_iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(told("a: 010\nb: [08, 10, '010', 7]"), ["010", "08"]);
    assert_eq!(
        told(
            r#"a: "\bw\b"
b: '\b'
c: "\\b \" \n \t"
d: "x\_y""#
        ),
        [r"\b", r"\_"]
    );
}

#[test]
fn anchors_aliases_and_merge_keys_repeat_values() {
    let text = "- &s {target: vec, by: 2}\n- *s\n- {<<: *s, target: mat}\n- <<: [{a: 1, b: 2}, {b: 3, c: 4}]\n  c: 5\n";
    let line = "v: v: [{ target: vec, by: 2 }, { target: vec, by: 2 }, { target: mat, by: 2 }, { a: 1, b: 2, c: 5 }]";
    let expected = oly::parse(&Text::line(line)).expect(line);
    let list = expected.as_map().expect("a step")["v"]
        .node
        .as_map()
        .expect("pairs")["v"]
        .node
        .clone();
    let read = strict(text).expect(text);
    assert_eq!(read, list);
    let items = read.as_list().expect("items");
    let place = items[1].place.as_ref().expect("a place");
    assert_eq!((place.words(), place.line_and_column()), ("*s", (2, 3)));
}

#[test]
fn places_are_those_of_values() {
    let text = Text::file(
        "plan.yaml",
        "\u{feff}a: 'é'  # c\r\nb: &x\n  - c: |\n      t\n  - {d: ~,\n     e}\nf:\n",
    );
    let (node, _) = parse(&text, &dialect(true)).expect("YAML");
    let map = node.as_map().expect("a mapping");
    let words = |node: &Node| node.place.as_ref().expect("a place").words().to_owned();
    assert_eq!(words(&map["a"].node), "'é'");
    assert_eq!(
        words(&map["b"].node),
        "- c: |\n      t\n  - {d: ~,\n     e}"
    );
    let items = map["b"].node.as_list().expect("a list");
    assert_eq!(words(&items[0]), "c: |\n      t");
    assert_eq!(words(&items[1]), "{d: ~,\n     e}");
    assert_eq!(words(&items[1].as_map().expect("a mapping")["e"].node), "e");
    assert_eq!(words(&map["f"].node), "f");
    assert_eq!(
        items[1].as_map().expect("a mapping")["d"]
            .node
            .lexeme
            .as_deref(),
        Some("~")
    );
    assert_eq!(map["a"].node.lexeme, None);
}

/// Mistakes with the line, the column and the words they are pointed at.
#[test]
fn mistakes_are_pointed_at() {
    let cases = [
        (
            "- copy: {from: *all, to: b}",
            (4, 16),
            "*all",
            "`*all` repeats a value that no `&` before it names",
        ),
        (
            "- copy: {from: w::[:8, :], to: b}",
            (4, 16),
            "w::[:8, :]",
            "`w::[:8, :]` needs quotes inside brackets",
        ),
        (
            "- copy: {from: \"a\\.b\", to: b}",
            (4, 18),
            "\\.",
            "`\\.` is no escape in double quotes",
        ),
        (
            "- dump: of: a: b",
            (4, 11),
            ":",
            "a mapping cannot begin in the middle of a line",
        ),
        ("\t- exit", (4, 1), "\t", "a tab cannot indent"),
        (
            "- copy:\n    from: a\n   to: b",
            (6, 4),
            "t",
            "expected a key at the indentation of those above",
        ),
        (
            "- copy: a\n   to: b",
            (5, 6),
            ":",
            "this line continues the value above it, where no key can stand",
        ),
        (
            "- copy: {from: a, from: b}",
            (4, 19),
            "from",
            "duplicate key `from`, first at line 4, column 10",
        ),
        (
            "- copy: {from: a to: b}",
            (4, 18),
            "to",
            "expected `,` or `}`",
        ),
        (
            "- copy: {from: [h, $i], to: [g, x_${i}]}",
            (4, 33),
            "x_${i}",
            "`x_${i}` needs quotes inside brackets",
        ),
        (
            "- copy from: a, to: b",
            (4, 3),
            "copy",
            "expected `:` behind `copy`",
        ),
        (
            "- copy {from: a, to: b}",
            (4, 3),
            "copy",
            "expected `:` behind `copy`",
        ),
        (
            "- copy:{from: a, to: b}",
            (4, 3),
            "copy:",
            "expected a blank behind `copy:`",
        ),
        (
            "- copy: {from: 'a'\n- exit",
            (5, 1),
            "-",
            "expected `,` or `}`",
        ),
        (
            "- copy: {from:\ta}",
            (4, 15),
            "\t",
            "expected a blank, found a tab",
        ),
        (
            "\n# a note\nsecond # part\n\n# another",
            (6, 1),
            "second # part",
            "expected `:` behind `second # part`",
        ),
        (
            "- dump: {target: a}# all",
            (4, 20),
            "#",
            "a comment begins behind a blank",
        ),
        ("- dump: !<<: a", (4, 9), "!", "malformed tag"),
        ("%a: b", (4, 1), "%", "`%` cannot begin a line here"),
        (
            "... a",
            (4, 5),
            "a",
            "nothing can stand behind `...`, which ends the text",
        ),
        (
            "- copy:\n  from: a\n x: [",
            (6, 2),
            "x",
            "expected a key at the indentation of those above",
        ),
        (
            "- copy: {from: 'a' to: b}",
            (4, 20),
            "t",
            "expected `,` or `}` behind the closing quote",
        ),
        (
            "- copy: 'a' b",
            (4, 13),
            "b",
            "expected the end of the line behind the closing quote",
        ),
        (
            "- copy: {from: a, to: b",
            (5, 7),
            ":",
            "expected `,` or `}`",
        ),
        (
            "- copy: [a, b]]",
            (4, 15),
            "]",
            "this closes nothing that is open",
        ),
        (
            "- copy: @a",
            (4, 9),
            "@",
            "`@` cannot begin a value without quotes",
        ),
        (
            "- copy: 'a",
            (4, 9),
            "'",
            "this quote is not closed before a line that is not indented",
        ),
        (
            "- !py x",
            (4, 3),
            "!py x",
            "the tag `!py` has no meaning here",
        ),
        (
            "- ? [a]\n  : b",
            (4, 5),
            "[a]",
            "a key must be text, found a list",
        ),
        (
            "---\na: b",
            (4, 1),
            "---",
            "a second document begins here, and a text holds one",
        ),
    ];
    for (line, at, words, message) in cases {
        let before = "inputs: [m::a.safetensors]\ntransforms:\n- exit\n";
        let error = strict(&format!("{before}{line}\noutput: é\n")).expect_err(line);
        let place = error.place().expect(line);
        let told = (
            error.kind(),
            place.line_and_column(),
            place.words(),
            error.message(),
        );
        assert_eq!(told, (Kind::Payload, at, words, message), "{line}");
    }
}

/// What to try, in the words of the plan at hand.
#[test]
fn hints_on_mistakes_are_made_of_the_words_around_them() {
    for (line, hint) in [
        ("- copy: {from: \"a\" to: b}", "put `,` before `to:`"),
        (
            "- copy: {from: 'it's'}",
            "a quote inside single quotes is written `''`",
        ),
        (
            "- copy: {from: a to: b}",
            "put `,` before `to:`, or put the value in single quotes",
        ),
        (
            "- cpy: from: a, to: b",
            "put the value in single quotes, or write `cpy: { from: ... }`",
        ),
        (
            "- dump: (a: b)",
            "put the value in single quotes, or write `key: { key: value }`",
        ),
        ("- copy {from: a, to: b}", "write `copy: { from: ... }`"),
        ("- copy:{from: a, to: b}", "write `copy: {`"),
        (
            "- copy: {from: [h, $i], to: [g, ${i}]}",
            "put the value in single quotes: `'${i}'`",
        ),
        ("- copy: {from: 'a'\n- exit", "close the `{` of line 4"),
        ("transforms\n", "write `transforms: ...`"),
    ] {
        let before = "inputs: [m::a.safetensors]\nsteps:\n- exit\n";
        let error = strict(&format!("{before}{line}\noutput: é\n")).expect_err(line);
        assert_eq!(error.hints(), [hint], "{line}");
    }
}

#[test]
fn an_override_has_one_value_on_one_line() {
    let value = |content: &str| {
        let text = Text::line(format!("key={content}"));
        parse_value(&Place::new(&text, 4..text.content().len()), &dialect(false))
    };
    for (content, expected) in [
        ("", json!(["str", ""])),
        ("0.5", json!(["float", 0.5])),
        ("null", json!(["null", null])),
        ("'null'", json!(["str", "null"])),
        ("w::[:8]", json!(["str", "w::[:8]"])),
        (" [1, a] ", json!(["list", [["int", 1], ["str", "a"]]])),
        ("{}", json!(["map", []])),
        (r#""a\.b""#, json!(["str", "a\\.b"])),
    ] {
        assert_eq!(
            typed(&value(content).expect(content).0),
            expected,
            "{content}"
        );
    }
    for content in [
        "a: b",
        "- a",
        "a # b",
        "# b",
        "|",
        "*all",
        "[a",
        "copy: from: a",
    ] {
        let error = value(content).expect_err(content);
        assert!(
            error.place().expect("a place").range().start >= 4,
            "{content}"
        );
        assert!(!error.hints().is_empty(), "{content}");
    }
}
