//! Laws of YAML: what is emitted reads back as it was, and no text breaks the reader.

mod support {
    pub mod values;
}

use brainsurgery::error::Text;
use brainsurgery::syntax::yaml::{Dialect, emit, parse};
use brainsurgery::syntax::{Node, oly};
use proptest::prelude::*;
use proptest::sample::select;
use std::time::{Duration, Instant};
use support::values;

const SPECIAL: [&str; 30] = [
    "true",
    "False",
    "null",
    "~",
    ".inf",
    "-.INF",
    ".nan",
    "yes",
    "off",
    "y",
    "0",
    "01",
    "+1",
    "1.",
    "1e999",
    "1e-6",
    "0o17",
    "0x1f",
    "1_000",
    "1:30",
    "2024-01-31",
    "a:",
    "a: b",
    "m::w",
    "- x",
    "$i",
    "<<",
    "=",
    "---",
    "a #b",
];

fn dialect() -> Dialect {
    Dialect {
        strict: false,
        is_step: |word| word == "copy",
    }
}

/// Text that is hard to write: marks, quotes, brackets, blanks, control characters, words with a meaning.
fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        "[\\[\\](){},:;'\"`\\\\ \t#~.$*!&|<>%@?+=^/a-c0-2_é\u{0}-\u{1f}\u{7f}-\u{a0}\u{2028}\u{feff}🧠-]{0,8}",
        "[ \t\na:#-]{0,10}",
        select(&SPECIAL[..]).prop_map(str::to_owned),
        any::<String>(),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    values::node(text(), prop_oneof!["[_a-z][a-z0-9_-]{0,3}", text()])
}

fn step() -> impl Strategy<Value = Node> {
    let pairs = prop::collection::vec(("[_a-z][a-z_-]{0,6}", node()), 0..4);
    pairs.prop_map(|pairs| Node::map([("copy", Node::map(pairs))]))
}

/// Texts that are nearly right, which reach further into the grammar than random text does.
fn soup() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "a", "copy:", " b:", ": ", ", ", "- ", "[", "]", "{", "}", "'", "\"", "\\.", "\\b",
            "\n", "\n  ", "\n    ", "\t", "#", "|", ">", "&x ", "*x", "!!str ", "<<: ", "é", "1",
            "? ", "---", "\r\n",
        ][..],
    );
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_emitted_reads_back(node in node()) {
        let text = emit(&node).expect("every value can be written");
        let (read, _) = parse(&Text::line(text.clone()), &dialect()).expect("what is written is YAML");
        prop_assert_eq!(emit(&read).expect("as before"), text);
    }

    #[test]
    fn lines_and_plans_hold_the_same_steps(step in step()) {
        if let Ok(line) = oly::emit(&step) {
            let yaml = emit(&step).expect("every value can be written");
            let (read, _) = parse(&Text::line(yaml), &dialect()).expect("YAML");
            prop_assert_eq!(oly::emit(&read).expect("as before"), line);
        }
    }

    #[test]
    fn no_text_breaks_the_reader(content in soup()) {
        let text = Text::line(content);
        match parse(&text, &dialect()) {
            Ok((_, warnings)) => for warning in warnings {
                prop_assert!(warning.place.is_some());
            },
            Err(error) => prop_assert!(error.place().is_some()),
        }
    }
}

#[test]
fn hostile_texts_are_refused_at_once() {
    let bomb: String = (1..40).fold(
        "a0: &a0 [x, x, x, x, x, x, x, x]\n".to_owned(),
        |text, level| {
            let before = level - 1;
            let aliases = vec![format!("*a{before}"); 8].join(", ");
            format!("{text}a{level}: &a{level} [{aliases}]\n")
        },
    );
    let long = "y".repeat(1 << 20);
    let repeated = format!("a: &a {long}\nb: [{}]\n", vec!["*a"; 100_000].join(", "));
    for text in [
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "a:\n".repeat(3).replace('\n', " ").repeat(50_000),
        (0..1000)
            .map(|depth| format!("{}a:\n", " ".repeat(depth)))
            .collect(),
        (0..1000)
            .map(|depth| format!("{}- copy: b:\n", " ".repeat(depth)))
            .collect(),
        format!("a: {}", "\"\\.\" ".repeat(200_000)),
        "- a\n".repeat(1_100_000),
        bomb,
        repeated,
        "&a [*a]".to_owned(),
        format!("a: {}", " ".repeat(65 << 20)),
    ] {
        let begin = Instant::now();
        let start: String = text.chars().take(20).collect();
        parse(&Text::line(text), &dialect()).expect_err(&start);
        assert!(
            begin.elapsed() < Duration::from_secs(20),
            "{start} took {:?}",
            begin.elapsed()
        );
    }
}
