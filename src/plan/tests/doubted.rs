//! What a failed step leaves unknown, and which errors that excuses.

use super::doubt::Doubt;
use super::*;

/// The arguments of a line in a session of `a: x y` and `b: z`.
fn call(line: &str) -> crate::signature::Call {
    let step = oly::parse(&Text::line(line)).expect("a line");
    let bound = prepare::bind(&step, &models(), &mut Vec::new()).expect(line);
    bound.call().clone()
}

fn models() -> Session {
    session(&["a: x y", "b: z"])
}

/// Whether an error of this kind in `line` is excused once `failed` has failed.
fn excused(failed: &str, line: &str, kind: Kind) -> bool {
    let mut doubt = Doubt::default();
    doubt.failed(&call(failed));
    doubt.excuses(&Error::new(kind, "it fails"), &call(line))
}

#[test]
fn names_that_would_have_been_made_are_not_missed() {
    for (failed, line, expected) in [
        (
            "copy: from: a::q, to: a::made",
            "delete: target: a::made",
            true,
        ),
        (
            "copy: from: a::q, to: a::made",
            "delete: target: a::mad.",
            true,
        ),
        (
            "copy: from: a::q, to: a::made",
            "delete: target: a::other",
            false,
        ),
        (
            "copy: from: a::q, to: a::made",
            "delete: target: b::made",
            false,
        ),
        (
            "copy: from: a::q, to: a::made",
            "delete: target: a@0::made",
            true,
        ),
        (
            "copy: from: 'a::(q)', to: 'a::\\1.n'",
            "delete: target: a::other",
            true,
        ),
        (
            "copy: from: 'a::(q)', to: 'a::\\1.n'",
            "delete: target: b::other",
            false,
        ),
        (
            "copy: from: [a::$n], to: [a::new, $n]",
            "delete: target: a::z",
            true,
        ),
        ("scale_: target: a::q, by: 2", "delete: target: a::q", false),
        ("delete: target: a::q", "delete: target: a::q", false),
        (
            "split: from: a::q, to: [b::one, b::two], sizes: [1, 1]",
            "delete: target: a::two",
            false,
        ),
        (
            "split: from: a::q, to: [a::one, a::two], sizes: [1, 1]",
            "delete: target: a::two",
            true,
        ),
        (
            "zeroes: target: a::q, shape: [2]",
            "scale_: target: a::q, by: 2",
            true,
        ),
        (
            "copy: from: a::q, to: a::made",
            "copy: from: a::x, to: a::made",
            true,
        ),
        (
            "copy: from: a::q, to: a::made",
            "copy: from: a::x, to: a::else",
            false,
        ),
    ] {
        assert_eq!(
            excused(failed, line, Kind::NoMatch),
            expected,
            "{failed}, then {line}"
        );
    }
}

#[test]
fn forms_are_unknown_behind_any_failure_and_words_never_are() {
    let (failed, line) = ("scale_: target: a::q, by: 2", "delete: target: b::z");
    for (kind, expected) in [
        (Kind::Shape, true),
        (Kind::Dtype, true),
        (Kind::SliceRange, true),
        (Kind::Value, true),
        (Kind::Assertion, true),
        (Kind::NoMatch, false),
        (Kind::Missing, false),
        (Kind::Exists, false),
        (Kind::Alias, false),
        (Kind::Payload, false),
        (Kind::Reference, false),
    ] {
        assert_eq!(excused(failed, line, kind), expected, "{kind:?}");
        let fresh = Doubt::default();
        let error = Error::new(kind, "it fails");
        assert!(!fresh.excuses(&error, &call(line)), "{kind:?}");
    }
}

#[test]
fn behind_a_step_that_may_do_anything_only_words_count() {
    let mut doubt = Doubt::default();
    doubt.anything();
    let line = call("delete: target: b::z");
    for (kind, expected) in [
        (Kind::NoMatch, true),
        (Kind::Alias, true),
        (Kind::Shape, true),
        (Kind::Payload, false),
        (Kind::Reference, false),
    ] {
        let error = Error::new(kind, "it fails");
        assert_eq!(doubt.excuses(&error, &line), expected, "{kind:?}");
    }
}

/// Whether an error in reading a step is excused behind a step that could not be read.
fn excused_unread(unread: &str, kind: Kind) -> bool {
    let step = oly::parse(&Text::line(unread)).expect("a line");
    let mut doubt = Doubt::default();
    doubt.unread(&step);
    doubt.excuses_unread(&Error::new(kind, "it fails"))
}

#[test]
fn a_step_that_cannot_be_read_may_have_made_names_if_its_verb_does() {
    for (unread, expected) in [
        ("copy: form: a", true),
        ("load: pth: x", true),
        ("execute: plans: x", true),
        ("coppy: from: a", true),
        ("scale_: by: two", false),
        ("delete: targt: a", false),
        ("dump: shape: x", false),
        ("exit: now", false),
    ] {
        assert_eq!(excused_unread(unread, Kind::Alias), expected, "{unread}");
        assert_eq!(
            excused_unread(unread, Kind::Reference),
            expected,
            "{unread}"
        );
        assert!(!excused_unread(unread, Kind::Payload), "{unread}");
    }
}

#[test]
fn an_alias_that_a_failed_step_would_have_opened_is_not_missed() {
    let mut doubt = Doubt::default();
    let alias = Error::new(Kind::Alias, "unknown alias `c`");
    assert!(!doubt.excuses_unread(&alias));
    doubt.failed(&call("load: path: none.safetensors, alias: c"));
    assert!(doubt.excuses_unread(&alias));
    let payload = Error::new(Kind::Payload, "unknown key");
    assert!(!doubt.excuses_unread(&payload));
    let missing = Error::new(Kind::NoMatch, "nothing");
    assert!(!doubt.excuses(&missing, &call("delete: target: a::q")));
}
