//! What may stand at the cursor: candidates, hints and colours for a line on its way, read from signatures.
//!
//! Invariant: nothing here changes anything or reads a number of a tensor.

mod count;
mod destination;
mod following;
mod full;
mod hint;
mod keys;
mod names;
mod offer;
mod paths;
mod reference;
mod scan;
mod scene;
mod segments;
mod want;
mod words;

pub use full::is_full;
pub use hint::{Hint, hint};
pub use scan::{Ink, Token};
pub use scene::{Entry, Names, Scene};

use scan::Scan;

/// The most candidates that are ever offered.
const MOST: usize = 200;

/// What may stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where the text begins that a candidate replaces, in bytes; it ends at the cursor.
    pub start: usize,
    /// What may stand there, the likeliest first; at most 200.
    pub candidates: Vec<Candidate>,
    /// How many more there are.
    pub more: usize,
    /// What all of them begin with, those that are left out too.
    pub common: String,
}

/// One thing that may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is written.
    pub insert: String,
    /// What the menu shows.
    pub shown: String,
    /// What it is; may be empty.
    pub about: String,
}

impl Candidate {
    /// A candidate that is shown as it is written.
    fn new(insert: impl Into<String>, about: impl Into<String>) -> Self {
        let insert = insert.into();
        Candidate {
            shown: insert.clone(),
            insert,
            about: about.into(),
        }
    }

    /// The same candidate, shown otherwise.
    fn shown(self, shown: impl Into<String>) -> Self {
        Candidate {
            shown: shown.into(),
            ..self
        }
    }
}

/// What may stand at the cursor of a block, a line or several; `cursor` counts bytes.
pub fn complete(text: &str, cursor: usize, scene: &Scene) -> Completion {
    let before = text.get(..cursor).unwrap_or(text);
    let scan = Scan::of(before, scene);
    let mut completion = offer::at(&scan, before, scene);
    completion.common = common(&completion.candidates).to_string();
    completion.more = completion.candidates.len().saturating_sub(MOST);
    completion.candidates.truncate(MOST);
    completion
}

/// What all candidates begin with.
fn common(candidates: &[Candidate]) -> &str {
    let Some((first, rest)) = candidates.split_first() else {
        return "";
    };
    let both = |common: &str, other: &Candidate| -> usize {
        let same = common.chars().zip(other.insert.chars());
        let same = same.take_while(|(one, other)| one == other);
        same.map(|(one, _)| one.len_utf8()).sum()
    };
    let mut common = first.insert.as_str();
    for other in rest {
        common = &common[..both(common, other)];
    }
    common
}

/// The words and marks of a block, for colours, in the order in which they stand.
pub fn tokens(text: &str, scene: &Scene) -> Vec<Token> {
    Scan::of(text, scene).tokens
}
