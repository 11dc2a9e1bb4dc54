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
            Engine::Linear(regex) => {
                let groups = regex.captures(name);
                Ok(groups.map(|groups| {
                    groups
                        .iter()
                        .skip(1)
                        .map(|group| group.map(|group| group.range()))
                        .collect()
                }))
            }
            Engine::Trying(regex) => {
                let groups = regex.captures(name).map_err(|_| GaveUp)?;
                Ok(groups.map(|groups| {
                    groups
                        .iter()
                        .skip(1)
                        .map(|group| group.map(|group| group.range()))
                        .collect()
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
