//! Forms of plans seen in print: what they mean, what is said about them, and where they stand.

use brainsurgery::error::{Error, Text};
use brainsurgery::syntax::yaml::{Dialect, parse};
use brainsurgery::syntax::{Node, Warning, oly};

const STEPS: [&str; 9] = [
    "assert", "cast_", "copy", "delete", "diff", "execute", "move", "phlora", "scale_",
];

fn dialect(strict: bool) -> Dialect {
    Dialect {
        strict,
        is_step: |word| STEPS.contains(&word),
    }
}

fn strict(content: &str) -> Result<Node, Error> {
    parse(&Text::line(content), &dialect(true)).map(|(node, _)| node)
}

fn lenient(content: &str) -> (Node, Vec<Warning>) {
    parse(&Text::line(content), &dialect(false)).expect(content)
}

/// Forms seen in print, with the line that means the same and the number of warnings.
#[test]
fn printed_forms_mean_what_their_writers_meant() {
    let cases = [
        ("copy: {from: 'x', to: 'y'}", "copy: from: x, to: y", 0),
        (r#"copy: from: "a", to: "b""#, "copy: from: a, to: b", 1),
        (r#"delete: target: "a"  # gone"#, "delete: target: a", 1),
        (r#"assert: exists: "a""#, "assert: exists: a", 1),
        (
            r#"assert: not: {exists: "a"}"#,
            "assert: not: { exists: a }",
            1,
        ),
        (
            r#"assert: dtype: {of: "a", is: float16}"#,
            "assert: dtype: { of: a, is: float16 }",
            1,
        ),
        (
            r#"cast_: target: "a" to: float16"#,
            "cast_: target: a, to: float16",
            2,
        ),
        (
            "assert: equal:\n    left: a\n    right: b",
            "assert: equal: { left: a, right: b }",
            1,
        ),
        (
            "assert: not: all:\n  - exists: a\n  - exists: b",
            "assert: not: { all: [exists: a, exists: b] }",
            1,
        ),
        (
            "phlora:\n    target: a\n    rank: 64",
            "phlora: target: a, rank: 64",
            0,
        ),
        (
            r#"copy: {from: "m0::a\.b", to: "m0::\1"}"#,
            r"copy: from: m0::a\.b, to: m0::\1",
            2,
        ),
        (
            r#"move: from: "text_model\.(.*)", to: "model.\1""#,
            r"move: from: text_model\.(.*), to: model.\1",
            1,
        ),
        (
            r#"scale_: target: "(.*experts\.1\..*)\.weight", by: 0.5"#,
            r"scale_: target: (.*experts\.1\..*)\.weight, by: 0.5",
            1,
        ),
        (
            "diff: {mode: aliases, left_alias: ref, right_alias: yaml}",
            "diff: mode: aliases, left_alias: ref, right_alias: yaml",
            0,
        ),
        (
            "delete: {target: \"w::[:128,:128]\"}",
            "delete: target: 'w::[:128,:128]'",
            0,
        ),
    ];
    for (yaml, line, count) in cases {
        let step = oly::parse(&Text::line(line)).expect(line);
        let (item, warnings) = lenient(&format!("transforms:\n- exit\n- {yaml}\n- exit\n"));
        let items = item.as_map().expect("a mapping")["transforms"]
            .node
            .as_list();
        assert_eq!(items.map(<[Node]>::len), Some(3), "{yaml}");
        assert_eq!(items.map(|items| &items[1]), Some(&step), "{yaml}");
        assert_eq!(warnings.len(), count, "{yaml}: {warnings:?}");
        assert_eq!(lenient(yaml).0, step, "at the top: {yaml}");
        let read = strict(&format!("- {yaml}"));
        assert_eq!(read.is_err(), count > 0, "strict: {yaml}");
    }
}

#[test]
fn repairs_keep_places_and_leave_yaml_alone() {
    let text = "transforms:\n- copy: from: é, to: \"b\"\n- assert: equal:\n    left: \"a\\.b\"\n    right: c\n\
                - execute:\n    plan-yaml: |\n      - copy: from: \"\\.\", to: b\n- copy: {from: \"\\d\", to: \"\\x41\"}\n";
    let (plan, warnings) = lenient(text);
    let items = plan.as_map().expect("a plan")["transforms"]
        .node
        .as_list()
        .expect("items");
    let words = |item: usize, keys: &[&str]| {
        let mut node = &items[item];
        for key in keys {
            node = &node.as_map().expect("a mapping")[*key].node;
        }
        let place = node.place.as_ref().expect("a place");
        (place.words().to_owned(), place.line_and_column())
    };
    assert_eq!(words(0, &["copy", "to"]), ("\"b\"".into(), (2, 22)));
    assert_eq!(
        words(1, &["assert", "equal", "left"]),
        ("\"a\\.b\"".into(), (4, 11))
    );
    assert_eq!(
        words(1, &["assert", "equal", "right"]),
        ("c".into(), (5, 12))
    );
    assert_eq!(words(3, &["copy", "from"]), ("\"\\d\"".into(), (9, 16)));
    let inner = &items[2].as_map().expect("a step")["execute"]
        .node
        .as_map()
        .expect("keys")["plan-yaml"];
    assert_eq!(inner.node, Node::text("- copy: from: \"\\.\", to: b\n"));
    let places: Vec<_> = warnings
        .iter()
        .map(|warning| warning.place.as_ref().expect("a place").line_and_column())
        .collect();
    assert_eq!(places, [(2, 3), (3, 11), (4, 13), (9, 17)]);
}
