//! Rows: units copied out of a block and into it, evenly spaced there and close together here.
//!
//! Units are 1, 2, 3, 4 or 8 bytes wide.

/// Fills `into` with units of `width` bytes that lie `stride` units apart in `from`.
pub(super) fn pick(from: &[u8], stride: usize, width: usize, into: &mut [u8]) {
    match (stride, width) {
        (1, _) => into.copy_from_slice(&from[..into.len()]),
        (_, 1) => pick_units::<1>(from, stride, into),
        (_, 2) => pick_units::<2>(from, stride, into),
        (_, 4) => pick_units::<4>(from, stride, into),
        (_, 8) => pick_units::<8>(from, stride, into),
        _ => pick_units::<3>(from, stride, into),
    }
}

/// Writes the units of `from`, of `width` bytes, `stride` units apart to `into`.
pub(super) fn spread(from: &[u8], into: &mut [u8], stride: usize, width: usize) {
    match (stride, width) {
        (1, _) => into[..from.len()].copy_from_slice(from),
        (_, 1) => spread_units::<1>(from, into, stride),
        (_, 2) => spread_units::<2>(from, into, stride),
        (_, 4) => spread_units::<4>(from, into, stride),
        (_, 8) => spread_units::<8>(from, into, stride),
        _ => spread_units::<3>(from, into, stride),
    }
}

/// Fills `into` with one unit, again and again.
pub(in crate::tensor) fn repeat(unit: &[u8], into: &mut [u8]) {
    match unit.len() {
        1 => repeat_unit::<1>(unit, into),
        2 => repeat_unit::<2>(unit, into),
        4 => repeat_unit::<4>(unit, into),
        8 => repeat_unit::<8>(unit, into),
        _ => repeat_unit::<3>(unit, into),
    }
}

fn pick_units<const WIDTH: usize>(from: &[u8], stride: usize, into: &mut [u8]) {
    let units = from.as_chunks::<WIDTH>().0.iter().step_by(stride);
    for (to, unit) in std::iter::zip(into.as_chunks_mut::<WIDTH>().0, units) {
        *to = *unit;
    }
}

fn spread_units<const WIDTH: usize>(from: &[u8], into: &mut [u8], stride: usize) {
    let places = into.as_chunks_mut::<WIDTH>().0.iter_mut().step_by(stride);
    for (to, unit) in std::iter::zip(places, from.as_chunks::<WIDTH>().0) {
        *to = *unit;
    }
}

fn repeat_unit<const WIDTH: usize>(unit: &[u8], into: &mut [u8]) {
    if let Some(unit) = unit.as_chunks::<WIDTH>().0.first() {
        into.as_chunks_mut::<WIDTH>().0.fill(*unit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_any_width_go_out_and_come_back() {
        for width in [1, 2, 3, 4, 8] {
            let block: Vec<u8> = (0..120).collect();
            for stride in [1, 2, 4] {
                let mut row = vec![0; 3 * width];
                pick(&block, stride, width, &mut row);
                let unit = |number: usize| &block[number * stride * width..][..width];
                assert_eq!(row, [unit(0), unit(1), unit(2)].concat());
                let mut empty = vec![0; 120];
                spread(&row, &mut empty, stride, width);
                let mut again = vec![0; 3 * width];
                pick(&empty, stride, width, &mut again);
                assert_eq!(again, row);
                assert_eq!(
                    empty.iter().filter(|byte| **byte > 0).count(),
                    row.len() - 1
                );
            }
            let mut filled = vec![0; 4 * width];
            repeat(&block[..width], &mut filled);
            assert_eq!(filled, block[..width].repeat(4));
        }
    }
}
