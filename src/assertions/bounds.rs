//! The comparisons `is ge gt le lt` of whole numbers.

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
    /// `payload` when there is none, or when no number could satisfy them.
    pub fn of(args: &Args) -> Result<Self> {
        let get = |key| args.integer(key);
        let above = get("gt").map(|bound| bound.saturating_add(1));
        let below = get("lt").map(|bound| bound.saturating_sub(1));
        let bounds = Bounds {
            is: get("is"),
            least: get("ge").max(above),
            most: [get("le"), below].into_iter().flatten().min(),
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
    pub fn hold(&self, number: usize) -> bool {
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
            (None, Some(least), Some(most)) => least <= most,
            (None, None, Some(most)) => most >= 0,
            (None, _, None) => true,
        }
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
        let holding: Vec<usize> = (0..6).filter(|number| two_to_three.hold(*number)).collect();
        assert_eq!(holding, [2, 3]);
        assert_eq!(two_to_three.words(), ">= 2 and <= 3");
    }
}
