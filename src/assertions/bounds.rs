//! The comparisons `is ge gt le lt` of whole numbers, and `at_least at_most`.

use super::prelude::*;

/// The comparisons: their keys, and what stands before their number in words.
const KEYS: [(&str, &str); 7] = [
    ("is", "exactly "),
    ("ge", ">= "),
    ("at_least", ">= "),
    ("gt", "> "),
    ("le", "<= "),
    ("at_most", "<= "),
    ("lt", "< "),
];

/// What a number must satisfy, all of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds {
    is: Option<i64>,
    /// The least number allowed, if there is one.
    least: Option<i64>,
    /// The greatest number allowed, if there is one.
    most: Option<i64>,
    words: String,
}

impl Bounds {
    /// The comparisons among the arguments.
    ///
    /// # Errors
    /// `payload` when there is none, when no number could satisfy them, and when one is given twice by
    /// two names with two numbers.
    pub fn of(args: &Args) -> Result<Self> {
        let above = args.integer("gt").map(|bound| bound.saturating_add(1));
        let below = args.integer("lt").map(|bound| bound.saturating_sub(1));
        let at_most = either(args, ["le", "at_most"])?;
        let given: Vec<_> = KEYS.iter().filter(|(key, _)| args.has(key)).collect();
        let bounds = Bounds {
            is: args.integer("is"),
            least: either(args, ["ge", "at_least"])?.max(above),
            most: [at_most, below].into_iter().flatten().min(),
            words: words(
                given
                    .iter()
                    .filter_map(|(key, sign)| Some((*sign, args.integer(key)?))),
            ),
        };
        match given.last() {
            None => Err(Error::new(Fault::Payload, "nothing to compare with")
                .hint("give one of is, ge, gt, le, lt")),
            Some(_) if bounds.possible() => Ok(bounds),
            Some((key, _)) => {
                let message = format!("no number is {}", bounds.words);
                Err(Error::new(Fault::Payload, message).at_some(args.place(key)))
            }
        }
    }

    /// Whether `number` satisfies them all.
    pub fn hold(&self, number: u64) -> bool {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.is.is_none_or(|is| number == is)
            && self.least.is_none_or(|least| number >= least)
            && self.most.is_none_or(|most| number <= most)
    }

    /// The comparisons in words, as they were given: `exactly 2 and <= 3`.
    pub fn words(&self) -> &str {
        &self.words
    }

    fn possible(&self) -> bool {
        let within = |number: i64| {
            self.least.is_none_or(|least| number >= least)
                && self.most.is_none_or(|most| number <= most)
        };
        match (self.is, self.least, self.most) {
            (Some(is), _, _) => within(is),
            (None, Some(least), Some(most)) => least <= most && most >= 0,
            (None, None, Some(most)) => most >= 0,
            (None, _, None) => true,
        }
    }
}

/// Comparisons in words, each once.
fn words(given: impl Iterator<Item = (&'static str, i64)>) -> String {
    let mut words: Vec<String> = given
        .map(|(sign, number)| format!("{sign}{number}"))
        .collect();
    words.dedup();
    words.join(" and ")
}

/// A comparison that has two names.
fn either(args: &Args, [name, other]: [&'static str; 2]) -> Result<Option<i64>> {
    match (args.integer(name), args.integer(other)) {
        (Some(one), Some(two)) if one != two => {
            let message = format!("`{name}` and `{other}` are the same, found {one} and {two}");
            Err(Error::new(Fault::Payload, message).at_some(args.place(other)))
        }
        (one, two) => Ok(one.or(two)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(is: Option<i64>, least: Option<i64>, most: Option<i64>) -> Bounds {
        Bounds {
            is,
            least,
            most,
            ..Bounds::default()
        }
    }

    #[test]
    fn comparisons_must_leave_a_number() {
        assert!(bounds(None, Some(1), Some(1)).possible());
        assert!(!bounds(None, Some(1), Some(0)).possible());
        assert!(!bounds(Some(3), None, Some(2)).possible());
        assert!(!bounds(None, None, Some(-1)).possible());
    }

    #[test]
    fn all_comparisons_must_hold() {
        let two_to_three = bounds(None, Some(2), Some(3));
        let holding: Vec<u64> = (0..6).filter(|number| two_to_three.hold(*number)).collect();
        assert_eq!(holding, [2, 3]);
    }

    #[test]
    fn words_are_those_that_were_given() {
        let given = [(">= ", 2), (">= ", 2), ("< ", 4)];
        assert_eq!(words(given.into_iter()), ">= 2 and < 4");
    }
}
