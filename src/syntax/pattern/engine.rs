//! The machines that hold a name against an expression.

use super::python::{Case, Item, Tree, Written, write};
use crate::error::Result;
use crate::syntax::fault::Fault;
use std::ops::Range;

/// How often the engine may go back before it gives up on a name.
pub(super) const STEPS: usize = 10_000_000;

/// The program that `fancy-regex` compiles an expression to may hold this many instructions.
const LONGEST_PROGRAM: usize = 1_000_000;

/// A compiled expression; it matches a whole name or not at all.
#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// One text only.
    Exact(Box<str>),
    /// Characters, where nothing stands for any one but a newline.
    Dotted(Box<[Option<char>]>),
    /// In time proportional to the name.
    Linear(regex::Regex),
    /// With look-around and the like, by trying.
    Trying(fancy_regex::Regex),
}

/// The texts of the groups of a match, in their order.
pub(super) type Spans = Vec<Option<Range<usize>>>;

/// The engine gave up on a name: there are too many ways to match it.
#[derive(Debug)]
pub(super) struct GaveUp;

impl Engine {
    /// The fastest engine for an expression.
    pub fn new(tree: &Tree) -> Result<Engine, Fault> {
        match plain(tree) {
            Some(characters) => Ok(characters),
            None => {
                let sequences = tree.alternatives.iter().map(Vec::as_slice);
                Self::compile(&write(sequences, &tree.groups), STEPS)
            }
        }
    }

    /// The engine for a written expression, which goes back at most `steps` times.
    pub fn compile(written: &Written, steps: usize) -> Result<Engine, Fault> {
        let whole = format!("\\A(?:{})\\z", written.text);
        let too_large = |_| Fault::new(0..0, "it grows too large when compiled");
        if !written.goes_back {
            return regex::Regex::new(&whole)
                .map(Engine::Linear)
                .map_err(too_large);
        }
        fancy_regex::RegexBuilder::new(&whole)
            .backtrack_limit(steps)
            .max_prog_size(LONGEST_PROGRAM)
            .build()
            .map(Engine::Trying)
            .map_err(|error| Fault::new(0..0, format!("our engine cannot run it: {error}")))
    }

    /// Whether the whole of `name` matches.
    pub fn is_match(&self, name: &str) -> Result<bool, GaveUp> {
        match self {
            Engine::Exact(text) => Ok(**text == *name),
            Engine::Dotted(characters) => Ok(fits(characters, name)),
            Engine::Linear(regex) => Ok(regex.is_match(name)),
            Engine::Trying(regex) => regex.is_match(name).map_err(|_| GaveUp),
        }
    }

    /// The groups of a match of the whole of `name`.
    pub fn spans(&self, name: &str) -> Result<Option<Spans>, GaveUp> {
        match self {
            Engine::Exact(_) | Engine::Dotted(_) => Ok(self.is_match(name)?.then(Spans::new)),
            Engine::Linear(regex) => Ok(regex.captures(name).map(|groups| {
                let spans = groups.iter().skip(1);
                spans.map(|group| Some(group?.range())).collect()
            })),
            Engine::Trying(regex) => {
                let groups = regex.captures(name).map_err(|_| GaveUp)?;
                Ok(groups.map(|groups| {
                    let spans = groups.iter().skip(1);
                    spans.map(|group| Some(group?.range())).collect()
                }))
            }
        }
    }
}

/// The engine for an expression of nothing but characters and dots.
fn plain(tree: &Tree) -> Option<Engine> {
    let [sequence] = &tree.alternatives[..] else {
        return None;
    };
    let character = |item: &Item| match item {
        Item::Char(char, Case::Kept) => Some(Some(*char)),
        Item::Any { newline: false } => Some(None),
        _ => None,
    };
    let characters: Box<[Option<char>]> = sequence
        .iter()
        .map(|piece| character(&piece.item))
        .collect::<Option<_>>()?;
    let exact: Option<String> = characters.iter().copied().collect();
    Some(exact.map_or(Engine::Dotted(characters), |text| {
        Engine::Exact(text.into())
    }))
}

fn fits(characters: &[Option<char>], name: &str) -> bool {
    let mut rest = name.chars();
    let all = characters.iter().all(|wanted| match (wanted, rest.next()) {
        (Some(wanted), Some(found)) => *wanted == found,
        (None, Some(found)) => found != '\n',
        (_, None) => false,
    });
    all && rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::pattern::python::parse;

    fn engine(expression: &str) -> Engine {
        let tree = parse(expression).expect("a valid expression");
        Engine::new(&tree).expect("a small expression")
    }

    #[test]
    fn each_expression_runs_on_the_fastest_engine() {
        assert!(matches!(engine(r"h\.0\.w"), Engine::Exact(text) if *text == *"h.0.w"));
        assert!(matches!(engine("h.0.w"), Engine::Dotted(_)));
        assert!(matches!(engine(r"h\.(\d+)"), Engine::Linear(_)));
        assert!(matches!(engine("(?!h).+"), Engine::Trying(_)));
        assert!(matches!(engine("a|b"), Engine::Linear(_)));
        assert!(matches!(engine("(?i)a"), Engine::Linear(_)));
    }

    #[test]
    fn a_dot_is_any_one_character_but_a_newline() {
        let dotted = engine("h.w");
        for (name, fits) in [
            ("h.w", true),
            ("héw", true),
            ("h\nw", false),
            ("hw", false),
            ("h..w", false),
        ] {
            assert_eq!(dotted.is_match(name).ok(), Some(fits), "{name:?}");
        }
    }

    #[test]
    fn an_engine_that_tries_gives_up() {
        let tree = parse("(?:(?=a)a+)+b").expect("a valid expression");
        let sequences = tree.alternatives.iter().map(Vec::as_slice);
        let engine = Engine::compile(&write(sequences, &tree.groups), 1000).expect("a small one");
        assert!(engine.is_match(&("a".repeat(40) + "cb")).is_err());
        assert!(engine.is_match("aab").is_ok_and(|matched| matched));
    }

    #[test]
    fn what_grows_too_large_is_refused() {
        for expression in [
            r"(?:(?:a{1000}){1000}){1000}",
            r"(?=a)(?:a{1000}){1000}",
            r"\w{60000}",
        ] {
            let tree = parse(expression).expect("a valid expression");
            assert!(Engine::new(&tree).is_err(), "{expression}");
        }
    }
}
