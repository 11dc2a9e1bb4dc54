//! All elements of a tensor, nested as its shape says.

use crate::report::number;
use serde_json::{Value, json};

/// PyTorch's limit on dimensions; the elements of more are shown flat.
const MOST_DIMENSIONS: usize = 64;
/// More empty lists than this are shown as one: a header may claim 2^60 of them.
const MOST_EMPTY: u64 = 1024;

/// The elements of a tensor in row-major order, as many as its shape says.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// The shape, which says how the elements nest.
    pub shape: Vec<u64>,
    /// The elements.
    pub elements: Elements,
}

/// Elements of one sort.
#[derive(Clone, Debug, PartialEq)]
pub enum Elements {
    /// Floats of any width, exact in binary64.
    Floats(Vec<f64>),
    /// Signed integers.
    Signed(Vec<i64>),
    /// Unsigned integers.
    Unsigned(Vec<u64>),
    /// Truth values: `True` and `False` in a tree.
    Flags(Vec<bool>),
    /// Complex numbers, real part first: `(1.0+2.0j)` in a tree, `[1.0,2.0]` in JSON.
    Complex(Vec<(f64, f64)>),
}

impl Values {
    /// Nested lists as Python prints them: `[[1.0, -2.0], [3.0, 0.5]]`, a bare value without dimensions.
    pub(super) fn text(&self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        match &self.elements {
            Elements::Floats(items) => self.nest(items, |item| number::shortest(*item), list),
            Elements::Signed(items) => self.nest(items, i64::to_string, list),
            Elements::Unsigned(items) => self.nest(items, u64::to_string, list),
            Elements::Flags(items) => self.nest(items, |item| flag(*item), list),
            Elements::Complex(items) => self.nest(items, |item| complex(*item), list),
        }
    }

    /// Nested arrays.
    pub(super) fn data(&self) -> Value {
        let list = Value::Array;
        let float = |item: f64| number::to_json(item);
        match &self.elements {
            Elements::Floats(items) => self.nest(items, |item| float(*item), list),
            Elements::Signed(items) => self.nest(items, |item| json!(item), list),
            Elements::Unsigned(items) => self.nest(items, |item| json!(item), list),
            Elements::Flags(items) => self.nest(items, |item| json!(item), list),
            Elements::Complex(items) => {
                let pair =
                    |(real, imaginary): &(f64, f64)| json!([float(*real), float(*imaginary)]);
                self.nest(items, pair, list)
            }
        }
    }

    /// Whether both show the same at full precision.
    pub(super) fn is_like(&self, other: &Values) -> bool {
        let alike = |(one, two): (&f64, &f64)| number::are_alike(*one, *two);
        if self.shape != other.shape {
            return false;
        }
        match (&self.elements, &other.elements) {
            (Elements::Floats(one), Elements::Floats(two)) => one.iter().zip(two).all(alike),
            (Elements::Complex(one), Elements::Complex(two)) => one
                .iter()
                .zip(two)
                .all(|(one, two)| alike((&one.0, &two.0)) && alike((&one.1, &two.1))),
            (one, two) => one == two,
        }
    }

    fn nest<I, T>(&self, items: &[I], item: impl Fn(&I) -> T, list: impl Fn(Vec<T>) -> T) -> T {
        let dimensions = self.shown_dimensions(items.len());
        nested(&dimensions, &mut items.iter().map(item), &list)
    }

    /// The lists to show: none after an empty one, and a flat one where they would be too many.
    fn shown_dimensions(&self, elements: usize) -> Vec<u64> {
        let outer = self.shape.iter().take_while(|size| **size > 0);
        let depth = outer.clone().count();
        let lists = outer.copied().try_fold(1, u64::checked_mul);
        let fits = match self.shape.get(depth) {
            Some(_) => lists.is_some_and(|lists| lists <= MOST_EMPTY),
            None => lists == Some(elements as u64),
        };
        if fits && depth <= MOST_DIMENSIONS {
            return self.shape.iter().copied().take(depth + 1).collect();
        }
        vec![elements as u64]
    }
}

fn nested<T>(
    dimensions: &[u64],
    items: &mut impl Iterator<Item = T>,
    list: &impl Fn(Vec<T>) -> T,
) -> T {
    let Some((size, inner)) = dimensions.split_first() else {
        return items.next().unwrap_or_else(|| list(Vec::new()));
    };
    list((0..*size).map(|_| nested(inner, items, list)).collect())
}

fn flag(item: bool) -> String {
    if item { "True" } else { "False" }.to_owned()
}

fn complex((real, imaginary): (f64, f64)) -> String {
    let imaginary = number::shortest(imaginary);
    let plus = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imaginary}j)", number::shortest(real))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floats(shape: &[u64], items: &[f64]) -> Values {
        Values {
            shape: shape.to_vec(),
            elements: Elements::Floats(items.to_vec()),
        }
    }

    fn flat(elements: Elements) -> Values {
        let shape = vec![2];
        Values { shape, elements }
    }

    #[test]
    fn floats_nest_as_their_shape_says() {
        let cases = [
            (floats(&[], &[3.5]), "3.5"),
            (floats(&[1], &[0.0]), "[0.0]"),
            (
                floats(&[2, 2], &[1.0, -2.0, 3.0, 0.5]),
                "[[1.0, -2.0], [3.0, 0.5]]",
            ),
            (
                floats(&[2, 1, 2], &[1e-7, 1e16, 0.1, -0.0]),
                "[[[1e-07, 1e+16]], [[0.1, -0.0]]]",
            ),
            (
                floats(&[3], &[f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
                "[nan, inf, -inf]",
            ),
            (floats(&[0], &[]), "[]"),
            (floats(&[0, 3], &[]), "[]"),
            (floats(&[2, 0], &[]), "[[], []]"),
            (floats(&[2, 0, 5], &[]), "[[], []]"),
        ];
        for (values, text) in cases {
            assert_eq!(values.text(), text);
        }
    }

    #[test]
    fn each_sort_of_element_has_its_form() {
        let cases = [
            (
                Elements::Signed(vec![-5, i64::MIN]),
                "[-5, -9223372036854775808]",
                json!([-5, i64::MIN]),
            ),
            (
                Elements::Unsigned(vec![1, u64::MAX]),
                "[1, 18446744073709551615]",
                json!([1, u64::MAX]),
            ),
            (
                Elements::Flags(vec![true, false]),
                "[True, False]",
                json!([true, false]),
            ),
            (
                Elements::Complex(vec![(1.0, 2.0), (0.5, -0.0)]),
                "[(1.0+2.0j), (0.5-0.0j)]",
                json!([[1.0, 2.0], [0.5, -0.0]]),
            ),
            (
                Elements::Floats(vec![1.0, f64::NAN]),
                "[1.0, nan]",
                json!([1.0, "nan"]),
            ),
        ];
        for (elements, text, data) in cases {
            let values = flat(elements);
            assert_eq!((values.text().as_str(), values.data()), (text, data));
        }
    }

    #[test]
    fn a_hostile_shape_costs_nothing() {
        let deep = vec![1; 100_000];
        let cases = [
            (floats(&[1 << 60, 0], &[]), "[]"),
            (floats(&[u64::MAX, u64::MAX, 0], &[]), "[]"),
            (floats(&[u64::MAX], &[1.0]), "[1.0]"),
            (floats(&deep, &[1.0]), "[1.0]"),
        ];
        for (values, text) in cases {
            assert_eq!(values.text(), text);
        }
    }
}
