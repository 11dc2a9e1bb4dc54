//! Segments of names: keys, and indices in every form in which digits can be written.

use std::cmp::Ordering;

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label<'a> {
    /// The key of a map.
    Key(&'a str),
    /// The index of a list: decimal digits, perhaps with leading zeros, perhaps very many.
    Index(&'a str),
}

impl<'a> Label<'a> {
    /// What the segment is.
    pub(super) fn new(segment: &'a str) -> Self {
        let is_index = !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
        if is_index {
            Label::Index(segment)
        } else {
            Label::Key(segment)
        }
    }

    /// The segment as it stands in names.
    pub(super) fn segment(self) -> &'a str {
        match self {
            Label::Key(segment) | Label::Index(segment) => segment,
        }
    }

    /// The index, if it is one in the usual form: no leading zero, within 64 bits.
    pub(super) fn plain_index(self) -> Option<u64> {
        let Label::Index(digits) = self else {
            return None;
        };
        let padded = digits.len() > 1 && digits.starts_with('0');
        digits.parse().ok().filter(|_| !padded)
    }

    /// Whether this is the index right after the other, written alike: `7`, `8` or `07`, `08`.
    pub(super) fn follows(self, other: Label) -> bool {
        let (Label::Index(digits), Label::Index(before)) = (self, other) else {
            return false;
        };
        let alike = digits.len() == before.len()
            || (self.plain_index().is_some() && other.plain_index().is_some());
        let number = |digits: &str| digits.parse::<u64>().ok();
        let next = number(before).and_then(|before| before.checked_add(1));
        alike && next.is_some() && next == number(digits)
    }

    /// List entries by their number, then keys as they come.
    pub(super) fn order(self, other: Label) -> Ordering {
        match (self, other) {
            (Label::Key(_), Label::Key(_)) => Ordering::Equal,
            (Label::Key(_), Label::Index(_)) => Ordering::Greater,
            (Label::Index(_), Label::Key(_)) => Ordering::Less,
            (Label::Index(one), Label::Index(two)) => magnitude(one).cmp(&magnitude(two)),
        }
    }
}

/// Orders digits as numbers of any length, equal ones by how they are written.
fn magnitude(digits: &str) -> (usize, &str, usize) {
    let significant = digits.trim_start_matches('0');
    (significant.len(), significant, digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_indices() {
        let cases = [
            ("0", Some(0)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("01", None),
            ("00", None),
        ];
        for (segment, index) in cases {
            assert_eq!(Label::new(segment), Label::Index(segment));
            assert_eq!(Label::new(segment).plain_index(), index);
        }
        for segment in ["", "w", "1a", "-1", "٣", "1_0"] {
            assert_eq!(Label::new(segment), Label::Key(segment));
        }
    }

    #[test]
    fn an_index_follows_one_written_alike() {
        let cases = [
            ("0", "1", true),
            ("9", "10", true),
            ("09", "10", true),
            ("00", "01", true),
            ("0", "01", false),
            ("9", "010", false),
            ("1", "1", false),
            ("1", "3", false),
            ("18446744073709551615", "18446744073709551616", false),
            ("a", "b", false),
        ];
        for (before, after, follows) in cases {
            assert_eq!(
                Label::new(after).follows(Label::new(before)),
                follows,
                "{before} {after}"
            );
        }
    }
}
