//! The report of `diff`: names missing on one side, tensors that differ, and how.

mod reason;
mod shown;

pub use reason::{Reason, Spread};

use super::{Answer, visible};

/// What two sets of tensors, paired by name, have unlike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The left side as the user may write it: `a::.*`.
    pub left: String,
    /// The right side.
    pub right: String,
    /// Names on the right side only, sorted.
    pub missing_on_left: Vec<String>,
    /// Names on the left side only, sorted.
    pub missing_on_right: Vec<String>,
    /// Names on both sides whose tensors differ, sorted, each with the first reason that applies.
    pub differing: Vec<(String, Reason)>,
}

impl Diff {
    /// How many names were found missing or differing.
    pub fn findings(&self) -> usize {
        self.missing_on_left.len() + self.missing_on_right.len() + self.differing.len()
    }

    /// The report as text, without a final line end.
    pub fn text(&self) -> String {
        let (left, right) = (visible(&self.left), visible(&self.right));
        let name = |name: &String| visible(name).into_owned();
        let reason = |(name, reason): &(String, Reason)| format!("{}: {reason}", visible(name));
        let mut lines = vec![format!("Diff: {left} <-> {right}")];
        section(
            &mut lines,
            "Missing on left",
            self.missing_on_left.iter().map(name),
        );
        section(
            &mut lines,
            "Missing on right",
            self.missing_on_right.iter().map(name),
        );
        section(&mut lines, "Differing", self.differing.iter().map(reason));
        if self.findings() == 0 {
            lines.push("No differences found.".to_owned());
        }
        lines.join("\n")
    }

    /// The report in every form, as the answer of `diff`.
    pub fn answer(&self) -> Answer {
        Answer::new("diff", self.text(), self.data()).with_table(self.table())
    }
}

fn section(lines: &mut Vec<String>, title: &str, items: impl Iterator<Item = String>) {
    lines.push(format!("{title}:"));
    let before = lines.len();
    lines.extend(items.map(|item| format!("  - {item}")));
    if lines.len() == before {
        lines.push("  (none)".to_owned());
    }
}

#[cfg(test)]
mod tests;
