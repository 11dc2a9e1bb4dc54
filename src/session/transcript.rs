//! The steps that took effect, in the forms in which people keep them.

use super::{Done, Session, Standing};
use crate::error::Result;
use crate::syntax::{Line, Node, yaml};
use std::path::Path;

/// The section of a plan that holds its steps.
const STEPS: &str = "transforms";

/// How the steps of a session are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As a plan, with comments.
    #[default]
    Yaml,
    /// As lines, with comments; they run like a plan.
    Oly,
    /// As a text to read, with comments as prose and the answers.
    Markdown,
}

impl Form {
    /// The form of this name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "yaml" => Some(Form::Yaml),
            "oly" => Some(Form::Oly),
            "markdown" => Some(Form::Markdown),
            _ => None,
        }
    }

    /// The form that the suffix of a path tells.
    pub fn of_suffix(path: &str) -> Option<Self> {
        let suffix = Path::new(path).extension()?.to_str()?;
        match suffix.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Form::Yaml),
            "oly" => Some(Form::Oly),
            "md" | "markdown" => Some(Form::Markdown),
            _ => None,
        }
    }
}

impl Session {
    /// The summary `plan` of this session, with its read-only steps or without, as a text.
    ///
    /// # Errors
    /// `payload` if the text would not read back to the same plan.
    pub fn written_as(&self, form: Form, plan: &Node, read_only: bool) -> Result<String> {
        match form {
            Form::Yaml => self.plan_text(plan, read_only),
            Form::Oly => self.lines(plan, read_only),
            Form::Markdown => self.markdown(plan, read_only),
        }
    }

    /// The plan in YAML, each step below its comments.
    fn plan_text(&self, plan: &Node, read_only: bool) -> Result<String> {
        let mut text = String::new();
        let sections = plan.as_map().into_iter().flatten();
        for (key, entry) in sections {
            let empty = entry.node.as_list().is_some_and(<[Node]>::is_empty);
            if key != STEPS || empty {
                text += &yaml::emit(&Node::map([(key.as_str(), entry.node.clone())]))?;
                continue;
            }
            text += &format!("{STEPS}:\n");
            for (step, done) in self.told(plan, read_only) {
                text += &ended(done.comments.clone());
                text += &yaml::emit(&Node::list([step.clone()]))?;
            }
        }
        Ok(text + &ended(self.log.noted().to_vec()))
    }

    /// The lines of a recording: inputs, output, and each step below its comments.
    fn lines(&self, plan: &Node, read_only: bool) -> Result<String> {
        let mut lines = Vec::new();
        for section in ["inputs", "output"] {
            if let Some(payload) = section_of(plan, section) {
                lines.push(Line::written(&Node::map([(section, payload)]))?);
            }
        }
        for (step, done) in self.told(plan, read_only) {
            lines.extend(done.comments.iter().cloned());
            lines.push(Line::written(step)?);
        }
        lines.extend(self.log.noted().iter().cloned());
        Ok(ended(lines))
    }

    /// The steps of a summary, each with what is known of it.
    fn told<'s>(
        &'s self,
        plan: &'s Node,
        read_only: bool,
    ) -> impl Iterator<Item = (&'s Node, &'s Done)> {
        let steps = plan.as_map().and_then(|map| map.get(STEPS));
        let steps = steps.and_then(|entry| entry.node.as_list());
        let kept = self.steps().iter().filter(move |step| match step.standing {
            Standing::Step => true,
            Standing::ReadOnly => read_only,
            Standing::Steering => false,
        });
        steps
            .unwrap_or_default()
            .iter()
            .zip(kept.map(|step| &**step))
    }

    /// A transcript: comments as prose, each run of steps with its answers in a block.
    fn markdown(&self, plan: &Node, read_only: bool) -> Result<String> {
        let mut paragraphs = vec!["# Session".to_string()];
        if let Some(inputs) = section_of(plan, "inputs") {
            let line = Line::written(&Node::map([("inputs", inputs)]))?;
            paragraphs.push(fenced(&line));
        }
        let mut block = Vec::new();
        for (step, done) in self.told(plan, read_only) {
            if !done.comments.is_empty() {
                paragraphs.extend(closed(&mut block));
                paragraphs.push(prose(&done.comments));
            }
            block.push(played(step, done)?);
        }
        paragraphs.extend(closed(&mut block));
        if !self.log.noted().is_empty() {
            paragraphs.push(prose(self.log.noted()));
        }
        Ok(paragraphs.join("\n\n") + "\n")
    }
}

/// What a plan says under a key, if it says anything.
fn section_of(plan: &Node, key: &str) -> Option<Node> {
    let payload = plan.as_map()?.get(key)?.node.clone();
    let empty = payload.as_list().is_some_and(<[Node]>::is_empty);
    (!empty).then_some(payload)
}

/// A step as it looked when it was played.
fn played(step: &Node, done: &Done) -> Result<String> {
    let line = format!("> {}", Line::written(step)?);
    Ok(match &done.answer {
        Some(answer) => format!("{line}\n{}", answer.trim_end()),
        None => line,
    })
}

fn closed(block: &mut Vec<String>) -> Option<String> {
    let lines = std::mem::take(block);
    (!lines.is_empty()).then(|| fenced(&lines.join("\n")))
}

/// A block of text behind a fence that nothing in it closes.
fn fenced(text: &str) -> String {
    let mut fence = "```".to_string();
    while text.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}text\n{text}\n{fence}")
}

/// Comments without their `#`.
fn prose(comments: &[String]) -> String {
    let words = comments.iter().map(|comment| {
        let words = comment.trim().trim_start_matches('#');
        words.strip_prefix(' ').unwrap_or(words)
    });
    words.collect::<Vec<_>>().join("\n")
}

fn ended(lines: Vec<String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_longer_than_any_in_its_text() {
        assert_eq!(fenced("a"), "```text\na\n```");
        assert_eq!(fenced("a ```` b"), "`````text\na ```` b\n`````");
    }

    #[test]
    fn a_suffix_tells_the_form() {
        let forms = ["a.YML", "a.oly", "a.md", "a.txt", "a"].map(Form::of_suffix);
        let known = [Form::Yaml, Form::Oly, Form::Markdown].map(Some);
        assert_eq!(forms[..3], known);
        assert_eq!(forms[3..], [None, None]);
    }
}
