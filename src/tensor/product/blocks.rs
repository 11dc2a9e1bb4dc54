//! A product tile by tile: what it needs besides the result does not grow with the matrices, and it can be
//! stopped between two tiles.

use super::Product;
use super::scalar::Scalar;
use super::tile::{Area, Matrix, Tile};
use crate::error::Result;
use crate::tensor::bulk::{by_rows, each_row, write};
use crate::tensor::element::Wide;
use crate::tensor::heavy::Desk;
use faer::Accum;
use pulp::bytemuck::{cast, try_cast_slice_mut};
use std::ops::Range;

/// The most rows, inner places and columns that are multiplied at once. The larger an area of the result, the less
/// often operands are read and packed; the fewer inner places, the sooner a wish to stop is heard.
fn most<T>() -> [u64; 3] {
    let elements = |bytes: usize| (bytes / size_of::<T>()) as u64;
    [4096, elements(4 << 10), elements(16 << 10)]
}

/// Computes every matrix of a product into `result`.
pub fn multiply<T: Scalar>(
    product: &Product,
    desk: &mut Desk<'_>,
    result: &mut [u8],
) -> Result<()> {
    let form = &product.form;
    let width = product.dtype.unit().bytes;
    let size = (form.rows * form.columns) as usize * width;
    if size == 0 || form.inner == 0 {
        // The result is at hand: nothing, or the zeros it begins with.
        return Ok(());
    }
    let mut bench = Bench::<T>::new(product, form.columns as usize * width);
    for (number, result) in (0..).zip(result.chunks_exact_mut(size)) {
        bench.multiply(form.pair(number), result, desk)?;
    }
    Ok(())
}

/// Where a product is computed: the tiles at hand.
struct Bench<'p, T> {
    product: &'p Product,
    /// The bytes of one row of the result.
    row: usize,
    left: Tile<T>,
    right: Tile<T>,
    /// Of which right matrix which part is at hand.
    held: Option<(u64, Area)>,
    sums: Tile<T>,
    /// How many tiles are multiplied, of how many.
    done: u64,
    steps: u64,
}

impl<'p, T: Scalar> Bench<'p, T> {
    fn new(product: &'p Product, row: usize) -> Self {
        let form = &product.form;
        let [rows, inner, columns] = most::<T>();
        let counts = [
            (form.rows, rows),
            (form.inner, inner),
            (form.columns, columns),
        ];
        let tiles: u64 = counts
            .iter()
            .map(|(size, most)| size.div_ceil(*most))
            .product();
        Bench {
            product,
            row,
            left: Tile::default(),
            right: Tile::default(),
            held: None,
            sums: Tile::default(),
            done: 0,
            steps: form.leading.elements() * tiles,
        }
    }

    /// Multiplies one matrix with another, given by their numbers.
    fn multiply(&mut self, pair: (u64, u64), result: &mut [u8], desk: &mut Desk<'_>) -> Result<()> {
        let form = &self.product.form;
        let [most_rows, _, most_columns] = most::<T>();
        for columns in panels(form.columns, most_columns) {
            for rows in panels(form.rows, most_rows) {
                let area = Area {
                    rows,
                    columns: columns.clone(),
                };
                self.fill(pair, &area, result, desk)?;
            }
        }
        Ok(())
    }

    /// Computes one area of a product: in its place, where whole rows of the result hold what is summed up, else
    /// aside.
    fn fill(
        &mut self,
        pair: (u64, u64),
        area: &Area,
        result: &mut [u8],
        desk: &mut Desk<'_>,
    ) -> Result<()> {
        let rows = area.rows.start as usize * self.row..area.rows.end as usize * self.row;
        let result = &mut result[rows];
        let whole = area.width() == self.product.form.columns;
        if whole
            && self.product.dtype == self.product.left.dtype()
            && let Ok(sums) = try_cast_slice_mut(result)
        {
            self.sum(pair, area, sums, desk)?;
            settle::<T>(sums, self.product.form.columns as usize, desk.threads());
            return Ok(());
        }
        let mut sums = std::mem::take(&mut self.sums);
        sums.fit(area);
        self.sum(pair, area, &mut sums.values, desk)?;
        self.store(&sums, area, result, desk.threads());
        self.sums = sums;
        Ok(())
    }

    /// Sums up one area of a product, panel by panel along the inner dimension.
    fn sum(
        &mut self,
        pair: (u64, u64),
        area: &Area,
        sums: &mut [T],
        desk: &mut Desk<'_>,
    ) -> Result<()> {
        let [_, most_inner, _] = most::<T>();
        for inner in panels(self.product.form.inner, most_inner) {
            desk.cancel().check()?;
            let left = Area {
                rows: area.rows.clone(),
                columns: inner.clone(),
            };
            let right = Area {
                rows: inner,
                columns: area.columns.clone(),
            };
            self.left.read(self.left_matrix(pair.0), &left, desk)?;
            self.hold(pair.1, right, desk)?;
            let accum = match left.columns.start {
                0 => Accum::Replace,
                _ => Accum::Add,
            };
            T::multiply(sums, accum, &self.left, &self.right, desk.threads());
            self.done += 1;
            desk.step(self.done, self.steps);
        }
        Ok(())
    }

    fn left_matrix(&self, number: u64) -> Matrix<'p> {
        let form = &self.product.form;
        Matrix {
            tensor: &self.product.left,
            first: number * form.rows * form.inner,
            columns: form.inner,
        }
    }

    /// Reads an area of a right matrix, unless it is at hand.
    fn hold(&mut self, number: u64, area: Area, desk: &mut Desk<'_>) -> Result<()> {
        let wanted = Some((number, area));
        if self.held == wanted {
            return Ok(());
        }
        let form = &self.product.form;
        let matrix = Matrix {
            tensor: &self.product.right,
            first: number * form.inner * form.columns,
            columns: form.columns,
        };
        if let Some((_, area)) = &wanted {
            self.held = None;
            self.right.read(matrix, area, desk)?;
        }
        self.held = wanted;
        Ok(())
    }

    /// Writes sums to their area of these rows of the result, rounded to its dtype.
    fn store(&self, sums: &Tile<T>, area: &Area, rows: &mut [u8], threads: usize) {
        let width = self.product.dtype.unit().bytes;
        let columns = area.columns.start as usize * width..area.columns.end as usize * width;
        let from = (&sums.values[..], sums.columns);
        by_rows(threads, (rows, self.row), from, |into, sums| {
            write(sums, &mut into[columns.clone()], self.product.narrow);
        });
    }
}

/// Turns sums, of so many columns, into what is stored of them.
fn settle<T: Scalar>(sums: &mut [T], columns: usize, threads: usize) {
    each_row(threads, sums, columns, |row| {
        for sum in row {
            *sum = cast(sum.widen().narrow::<T>().store());
        }
    });
}

/// `0..size` in ranges of at most `most`.
fn panels(size: u64, most: u64) -> impl Iterator<Item = Range<u64>> {
    let starts = (0..size).step_by(most as usize);
    starts.map(move |start| start..size.min(start + most))
}
