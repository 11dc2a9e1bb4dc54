//! Path patterns: one token for each segment of a name, `[h, $i, '*rest']`.

mod matching;
#[cfg(test)]
mod tests;
mod token;

use super::captures::Names;
use super::regex::Regex;
use crate::syntax::fault::Fault;
use std::fmt;
pub(in crate::syntax) use token::{unescaped, variable_at};

/// A list of tokens that is held against the segments of a name, which stand between its dots.
#[derive(Clone, Debug)]
pub(in crate::syntax) struct Path {
    tokens: Box<[Box<str>]>,
    steps: Vec<Step>,
    variables: Variables,
    names: Names,
    exact: Option<Box<str>>,
}

/// What is to be found, segment by segment.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// This segment.
    Literal(Box<str>),
    /// Any segment, bound to a variable.
    One(usize),
    /// Any number of segments, bound to a variable.
    Run(usize),
    /// A segment that matches, and the variables its groups, or all of it, are bound to.
    Test(Regex, Vec<usize>),
}

/// Whether a variable holds one segment or a run of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// One segment, or a part of one.
    Segment,
    /// Any number of segments.
    Run,
}

/// The variables of a path pattern in the order in which they first stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    all: Vec<(Box<str>, Holds)>,
    /// Some variable stands more than once, so what it binds must agree.
    repeat: bool,
    /// Some variable stands for a segment and for a run, so nothing can match.
    contradict: bool,
}

/// Enough for any name, and matching does not recurse deeper than this.
const MOST_TOKENS: usize = 256;

impl Variables {
    /// The number of a variable, which may stand already.
    fn bind(&mut self, name: &str, holds: Holds) -> usize {
        match self.all.iter().position(|(known, _)| **known == *name) {
            Some(known) => {
                self.repeat = true;
                self.contradict |= self.all[known].1 != holds;
                known
            }
            None => {
                self.all.push((name.into(), holds));
                self.all.len() - 1
            }
        }
    }
}

impl Path {
    /// Compiles tokens. A fault comes with the position of the token it lies in.
    pub fn read<T: AsRef<str>>(tokens: &[T]) -> Result<Self, (usize, Fault)> {
        if tokens.is_empty() {
            return Err((0, Fault::new(0..0, "a path has no tokens")));
        }
        let mut variables = Variables::default();
        let mut steps = Vec::new();
        for (position, token) in tokens.iter().enumerate() {
            let token = token.as_ref();
            let read = token::read(token, &mut variables).map_err(|fault| (position, fault))?;
            steps.extend(read);
            if steps.len() > MOST_TOKENS {
                let message = format!("a path of more than {MOST_TOKENS} segments");
                return Err((position, Fault::new(0..token.len(), message)));
            }
        }
        let names = variables
            .all
            .iter()
            .enumerate()
            .map(|(position, (name, _))| (name.clone(), position));
        Ok(Path {
            tokens: tokens.iter().map(|token| token.as_ref().into()).collect(),
            names: names.collect(),
            exact: exact(&steps),
            steps,
            variables,
        })
    }

    /// The tokens as they were written.
    pub fn tokens(&self) -> &[Box<str>] {
        &self.tokens
    }

    /// What is to be found, segment by segment.
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The first `tokens` tokens of this path, and after them any segments.
    pub(super) fn beginning(&self, tokens: usize) -> Option<Path> {
        let mut path = Path::read(self.tokens.get(..tokens)?).ok()?;
        // No token can give this name to a variable.
        let rest = path.variables.bind("", Holds::Run);
        path.steps.push(Step::Run(rest));
        path.exact = None;
        Some(path)
    }

    /// What the variable of that name holds.
    pub fn holds(&self, variable: &str) -> Option<Holds> {
        let mut all = self.variables.all.iter();
        all.find(|(name, _)| **name == *variable)
            .map(|(_, holds)| *holds)
    }

    /// The only name this can match, where that is plain to see.
    pub fn exact(&self) -> Option<&str> {
        self.exact.as_deref()
    }
}

/// The name that steps match if they hold nothing but segments.
fn exact(steps: &[Step]) -> Option<Box<str>> {
    let segment = |step: &Step| match step {
        Step::Literal(segment) => Some(segment.to_string()),
        _ => None,
    };
    let segments: Vec<String> = steps.iter().map(segment).collect::<Option<_>>()?;
    Some(segments.join(".").into())
}

/// `['h', '$i']`, as messages show it.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        list(f, &self.tokens)
    }
}

/// Shows tokens as a list of quoted words.
pub(in crate::syntax) fn list(f: &mut fmt::Formatter<'_>, tokens: &[Box<str>]) -> fmt::Result {
    let quoted: Vec<String> = tokens.iter().map(|token| format!("'{token}'")).collect();
    write!(f, "[{}]", quoted.join(", "))
}
