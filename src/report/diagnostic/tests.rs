//! Diagnostics as people see them.

use super::*;
use crate::error::{Kind, Text};
use crate::report::Facts;
use proptest::prelude::*;
use serde_json::json;

const LINE: &str = "scale: from: ln_g.weight, to: half.weight, by: 0.5";

fn shown(error: &Error) -> String {
    render_error(error, &Style::plain())
}

fn plan() -> Place {
    let content = "transforms:\n- scale_:\n    target: w\n    by: half\n";
    Place::new(&Text::file("plan.yaml", content), 44..48)
}

#[test]
fn a_typed_line_is_shown_with_carets() {
    let place = Place::new(&Text::line(LINE), 13..24);
    let message = "no tensor in `base` matches `ln_g.weight`";
    let error = Error::new(Kind::NoMatch, message)
        .prefix("scale")
        .for_key("from")
        .at(&place)
        .hint("did you mean `ln_f.weight`?");
    let expected = "\
error: scale: no tensor in `base` matches `ln_g.weight`
  | scale: from: ln_g.weight, to: half.weight, by: 0.5
  |              ^^^^^^^^^^^
hint: did you mean `ln_f.weight`?";
    assert_eq!(shown(&error), expected);
}

#[test]
fn in_a_plan_the_place_is_file_step_and_key() {
    let error = Error::new(Kind::Payload, "expected a number, found `half`")
        .prefix("scale_")
        .for_key("by")
        .in_step(2)
        .at(&plan());
    let expected = "\
error: step 3: scale_: expected a number, found `half`
 --> plan.yaml:4:9, key `by`
  |
4 |     by: half
  |         ^^^^";
    assert_eq!(shown(&error), expected);
}

#[test]
fn a_key_that_the_message_names_is_not_named_again() {
    let error = Error::new(Kind::Payload, "`by` takes a number")
        .for_key("by")
        .at(&plan());
    assert!(shown(&error).contains(" --> plan.yaml:4:9\n"));
}

#[test]
fn without_a_place_the_key_is_named() {
    let error = Error::new(Kind::Shape, "add_: shapes differ")
        .in_step(0)
        .for_key("to");
    assert_eq!(
        shown(&error),
        "error: step 1: add_: shapes differ\n --> key `to`"
    );
    let bare = Error::interrupted();
    assert_eq!(shown(&bare), "error: interrupted");
}

#[test]
fn wide_line_numbers_move_the_arrow() {
    let content = "\n".repeat(99) + "oops";
    let place = Place::new(&Text::file("p.yaml", content), 99..103);
    let expected = "\
warning: what is `oops`?
   --> p.yaml:100:1
    |
100 | oops
    | ^^^^";
    assert_eq!(
        render_warning("what is `oops`?", Some(&place), &Style::plain()),
        expected
    );
}

#[test]
fn carets_stand_under_wide_characters() {
    let place = Place::new(&Text::line("名: 日本"), 5..11);
    let expected = "\
error: no
  | 名: 日本
  |     ^^^^";
    assert_eq!(shown(&Error::new(Kind::Payload, "no").at(&place)), expected);
}

#[test]
fn colours_change_no_text() {
    let error = Error::new(Kind::Payload, "no")
        .at(&plan())
        .for_key("by")
        .hint("yes");
    let screen = Style::new(&Facts {
        terminal: true,
        ..Facts::default()
    });
    let painted = render_error(&error, &screen);
    assert!(painted.starts_with("\u{1b}[31merror\u{1b}[0m: no\n"));
    assert_eq!(
        anstream::adapter::strip_str(&painted).to_string(),
        shown(&error)
    );
}

#[test]
fn a_huge_line_is_cut_around_its_place() {
    let content = format!("{}BAD{}", "x".repeat(32 << 20), "y".repeat(32 << 20));
    let place = Place::new(&Text::file("p.yaml", content), (32 << 20)..(32 << 20) + 3);
    let text = shown(&Error::new(Kind::Payload, "no").at(&place));
    assert!(text.contains(" --> p.yaml:1:33554433\n"), "{text}");
    assert!(text.contains("xxxBADyyy") && text.contains("^^^"), "{text}");
    assert!(text.len() < 400, "{text}");
}

#[test]
fn many_hints_are_counted() {
    let mut error = Error::new(Kind::Payload, "no");
    for number in 1..=7 {
        error = error.hint(format!("try {number}"));
    }
    let text = shown(&error);
    assert!(
        text.ends_with("hint: try 4\nhint: 3 more with --json"),
        "{text}"
    );
}

#[test]
fn as_data_every_field_is_there() {
    let error = Error::new(Kind::Payload, "no")
        .at(&plan())
        .in_step(2)
        .for_key("by")
        .hint("yes");
    let expected = json!({
        "kind": "payload",
        "step": 2,
        "key": "by",
        "place": {"file": "plan.yaml", "line": 4, "column": 9, "length": 4},
        "message": "no",
        "hints": ["yes"],
    });
    assert_eq!(error_json(&error), expected);
    let bare = json!({
        "kind": "interrupted", "step": null, "key": null, "place": null,
        "message": "interrupted", "hints": [],
    });
    assert_eq!(error_json(&Error::interrupted()), bare);
}

#[test]
fn under_json_a_diagnostic_is_one_line() {
    let style = Style {
        json: true,
        ..Style::plain()
    };
    let place = Place::new(&Text::line(LINE), 0..5);
    assert_eq!(
        render_warning("old\nform", Some(&place), &style),
        concat!(
            r#"{"kind":"warning","step":null,"key":null,"place":{"file":null,"line":1,"column":1,"#,
            r#""length":5},"message":"old\nform","hints":[]}"#
        )
    );
}

proptest! {
    #[test]
    fn no_text_breaks_a_diagnostic(
        content in "(?s).{0,200}",
        message in "(?s).{0,700}",
        (start, length) in (0..900usize, 0..900usize),
        width in 0..200usize,
        (file, color) in any::<(bool, bool)>(),
        hints in 0..9usize,
    ) {
        let text = if file { Text::file(content.clone(), content) } else { Text::line(content) };
        let mut error = Error::new(Kind::Value, message).in_step(usize::MAX).for_key("by");
        for _ in 0..hints {
            error = error.hint("try\nthis");
        }
        error = error.at(&Place::new(&text, start..start + length));
        let style = Style { terminal: color, color, width, ..Style::plain() };
        let shown = render_error(&error, &style);
        let stripped = anstream::adapter::strip_str(&shown).to_string();
        prop_assert!(shown.lines().count() <= 10, "{}", shown);
        let carets = |line: &str| line.trim_start_matches([' ', '|']).starts_with('^');
        prop_assert!(stripped.lines().any(carets), "{}", shown);
        let longest = stripped.lines().skip(2).map(|line| line.chars().count()).max();
        prop_assert!(longest <= Some(width.max(40) + 10), "{}", shown);
    }
}
