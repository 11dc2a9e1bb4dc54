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

#[cfg(test)]
mod tests {
    use super::super::tree::branches;
    use super::super::{Entry, Field};
    use super::*;

    /// Tensors such as `a.w=2 a.b=3`, each with one number, or with a NaN.
    fn entries(text: &str) -> Vec<Entry> {
        let entry = |word: &str| {
            let (name, value) = word.split_once('=').expect("a value");
            let number = Field::Number(value.parse().expect("a number"));
            Entry {
                name: name.into(),
                fields: vec![("n", number)],
            }
        };
        text.split_whitespace().map(entry).collect()
    }

    #[test]
    fn what_is_below_counts_and_the_label_does_not() {
        for (text, alike) in [
            ("a=1 b=1", true),
            ("a=1 b=2", false),
            ("a=nan b=nan", true),
            ("a=0 b=-0", false),
            ("a.w=1 b.w=1", true),
            ("a.w=1 b.v=1", false),
            ("a.w=1 a.v=2 b.v=2 b.w=1", true),
            ("a.w=1 b.w=1 b.v=1", false),
            ("a.w.x=1 b.w.x=1", true),
            ("a.w.x=1 b.w.x=2", false),
            ("a=1 b=1 b.w=1", false),
            ("a.w=1 b=1", false),
        ] {
            let entries = entries(text);
            let tops = branches(&entries);
            let [one, two] = tops.as_slice() else {
                panic!("{text}: two tops");
            };
            assert_eq!(are_alike(one, two), alike, "{text}");
            assert_eq!(are_alike(two, one), alike, "{text} turned around");
            assert!(are_alike(one, one), "{text}");
        }
    }
}
