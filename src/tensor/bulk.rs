//! Numbers in bulk: many elements read into memory, and many rows worked on, by all threads of a desk.

use super::Tensor;
use super::element::{Element, Raw, Target};
use super::heavy::Desk;
use super::kernels::Cast;
use crate::error::Result;
use faer::Par;
use pulp::bytemuck::{Pod, cast, cast_slice_mut};
use rayon::prelude::*;

/// Fills `into` with elements of a tensor of that type, from number `first` on.
pub(super) fn read<T>(
    desk: &mut Desk<'_>,
    tensor: &Tensor,
    first: u64,
    into: &mut [T],
) -> Result<()>
where
    T: Element<Raw: Pod> + Pod,
{
    desk.read(tensor, first, cast_slice_mut(into))?;
    load(into);
    Ok(())
}

/// Fills rows of `width` numbers with elements of a tensor of that type: the first with those from number `first` on,
/// the next with those that begin `apart` elements later.
pub(super) fn read_rows<T>(
    desk: &mut Desk<'_>,
    tensor: &Tensor,
    (first, apart): (u64, u64),
    (into, width): (&mut [T], usize),
) -> Result<()>
where
    T: Element<Raw: Pod> + Pod,
{
    let bytes = width * size_of::<T>();
    desk.read_rows(tensor, (first, apart), (cast_slice_mut(into), bytes))?;
    load(into);
    Ok(())
}

/// Turns what stands in `into` as it is stored into numbers.
fn load<T: Element<Raw: Pod> + Pod>(into: &mut [T]) {
    for number in into {
        *number = T::load(cast(*number));
    }
}

/// Writes numbers to `into` as another dtype, to which `narrow` rounds.
pub(super) fn write<T: Target>(numbers: &[T], into: &mut [u8], narrow: Cast) {
    const SPAN: usize = 512;
    let mut bytes = [0; SPAN * 8];
    let span = into.len() / numbers.len().max(1) * SPAN;
    for (numbers, into) in std::iter::zip(numbers.chunks(SPAN), into.chunks_mut(span)) {
        let bytes = &mut bytes[..size_of_val(numbers)];
        for (raw, number) in std::iter::zip(T::Raw::all_mut(bytes), numbers) {
            *raw = number.store();
        }
        narrow(bytes, into);
    }
}

/// How many threads a matrix product is given, which never changes its bits: a single row or column is one thread's,
/// because several would each sum a share of it, and round differently.
pub(super) fn parallelism(threads: usize, rows: usize, columns: usize) -> Par {
    if threads == 1 || rows == 1 || columns == 1 {
        return Par::Seq;
    }
    Par::rayon(threads)
}

/// Does `work` on each whole row of `into` with the row of `from` at the same place. One thread works by itself, more
/// share the rows.
pub(super) fn by_rows<A: Send, B: Sync>(
    threads: usize,
    (into, width): (&mut [A], usize),
    (from, length): (&[B], usize),
    work: impl Fn(&mut [A], &[B]) + Sync + Send,
) {
    if threads == 1 {
        let rows = std::iter::zip(into.chunks_exact_mut(width), from.chunks_exact(length));
        return rows.for_each(|(into, from)| work(into, from));
    }
    into.par_chunks_exact_mut(width)
        .zip(from.par_chunks_exact(length))
        .for_each(|(into, from)| work(into, from));
}

/// Does `work` on each row. One thread works by itself, more share the rows.
pub(super) fn each_row<A: Send>(
    threads: usize,
    rows: &mut [A],
    width: usize,
    work: impl Fn(&mut [A]) + Sync + Send,
) {
    if threads == 1 {
        return rows.chunks_exact_mut(width).for_each(work);
    }
    rows.par_chunks_exact_mut(width).for_each(work);
}
