//! Seeds: whole numbers a person gives, or the program draws.

use std::hash::{BuildHasher, RandomState};

/// What a generator starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(i128);

impl Seed {
    /// The least seed: -2^63.
    pub const LEAST: i128 = i64::MIN as i128;

    /// The largest seed: 2^64 - 1.
    pub const LARGEST: i128 = u64::MAX as i128;

    /// A seed that was given; none when it is out of range.
    pub fn new(number: i128) -> Option<Seed> {
        (Self::LEAST..=Self::LARGEST)
            .contains(&number)
            .then_some(Seed(number))
    }

    /// Any of the 2^32 seeds that differ, from the randomness the operating system gives to hash maps.
    pub fn drawn() -> Seed {
        let mixed = RandomState::new().hash_one(0);
        Seed(i128::from(mixed >> 32))
    }

    /// The number as it was given.
    pub fn number(self) -> i128 {
        self.0
    }

    /// The 32 bits that count.
    pub(super) fn word(self) -> u32 {
        self.0 as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_bits_count() {
        let word = |number| Seed::new(number).map(Seed::word);
        assert_eq!(word(-1), Some(u32::MAX));
        assert_eq!(word((1 << 32) + 7), Some(7));
        assert_eq!(word(Seed::LEAST), Some(0));
        assert_eq!(word(Seed::LARGEST), Some(u32::MAX));
        assert_eq!(word(Seed::LEAST - 1), None);
        assert_eq!(word(Seed::LARGEST + 1), None);
    }

    #[test]
    fn drawn_seeds_differ_and_fit_32_bits() {
        let drawn: Vec<i128> = (0..8).map(|_| Seed::drawn().number()).collect();
        assert!(drawn.iter().all(|seed| (0..1 << 32).contains(seed)));
        assert!(drawn.windows(2).any(|pair| pair[0] != pair[1]));
    }
}
