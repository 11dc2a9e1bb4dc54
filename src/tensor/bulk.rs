//! Numbers in bulk: many elements read into memory, and many rows worked on, by all threads of a desk.

use super::Tensor;
use super::element::Element;
use super::heavy::Desk;
use crate::error::{Error, Kind, Result};
use pulp::bytemuck::{Pod, cast_slice_mut};
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
    for number in into {
        *number = T::load(pulp::bytemuck::cast(*number));
    }
    Ok(())
}

/// Memory for so many numbers, all zero. Fails, of kind `Io`, when there is none.
pub(super) fn zeros<T: Copy + Default>(count: usize) -> Result<Vec<T>> {
    let mut numbers = Vec::new();
    numbers.try_reserve_exact(count).map_err(|_| {
        let bytes = count.saturating_mul(size_of::<T>());
        Error::new(
            Kind::Io,
            format!("no memory for {bytes} bytes to compute with"),
        )
    })?;
    numbers.resize(count, T::default());
    Ok(numbers)
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
