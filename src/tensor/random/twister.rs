//! MT19937, the generator of Matsumoto and Nishimura ("Mersenne Twister", ACM TOMACS 8, 1998), in 32 bits.

use super::vector::{self, Loop};

/// How many words a state has, and one turn makes.
pub(super) const WORDS: usize = 624;

/// How far apart the words lie that are mixed.
const SHIFT: usize = 397;

/// The state of a generator.
#[derive(Clone, Debug)]
pub(super) struct Twister([u32; WORDS]);

impl Twister {
    /// The state before the first turn.
    pub fn new(seed: u32) -> Self {
        let mut words = [seed; WORDS];
        for place in 1..WORDS {
            let before = words[place - 1];
            let mixed = (before ^ (before >> 30)).wrapping_mul(1_812_433_253);
            words[place] = mixed.wrapping_add(place as u32);
        }
        Twister(words)
    }

    /// Makes the next words.
    pub fn turn(&mut self) {
        vector::run(Turn(&mut self.0));
    }

    /// The draws of this turn from number `first` on.
    pub fn draw(&self, first: usize, into: &mut [u32]) {
        vector::run(Temper(&self.0[first..first + into.len()], into));
    }
}

struct Turn<'w>(&'w mut [u32; WORDS]);

impl Loop for Turn<'_> {
    #[inline(always)]
    fn run(self) {
        let words = self.0;
        for place in 0..WORDS - SHIFT {
            words[place] = words[place + SHIFT] ^ twisted(words[place], words[place + 1]);
        }
        for place in WORDS - SHIFT..WORDS - 1 {
            words[place] = words[place + SHIFT - WORDS] ^ twisted(words[place], words[place + 1]);
        }
        words[WORDS - 1] = words[SHIFT - 1] ^ twisted(words[WORDS - 1], words[0]);
    }
}

#[inline(always)]
fn twisted(word: u32, next: u32) -> u32 {
    let mixed = word & 0x8000_0000 | next & 0x7fff_ffff;
    let odd = 0_u32.wrapping_sub(mixed & 1);
    (mixed >> 1) ^ (odd & 0x9908_b0df)
}

struct Temper<'w>(&'w [u32], &'w mut [u32]);

impl Loop for Temper<'_> {
    #[inline(always)]
    fn run(self) {
        for (word, draw) in std::iter::zip(self.0, self.1) {
            let mut mixed = *word;
            mixed ^= mixed >> 11;
            mixed ^= (mixed << 7) & 0x9d2c_5680;
            mixed ^= (mixed << 15) & 0xefc6_0000;
            *draw = mixed ^ (mixed >> 18);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ten_thousandth_draw_is_the_one_of_the_standard() {
        // ISO C++, [rand.predef]: mt19937 started with 5489.
        let mut twister = Twister::new(5489);
        (0..=9_999 / WORDS).for_each(|_| twister.turn());
        let mut draw = [0];
        twister.draw(9_999 % WORDS, &mut draw);
        assert_eq!(draw, [4_123_659_995]);
    }
}
