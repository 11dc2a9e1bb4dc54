//! Laws of one-line commands: what is emitted reads back as it was, and no text breaks the parser.

mod support {
    pub mod values;
}

use brainsurgery::error::Text;
use brainsurgery::syntax::oly::{Category, MOST_LEVELS, coerce, emit, parse, parse_lenient};
use brainsurgery::syntax::{Map, Node, Value};
use proptest::prelude::*;
use proptest::sample::select;
use support::values;

const SPECIAL: [&str; 30] = [
    "true", "False", "null", "Null", "NULL", "~", ".inf", "-.INF", ".nan", ".NaN", "inf", "nan",
    "yes", "off", "0", "-0", "01", "+1", "1.", ".5e3", "1e999", "1e-6", "5GB", "1:30", "a:",
    "a: b", "m::w", "\\(x", "- x", "$i",
];

/// Text that is hard to write: marks, quotes, brackets, blanks, control characters, words with a meaning.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\\[\\](){},:;'\"`\\\\ \t#~.$*!&|<>%@?+=^/a-c0-2_é\u{0}-\u{1f}\u{7f}\u{2028}🧠-]{0,8}",
        "[\\[\\](){}a\\\\:,]{0,10}",
        select(&SPECIAL[..]).prop_map(str::to_owned),
        any::<String>(),
    ]
}

fn node() -> impl Strategy<Value = Node> {
    values::node(text(), "[_a-zé][a-z0-9_-]{0,3}")
}

fn step() -> impl Strategy<Value = Node> {
    ("[_a-z][a-z_-]{0,6}", node()).prop_map(|(name, payload)| Node::map([(name, payload)]))
}

/// Lines that are nearly right, which reach further into the grammar than random text does.
fn line() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "a", "b:", ": ", ", ", "[", "]", "{", "}", "'", "\"", "(", ")", "\\", " ", "::", "\n",
            "1",
        ][..],
    );
    let pieces = prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat());
    prop_oneof![
        pieces.clone(),
        pieces.prop_map(|tail| format!("x: {tail}")),
        any::<String>()
    ]
}

/// Values equal to the bit, except that every NaN is every other.
fn same(left: &Node, right: &Node) -> bool {
    match (&left.value, &right.value) {
        (Value::Float(l), Value::Float(r)) => {
            l.to_bits() == r.to_bits() || (l.is_nan() && r.is_nan())
        }
        (Value::List(l), Value::List(r)) => {
            l.len() == r.len() && l.iter().zip(r).all(|(l, r)| same(l, r))
        }
        (Value::Map(l), Value::Map(r)) => same_pairs(l, r),
        (l, r) => l == r,
    }
}

fn same_pairs(left: &Map, right: &Map) -> bool {
    let pairs = || left.iter().zip(right);
    left.len() == right.len()
        && pairs().all(|((lk, le), (rk, re))| lk == rk && same(&le.node, &re.node))
}

/// The step with a payload that has no value made empty, as lines have it.
fn normal(step: &Node) -> Node {
    let pairs = step.as_map().into_iter().flatten();
    Node::map(pairs.map(|(name, entry)| {
        let empty = entry.node.is_null().then(Node::empty);
        (name.as_str(), empty.unwrap_or_else(|| entry.node.clone()))
    }))
}

fn nested(levels: usize) -> String {
    format!("x: {}{}", "[".repeat(levels), "]".repeat(levels))
}

proptest! {
    #[test]
    fn what_is_emitted_reads_back_as_it_was(step in step()) {
        let line = emit(&step).expect("every key is an identifier");
        let read = parse(&Text::line(line.as_str())).map_err(|error| TestCaseError::fail(format!("{line}: {error}")))?;
        prop_assert!(same(&read, &normal(&step)), "{line}: {read:?}");
        prop_assert_eq!(emit(&read), Ok(line));
    }

    #[test]
    fn every_line_gives_a_value_or_one_error(line in line()) {
        let text = Text::line(line.as_str());
        match parse(&text) {
            Ok(step) => {
                let canonical = emit(&step).expect("what was read can be written");
                let again = parse(&Text::line(canonical.as_str())).expect("the canonical line reads");
                prop_assert!(same(&again, &step), "{canonical}");
                prop_assert_eq!(parse_lenient(&text), Ok((step, Vec::new())));
            }
            Err(error) => {
                prop_assert!(error.offset <= line.chars().count());
                let before = line.chars().take(error.offset).map(char::len_utf8).sum::<usize>();
                prop_assert_eq!(error.place.range().start, before);
            }
        }
    }

    #[test]
    fn a_bare_scalar_keeps_its_text_beside_its_value(token in "[a-z0-9.~+-]{1,6}") {
        let step = parse(&Text::line(format!("x: [{token}]"))).expect("a bare scalar");
        let item = &step.as_map().and_then(|step| step["x"].node.as_list()).expect("a list")[0];
        prop_assert_eq!(item.lexeme.as_deref(), Some(token.as_str()));
        prop_assert!(same(item, &Node::new(coerce(&token))));
        prop_assert_eq!(item.place.as_ref().map(|place| place.words()), Some(token.as_str()));
    }
}

#[test]
fn levels_end_where_the_stack_is_safe() {
    let deepest = parse(&Text::line(nested(MOST_LEVELS))).expect("as deep as may be");
    assert_eq!(emit(&deepest), Ok(nested(MOST_LEVELS)));
    let keys = format!("x: {}1", "a: ".repeat(MOST_LEVELS + 1));
    assert!(parse(&Text::line(keys)).is_ok());

    for opener in ["[", "{a: ", "a: "] {
        let line = format!("x: b: {}1", opener.repeat(100_000));
        let error = parse(&Text::line(line)).expect_err("too deep");
        assert_eq!(error.category, Category::TooDeep);
        assert_eq!(error.offset, 6 + MOST_LEVELS * opener.len(), "{opener}");
    }
}

#[test]
fn what_is_too_deep_to_read_is_not_written() {
    let mut payload = Node::empty();
    for _ in 0..=MOST_LEVELS {
        payload = Node::list([payload]);
    }
    let refused = emit(&Node::map([("x", payload)])).expect_err("too deep");
    assert_eq!(refused.path.len(), 1 + MOST_LEVELS);
}
