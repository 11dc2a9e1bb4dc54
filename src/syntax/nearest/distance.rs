//! How many slips lie between two words, counted only as far as it matters.

/// The rows of a count, kept so that many counts take memory once.
#[derive(Default)]
pub(super) struct Distance {
    before: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Distance {
    /// The least number of letters to insert, leave out, replace, or swap with their neighbour to turn
    /// `left` into `right`; nothing if it is more than `most`.
    ///
    /// This is the "optimal string alignment" form of the Damerau-Levenshtein distance.
    pub fn within(&mut self, left: &[char], right: &[char], most: usize) -> Option<usize> {
        if left.len().abs_diff(right.len()) > most {
            return None;
        }
        let (left, right) = without_common_ends(left, right);
        let beyond = most + 1;
        self.before.clear();
        self.before.resize(right.len() + 1, beyond);
        self.row.clone_from(&self.before);
        self.last.clear();
        self.last
            .extend((0..=right.len()).map(|column| column.min(beyond)));
        for row in 1..=left.len() {
            if self.fill(left, right, row, most) > most {
                return None;
            }
            std::mem::swap(&mut self.before, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.row);
        }
        self.last.last().copied().filter(|slips| *slips <= most)
    }

    /// Fills the next row where it can be small enough, close to the diagonal; gives its least count.
    fn fill(&mut self, left: &[char], right: &[char], row: usize, most: usize) -> usize {
        let beyond = most + 1;
        let first = row.saturating_sub(most).max(1);
        let end = (row + most).min(right.len());
        self.row[first - 1] = if first == 1 { row.min(beyond) } else { beyond };
        let mut least = self.row[first - 1];
        for column in first..=end {
            let slips = self.cell(left, right, row, column).min(beyond);
            self.row[column] = slips;
            least = least.min(slips);
        }
        if let Some(outside) = self.row.get_mut(end + 1) {
            *outside = beyond;
        }
        least
    }

    fn cell(&self, left: &[char], right: &[char], row: usize, column: usize) -> usize {
        let same = left[row - 1] == right[column - 1];
        let replaced = self.last[column - 1] + usize::from(!same);
        let slips = replaced
            .min(self.last[column] + 1)
            .min(self.row[column - 1] + 1);
        let swapped = row > 1
            && column > 1
            && left[row - 1] == right[column - 2]
            && left[row - 2] == right[column - 1];
        if swapped {
            slips.min(self.before[column - 2] + 1)
        } else {
            slips
        }
    }
}

/// The parts of two words that differ: what they begin and end with alike costs nothing.
fn without_common_ends<'a>(left: &'a [char], right: &'a [char]) -> (&'a [char], &'a [char]) {
    let alike = |(l, r): &(&char, &char)| l == r;
    let start = left.iter().zip(right).take_while(alike).count();
    let (left, right) = (&left[start..], &right[start..]);
    let end = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(alike)
        .count();
    (&left[..left.len() - end], &right[..right.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn within(left: &str, right: &str, most: usize) -> Option<usize> {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        Distance::default().within(&letters(left), &letters(right), most)
    }

    /// The same count by the plain recurrence, over the whole table.
    fn plain(left: &[char], right: &[char]) -> usize {
        let mut table = vec![vec![0; right.len() + 1]; left.len() + 1];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let replaced = table[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
                    replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
                };
                if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                    table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
                }
            }
        }
        table[left.len()][right.len()]
    }

    #[test]
    fn each_kind_of_slip_counts_once() {
        assert_eq!(within("copy", "copy", 1), Some(0));
        assert_eq!(within("copy", "cpy", 1), Some(1));
        assert_eq!(within("copy", "coopy", 1), Some(1));
        assert_eq!(within("copy", "cozy", 1), Some(1));
        assert_eq!(within("copy", "cpoy", 1), Some(1));
        assert_eq!(within("copy", "move", 3), Some(3));
        assert_eq!(within("copy", "move", 2), None);
        assert_eq!(within("", "ab", 2), Some(2));
    }

    proptest! {
        #[test]
        fn the_band_agrees_with_the_whole_table(left in "[abc]{0,9}", right in "[abc]{0,9}", most in 0_usize..6) {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            let slips = plain(&letters(&left), &letters(&right));
            prop_assert_eq!(within(&left, &right, most), (slips <= most).then_some(slips));
        }
    }
}
