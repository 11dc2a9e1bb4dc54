//! Places, kinds and printing of references; `grammar/vectors/references.json` holds the rest.

use super::*;
use crate::error::Text;
use proptest::prelude::*;

fn scope<'a>(default: Option<&'a str>, known: &'a dyn Fn(&str) -> bool) -> Scope<'a> {
    let aliases = &["m", "w"];
    Scope {
        default,
        known,
        aliases,
    }
}

fn known(alias: &str) -> bool {
    matches!(alias, "m" | "w")
}

fn read(value: Node, role: Role) -> Result<Reference> {
    Reference::parse(&value, &scope(Some("m"), &known), role).map(|(reference, _)| reference)
}

#[test]
fn only_an_alias_that_is_there_can_be_meant_by_what_a_slice_is_of() {
    let remark = |text: &str| {
        let scope = scope(Some("m"), &|_| true);
        let read = Reference::parse(&Node::text(text), &scope, Role::Name);
        read.expect("a reference").1.len() == 1
    };
    assert!(remark("w::[0]"));
    assert!(!remark("g::[0]"));
    assert!(!remark("g"));
}

/// The words of `line` that an error points at, where `words` of it were read as `value`.
fn pointed_at(line: &str, words: &str, value: &str, role: Role) -> String {
    let start = line.find(words).expect("the words stand in the line");
    let place = Place::new(&Text::line(line), start..start + words.len());
    let error = read(Node::at(Value::Str(value.into()), place), role).expect_err("a fault");
    error
        .place()
        .map(|place| place.words().to_owned())
        .unwrap_or_default()
}

#[test]
fn errors_point_at_the_guilty_part() {
    let plain = |line: &str, words: &str, role| pointed_at(line, words, words, role);
    assert_eq!(plain(r"dump: m::h\.(\d", r"m::h\.(\d", Role::Source), "(");
    assert_eq!(plain("dump: x::h", "x::h", Role::Source), "x");
    assert_eq!(
        plain("dump: m::w::[0, a]", "m::w::[0, a]", Role::Source),
        "a"
    );
    assert_eq!(
        plain(r"copy: from: a, to: w::\d", r"w::\d", Role::Destination),
        r"\d"
    );
    assert_eq!(
        pointed_at("dump: 'm::(a'", "'m::(a'", "m::(a", Role::Source),
        "("
    );
    assert_eq!(
        pointed_at(
            r#"dump: "m::(\x61""#,
            r#""m::(\x61""#,
            "m::(a",
            Role::Source
        ),
        r#""m::(\x61""#
    );
}

#[test]
fn a_destination_is_blamed_where_it_names_an_unknown_group() {
    let line = r"copy: from: h\.(\d), to: g.\2.w";
    let place = Place::new(&Text::line(line), 25..31);
    let source = read(Node::text(r"h\.(\d)"), Role::Source).expect("a source");
    let to = read(
        Node::at(Value::Str(r"g.\2.w".into()), place),
        Role::Destination,
    )
    .expect("a destination");
    let error = to.check(&source).expect_err("an unknown group");
    assert_eq!(error.place().map(Place::words), Some(r"\2"));
}

#[test]
fn names_hold_no_control_characters() {
    assert!(read(Node::text("a\tb"), Role::Name).is_err());
    assert!(read(Node::text("a b"), Role::Name).is_ok());
}

#[test]
fn numbers_are_names_in_quotes_only() {
    let number = Node {
        lexeme: Some("010".into()),
        ..Node::new(Value::Int(10))
    };
    let error = read(number, Role::Source).expect_err("no text");
    assert_eq!(error.hints(), ["the name `010` stands in quotes: `'010'`"]);
    let quoted = read(Node::text("010"), Role::Source).expect("a name");
    assert_eq!(quoted.to_string(), "m::010");
}

#[test]
fn an_expression_behind_a_colon_is_printed_as_no_slice() {
    for role in [Role::Source, Role::Destination] {
        let first = read(Node::text(":[0]"), role).expect("an expression");
        let printed = first.to_node();
        let again = read(printed.clone(), role).expect("what is printed");
        assert_eq!((again.slice.clone(), again.to_node()), (None, printed));
    }
}

fn parts() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "m", "w", "q", "::", "::", ":", "[0]", "[:, 1:2]", "[az]", "[", "]", "~x", "$i", "*r",
        r"\1", r"\.", "h.0", "(", ")", "\"", ",",
    ]);
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

fn reference() -> impl Strategy<Value = Node> {
    let list = prop::collection::vec(parts(), 0..4)
        .prop_map(|tokens| Node::list(tokens.into_iter().map(Node::text)));
    let json = (parts(), prop::collection::vec(parts(), 1..3), parts()).prop_map(
        |(alias, tokens, slice)| {
            let tokens: Vec<String> = tokens.iter().map(|token| format!("{token:?}")).collect();
            Node::text(format!("{alias}::[{}]{slice}", tokens.join(",")))
        },
    );
    prop_oneof![parts().prop_map(Node::text), list, json]
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same_reference(
        node in reference(),
        default in prop::sample::select(vec![None, Some("m")]),
        role in prop::sample::select(vec![Role::Source, Role::Destination]),
    ) {
        let scope = scope(default, &known);
        if let Ok((first, _)) = Reference::parse(&node, &scope, role) {
            let printed = first.to_node();
            let (again, _) = Reference::parse(&printed, &scope, role).expect("what is printed can be read");
            prop_assert_eq!(&again.alias, &first.alias);
            prop_assert_eq!(&again.slice, &first.slice);
            prop_assert_eq!(again.is_path(), first.is_path());
            prop_assert_eq!(again.to_node(), printed);
        }
    }
}
