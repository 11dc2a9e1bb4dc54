//! The work on a file, cut into tasks that threads take one after the other.

use super::contents::{Contents, Piece};
use std::ops::Range;

/// Bytes written at once: what a core keeps in its own cache while it evaluates. A multiple of three and
/// of four, so that blocks hold whole elements of any dtype: four of six bits take three bytes.
pub const BLOCK: u64 = 3 * (64 << 10);
/// Bytes of a task: little enough to spread over cores, and so much that neighbours seldom meet.
pub const SPAN: u64 = 16 * BLOCK;

/// What one thread does at a time.
#[derive(Debug)]
pub enum Task<'a> {
    /// Pieces of at most a block each, one after the other, gathered into blocks.
    Gather(&'a [Piece]),
    /// A range of the bytes of one piece.
    Part(&'a Piece, Range<u64>),
}

impl Task<'_> {
    /// How many bytes it writes.
    pub fn bytes(&self) -> u64 {
        match self {
            Task::Gather(pieces) => pieces.iter().map(|piece| piece.length).sum(),
            Task::Part(_, range) => range.end - range.start,
        }
    }
}

/// The tasks of a file, in the order of its bytes.
pub fn cut(contents: &Contents) -> Vec<Task<'_>> {
    let mut tasks = Vec::new();
    let mut rest = &contents.pieces[..];
    while let [first, others @ ..] = rest {
        if first.length > BLOCK {
            parts(first, &mut tasks);
            rest = others;
        } else {
            let (gathered, after) = rest.split_at(small(rest));
            tasks.push(Task::Gather(gathered));
            rest = after;
        }
    }
    tasks
}

fn parts<'a>(piece: &'a Piece, tasks: &mut Vec<Task<'a>>) {
    let mut begin = 0;
    while begin < piece.length {
        let end = piece.length.min(begin + SPAN);
        tasks.push(Task::Part(piece, begin..end));
        begin = end;
    }
}

/// How many pieces, from the first on, are small and together at most a span.
fn small(pieces: &[Piece]) -> usize {
    let mut total = 0;
    let fits = |piece: &&Piece| {
        total += piece.length;
        piece.length <= BLOCK && total <= SPAN
    };
    pieces.iter().take_while(fits).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::write::contents::{Frame, Source};
    use std::sync::Arc;

    /// The tasks for pieces of these lengths: ranges of single pieces, or numbers of gathered ones.
    fn tasks(lengths: &[u64]) -> Vec<(u64, u64)> {
        let piece = |length: &u64| Piece {
            at: 0,
            length: *length,
            source: Source::Stored {
                bytes: Arc::new(Vec::new()),
                offset: 0,
            },
        };
        let contents = Contents {
            frame: Frame::Header(Vec::new()),
            pieces: lengths.iter().map(piece).collect(),
            length: 0,
        };
        let told = |task: &Task| match task {
            Task::Gather(pieces) => (0, pieces.len() as u64),
            Task::Part(_, range) => (range.start, range.end),
        };
        cut(&contents).iter().map(told).collect()
    }

    #[test]
    fn small_pieces_are_gathered_and_large_ones_cut() {
        assert_eq!(tasks(&[]), []);
        assert_eq!(tasks(&[1, BLOCK, 5]), [(0, 3)]);
        assert_eq!(
            tasks(&[1, BLOCK + 1, 5, 2 * SPAN + 3, 1]),
            [
                (0, 1),
                (0, BLOCK + 1),
                (0, 1),
                (0, SPAN),
                (SPAN, 2 * SPAN),
                (2 * SPAN, 2 * SPAN + 3),
                (0, 1)
            ]
        );
        assert_eq!(tasks(&[BLOCK; 40]), [(0, 16), (0, 16), (0, 8)]);
    }

    #[test]
    fn a_task_is_one_window() {
        assert_eq!(SPAN, crate::tensor::Buffers::WINDOW as u64);
    }

    #[test]
    fn blocks_hold_whole_elements_of_any_dtype() {
        for dtype in crate::tensor::Dtype::ALL {
            assert_eq!(BLOCK * 8 % u64::from(dtype.bits()), 0);
            assert_eq!(BLOCK * 8 / u64::from(dtype.bits()) % 4, 0);
        }
    }
}
