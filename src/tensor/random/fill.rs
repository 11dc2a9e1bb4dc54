//! From draws to elements: any part of a random tensor.

use super::Seed;
use super::draws::{Cursor, Draws};
use crate::error::Result;
use crate::tensor::Cancel;
use crate::tensor::expression::Source;

/// How many elements the last block of normal numbers has, wherever it begins.
pub(super) const BLOCK: usize = 16;

/// How many elements are made at once: few enough for the nearest cache.
const TILE: usize = 1024;

/// The most draws that one element takes.
const MOST_DRAWS: usize = 2;

/// The most bytes of one element.
const MOST_BYTES: usize = 8;

/// A rule that makes elements of draws.
pub(super) trait Recipe: Send + Sync {
    /// How many neighbours are made together: 1 or [`BLOCK`].
    const TOGETHER: usize;
    /// How many draws an element takes.
    const DRAWS: usize;
    /// How many bytes an element has.
    const BYTES: usize;

    /// Makes elements, a multiple of those that are made together, of as many draws as they take.
    fn make(&self, draws: &[u32], into: &mut [u8]);
}

/// Random elements.
pub(super) struct Random<R> {
    recipe: R,
    draws: Draws,
    body: u64,
    /// For how many draws are behind the body, where the last block is made of draws of its own.
    tail: Option<u64>,
}

impl<R: Recipe> Random<R> {
    /// Elements of which each takes its own draws, in order.
    pub fn each(recipe: R, elements: u64, seed: Seed) -> Self {
        Random {
            recipe,
            draws: Draws::new(seed, elements * R::DRAWS as u64),
            body: elements,
            tail: None,
        }
    }

    /// At least [`BLOCK`] elements that are made in blocks. Where they do not fill blocks, the last block is
    /// made once more, of the draws behind those of `before` elements.
    pub fn in_blocks(recipe: R, elements: u64, before: u64, seed: Seed) -> Self {
        let block = BLOCK as u64;
        if elements.is_multiple_of(block) {
            return Random::each(recipe, elements, seed);
        }
        Random {
            recipe,
            draws: Draws::new(seed, (before + block) * R::DRAWS as u64),
            body: elements - block,
            tail: Some(before),
        }
    }

    /// Fills `into` with elements of the body from number `first` on.
    fn fill_body(&self, first: u64, into: &mut [u8], cancel: &Cancel) -> Result<()> {
        let skipped = first as usize % R::TOGETHER;
        let mut cursor = self.at(first - skipped as u64, cancel)?;
        let mut rest = into;
        if skipped > 0 {
            let end = rest.len().min((R::TOGETHER - skipped) * R::BYTES);
            let (begun, after) = rest.split_at_mut(end);
            self.fill_part(skipped, begun, &mut cursor)?;
            rest = after;
        }
        let mut draws = [0; TILE * MOST_DRAWS];
        for tile in rest.chunks_mut(TILE * R::BYTES) {
            let elements = tile.len() / R::BYTES / R::TOGETHER * R::TOGETHER;
            let (whole, part) = tile.split_at_mut(elements * R::BYTES);
            let draws = &mut draws[..elements * R::DRAWS];
            cursor.take(draws)?;
            self.recipe.make(draws, whole);
            self.fill_part(0, part, &mut cursor)?;
        }
        cursor.leave();
        Ok(())
    }

    /// Fills `into` with a part of the elements that are made together next, from number `first` of them on.
    fn fill_part(&self, first: usize, into: &mut [u8], cursor: &mut Cursor<'_>) -> Result<()> {
        if into.is_empty() {
            return Ok(());
        }
        let mut draws = [0; BLOCK * MOST_DRAWS];
        let draws = &mut draws[..R::TOGETHER * R::DRAWS];
        cursor.take(draws)?;
        let mut made = [0; BLOCK * MOST_BYTES];
        let made = &mut made[..R::TOGETHER * R::BYTES];
        self.recipe.make(draws, made);
        into.copy_from_slice(&made[first * R::BYTES..][..into.len()]);
        Ok(())
    }

    /// The draws of an element.
    fn at<'d>(&'d self, element: u64, cancel: &'d Cancel) -> Result<Cursor<'d>> {
        self.draws.at(element * R::DRAWS as u64, cancel)
    }
}

impl<R: Recipe> Source for Random<R> {
    fn fill(&self, first: u64, into: &mut [u8], cancel: &Cancel) -> Result<()> {
        let elements = (into.len() / R::BYTES) as u64;
        let in_body = self.body.saturating_sub(first).min(elements);
        let (body, tail) = into.split_at_mut(in_body as usize * R::BYTES);
        if !body.is_empty() {
            self.fill_body(first, body, cancel)?;
        }
        match self.tail {
            Some(before) if !tail.is_empty() => {
                let skipped = (first + in_body - self.body) as usize;
                self.fill_part(skipped, tail, &mut self.at(before, cancel)?)
            }
            _ => Ok(()),
        }
    }
}
