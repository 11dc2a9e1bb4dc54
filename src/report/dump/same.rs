//! Which parts of a tree look the same.

use super::tree::Node;

/// Whether two nodes show the same below their labels. Costs no more than the smaller of them.
pub(super) fn are_alike(one: &Node, two: &Node) -> bool {
    have_same_fields(one, two)
        && one.children.len() == two.children.len()
        && one
            .children
            .iter()
            .zip(&two.children)
            .all(|(one, two)| one.label == two.label && are_alike(one, two))
}

fn have_same_fields(one: &Node, two: &Node) -> bool {
    match (one.fields, two.fields) {
        (None, None) => true,
        (Some(one), Some(two)) => {
            let mut pairs = one.iter().zip(two);
            one.len() == two.len()
                && pairs.all(|(one, two)| one.0 == two.0 && one.1.is_like(&two.1))
        }
        _ => false,
    }
}
