//! Draws: the output of a generator, read from any place by any number of threads.
//!
//! A generator only goes forward. So a thread leaves its generator behind where its block ended, for whoever
//! goes on there; and on the way milestones are kept, from which it is never far to any place. Both are few,
//! whatever the length: the distance of milestones doubles when they become many.

use super::Seed;
use super::twister::{Twister, WORDS};
use crate::error::Result;
use crate::tensor::Cancel;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The least distance of two milestones, in turns: about a million draws, in tests fewer.
const DISTANCE: u64 = if cfg!(test) { 16 } else { 2048 };

/// How many milestones are kept, of 2.5 KB each.
const MOST_MILESTONES: usize = 64;

/// How many generators wait where a block ended.
const MOST_LEFT: usize = 16;

/// The draws of one seed.
#[derive(Debug)]
pub(super) struct Draws {
    seed: Seed,
    /// How many there are to be read.
    end: u64,
    kept: Mutex<Kept>,
}

/// Generators to go on from, each under its turn.
#[derive(Debug)]
struct Kept {
    distance: u64,
    milestones: BTreeMap<u64, Twister>,
    left: BTreeMap<u64, Box<Twister>>,
}

/// A place in the draws, which goes forward.
pub(super) struct Cursor<'d> {
    draws: &'d Draws,
    cancel: &'d Cancel,
    twister: Box<Twister>,
    /// How many turns were made.
    turn: u64,
    /// How many draws of this turn are behind.
    drawn: usize,
}

impl Draws {
    /// The first `end` draws of a seed.
    pub fn new(seed: Seed, end: u64) -> Self {
        Draws {
            seed,
            end,
            kept: Mutex::new(Kept {
                distance: DISTANCE,
                milestones: BTreeMap::new(),
                left: BTreeMap::new(),
            }),
        }
    }

    /// A cursor at draw number `first`. Fails, of kind `Interrupted`, when a stop is requested on the way.
    pub fn at<'d>(&'d self, first: u64, cancel: &'d Cancel) -> Result<Cursor<'d>> {
        let turn = first / WORDS as u64 + 1;
        let (behind, twister) = self.nearest(turn);
        let mut cursor = Cursor {
            draws: self,
            cancel,
            twister,
            turn: behind,
            drawn: 0,
        };
        while cursor.turn < turn {
            cursor.go_on()?;
        }
        cursor.drawn = (first % WORDS as u64) as usize;
        Ok(cursor)
    }

    /// The generator with the most turns, but no more than `turn`.
    fn nearest(&self, turn: u64) -> (u64, Box<Twister>) {
        let mut kept = self.kept();
        let milestone = kept.milestones.range(..=turn).next_back();
        let milestone = milestone.map_or(0, |(turn, _)| *turn);
        let left = kept.left.range(..=turn).next_back().map(|(turn, _)| *turn);
        let left = left.filter(|left| *left > milestone);
        if let Some(left) = left.and_then(|left| kept.left.remove_entry(&left)) {
            return left;
        }
        let twister = kept.milestones.get(&milestone).cloned();
        let twister = twister.unwrap_or_else(|| Twister::new(self.seed.word()));
        (milestone, Box::new(twister))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cursor<'_> {
    /// Fills `into` with the next draws. Fails as [`Draws::at`].
    pub fn take(&mut self, into: &mut [u32]) -> Result<()> {
        let mut rest = into;
        while !rest.is_empty() {
            if self.drawn == WORDS {
                self.go_on()?;
            }
            let (now, later) = rest.split_at_mut(rest.len().min(WORDS - self.drawn));
            self.twister.draw(self.drawn, now);
            self.drawn += now.len();
            rest = later;
        }
        Ok(())
    }

    /// Leaves the generator for whoever goes on from here, if there is anything to go on with.
    pub fn leave(self) {
        if self.turn * WORDS as u64 >= self.draws.end {
            return;
        }
        let mut kept = self.draws.kept();
        kept.left.insert(self.turn, self.twister);
        if kept.left.len() > MOST_LEFT {
            kept.left.pop_first();
        }
    }

    /// Makes the next turn, and sets a milestone where one is due.
    fn go_on(&mut self) -> Result<()> {
        self.twister.turn();
        self.turn += 1;
        self.drawn = 0;
        if self.turn.is_multiple_of(DISTANCE) {
            self.cancel.check()?;
            self.draws.kept().pass(self.turn, &self.twister);
        }
        Ok(())
    }
}

impl Kept {
    fn pass(&mut self, turn: u64, twister: &Twister) {
        if !turn.is_multiple_of(self.distance) {
            return;
        }
        let milestones = &mut self.milestones;
        milestones.entry(turn).or_insert_with(|| twister.clone());
        if milestones.len() > MOST_MILESTONES {
            self.distance *= 2;
            let distance = self.distance;
            milestones.retain(|turn, _| turn.is_multiple_of(distance));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    const END: u64 = 1 << 40;

    fn draws() -> Draws {
        Draws::new(Seed::new(7).expect("in range"), END)
    }

    fn read(draws: &Draws, first: u64, count: usize) -> Vec<u32> {
        let cancel = Cancel::default();
        let mut cursor = draws.at(first, &cancel).expect("not stopped");
        let mut found = vec![0; count];
        cursor.take(&mut found).expect("not stopped");
        cursor.leave();
        found
    }

    #[test]
    fn any_part_is_part_of_the_whole() {
        let whole = read(&draws(), 0, 3 * WORDS);
        let draws = draws();
        for (first, count) in [(1800, 40), (0, 1), (623, 2), (624, 624), (5, 1300), (1, 0)] {
            assert_eq!(
                read(&draws, first as u64, count),
                whole[first..first + count]
            );
        }
    }

    #[test]
    fn milestones_stay_few_and_lead_back() {
        let draws = draws();
        let turns = DISTANCE * (2 * MOST_MILESTONES as u64 + 9);
        let early = DISTANCE * 3 * WORDS as u64 + 5;
        let found = read(&draws, early, 3);
        read(&draws, turns * WORDS as u64, 1);
        assert!(draws.kept().milestones.len() <= MOST_MILESTONES);
        assert_eq!(draws.kept().distance, 4 * DISTANCE);
        assert_eq!(read(&draws, early, 3), found);
    }

    #[test]
    fn one_generator_goes_on_where_it_was_left() {
        let draws = draws();
        for block in 0..50 {
            read(&draws, block * 1000, 1000);
            assert_eq!(draws.kept().left.len(), 1);
        }
    }

    #[test]
    fn nothing_is_left_at_the_end() {
        let draws = Draws::new(Seed::new(7).expect("in range"), 2000);
        read(&draws, 0, 2000);
        assert!(draws.kept().left.is_empty());
    }

    #[test]
    fn a_long_way_can_be_stopped() {
        let cancel = Cancel::default();
        cancel.request();
        let draws = draws();
        let stopped = draws.at(END - 1, &cancel).err().expect("stopped");
        assert_eq!(stopped.kind(), Kind::Interrupted);
    }
}
