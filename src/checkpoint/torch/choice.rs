//! What to take of a torch file, which may hold anything.

/// What to take of a torch file that holds more than a dict of tensors.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The key of the outermost dict under which the tensors are; none for that dict itself, or what it
    /// has under `state_dict`.
    pub key: Option<String>,
    /// Whether to leave out what stands beside the tensors and is none.
    pub only_tensors: bool,
}

impl Choice {
    /// Whether nothing was chosen.
    pub fn is_default(&self) -> bool {
        *self == Choice::default()
    }
}
