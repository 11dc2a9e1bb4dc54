//! Sizes, counts and times as people read them.

use std::time::Duration;

const UNITS: [&str; 7] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/// A number of bytes in powers of 1024: `512 B`, `1.2 GiB`, `345 MiB`.
pub fn bytes(number: u64) -> String {
    if number < 1024 {
        return format!("{number} B");
    }
    let mut size = number as f64;
    let mut unit = 0;
    while size >= 1023.5 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    let decimals = usize::from(size < 99.95);
    format!("{size:.decimals$} {}", UNITS[unit])
}

/// A count with its thousands apart: `4 312`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut apart = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            apart.push(' ');
        }
        apart.push(digit);
    }
    apart
}

/// A count and what is counted: `1 tensor`, `4 312 tensors`. The noun takes an `s`.
pub fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number))
}

/// A time in its two largest units at most: `0.4 ms`, `35 ms`, `0.4 s`, `12 s`, `3 min 20 s`, `2 h 05 min`.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    match time.as_millis() {
        0..10 if time.as_micros() >= 50 => format!("{:.1} ms", time.as_secs_f64() * 1e3),
        milliseconds @ 0..100 => format!("{milliseconds} ms"),
        0..9_950 => format!("{:.1} s", time.as_secs_f64()),
        _ if seconds < 60 => format!("{seconds} s"),
        _ if seconds < 3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let cases = [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 KiB"),
            (1_288_490_188, "1.2 GiB"),
            (361_758_720, "345 MiB"),
            (1_048_575, "1.0 MiB"),
            (104_805_000, "99.9 MiB"),
            (104_857_600, "100 MiB"),
            (u64::MAX, "16.0 EiB"),
        ];
        for (number, text) in cases {
            assert_eq!(bytes(number), text);
        }
    }

    #[test]
    fn counts() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (4312, "4 312"),
            (1_000_000, "1 000 000"),
            (u64::MAX, "18 446 744 073 709 551 615"),
        ];
        for (number, text) in cases {
            assert_eq!(count(number), text);
        }
        assert_eq!(counted(1, "tensor"), "1 tensor");
        assert_eq!(counted(4312, "tensor"), "4 312 tensors");
        assert_eq!(counted(0, "finding"), "0 findings");
    }

    #[test]
    fn short_times() {
        let cases = [
            (49, "0 ms"),
            (50, "0.1 ms"),
            (440, "0.4 ms"),
            (9_940, "9.9 ms"),
        ];
        for (microseconds, text) in cases {
            assert_eq!(duration(Duration::from_micros(microseconds)), text);
        }
    }

    #[test]
    fn times() {
        let cases = [
            (0, "0 ms"),
            (35, "35 ms"),
            (99, "99 ms"),
            (400, "0.4 s"),
            (9_949, "9.9 s"),
            (9_950, "10 s"),
            (59_499, "59 s"),
            (59_500, "1 min 00 s"),
            (200_000, "3 min 20 s"),
            (7_500_000, "2 h 05 min"),
        ];
        for (milliseconds, text) in cases {
            assert_eq!(duration(Duration::from_millis(milliseconds)), text);
        }
    }
}
