//! Numbers for people: the values of elements, exact.

/// The value of one element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// True or false.
    Bool(bool),
    /// Any integer of up to 64 bits.
    Int(i128),
    /// Any real float of up to 64 bits.
    Float(f64),
}

/// The elements of a tensor, nested as its dimensions are.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// The element of a tensor without dimensions.
    One(Number),
    /// One entry for each position of the first dimension.
    Many(Vec<Values>),
}

impl Values {
    /// Nests numbers, in row-major order and as many as needed, by these dimensions.
    pub(super) fn nest(dimensions: &[u64], numbers: &mut impl Iterator<Item = Number>) -> Values {
        match dimensions.split_first() {
            Some((length, inner)) => {
                Values::Many((0..*length).map(|_| Values::nest(inner, numbers)).collect())
            }
            None => numbers.next().map_or(Values::Many(Vec::new()), Values::One),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dimensions_nest_from_the_outermost() {
        let nest = |dimensions: &[u64]| Values::nest(dimensions, &mut (0..6).map(Number::Int));
        let one = |number| Values::One(Number::Int(number));
        let row = |numbers: std::ops::Range<i128>| Values::Many(numbers.map(one).collect());
        assert_eq!(nest(&[]), one(0));
        assert_eq!(nest(&[2, 3]), Values::Many(vec![row(0..3), row(3..6)]));
        assert_eq!(nest(&[2, 0]), Values::Many(vec![row(0..0), row(0..0)]));
        assert_eq!(nest(&[0, 2]), row(0..0));
    }
}
