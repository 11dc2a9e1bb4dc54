//! Regions: a slice applied to a shape.

use super::Shape;
use crate::error::{Error, Kind, Result};
use crate::report::human;
use crate::syntax::{Component, Slice};

/// The part of a tensor of some shape that a slice takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    spans: Vec<Span>,
    shape: Shape,
    whole: bool,
}

/// What is taken of one dimension: `length` positions from `start` on, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first position.
    pub start: u64,
    /// How far apart, at least 1.
    pub step: u64,
    /// How many.
    pub length: u64,
    /// Whether the result keeps the dimension; if not, one position is taken.
    pub kept: bool,
}

impl Region {
    /// The part of `shape` that `slice` takes; dimensions without a component are taken whole. Fails, of
    /// kind `SliceRange`, when there are more components than dimensions or an index is out of range.
    pub fn of(shape: &Shape, slice: &Slice) -> Result<Region> {
        let sizes = shape.dimensions();
        if slice.components.len() > sizes.len() {
            let components = human::counted(slice.components.len() as u64, "component");
            let dimensions = human::counted(sizes.len() as u64, "dimension");
            let message = format!("the slice has {components}, the shape {shape} has {dimensions}");
            return Err(Error::new(Kind::SliceRange, message).hint(shape.numbering()));
        }
        let mut spans = Vec::with_capacity(sizes.len());
        for (dimension, size) in sizes.iter().enumerate() {
            spans.push(match slice.components.get(dimension) {
                Some(component) => Span::of(*component, dimension, *size)?,
                None => Span::whole(*size),
            });
        }
        Ok(Region::new(spans, sizes))
    }

    /// The part of `shape` that takes `length` positions of one dimension from `start` on, which are there.
    pub(super) fn along(shape: &Shape, dimension: usize, start: u64, length: u64) -> Region {
        let sizes = shape.dimensions();
        let mut spans: Vec<Span> = sizes.iter().map(|size| Span::whole(*size)).collect();
        if let Some(span) = spans.get_mut(dimension) {
            (span.start, span.length) = (start, length);
        }
        Region::new(spans, sizes)
    }

    fn new(spans: Vec<Span>, sizes: &[u64]) -> Region {
        let kept = spans.iter().filter(|span| span.kept);
        let lengths: Vec<u64> = kept.map(|span| span.length).collect();
        let whole = std::iter::zip(&spans, sizes).all(|(span, size)| *span == Span::whole(*size));
        let shape = Shape::part(lengths);
        Region {
            spans,
            shape,
            whole,
        }
    }

    /// The shape of the part.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Whether the part is all of the tensor, in its own shape.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether an element belongs to both this part and `other`, a part of a tensor of the same shape.
    pub fn meets(&self, other: &Region) -> bool {
        std::iter::zip(&self.spans, &other.spans).all(|(left, right)| left.meets(*right))
    }

    /// This part as a part of `outer`, when it lies within it and its shape can be cut from it.
    pub(super) fn within(&self, outer: &Region) -> Option<Region> {
        let mut spans = Vec::with_capacity(self.spans.len());
        for (inner, outer) in std::iter::zip(&self.spans, &outer.spans) {
            let span = inner.within(*outer)?;
            match (outer.kept, inner.kept) {
                (true, _) => spans.push(span),
                (false, false) => {}
                (false, true) => return None,
            }
        }
        Some(Region::new(spans, outer.shape.dimensions()))
    }

    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }
}

impl Span {
    fn whole(size: u64) -> Span {
        Span {
            start: 0,
            step: 1,
            length: size,
            kept: true,
        }
    }

    fn of(component: Component, dimension: usize, size: u64) -> Result<Span> {
        match component {
            Component::Index(index) => {
                let start = from_end(index, size).filter(|start| *start < size);
                let start = start.ok_or_else(|| out_of_range(index, dimension, size))?;
                Ok(Span {
                    start,
                    step: 1,
                    length: 1,
                    kept: false,
                })
            }
            Component::Range { start, stop, step } => {
                let bound = |bound| from_end(bound, size).unwrap_or(0).min(size);
                let (start, stop) = (start.map_or(0, bound), stop.map_or(size, bound));
                let length = stop.saturating_sub(start).div_ceil(step.max(1));
                let step = if length > 1 { step } else { 1 };
                Ok(Span {
                    start,
                    step,
                    length,
                    kept: true,
                })
            }
        }
    }

    /// The last position; only of a span that takes any.
    fn last(self) -> u64 {
        self.start + (self.length - 1) * self.step
    }

    fn meets(self, other: Span) -> bool {
        let (coarse, fine) = if self.step >= other.step {
            (self, other)
        } else {
            (other, self)
        };
        if coarse.length == 0 || fine.length == 0 {
            return false;
        }
        let skipped = fine
            .start
            .saturating_sub(coarse.start)
            .div_ceil(coarse.step);
        // The remainders repeat after `fine.step` steps.
        (skipped..coarse.length)
            .take(usize::try_from(fine.step).unwrap_or(usize::MAX))
            .map(|number| coarse.start + number * coarse.step)
            .take_while(|position| *position <= fine.last())
            .any(|position| (position - fine.start).is_multiple_of(fine.step))
    }

    /// This span counted in the positions of `outer`, if all of it is among them.
    fn within(self, outer: Span) -> Option<Span> {
        if self.length == 0 {
            return Some(Span { start: 0, ..self });
        }
        let first = self.start.checked_sub(outer.start)?;
        let among = first.is_multiple_of(outer.step)
            && (self.length == 1 || self.step.is_multiple_of(outer.step))
            && outer.length > 0
            && self.last() <= outer.last();
        let step = if self.length == 1 {
            1
        } else {
            self.step / outer.step
        };
        among.then_some(Span {
            start: first / outer.step,
            step,
            ..self
        })
    }
}

/// A position counted from the end when negative; none when it lies before the first.
fn from_end(position: i64, size: u64) -> Option<u64> {
    if position < 0 {
        return size.checked_sub(position.unsigned_abs());
    }
    Some(position.unsigned_abs())
}

fn out_of_range(index: i64, dimension: usize, size: u64) -> Error {
    let message = format!("index {index} is out of range for dimension {dimension} of size {size}");
    let error = Error::new(Kind::SliceRange, message);
    match size {
        0 => error.hint("that dimension has no indices"),
        1 => error.hint("its only index is 0, or -1 from the end"),
        _ => error.hint(format!(
            "its indices are 0 to {}, or -{size} to -1 from the end",
            size - 1
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(dimensions: &[u64], components: &[Component]) -> Result<Region> {
        let shape = Shape::new(dimensions.to_vec()).expect("small");
        let components = components.to_vec();
        Region::of(&shape, &Slice { components })
    }

    fn range(start: i64, stop: i64, step: u64) -> Component {
        let (start, stop) = (Some(start), Some(stop));
        Component::Range { start, stop, step }
    }

    #[test]
    fn bounds_clamp_and_indices_drop_their_dimension() {
        let shape = |components: &[Component]| {
            let region = region(&[4, 6], components).expect("fits");
            region.shape().dimensions().to_vec()
        };
        assert_eq!(shape(&[range(-3, 99, 1)]), [3, 6]);
        assert_eq!(shape(&[Component::Index(-1), range(0, 6, 4)]), [2]);
        assert_eq!(shape(&[range(3, 1, 1)]), [0, 6]);
        assert_eq!(shape(&[range(i64::MIN, i64::MAX, u64::MAX)]), [1, 6]);
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_numbers() {
        let message = |components: &[Component]| {
            let error = region(&[2, 3], components).expect_err("does not fit");
            assert_eq!(error.kind(), Kind::SliceRange);
            error.message().to_string()
        };
        let index = Component::Index;
        assert_eq!(
            message(&[index(0), index(-4)]),
            "index -4 is out of range for dimension 1 of size 3"
        );
        assert_eq!(
            message(&[index(0), index(0), index(0)]),
            "the slice has 3 components, the shape [2, 3] has 2 dimensions"
        );
    }

    #[test]
    fn a_part_of_a_part_is_a_part() {
        let outer = region(&[20], &[range(2, 18, 2)]).expect("fits");
        let within = |components| region(&[20], &[components]).expect("fits").within(&outer);
        assert_eq!(
            within(range(6, 15, 4)),
            region(&[8], &[range(2, 7, 2)]).ok()
        );
        assert_eq!(within(range(6, 15, 3)), None);
        assert_eq!(within(range(0, 4, 2)), None);
        assert_eq!(
            within(Component::Index(4)),
            region(&[8], &[Component::Index(1)]).ok()
        );
        assert!(outer.within(&outer).is_some_and(|region| region.is_whole()));
    }
}
