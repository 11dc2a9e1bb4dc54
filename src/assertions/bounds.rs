//! The comparisons `is ge gt le lt` of whole numbers, and `at_least at_most`.

use super::prelude::*;

/// What a number must satisfy, all of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    is: Option<i64>,
    /// The least number allowed, if there is one.
    least: Option<i64>,
    /// The greatest number allowed, if there is one.
    most: Option<i64>,
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
        let bounds = Bounds {
            is: args.integer("is"),
            least: either(args, ["ge", "at_least"])?.max(above),
            most: [at_most, below].into_iter().flatten().min(),
        };
        match bounds {
            Bounds {
                is: None,
                least: None,
                most: None,
            } => Err(Error::new(Fault::Payload, "nothing to compare with")
                .hint("give one of is, ge, gt, le, lt")),
            _ if bounds.possible() => Ok(bounds),
            _ => Err(Error::new(
                Fault::Payload,
                format!("no number is {}", bounds.words()),
            )),
        }
    }

    /// Whether `number` satisfies them all.
    pub fn hold(&self, number: u64) -> bool {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        self.is.is_none_or(|is| number == is)
            && self.least.is_none_or(|least| number >= least)
            && self.most.is_none_or(|most| number <= most)
    }

    /// The comparisons in words: `exactly 2 and <= 3`.
    pub fn words(&self) -> String {
        let is = self.is.map(|is| format!("exactly {is}"));
        let least = self.least.map(|least| format!(">= {least}"));
        let most = self.most.map(|most| format!("<= {most}"));
        [is, least, most]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" and ")
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
        Bounds { is, least, most }
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
        assert_eq!(two_to_three.words(), ">= 2 and <= 3");
    }
}
