//! Gathering: scattered units of a tensor, pulled in few and long runs.

use super::rows::pick;
use crate::error::Result;
use crate::tensor::places::{Places, Row};
use crate::tensor::{Buffers, Tensor};

/// The longest gap, in bytes, that is read through rather than skipped: about what one more read costs.
const SHORT_GAP: u64 = 2048;

/// The longest run, in bytes, that is read at once.
const LONGEST_RUN: u64 = 256 * 1024;

/// Fills `into` with the units of `tensor` at `places`, from number `first` on.
pub(super) fn gather(
    tensor: &Tensor,
    places: &Places,
    first: u64,
    into: &mut [u8],
    buffers: &mut Buffers,
) -> Result<()> {
    let width = tensor.dtype().unit().bytes;
    let rows = places.rows(first, (into.len() / width) as u64);
    let mut rows = rows
        .flat_map(|row| short_rows(row, width as u64))
        .peekable();
    let mut rest = into;
    let mut run = Vec::new();
    while let Some(row) = rows.next() {
        run.clear();
        run.push(row);
        let mut units = row.length;
        let mut end = row.end();
        while let Some(next) = rows.next_if(|next| belongs(next, row.place, end, width as u64)) {
            run.push(next);
            units += next.length;
            end = next.end();
        }
        let (into, after) = rest.split_at_mut(units as usize * width);
        pull_run(tensor, &run, end - row.place, into, buffers)?;
        rest = after;
    }
    Ok(())
}

/// Whether a row continues the run from `start` to `end`, in units of `width` bytes.
fn belongs(row: &Row, start: u64, end: u64, width: u64) -> bool {
    (row.place - end) * width <= SHORT_GAP && (row.end() - start) * width <= LONGEST_RUN
}

/// The same units in rows that are no longer than a run, without long gaps inside.
fn short_rows(row: Row, width: u64) -> impl Iterator<Item = Row> {
    let gap = (row.stride - 1) * width;
    let units = LONGEST_RUN / (row.stride * width);
    let most = if gap > SHORT_GAP { 1 } else { units.max(1) };
    (0..row.length.div_ceil(most)).map(move |number| {
        let skipped = number * most;
        Row {
            place: row.place + skipped * row.stride,
            length: most.min(row.length - skipped),
            ..row
        }
    })
}

/// Fills `into` with the units of the rows, which lie within `span` units from the first one on.
fn pull_run(
    tensor: &Tensor,
    rows: &[Row],
    span: u64,
    into: &mut [u8],
    buffers: &mut Buffers,
) -> Result<()> {
    let Some(start) = rows.first().map(|row| row.place) else {
        return Ok(());
    };
    let width = tensor.dtype().unit().bytes;
    if into.len() as u64 == span * width as u64 {
        return tensor.pull(start, into, buffers);
    }
    let mut found = buffers.take(span as usize * width);
    tensor.pull(start, &mut found, buffers)?;
    let mut rest = into;
    for row in rows {
        let (into, after) = rest.split_at_mut(row.length as usize * width);
        let from = &found[(row.place - start) as usize * width..];
        pick(from, row.stride as usize, width, into);
        rest = after;
    }
    buffers.give(found);
    Ok(())
}
