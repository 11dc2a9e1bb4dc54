//! Holding a path pattern against the segments of a name.

use super::{Path, Step};
use crate::error::{Error, Kind, Result};
use crate::syntax::pattern::captures::Captures;
use crate::syntax::pattern::regex::Regex;
use std::ops::Range;

/// How many steps may be tried for one name.
const MOST_TRIES: usize = 10_000_000;

impl Path {
    /// What the variables take of `name`, if all of its segments match.
    ///
    /// # Errors
    /// If a group that binds a variable took no part, and if there are too many ways to match.
    pub fn matches<'n>(&self, name: &'n str) -> Result<Option<Captures<'n>>> {
        self.search(name, MOST_TRIES)
    }

    /// As [`Path::matches`], giving up after `most` steps.
    pub fn search<'n>(&self, name: &'n str, most: usize) -> Result<Option<Captures<'n>>> {
        if self.variables.contradict || !self.fits(name) {
            return Ok(None);
        }
        let mut search = Search {
            path: self,
            name,
            segments: segments(name),
            bound: vec![None; self.variables.all.len()],
            trail: Vec::new(),
            dead: Vec::new(),
            tries_left: most,
        };
        search.remember_dead_ends()?;
        if !search.from(0, 0)? {
            return Ok(None);
        }
        let spans = search.bound.into_iter().map(Option::flatten).collect();
        Ok(Some(Captures::new(name, spans, &self.names)))
    }

    /// Whether the number of segments can be right.
    fn fits(&self, name: &str) -> bool {
        let segments = name.bytes().filter(|byte| *byte == b'.').count() + 1;
        let single = self.steps.len() - self.runs();
        segments == single || (segments > single && self.runs() > 0)
    }

    fn runs(&self) -> usize {
        self.steps
            .iter()
            .filter(|step| matches!(step, Step::Run(_)))
            .count()
    }
}

/// The bytes of the segments of a name, in order.
fn segments(name: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let segment = |text: &str| {
        let segment = start..start + text.len();
        start = segment.end + 1;
        segment
    };
    name.split('.').map(segment).collect()
}

/// What a variable holds: nothing yet, no segments at all, or these bytes.
type Bound = Option<Option<Range<usize>>>;

struct Search<'p, 'n> {
    path: &'p Path,
    name: &'n str,
    segments: Vec<Range<usize>>,
    bound: Vec<Bound>,
    /// The variables in the order in which they were bound.
    trail: Vec<usize>,
    /// For each step and segment, whether it is known to lead nowhere; empty if that is not kept.
    dead: Vec<bool>,
    tries_left: usize,
}

impl Search<'_, '_> {
    /// Failures repeat themselves only if they do not depend on what is bound already.
    fn remember_dead_ends(&mut self) -> Result<()> {
        if self.path.variables.repeat || self.path.runs() < 2 {
            return Ok(());
        }
        let places = (self.path.steps.len() + 1).saturating_mul(self.segments.len() + 1);
        if places > self.tries_left {
            return Err(self.gave_up());
        }
        self.dead = vec![false; places];
        Ok(())
    }

    /// Whether the steps from `step` on match the segments from `segment` on.
    fn from(&mut self, step: usize, segment: usize) -> Result<bool> {
        self.spend()?;
        let place = step * (self.segments.len() + 1) + segment;
        if self.dead.get(place).is_some_and(|dead| *dead) {
            return Ok(false);
        }
        let mark = self.trail.len();
        if self.step(step, segment)? {
            return Ok(true);
        }
        self.undo_to(mark);
        if let Some(dead) = self.dead.get_mut(place) {
            *dead = true;
        }
        Ok(false)
    }

    fn step(&mut self, step: usize, segment: usize) -> Result<bool> {
        let path = self.path;
        let here = match path.steps.get(step) {
            None => return Ok(segment == self.segments.len()),
            Some(Step::Run(variable)) => return self.run(*variable, step, segment),
            Some(here) => here,
        };
        let Some(span) = self.segments.get(segment).cloned() else {
            return Ok(false);
        };
        let fits = match here {
            Step::Literal(text) => **text == self.name[span],
            Step::Test(regex, variables) => self.test(regex, variables, span)?,
            Step::One(variable) | Step::Run(variable) => self.bind(*variable, Some(span)),
        };
        Ok(fits && self.from(step + 1, segment + 1)?)
    }

    fn spend(&mut self) -> Result<()> {
        let left = self.tries_left.checked_sub(1);
        self.tries_left = left.ok_or_else(|| self.gave_up())?;
        Ok(())
    }

    /// Tries the longest run first.
    fn run(&mut self, variable: usize, step: usize, segment: usize) -> Result<bool> {
        let mark = self.trail.len();
        for end in (segment..=self.segments.len()).rev() {
            self.spend()?;
            let run =
                (end > segment).then(|| self.segments[segment].start..self.segments[end - 1].end);
            if self.bind(variable, run) && self.from(step + 1, end)? {
                return Ok(true);
            }
            self.undo_to(mark);
        }
        Ok(false)
    }

    fn test(&mut self, regex: &Regex, variables: &[usize], segment: Range<usize>) -> Result<bool> {
        let text = &self.name[segment.clone()];
        if variables.is_empty() {
            return regex.is_match(text);
        }
        let Some(captures) = regex.matches(text)? else {
            return Ok(false);
        };
        let first = usize::from(regex.groups() > 0);
        for (position, variable) in variables.iter().enumerate() {
            let Some(part) = captures.span(first + position) else {
                return Err(self.took_no_part(regex, *variable));
            };
            let part = segment.start + part.start..segment.start + part.end;
            if !self.bind(*variable, Some(part)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Binds a variable, unless it holds something else already.
    fn bind(&mut self, variable: usize, value: Option<Range<usize>>) -> bool {
        let text = |span: &Option<Range<usize>>| span.clone().map(|span| &self.name[span]);
        if let Some(known) = &self.bound[variable] {
            return text(known) == text(&value);
        }
        self.bound[variable] = Some(value);
        self.trail.push(variable);
        true
    }

    fn undo_to(&mut self, mark: usize) {
        for variable in self.trail.drain(mark..) {
            self.bound[variable] = None;
        }
    }

    fn took_no_part(&self, regex: &Regex, variable: usize) -> Error {
        let message = format!(
            "`{}` binds nothing to `{}` in `{}`: its group takes no part in the match",
            regex.text(),
            self.path.variables.all[variable].0,
            self.name,
        );
        Error::new(Kind::Reference, message)
            .hint("let the group match empty text: `(x?)` instead of `(x)?`")
    }

    fn gave_up(&self) -> Error {
        let message = format!(
            "`{}` matches `{}` in too many ways: given up",
            self.path, self.name,
        );
        Error::new(Kind::Reference, message).hint("use fewer `*` tokens")
    }
}
