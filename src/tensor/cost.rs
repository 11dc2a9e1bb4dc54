//! What it takes to evaluate an expression, known from its form alone.

/// How many leaves may always be read for one block, however short the expression.
const FREE_PASSES: u64 = 64;

/// How many windows an expression may need. One of two of them, which is then kept, needs twice as many.
pub const MOST_WINDOWS: u32 = 4;

/// How deep evaluations may stand within each other.
const MOST_NESTING: u32 = 64;

/// The cost of evaluating one block of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Leaves read, each as often as it is needed.
    passes: u64,
    /// Steps on the longest way to a leaf.
    steps: u64,
    /// Evaluations that stand within each other.
    nesting: u32,
    /// Views in another order, each of which needs a window of its own.
    windows: u32,
}

impl Cost {
    /// Elements at hand.
    pub const LEAF: Cost = Cost {
        passes: 1,
        steps: 0,
        nesting: 0,
        windows: 0,
    };

    /// One more step on the same block.
    pub fn step(self) -> Cost {
        Cost {
            steps: self.steps.saturating_add(1),
            ..self
        }
    }

    /// One more step on another part of the expression.
    pub fn apart(self) -> Cost {
        Cost {
            nesting: self.nesting + 1,
            ..self.step()
        }
    }

    /// One more step that reads in another order, through a window.
    pub fn turned(self) -> Cost {
        Cost {
            windows: self.windows.saturating_add(1),
            ..self.apart()
        }
    }

    /// Two expressions of which one or the other gives a block.
    pub fn either(self, other: Cost) -> Cost {
        Cost {
            passes: self.passes.max(other.passes),
            steps: self.steps.max(other.steps),
            nesting: self.nesting.max(other.nesting),
            windows: self.windows.max(other.windows),
        }
    }

    /// Two expressions of which each gives its part of a block.
    pub fn beside(self, other: Cost) -> Cost {
        Cost {
            windows: self.windows.saturating_add(other.windows),
            ..self.either(other)
        }
    }

    /// Two expressions for one block, of which the one that nests deeper is evaluated in place.
    pub fn with(self, other: Cost) -> Cost {
        let (deep, flat) = if self.nesting >= other.nesting {
            (self, other)
        } else {
            (other, self)
        };
        Cost {
            passes: self.passes.saturating_add(other.passes),
            steps: self.steps.max(other.steps).saturating_add(1),
            nesting: deep.nesting.max(flat.nesting + 1),
            windows: self.windows.saturating_add(other.windows),
        }
    }

    /// Whether one thread would need too many windows at once.
    pub fn has_many_windows(self) -> bool {
        self.windows > MOST_WINDOWS
    }

    /// Whether anything is read through a window.
    pub fn has_windows(self) -> bool {
        self.windows > 0
    }

    /// Whether to evaluate the expression once and keep the result: parts that are used again and again have
    /// piled up, it nests too deep, or it needs too many windows.
    pub fn is_high(self) -> bool {
        self.nesting > MOST_NESTING
            || self.has_many_windows()
            || self.passes > FREE_PASSES.saturating_add(self.steps.saturating_mul(4))
    }

    /// Whether `self` is the one to evaluate in place, beside `other`.
    pub fn nests_deeper(self, other: Cost) -> bool {
        self.nesting > other.nesting
    }
}
