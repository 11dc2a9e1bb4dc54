//! Tiles: parts of matrices in memory.

use super::scalar::Scalar;
use crate::error::Result;
use crate::tensor::heavy::Desk;
use crate::tensor::{Tensor, bulk};
use faer::MatRef;
use std::ops::Range;

/// A part of a matrix, row-major; at least one row and one column unless it is new.
#[derive(Debug, Default)]
pub struct Tile<T> {
    pub values: Vec<T>,
    pub columns: usize,
}

/// One matrix of a tensor of matrices.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'t> {
    pub tensor: &'t Tensor,
    /// The number of its first element.
    pub first: u64,
    pub columns: u64,
}

/// Rows and columns of a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    pub rows: Range<u64>,
    pub columns: Range<u64>,
}

impl<T: Scalar> Tile<T> {
    /// Becomes the numbers of an area of a matrix.
    pub fn read(&mut self, matrix: Matrix<'_>, area: &Area, desk: &mut Desk<'_>) -> Result<()> {
        self.fit(area);
        let first = matrix.first + area.rows.start * matrix.columns + area.columns.start;
        if area.width() == matrix.columns {
            return bulk::read(desk, matrix.tensor, first, &mut self.values);
        }
        let into = (&mut self.values[..], self.columns);
        bulk::read_rows(desk, matrix.tensor, (first, matrix.columns), into)
    }

    /// Becomes as large as an area, of any numbers.
    pub fn fit(&mut self, area: &Area) {
        self.columns = area.width() as usize;
        let count = (area.rows.end - area.rows.start) as usize * self.columns;
        if count > self.values.capacity() {
            // Zeros straight from the system cost nothing before they are first written, by all threads.
            self.values = vec![T::default(); count];
        }
        self.values.resize(count, T::default());
    }
}

impl<T> Tile<T> {
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    pub fn matrix(&self) -> MatRef<'_, T> {
        MatRef::from_row_major_slice(&self.values, self.rows(), self.columns)
    }
}

impl Area {
    pub fn width(&self) -> u64 {
        self.columns.end - self.columns.start
    }
}
