//! The menu of candidates: what is offered in one column, what it is in another.

use crate::guide::complete;
use rustyline::completion::Candidate;

/// A candidate as the line editor takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::shell) struct Offer {
    shown: String,
    insert: String,
}

impl Offer {
    /// The only candidate, which needs no menu.
    pub(super) fn alone(insert: String) -> Self {
        Offer {
            shown: insert.clone(),
            insert,
        }
    }
}

impl Candidate for Offer {
    fn display(&self) -> &str {
        &self.shown
    }

    fn replacement(&self) -> &str {
        &self.insert
    }
}

/// The menu on a screen of so many columns.
pub(super) fn of(candidates: Vec<complete::Candidate>, width: usize) -> Vec<Offer> {
    let shown = |candidate: &complete::Candidate| candidate.shown.trim().to_string();
    let widest = candidates
        .iter()
        .map(|candidate| shown(candidate).chars().count());
    let column = widest.max().unwrap_or(0);
    let offer = |candidate: complete::Candidate| {
        let shown = shown(&candidate);
        let row = match candidate.about.as_str() {
            "" => shown,
            about => format!("{shown:column$}  {about}"),
        };
        Offer {
            shown: row.chars().take(width.saturating_sub(1).max(1)).collect(),
            insert: candidate.insert,
        }
    };
    candidates.into_iter().map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_stand_below_each_other_and_are_cut_at_the_edge() {
        let candidate = |insert: &str, about: &str| complete::Candidate {
            insert: insert.into(),
            shown: insert.into(),
            about: about.into(),
        };
        let candidates = vec![
            candidate("from: ", "the tensors to read"),
            candidate("[", ""),
        ];
        let rows = of(candidates, 16);
        let shown: Vec<&str> = rows.iter().map(Candidate::display).collect();
        assert_eq!(shown, ["from:  the tens", "["]);
        assert_eq!(rows[0].replacement(), "from: ");
    }
}
