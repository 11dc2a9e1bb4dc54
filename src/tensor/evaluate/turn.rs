//! Turning: units of a tensor in an order in which they do not lie.

use super::gather::gather;
use super::weave::weave;
use crate::error::Result;
use crate::tensor::places::{Axis, Places};
use crate::tensor::window::Window;
use crate::tensor::{Buffers, Tensor};
use std::cmp::Reverse;

/// How many blocks of a size a window may have to be worth it for one of them, unless they follow each other.
const LEAST: usize = 64;

/// A view whose places do not ascend.
pub(super) struct Turn<'t> {
    /// The view.
    pub view: &'t Tensor,
    /// The tensor that is viewed.
    pub of: &'t Tensor,
    /// Where its units lie there.
    pub places: &'t Places,
}

impl Turn<'_> {
    /// Fills `into` with the units of the view from `first` on.
    pub fn fill(&self, first: u64, into: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        let mut window = buffers.windows().take(self.view);
        let done = self.fill_from(&mut window, first, into, buffers);
        buffers.windows().give(window);
        done
    }

    fn fill_from(
        &self,
        window: &mut Window,
        first: u64,
        into: &mut [u8],
        buffers: &mut Buffers,
    ) -> Result<()> {
        let width = self.of.dtype().unit().bytes;
        let (mut first, mut rest) = (first, into);
        while !rest.is_empty() {
            let Some(found) = window.from(first, width) else {
                let size = buffers.windows().size();
                if !self.is_worth(window, first, rest.len(), size) {
                    return self.pick(window, first, rest, buffers);
                }
                self.open(window, first, (size / width) as u64, buffers)?;
                continue;
            };
            let length = found.len().min(rest.len());
            let (now, after) = rest.split_at_mut(length);
            now.copy_from_slice(&found[..length]);
            first += (length / width) as u64;
            rest = after;
        }
        Ok(())
    }

    /// Whether so much is asked for that a window pays, or probably will be.
    fn is_worth(&self, window: &Window, first: u64, bytes: usize, size: usize) -> bool {
        let most = self.view.bytes().min(size as u64);
        let large = bytes.saturating_mul(LEAST) as u64 >= most;
        large || window.end(self.of.dtype().unit().bytes) == first
    }

    /// Opens the window on about `most` units of the view, unit `first` among them.
    fn open(
        &self,
        window: &mut Window,
        first: u64,
        most: u64,
        buffers: &mut Buffers,
    ) -> Result<()> {
        let stretch = Stretch::of(self.places, first, most);
        let mut bytes = std::mem::take(&mut window.bytes);
        bytes.resize(stretch.units as usize * self.of.dtype().unit().bytes, 0);
        stretch.fill(self.of, &mut bytes, buffers)?;
        (window.first, window.bytes) = (stretch.first, bytes);
        Ok(())
    }

    /// Fills `into` without a window, and notes where it ended.
    fn pick(
        &self,
        window: &mut Window,
        first: u64,
        into: &mut [u8],
        buffers: &mut Buffers,
    ) -> Result<()> {
        let width = self.of.dtype().unit().bytes;
        let units = (into.len() / width) as u64;
        let mut rest = into;
        for row in self.places.rows(first, units) {
            let (now, after) = rest.split_at_mut(row.length as usize * width);
            let (length, stride) = (row.length, row.stride);
            let places = Places::new(row.place, [Axis { length, stride }]);
            gather(self.of, &places, 0, now, buffers)?;
            rest = after;
        }
        window.bytes.clear();
        window.first = first + units;
        Ok(())
    }
}

/// A stretch of a view that is a box of its source: some positions of one axis, and all axes within.
struct Stretch {
    first: u64,
    units: u64,
    /// The place of its first unit.
    start: u64,
    axes: Vec<Axis>,
}

impl Stretch {
    /// The stretch that has unit `first` and, where the axes allow, about `most` units behind it.
    fn of(places: &Places, first: u64, most: u64) -> Stretch {
        let axes = places.axes();
        let mut row: u64 = axes.iter().map(|axis| axis.length).product();
        let mut depth = 0;
        for axis in axes {
            row /= axis.length;
            if row <= most / 2 {
                break;
            }
            depth += 1;
        }
        let mut axes = axes[depth..].to_vec();
        let begin = first - first % row;
        if let Some(axis) = axes.first_mut() {
            let rows = (first - begin + most).div_ceil(row);
            axis.length = rows.min(axis.length - begin / row % axis.length);
        }
        Stretch {
            first: begin,
            units: axes.iter().map(|axis| axis.length).product(),
            start: places.run(begin, 1).unwrap_or_default(),
            axes,
        }
    }

    /// Fills `into` with its units: read as they lie in `of`, then put in order.
    fn fill(&self, of: &Tensor, into: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        let mut order: Vec<usize> = (0..self.axes.len()).collect();
        order.sort_by_key(|at| Reverse(self.axes[*at].stride));
        let source = Places::new(self.start, order.iter().map(|at| self.axes[*at]));
        let mut close = self.axes.clone();
        let mut stride = 1;
        for at in order.into_iter().rev() {
            close[at].stride = stride;
            stride *= close[at].length;
        }
        let close = Places::new(0, close);
        if close.ascend() {
            return gather(of, &source, 0, into, buffers);
        }
        let mut found = buffers.take(into.len());
        let done = gather(of, &source, 0, &mut found, buffers);
        weave(&found, &close, of.dtype().unit().bytes, into);
        buffers.give(found);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stretches_have_what_is_asked_for_and_are_no_larger_than_they_need(
            sizes in [1_u64..9, 1_u64..9, 1_u64..9],
            first in any::<prop::sample::Index>(),
            most in 2_u64..99,
        ) {
            let [outer, middle, inner] = sizes;
            let axis = |length, stride| Axis { length, stride };
            let axes = [axis(middle, inner), axis(inner, 1), axis(outer, middle * inner)];
            let places = Places::new(0, axes);
            let total = outer * middle * inner;
            let first = first.index(total as usize) as u64;
            let stretch = Stretch::of(&places, first, most);
            let end = stretch.first + stretch.units;
            prop_assert!(stretch.first <= first && first < end && end <= total);
            prop_assert!(stretch.units <= 2 * most);
            prop_assert_eq!(places.run(stretch.first, 1), Some(stretch.start));
        }
    }
}
