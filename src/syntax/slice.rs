//! A slice: which part of a tensor a reference means.

/// A part of a tensor: one component for each of the first dimensions; the others are taken whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// What is taken of each dimension.
    pub components: Vec<Component>,
}

/// What is taken of one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component {
    /// One position, counted from the end when negative; the dimension is dropped.
    Index(i64),
    /// Every `step`-th position from `start` up to, not including, `stop`, as Python ranges do.
    Range {
        /// The first position; the first of all when absent.
        start: Option<i64>,
        /// The position to stop before; the end when absent.
        stop: Option<i64>,
        /// How far to go each time, at least 1.
        step: u64,
    },
}
