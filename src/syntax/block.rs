//! Lines as they are typed or piped, until they are steps: OLY lines, YAML blocks, or a pasted plan.

mod groups;
mod joined;
mod steps;
mod wait;

pub use steps::{TRANSFORMS, is_section};
pub use wait::{Wait, indent, wait};

use super::brackets::Brackets;
use super::yaml::{self, Dialect};
use super::{Line, Warning, oly};
use crate::error::{Result, Text};
use groups::Group;

/// A piece of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A step.
    Step(Line),
    /// A comment, from its `#` on.
    Comment(String),
}

impl Part {
    /// The line of a step.
    pub fn line(&self) -> Option<&Line> {
        match self {
            Part::Step(line) => Some(line),
            Part::Comment(_) => None,
        }
    }
}

/// A block while its lines come in.
#[derive(Debug)]
pub struct Block {
    dialect: Dialect,
    text: String,
    /// The beginning of a line that goes on in the next.
    begun: String,
    end: End,
}

/// What ends a block.
#[derive(Debug)]
enum End {
    /// The line that begins it.
    FirstLine,
    /// A blank line, or whatever closes the bracket or quote that is open.
    Closed(Brackets),
    /// A blank line.
    Blank,
}

impl Block {
    /// A block without lines.
    pub fn new(dialect: Dialect) -> Self {
        Block {
            dialect,
            text: String::new(),
            begun: String::new(),
            end: End::FirstLine,
        }
    }

    /// Whether the block waits for more lines.
    pub fn is_begun(&self) -> bool {
        !self.text.is_empty() || !self.begun.is_empty()
    }

    /// Drops the lines so far.
    pub fn clear(&mut self) {
        self.text.clear();
        self.begun.clear();
    }

    /// Adds a line, or several that were pasted together. Gives the parts of the block once it is
    /// complete, which is at once for most lines, and begins a new one.
    ///
    /// # Errors
    /// `payload` for what is neither OLY nor YAML; the block is dropped.
    pub fn push(&mut self, line: &str, warnings: &mut Vec<Warning>) -> Result<Option<Vec<Part>>> {
        if joined::goes_on(line) {
            self.begun.push_str(joined::without_mark(line));
            return Ok(None);
        }
        let line = format!("{}{}", std::mem::take(&mut self.begun), line.trim_end());
        let line = joined::of(&line);
        if self.text.is_empty() {
            self.end = End::of(&line);
        } else if let End::Closed(brackets) = &mut self.end {
            line.chars().chain(['\n']).for_each(|c| brackets.take(c));
        }
        self.text.push_str(&line);
        self.text.push('\n');
        let ended = match self.end {
            End::FirstLine => true,
            End::Closed(brackets) => line.is_empty() || !brackets.is_open(),
            End::Blank => line.is_empty(),
        };
        if ended {
            self.finish(warnings).map(Some)
        } else {
            Ok(None)
        }
    }

    /// The parts of the lines so far, which are all there will be. A new block begins.
    ///
    /// # Errors
    /// As [`Block::push`].
    pub fn finish(&mut self, warnings: &mut Vec<Warning>) -> Result<Vec<Part>> {
        let begun = std::mem::take(&mut self.begun);
        let text = std::mem::take(&mut self.text) + &begun;
        read(&text, &self.dialect, warnings)
    }

    /// The parts of lines that were typed together, all there will be.
    ///
    /// # Errors
    /// As [`Block::push`].
    pub fn whole(&self, typed: &str, warnings: &mut Vec<Warning>) -> Result<Vec<Part>> {
        read(&joined::of(typed.trim_end()), &self.dialect, warnings)
    }
}

impl End {
    /// What ends a block that begins with this line.
    fn of(line: &str) -> Self {
        let brackets = Brackets::of(line);
        let pasted = line.contains('\n');
        match line.trim_start() {
            start if pasted || start.starts_with(['[', '{']) => {
                End::closing(brackets, End::FirstLine)
            }
            "-" | "---" => End::Blank,
            start if start.starts_with("- ") || is_lone_key(start) => End::Blank,
            start if start.starts_with("inputs: ") && !brackets.is_open() => End::Blank,
            _ if is_unclosed(line) => End::closing(brackets, End::Blank),
            _ => End::FirstLine,
        }
    }

    fn closing(brackets: Brackets, otherwise: End) -> Self {
        if brackets.is_open() {
            End::Closed(brackets)
        } else {
            otherwise
        }
    }
}

/// `name:` with nothing behind it; `exit` takes nothing, so there is nothing to wait for.
fn is_lone_key(line: &str) -> bool {
    line.strip_suffix(':')
        .is_some_and(|name| oly::is_identifier(name) && name != "exit")
}

/// Whether a line would be OLY if a bracket or quote were closed.
fn is_unclosed(line: &str) -> bool {
    use oly::Category::{UnclosedList, UnclosedMap, UnclosedQuote};
    let parsed = oly::parse_lenient(&Text::line(line));
    parsed.is_err_and(|error| matches!(error.category, UnclosedList | UnclosedMap | UnclosedQuote))
}

/// The parts of a complete block.
fn read(text: &str, dialect: &Dialect, warnings: &mut Vec<Warning>) -> Result<Vec<Part>> {
    let groups = groups::of(text);
    if groups::are_yaml(&groups) {
        return yaml_steps(text, dialect, warnings);
    }
    let mut parts = Vec::new();
    for group in groups {
        match group {
            Group::Comment(comment) => parts.push(Part::Comment(comment.to_string())),
            Group::Line(line) => parts.extend(one_line(line, dialect, warnings)?),
            Group::Lines(lines) => parts.extend(several_lines(lines, dialect, warnings)?),
        }
    }
    Ok(parts)
}

/// A line of OLY, or else of YAML if it names steps.
fn one_line(line: &str, dialect: &Dialect, warnings: &mut Vec<Warning>) -> Result<Vec<Part>> {
    let error = match Line::read(line, warnings) {
        Ok(line) => return oly_step(line),
        Err(error) => error,
    };
    let strict = Dialect {
        strict: true,
        ..*dialect
    };
    let steps = yaml::parse(&Text::line(line), &strict).and_then(|(node, _)| steps::of(&node));
    match steps {
        Ok(steps) if steps::are_known(&steps, dialect) => Ok(parts(steps)),
        _ => Err(error),
    }
}

/// One step on several lines: OLY within brackets, or else YAML.
fn several_lines(lines: &str, dialect: &Dialect, warnings: &mut Vec<Warning>) -> Result<Vec<Part>> {
    let first = lines.lines().next().unwrap_or("");
    if !is_unclosed(first) {
        return yaml_steps(lines, dialect, warnings);
    }
    match Line::read(&lines.replace(['\r', '\n'], " "), warnings) {
        Ok(line) => oly_step(line),
        Err(error) => yaml_steps(lines, dialect, warnings).map_err(|_| error),
    }
}

fn oly_step(line: Option<Line>) -> Result<Vec<Part>> {
    let Some(Line { step, redirect }) = line else {
        return Ok(Vec::new());
    };
    let step = steps::of_line(step)?;
    Ok(vec![Part::Step(Line { step, redirect })])
}

fn yaml_steps(text: &str, dialect: &Dialect, warnings: &mut Vec<Warning>) -> Result<Vec<Part>> {
    let (node, odd) = yaml::parse(&Text::line(text), dialect)?;
    warnings.extend(odd);
    steps::of(&node).map(parts)
}

fn parts(steps: Vec<super::Node>) -> Vec<Part> {
    steps
        .into_iter()
        .map(|step| Part::Step(Line::new(step)))
        .collect()
}

#[cfg(test)]
mod tests;
