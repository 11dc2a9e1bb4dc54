//! Rows: units copied out of a block and into it, evenly spaced there and close together here.

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
