//! Counts as bars of block characters, side by side in one line.

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar for each count, the highest full. No count is no bar, and any other at least the lowest.
pub fn bars(counts: &[u64]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().map(|count| bar(*count, most)).collect()
}

fn bar(count: u64, most: u64) -> char {
    if count == 0 {
        return ' ';
    }
    let levels = BARS.len() as u128;
    let level = (u128::from(count) * levels).div_ceil(u128::from(most)) - 1;
    BARS[level as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_is_full_and_the_least_can_be_seen() {
        let cases: [(&[u64], &str); 5] = [
            (&[], ""),
            (&[0, 0], "  "),
            (&[1, 2, 4, 8, 0, 800], "▁▁▁▁ █"),
            (&[1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"),
            (&[u64::MAX, u64::MAX / 2, 1], "█▄▁"),
        ];
        for (counts, drawn) in cases {
            assert_eq!(bars(counts), drawn);
        }
    }
}
