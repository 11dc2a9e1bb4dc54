//! How far work has come, in numbers and in words.

use crate::report::human;
use std::time::Duration;

/// How far work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Bytes are read or written.
    Bytes {
        /// How many are.
        done: u64,
        /// How many there are in all; 0 when that is not known yet.
        total: u64,
    },
    /// A computation is on its way that must be done before bytes go on.
    Computing {
        /// Its number, from 1.
        number: u64,
        /// How many there are.
        of: u64,
        /// How many of its own steps are done, and how many it takes; 0 when it does not say.
        steps: (u64, u64),
    },
}

/// The parts of a computation that a bar shows.
const PARTS: u64 = 1000;

impl Work {
    /// What a bar shows as done, and in all; nothing when there is nothing to do.
    pub(super) fn share(self) -> Option<(u64, u64)> {
        let (done, total) = match self {
            Work::Bytes { done, total } => (done, total),
            Work::Computing { number, of, steps } => {
                let part = match steps {
                    (_, 0) => 0.0,
                    (done, of) => (done as f64 / of as f64).min(1.0) * PARTS as f64,
                };
                let before = number.saturating_sub(1).saturating_mul(PARTS);
                (before + part as u64, of.saturating_mul(PARTS))
            }
        };
        (total > 0).then_some((done, total))
    }

    /// How far the work is, in words.
    pub(super) fn message(self, elapsed: Duration) -> String {
        match self {
            Work::Bytes { done, total } => message(done, total, elapsed),
            Work::Computing { of: 1, .. } => {
                format!("computing, {} so far", human::duration(elapsed))
            }
            Work::Computing { number, of, .. } => {
                let elapsed = human::duration(elapsed);
                format!("computing {number} of {of}, {elapsed} so far")
            }
        }
    }
}

/// How far the work is, and how long it will take if it goes on at the same speed.
fn message(done: u64, total: u64, elapsed: Duration) -> String {
    let state = format!("{} of {}", human::bytes(done), human::bytes(total));
    if done == 0 || done >= total {
        return state;
    }
    let left = elapsed.as_secs_f64() * (total - done) as f64 / done as f64;
    match Duration::try_from_secs_f64(left.ceil()) {
        Ok(left) => format!("{state}, {} left", human::duration(left)),
        Err(_) => state,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_tells_how_far_and_how_long() {
        let mib = |number: u64| number << 20;
        let cases = [
            (0, mib(10), "0 B of 10.0 MiB"),
            (mib(4), mib(10), "4.0 MiB of 10.0 MiB, 3.0 s left"),
            (mib(10), mib(10), "10.0 MiB of 10.0 MiB"),
            (mib(11), mib(10), "11.0 MiB of 10.0 MiB"),
        ];
        for (done, total, text) in cases {
            assert_eq!(message(done, total, Duration::from_secs(2)), text);
        }
        let slow = message(1, u64::MAX, Duration::MAX);
        assert_eq!(slow, "1 B of 16.0 EiB");
    }

    #[test]
    fn computations_are_counted_before_bytes() {
        let cases = [
            ((1, 1, (0, 0)), (0, 1000), "computing, 2.0 s so far"),
            (
                (3, 12, (0, 0)),
                (2000, 12_000),
                "computing 3 of 12, 2.0 s so far",
            ),
            (
                (3, 12, (5, 10)),
                (2500, 12_000),
                "computing 3 of 12, 2.0 s so far",
            ),
            (
                (3, 12, (11, 10)),
                (3000, 12_000),
                "computing 3 of 12, 2.0 s so far",
            ),
        ];
        for ((number, of, steps), share, text) in cases {
            let work = Work::Computing { number, of, steps };
            assert_eq!(work.share(), Some(share));
            assert_eq!(work.message(Duration::from_secs(2)), text);
        }
        let (done, total) = (0, 0);
        assert_eq!(Work::Bytes { done, total }.share(), None);
    }
}
