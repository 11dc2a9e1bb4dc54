//! "Did you mean": the names that a person is most likely to have meant by a word.

mod distance;

use distance::Distance;

/// The candidates nearest to `word`, best first, at most `most` of them.
///
/// First those that differ in case alone, then those within a few slips of the keyboard, then those
/// that `word` begins, then those that hold it or that it holds. Of those with as many slips, a letter left out
/// is likelier than a wrong one. Ties go by length, then by name, so the order of the candidates does not matter.
/// Nothing is near to an empty word.
pub fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let mut nearness = Nearness::to(word);
    let rank = |candidate| nearness.rank(candidate).map(|rank| (rank, candidate));
    let mut near: Vec<_> = candidates.into_iter().filter_map(rank).collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(most).map(|(_, name)| name).collect()
}

/// How near a candidate is; the least is the nearest. The fields count slips or characters more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    SameButCase,
    /// How many, how many letters of the word they take in, and how far the lengths are apart.
    Slips(usize, usize, usize),
    Begins(usize),
    Holds(usize),
}

/// A word that candidates are measured against, and room to do so without taking memory each time.
struct Nearness {
    folded: String,
    letters: Vec<char>,
    distance: Distance,
    candidate: String,
    candidate_letters: Vec<char>,
}

impl Nearness {
    fn to(word: &str) -> Self {
        let folded = word.to_lowercase();
        Nearness {
            letters: folded.chars().collect(),
            folded,
            distance: Distance::default(),
            candidate: String::new(),
            candidate_letters: Vec::new(),
        }
    }

    fn rank(&mut self, candidate: &str) -> Option<Rank> {
        self.fold(candidate);
        if self.letters.is_empty() || self.candidate_letters.is_empty() {
            return None;
        }
        if self.candidate == self.folded {
            return Some(Rank::SameButCase);
        }
        let apart = self.letters.len().abs_diff(self.candidate_letters.len());
        let most = slips_allowed(self.letters.len());
        if let Some(slips) = self
            .distance
            .within(&self.letters, &self.candidate_letters, most)
        {
            return Some(Rank::Slips(slips, self.wrong(), apart));
        }
        if self.candidate.starts_with(&self.folded) {
            return Some(Rank::Begins(apart));
        }
        self.holds().then_some(Rank::Holds(apart))
    }

    fn fold(&mut self, candidate: &str) {
        self.candidate.clear();
        if candidate.is_ascii() {
            self.candidate.push_str(candidate);
            self.candidate.make_ascii_lowercase();
        } else {
            let folded = candidate.chars().flat_map(char::to_lowercase);
            self.candidate.extend(folded);
        }
        self.candidate_letters.clear();
        self.candidate_letters.extend(self.candidate.chars());
    }

    /// How many letters of the word stand neither at the beginning nor at the end of the candidate.
    fn wrong(&self) -> usize {
        let alike = |(left, right): &(&char, &char)| left == right;
        let (word, candidate) = (&self.letters, &self.candidate_letters);
        let begin = word.iter().zip(candidate).take_while(alike).count();
        let (word, candidate) = (&word[begin..], &candidate[begin..]);
        let ends = word.iter().rev().zip(candidate.iter().rev());
        word.len() - ends.take_while(alike).count()
    }

    /// Whether one of the two holds the other. Words of one or two letters are in everything.
    fn holds(&self) -> bool {
        let shorter = self.letters.len().min(self.candidate_letters.len());
        let (word, candidate) = (&self.folded, &self.candidate);
        shorter > 2 && (candidate.contains(word) || word.contains(candidate))
    }
}

/// How many slips a word of this many letters may hold and still be meant for another. Of one letter, none:
/// nothing of it would be left.
fn slips_allowed(letters: usize) -> usize {
    match letters {
        0 | 1 => 0,
        _ => (letters / 3).clamp(1, 4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERBS: [&str; 12] = [
        "assert", "assign", "cast", "cast_", "copy", "delete", "diff", "dump", "exit", "load",
        "scale", "scale_",
    ];

    #[test]
    fn slips_case_and_parts_are_understood() {
        assert_eq!(nearest("Copy", VERBS, 3), ["copy"]);
        assert_eq!(nearest("scael", VERBS, 3), ["scale"]);
        assert_eq!(nearest("scal_", VERBS, 3), ["scale_", "scale"]);
        assert_eq!(nearest("dlete", VERBS, 3), ["delete"]);
        assert_eq!(nearest("exti", VERBS, 1), ["exit"]);
        assert_eq!(nearest("sca", VERBS, 3), ["scale", "scale_"]);
        assert_eq!(nearest("assertion", VERBS, 1), ["assert"]);
        assert_eq!(nearest("quantize", VERBS, 3), [""; 0]);
        assert_eq!(nearest("", VERBS, 3), [""; 0]);
    }

    #[test]
    fn a_letter_is_near_to_what_it_begins_and_to_no_other_letter() {
        assert_eq!(nearest("e", VERBS, 3), ["exit"]);
        assert_eq!(nearest("x", ["w", "b", "xy"], 3), ["xy"]);
        assert_eq!(nearest("W", ["w", "b"], 3), ["w"]);
        assert_eq!(nearest("x", ["w"], 3), [""; 0]);
    }

    #[test]
    fn tensor_names_are_found_by_a_slip_or_a_part() {
        let names = [
            "h.0.ln_1.weight",
            "h.10.ln_1.weight",
            "ln_f.weight",
            "ln_f.bias",
            "ln_f.weight",
        ];
        assert_eq!(nearest("ln_g.weight", names, 2), ["ln_f.weight"]);
        assert_eq!(
            nearest("ln_1.weight", names, 2),
            ["ln_f.weight", "h.0.ln_1.weight"]
        );
        assert_eq!(nearest("model.ln_f.bias", names, 1), ["ln_f.bias"]);
    }

    #[test]
    fn the_order_of_candidates_does_not_matter() {
        let forward = nearest("cas", VERBS, 5);
        assert_eq!(forward, nearest("cas", VERBS.into_iter().rev(), 5));
        assert_eq!(forward, ["cast", "cast_"]);
    }

    #[test]
    fn letters_count_not_bytes() {
        assert_eq!(nearest("ÜBER", ["über", "ober"], 2), ["über", "ober"]);
        assert_eq!(nearest("日本", ["日木"], 1), ["日木"]);
    }
}
