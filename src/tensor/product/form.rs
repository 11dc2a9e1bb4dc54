//! The form of a matrix product: which shapes multiply, and which matrices of a batch meet.

use crate::error::{Error, Kind, Result};
use crate::tensor::Shape;

/// How two shapes multiply: pairs of matrices `rows × inner` and `inner × columns`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub rows: u64,
    pub inner: u64,
    pub columns: u64,
    /// The leading dimensions of the result: one pair of matrices for each index.
    pub leading: Shape,
    /// The shape of the result.
    pub result: Shape,
    /// How many matrices one step in each leading dimension passes over; 0 where a factor is repeated.
    left: Vec<u64>,
    right: Vec<u64>,
}

impl Form {
    /// The form of a product. Fails, of kind `Shape`, where there is none.
    pub fn of(left: &Shape, right: &Shape) -> Result<Form> {
        let (lefts, rows, inner) = split(left, |vector| (1, vector))?;
        let (rights, height, columns) = split(right, |vector| (vector, 1))?;
        if inner != height {
            let message = format!(
                "{left} and {right} cannot be multiplied: {inner} columns meet {height} rows"
            );
            let error = Error::new(Kind::Shape, message);
            return Err(error.hint(
                "the left needs as many columns as the right has rows: `permute` turns a matrix",
            ));
        }
        let leading = broadcast(lefts, rights).ok_or_else(|| {
            let message = format!(
                "{left} and {right} cannot be multiplied: {lefts:?} and {rights:?} are no batches \
                 of one size"
            );
            Error::new(Kind::Shape, message)
                .hint("leading dimensions must agree, or be 1 or missing on one side")
        })?;
        let mut result = leading.clone();
        result.extend((left.dimensions().len() > 1).then_some(rows));
        result.extend((right.dimensions().len() > 1).then_some(columns));
        let (left, right) = (strides(lefts, &leading), strides(rights, &leading));
        let too_large = || Error::new(Kind::Shape, "the product is too large for a tensor");
        let form = Form {
            rows,
            inner,
            columns,
            leading: Shape::part(leading),
            result: Shape::new(result).ok_or_else(too_large)?,
            left,
            right,
        };
        Ok(form.joined())
    }

    /// The same product as one matrix where all matrices of the left meet one on the right.
    fn joined(self) -> Form {
        let alone = self.right.iter().all(|stride| *stride == 0);
        let repeated = std::iter::zip(&self.left, self.leading.dimensions())
            .any(|(stride, size)| *stride == 0 && *size != 1);
        if !alone || repeated {
            return self;
        }
        Form {
            rows: self.rows * self.leading.elements(),
            leading: Shape::part(Vec::new()),
            left: Vec::new(),
            right: Vec::new(),
            ..self
        }
    }

    /// The numbers of the matrices that meet in pair `number`: the left and the right one.
    pub fn pair(&self, number: u64) -> (u64, u64) {
        let position = self.leading.position(number);
        let matrix = |strides: &[u64]| {
            std::iter::zip(&position, strides)
                .map(|(at, step)| at * step)
                .sum()
        };
        (matrix(&self.left), matrix(&self.right))
    }
}

/// Leading dimensions, rows and columns of a shape; `vector` says what a single dimension is.
fn split(shape: &Shape, vector: fn(u64) -> (u64, u64)) -> Result<(&[u64], u64, u64)> {
    match shape.dimensions() {
        [] => Err(
            Error::new(Kind::Shape, "a tensor without dimensions is no matrix")
                .hint("`scale` multiplies by a number"),
        ),
        [size] => {
            let (rows, columns) = vector(*size);
            Ok((&[], rows, columns))
        }
        [leading @ .., rows, columns] => Ok((leading, *rows, *columns)),
    }
}

/// The leading dimensions of the result: those of both, aligned at the last, where 1 and none fit any size.
fn broadcast(left: &[u64], right: &[u64]) -> Option<Vec<u64>> {
    let length = left.len().max(right.len());
    let size = |sizes: &[u64], axis: usize| {
        (axis + sizes.len())
            .checked_sub(length)
            .map_or(1, |at| sizes[at])
    };
    let both = (0..length).map(|axis| (size(left, axis), size(right, axis)));
    both.map(|pair| match pair {
        (one, other) if one == other => Some(one),
        (1, size) | (size, 1) => Some(size),
        _ => None,
    })
    .collect()
}

/// How many matrices of a factor one step in each leading dimension of the result passes over.
fn strides(sizes: &[u64], leading: &[u64]) -> Vec<u64> {
    let missing = vec![0; leading.len() - sizes.len()];
    let own = Shape::part(sizes.to_vec()).strides();
    let steps =
        std::iter::zip(own, sizes).map(|(stride, size)| if *size == 1 { 0 } else { stride });
    missing.into_iter().chain(steps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(left: &[u64], right: &[u64]) -> Result<Form> {
        let shape = |sizes: &[u64]| Shape::new(sizes.to_vec()).expect("small");
        Form::of(&shape(left), &shape(right))
    }

    #[test]
    fn each_case_has_its_result() {
        let cases: [(&[u64], &[u64], &[u64]); 12] = [
            (&[3], &[3], &[]),
            (&[2, 3], &[3, 4], &[2, 4]),
            (&[3], &[3, 4], &[4]),
            (&[2, 3], &[3], &[2]),
            (&[7, 2, 3], &[3], &[7, 2]),
            (&[3], &[7, 3, 4], &[7, 4]),
            (&[7, 2, 3], &[3, 4], &[7, 2, 4]),
            (&[5, 1, 2, 3], &[4, 3, 2], &[5, 4, 2, 2]),
            (&[1, 2, 3], &[6, 3, 4], &[6, 2, 4]),
            (&[2, 0], &[0, 4], &[2, 4]),
            (&[0, 2, 3], &[1, 3, 4], &[0, 2, 4]),
            (&[0], &[0], &[]),
        ];
        for (left, right, result) in cases {
            let found = form(left, right).expect("a product");
            assert_eq!(found.result.dimensions(), result, "{left:?} {right:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let cases: [(&[u64], &[u64], &str); 5] = [
            (&[], &[3], "a tensor without dimensions is no matrix"),
            (&[3], &[], "a tensor without dimensions is no matrix"),
            (
                &[2, 3],
                &[2, 3],
                "[2, 3] and [2, 3] cannot be multiplied: 3 columns meet 2 rows",
            ),
            (
                &[2, 2, 3],
                &[4, 3, 5],
                "[2, 2, 3] and [4, 3, 5] cannot be multiplied: [2] and [4] are no batches of one size",
            ),
            (
                &[1 << 30, 1],
                &[1, 1 << 30],
                "the product is too large for a tensor",
            ),
        ];
        for (left, right, message) in cases {
            let error = form(left, right).expect_err("refused");
            assert_eq!((error.kind(), error.message()), (Kind::Shape, message));
        }
    }

    #[test]
    fn batches_meet_as_their_indices_say() {
        let found = form(&[5, 1, 2, 3], &[4, 3, 2]).expect("a product");
        assert_eq!(found.leading.dimensions(), [5, 4]);
        let pairs: Vec<(u64, u64)> = [0, 1, 4, 19].into_iter().map(|n| found.pair(n)).collect();
        assert_eq!(pairs, [(0, 0), (0, 1), (1, 0), (4, 3)]);
    }

    #[test]
    fn matrices_that_all_meet_the_same_one_are_joined() {
        let found = form(&[7, 2, 3], &[3, 4]).expect("a product");
        assert_eq!((found.rows, found.leading.elements()), (14, 1));
        let kept = form(&[1, 2, 3], &[6, 3, 4]).expect("a product");
        assert_eq!((kept.rows, kept.leading.elements()), (2, 6));
    }
}
