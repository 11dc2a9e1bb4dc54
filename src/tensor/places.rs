//! Places: which elements of a row-major tensor a view takes, in the order of the view.

/// Places in a row-major tensor: `start` plus, for each axis, a multiple of its stride.
///
/// Two values are equal exactly when they hold the same places in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    start: u64,
    count: u64,
    /// Outermost first, none of length 1; sorted by stride, each lies past the end of those before it.
    axes: Vec<Axis>,
}

/// Evenly spaced places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// How many.
    pub length: u64,
    /// How far apart.
    pub stride: u64,
}

/// A run of evenly spaced places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The first place.
    pub place: u64,
    /// How far apart.
    pub stride: u64,
    /// How many.
    pub length: u64,
}

impl Places {
    /// The places `start` plus a multiple of each axis's stride; axes outermost first, not overlapping.
    /// Neighbouring axes that are one axis become one.
    pub fn new(start: u64, axes: impl IntoIterator<Item = Axis>) -> Places {
        let mut merged: Vec<Axis> = Vec::new();
        let mut count = 1;
        for axis in axes {
            count *= axis.length;
            match merged.last_mut() {
                _ if axis.length == 1 => {}
                Some(outer) if outer.stride == axis.length * axis.stride => {
                    outer.length *= axis.length;
                    outer.stride = axis.stride;
                }
                _ => merged.push(axis),
            }
        }
        if count == 0 {
            return Places {
                start: 0,
                count,
                axes: Vec::new(),
            };
        }
        Places {
            start,
            count,
            axes: merged,
        }
    }

    /// The first of all places; 0 when there are none.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// The axes, outermost first.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// Whether each place lies behind the one before it.
    pub fn ascend(&self) -> bool {
        self.axes.is_sorted_by(|one, next| one.stride > next.stride)
    }

    /// The first of the places, if all of them are neighbours.
    pub fn contiguous(&self) -> Option<u64> {
        match self.count {
            0 => Some(self.start),
            count => self.run(0, count),
        }
    }

    /// The same places counted in units of `size`; none when a run of neighbours begins or ends inside one.
    pub fn in_units(&self, size: u64) -> Option<Places> {
        if size == 1 || self.count == 0 {
            return Some(self.clone());
        }
        let (inner, outer) = self.axes.split_last()?;
        let whole = |number: u64| number.is_multiple_of(size).then_some(number / size);
        if inner.stride != 1 {
            return None;
        }
        let mut axes = Vec::with_capacity(self.axes.len());
        for axis in outer {
            axes.push(Axis {
                stride: whole(axis.stride)?,
                ..*axis
            });
        }
        axes.push(Axis {
            length: whole(inner.length)?,
            stride: 1,
        });
        Some(Places::new(whole(self.start)?, axes))
    }

    /// The first of the `count` places from number `first` on, if they are neighbours.
    pub fn run(&self, first: u64, count: u64) -> Option<u64> {
        let row = self.rows(first, count).next()?;
        let solid = row.length == count && (row.stride == 1 || count == 1);
        solid.then_some(row.place)
    }

    /// How many of the places, which ascend, lie before `place`.
    pub fn before(&self, place: u64) -> u64 {
        let Some(mut rest) = place.checked_sub(self.start) else {
            return 0;
        };
        let mut inside = self.count;
        let mut found = 0;
        for axis in &self.axes {
            inside /= axis.length;
            let passed = rest / axis.stride;
            if passed >= axis.length {
                return found + axis.length * inside;
            }
            found += passed * inside;
            rest %= axis.stride;
        }
        (found + u64::from(rest > 0)).min(self.count)
    }

    /// The rows that hold the `count` places from number `first` on, in order.
    pub fn rows(&self, first: u64, count: u64) -> impl Iterator<Item = Row> {
        let (inner, outer) = match self.axes.split_last() {
            Some((inner, outer)) => (*inner, outer),
            None => (
                Axis {
                    length: 1,
                    stride: 1,
                },
                &[][..],
            ),
        };
        let end = (first + count).min(self.count);
        let mut next = first;
        std::iter::from_fn(move || {
            if next >= end {
                return None;
            }
            let skipped = next % inner.length;
            let length = (inner.length - skipped).min(end - next);
            let place = self.start + skipped * inner.stride + offset(outer, next / inner.length);
            next += length;
            Some(Row {
                place,
                stride: inner.stride,
                length,
            })
        })
    }
}

impl Row {
    /// The place after the last one.
    pub fn end(&self) -> u64 {
        self.place + (self.length - 1) * self.stride + 1
    }
}

/// How far the combination of axes with this number lies from their start.
fn offset(axes: &[Axis], number: u64) -> u64 {
    let mut rest = number;
    let mut offset = 0;
    for axis in axes.iter().rev() {
        offset += rest % axis.length * axis.stride;
        rest /= axis.length;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Three axes that do not overlap, the inner within the outer.
    fn places() -> impl Strategy<Value = Places> {
        let axis = || (1_u64..5, 1_u64..4);
        (0_u64..9, axis(), axis(), axis()).prop_map(|(start, outer, middle, inner)| {
            let mut axes = Vec::new();
            let mut extent = 1;
            for (length, step) in [inner, middle, outer] {
                let stride = extent * step;
                axes.push(Axis { length, stride });
                extent = stride * length;
            }
            axes.reverse();
            Places::new(start, axes)
        })
    }

    fn listed(places: &Places) -> Vec<u64> {
        let rows = places.rows(0, places.count);
        rows.flat_map(|row| (0..row.length).map(move |number| row.place + number * row.stride))
            .collect()
    }

    proptest! {
        #[test]
        fn places_ascend_and_are_counted(places in places(), place in 0_u64..3000) {
            let all = listed(&places);
            prop_assert_eq!(all.len() as u64, places.count);
            prop_assert!(all.is_sorted_by(|one, next| one < next));
            let before = all.iter().filter(|one| **one < place).count();
            prop_assert_eq!(places.before(place), before as u64);
        }

        #[test]
        fn runs_are_neighbours(places in places(), first in 0_u64..60, count in 1_u64..9) {
            let all = listed(&places);
            let Some(part) = all.get(first as usize..(first + count) as usize) else {
                return Ok(());
            };
            let neighbours = part.windows(2).all(|pair| pair[0] + 1 == pair[1]);
            prop_assert_eq!(places.run(first, count), neighbours.then_some(part[0]));
        }
    }

    #[test]
    fn equal_places_are_equal_values() {
        let axis = |length, stride| Axis { length, stride };
        let whole = Places::new(0, [axis(24, 1)]);
        assert_eq!(Places::new(0, [axis(2, 12), axis(3, 4), axis(4, 1)]), whole);
        assert_eq!(
            Places::new(0, [axis(2, 12), axis(1, 99), axis(12, 1)]),
            whole
        );
        assert_eq!(
            Places::new(7, [axis(0, 1)]),
            Places::new(9, [axis(3, 0), axis(0, 1)])
        );
    }
}
