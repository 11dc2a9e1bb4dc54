//! Weaving: units in memory put into another order.

use crate::tensor::places::{Axis, Places};

/// How many units a tile has along each side: the first cache holds as many rows with ease.
const TILE: usize = 32;

/// Fills `into` with the units of `from`, of `width` bytes, at `places`: all of them, in another order.
pub(super) fn weave(from: &[u8], places: &Places, width: usize, into: &mut [u8]) {
    match width {
        1 => weave_units::<1>(from, places, into),
        2 => weave_units::<2>(from, places, into),
        4 => weave_units::<4>(from, places, into),
        8 => weave_units::<8>(from, places, into),
        _ => weave_units::<3>(from, places, into),
    }
}

fn weave_units<const WIDTH: usize>(from: &[u8], places: &Places, into: &mut [u8]) {
    let (from, into) = (from.as_chunks::<WIDTH>().0, into.as_chunks_mut::<WIDTH>().0);
    let mut legs: Vec<Leg> = legs(places.axes());
    let side = legs.iter().position(|leg| leg.from == 1);
    match (side, legs.pop()) {
        (Some(side), Some(down)) if side < legs.len() => {
            let side = legs.remove(side);
            for (begin, end) in starts(&legs) {
                turn_plane(&from[begin..], &mut into[end..], side, down);
            }
        }
        _ => copy_rows(from, places, into),
    }
}

/// An axis on the way from one order to another.
#[derive(Clone, Copy)]
struct Leg {
    length: usize,
    /// How far apart its units lie there.
    from: usize,
    /// How far apart they lie here.
    into: usize,
}

fn legs(axes: &[Axis]) -> Vec<Leg> {
    let mut into = 1;
    let leg = |axis: &Axis| {
        let length = axis.length as usize;
        let from = axis.stride as usize;
        let leg = Leg { length, from, into };
        into *= length;
        leg
    };
    let mut legs: Vec<Leg> = axes.iter().rev().map(leg).collect();
    legs.reverse();
    legs
}

/// Where each combination of these axes begins, there and here.
fn starts(legs: &[Leg]) -> impl Iterator<Item = (usize, usize)> {
    let count: usize = legs.iter().map(|leg| leg.length).product();
    (0..count).map(|number| {
        let mut rest = number;
        let mut start = (0, 0);
        for leg in legs.iter().rev() {
            let index = rest % leg.length;
            rest /= leg.length;
            start.0 += index * leg.from;
            start.1 += index * leg.into;
        }
        start
    })
}

/// Copies a plane in tiles: units that are neighbours there lie along `side`, those that are neighbours here
/// along `down`.
fn turn_plane<const WIDTH: usize>(
    from: &[[u8; WIDTH]],
    into: &mut [[u8; WIDTH]],
    side: Leg,
    down: Leg,
) {
    for left in (0..side.length).step_by(TILE) {
        let right = side.length.min(left + TILE);
        for top in (0..down.length).step_by(TILE) {
            let height = TILE.min(down.length - top);
            for column in left..right {
                let units = from[column + top * down.from..].iter().step_by(down.from);
                let row = &mut into[column * side.into + top..][..height];
                row.iter_mut().zip(units).for_each(|(to, unit)| *to = *unit);
            }
        }
    }
}

/// Copies units that are neighbours there and here.
fn copy_rows<const WIDTH: usize>(from: &[[u8; WIDTH]], places: &Places, into: &mut [[u8; WIDTH]]) {
    let mut rest = into;
    for row in places.rows(0, rest.len() as u64) {
        let (into, after) = rest.split_at_mut(row.length as usize);
        into.copy_from_slice(&from[row.place as usize..][..into.len()]);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_any_width_change_their_order() {
        let axis = |length, stride| Axis { length, stride };
        let orders = [
            vec![axis(70, 1), axis(45, 70)],
            vec![axis(3, 1), axis(35, 90), axis(30, 3)],
            vec![axis(35, 2), axis(45, 70), axis(2, 1)],
            vec![axis(3150, 1)],
        ];
        for width in [1, 2, 3, 4, 8] {
            let from: Vec<u8> = (0..3150 * width).map(|at| (at % 241) as u8).collect();
            for axes in &orders {
                let places = Places::new(0, axes.clone());
                let mut into = vec![0; from.len()];
                weave(&from, &places, width, &mut into);
                for (number, unit) in into.chunks(width).enumerate() {
                    let place = places.run(number as u64, 1).expect("a place") as usize;
                    assert_eq!(unit, &from[place * width..][..width], "{axes:?} {number}");
                }
            }
        }
    }
}
