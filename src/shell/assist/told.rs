//! The words in grey behind a line, one of which may come late.

use super::count::Count;
use rustyline::hint::Hint;
use std::sync::{Arc, OnceLock};

/// Words in grey behind the line.
#[derive(Debug, Default)]
pub(in crate::shell) struct Told {
    /// What stands before them.
    lead: &'static str,
    /// What the reference at the cursor means.
    pub(super) count: Option<Arc<Count>>,
    /// All else.
    pub(super) rest: Vec<String>,
    /// As they are first shown.
    now: String,
    /// As they are shown once the count is there.
    late: OnceLock<String>,
    /// How many columns they may take.
    room: usize,
}

impl Told {
    /// No words yet but those that stand before them.
    pub(super) fn behind(lead: &'static str) -> Self {
        Told {
            lead,
            ..Told::default()
        }
    }

    /// The words as far as they are known, in `most` columns at most; what comes later stays within the columns that
    /// are free in this row, or that are taken now. Nothing where there is nothing to come either.
    pub(super) fn now(mut self, most: usize, free: usize) -> Option<Self> {
        let count = self.count.as_ref().and_then(|count| count.get());
        let is_late = self.count.is_some() && count.is_none();
        self.now = self.words(count.and_then(Option::as_deref), most);
        if self.now.is_empty() && is_late {
            self.now.push(' ');
        }
        if !is_late {
            self.count = None;
        }
        self.room = self.now.chars().count().max(free);
        (!self.now.is_empty()).then_some(self)
    }

    fn words(&self, count: Option<&str>, most: usize) -> String {
        let rest = self.rest.iter().map(String::as_str);
        let words: Vec<&str> = count.into_iter().chain(rest).collect();
        let lead = match self.lead {
            lead if lead.trim().is_empty() && words.is_empty() => "",
            lead => lead,
        };
        let words = format!("{lead}{}", words.join("; "));
        words.chars().take(most).collect()
    }
}

impl Hint for Told {
    fn display(&self) -> &str {
        match self.count.as_ref().and_then(|count| count.get()) {
            Some(count) => self
                .late
                .get_or_init(|| self.words(count.as_deref(), self.room)),
            None => &self.now,
        }
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(count: Option<Arc<Count>>, rest: &[&str]) -> Told {
        Told {
            count,
            rest: rest.iter().map(|word| (*word).to_string()).collect(),
            ..Told::behind("  ")
        }
    }

    #[test]
    fn a_count_that_comes_late_takes_its_place() {
        let count = Arc::new(Count::default());
        let words = told(Some(count.clone()), &["needs to"]).now(40, 20);
        let words = words.expect("something to tell");
        assert_eq!(words.display(), "  needs to");
        count.answer(Some("2 tensors".to_string()));
        assert_eq!(words.display(), "  2 tensors; needs t");
        let again = told(Some(count), &["needs to"]).now(40, 20);
        assert_eq!(
            again.expect("it is there").display(),
            "  2 tensors; needs to"
        );
    }

    #[test]
    fn a_place_is_kept_for_what_is_still_counted() {
        let count = Arc::new(Count::default());
        let words = told(Some(count.clone()), &[]).now(40, 20);
        let words = words.expect("something may come");
        assert_eq!(words.display(), " ");
        count.answer(None);
        assert_eq!(words.display(), "");
        assert!(told(Some(count), &[]).now(40, 20).is_none());
        assert!(told(None, &[]).now(40, 20).is_none());
    }
}
