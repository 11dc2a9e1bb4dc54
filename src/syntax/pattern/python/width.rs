//! How many characters an expression can take, as Python counts them for lookbehinds.

use super::{Alternatives, Groups, Item, Sequence};

/// The least and the greatest number of characters; `u64::MAX` is without end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Width {
    pub min: u64,
    pub max: u64,
}

impl Width {
    /// No character at all.
    pub const NOTHING: Width = Width { min: 0, max: 0 };
    const ONE: Width = Width { min: 1, max: 1 };

    fn then(self, next: Width) -> Width {
        Width {
            min: self.min.saturating_add(next.min),
            max: self.max.saturating_add(next.max),
        }
    }

    fn or(self, other: Width) -> Width {
        Width {
            min: self.min.min(other.min),
            max: self.max.max(other.max),
        }
    }

    fn times(self, min: u32, max: Option<u32>) -> Width {
        let most = max.map_or(u64::MAX, u64::from);
        Width {
            min: self.min.saturating_mul(u64::from(min)),
            max: self.max.saturating_mul(most),
        }
    }
}

/// The width of any of `alternatives`.
pub(super) fn of(alternatives: &Alternatives, groups: &Groups) -> Width {
    let widths = alternatives
        .iter()
        .map(|sequence| of_sequence(sequence, groups));
    widths.reduce(Width::or).unwrap_or(Width::NOTHING)
}

fn of_sequence(sequence: &Sequence, groups: &Groups) -> Width {
    let widths = sequence.iter().map(|piece| of_item(&piece.item, groups));
    widths.fold(Width::NOTHING, Width::then)
}

/// The width of one item.
pub(super) fn of_item(item: &Item, groups: &Groups) -> Width {
    match item {
        Item::Char(..) | Item::Set(_) | Item::Any { .. } => Width::ONE,
        Item::Anchor(_) | Item::Look { .. } => Width::NOTHING,
        Item::Back(group, _) => groups.width(*group),
        Item::Group { body, .. } | Item::Atomic(body) => of(body, groups),
        Item::Conditional { yes, no, .. } => of_sequence(yes, groups).or(of_sequence(no, groups)),
        Item::Repeat(item, times) => of_item(item, groups).times(times.min, times.max),
    }
}
