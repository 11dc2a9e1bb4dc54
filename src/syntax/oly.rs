//! OLY, the language of one line a step: `name: key: value, key: value`. `grammar/oly.md` describes it.
//!
//! Invariant: every text gives a value or one error, in time linear in its length.

mod bare;
mod coerce;
mod emit;
mod error;
mod fault;
mod frame;
mod quoted;
mod reader;
mod token;

pub use coerce::coerce;
pub use emit::{NotRepresentable, emit, scalar};
pub use error::{Category, OlyError};
pub(super) use token::is_identifier;
pub use token::{identifier_at, is_bracket_led};

use crate::error::{Place, Text};
use crate::syntax::{Node, Warning};
use reader::Reader;
use std::sync::Arc;

/// How many brackets and keys without braces may stand inside each other.
pub const MOST_LEVELS: usize = 128;

/// What becomes of a comma that is missing between a string, list or mapping and the next key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commas {
    /// It is an error.
    Required,
    /// It is read as if it were there, with a warning.
    Forgiven,
}

/// The step on a line: a map of one name to its payload, which is the empty map if there is none.
///
/// Every key and value has its place in `text`; a scalar written without quotes keeps its lexeme.
///
/// # Errors
/// The first fault, with its category and place.
pub fn parse(text: &Arc<Text>) -> Result<Node, OlyError> {
    let (step, _) = parse_place(&whole(text), Commas::Required)?;
    Ok(step)
}

/// As [`parse`], with missing commas forgiven: for lines that people type and plans seen in print.
pub fn parse_lenient(text: &Arc<Text>) -> Result<(Node, Vec<Warning>), OlyError> {
    parse_place(&whole(text), Commas::Forgiven)
}

/// As [`parse`], of a line that is part of a longer text, such as one line of a file.
pub fn parse_place(line: &Place, commas: Commas) -> Result<(Node, Vec<Warning>), OlyError> {
    Reader::new(line, commas).read()
}

fn whole(text: &Arc<Text>) -> Place {
    Place::new(text, 0..text.content().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn words(node: &Node) -> &str {
        node.place.as_ref().map_or("nowhere", Place::words)
    }

    #[test]
    fn keys_and_values_know_where_they_stand() {
        let text = Text::line("  copy : é: [h, 'a b' , n: 0], to: { x: 1 }  \n");
        let step = parse(&text).expect("a line");
        assert_eq!(words(&step), "copy : é: [h, 'a b' , n: 0], to: { x: 1 }");
        let payload = &step.as_map().expect("a step")["copy"];
        assert_eq!(payload.key.as_ref().map(Place::words), Some("copy"));
        assert_eq!(words(&payload.node), "é: [h, 'a b' , n: 0], to: { x: 1 }");
        let pairs = payload.node.as_map().expect("pairs");
        assert_eq!(pairs["é"].key.as_ref().map(Place::words), Some("é"));
        assert_eq!(words(&pairs["to"].node), "{ x: 1 }");
        let items = pairs["é"].node.as_list().expect("a list");
        assert_eq!(
            items.iter().map(words).collect::<Vec<_>>(),
            ["h", "'a b'", "n: 0"]
        );
        assert_eq!(items[0].lexeme.as_deref(), Some("h"));
        assert_eq!(items[1].lexeme, None);
    }

    #[test]
    fn a_payload_that_is_not_written_stands_nowhere() {
        for line in ["exit", "exit:", "exit: null"] {
            let step = parse(&Text::line(line)).expect("a line");
            assert_eq!(
                words(&step.as_map().expect("a step")["exit"].node),
                "nowhere"
            );
        }
    }

    #[test]
    fn a_line_of_a_file_keeps_its_place_in_the_file() {
        let text = Text::file(
            "plan.yaml",
            "- é\n- cast_: target: 'a' to: f\n- copy: b c\n",
        );
        let line = Place::new(&text, 7..32);
        let (step, warnings) = parse_place(&line, Commas::Forgiven).expect("a line");
        assert_eq!(words(&step), "cast_: target: 'a' to: f");
        let place = warnings[0].place.as_ref().map(Place::line_and_column);
        assert_eq!(place, Some((2, 22)));

        let bad = Place::new(&text, 34..43);
        let error = parse_place(&bad, Commas::Forgiven).expect_err("a word too many");
        assert_eq!(
            (error.offset, error.category),
            (8, Category::MissingKeyColon)
        );
        let error = Error::from(error);
        assert_eq!(error.place().map(Place::line_and_column), Some((3, 11)));
    }
}
