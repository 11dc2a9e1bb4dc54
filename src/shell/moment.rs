//! Points in time as people and file names write them, in UTC.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A second of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Year, month and day.
    date: (u64, u64, u64),
    /// Hour, minute and second.
    time: (u64, u64, u64),
}

impl Moment {
    /// This second.
    pub(super) fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Moment::after(since.unwrap_or_default())
    }

    /// So long after the start of 1970.
    fn after(since: Duration) -> Self {
        let seconds = since.as_secs();
        let (hour, minute) = (seconds / 3600 % 24, seconds / 60 % 60);
        Moment {
            date: civil(seconds / 86_400),
            time: (hour, minute, seconds % 60),
        }
    }

    /// The moment as part of a file name: `20251121-043500`.
    pub(super) fn stamp(self) -> String {
        let ((year, month, day), (hour, minute, second)) = (self.date, self.time);
        format!("{year:04}{month:02}{day:02}-{hour:02}{minute:02}{second:02}")
    }
}

/// As ISO 8601 writes it: `2025-11-21T04:35:00Z`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((year, month, day), (hour, minute, second)) = (self.date, self.time);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
        )
    }
}

/// The date so many days after the first of January 1970, by counting in years that begin in March
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let leaps = day_of_era / 1460 + day_of_era / 146_096 - day_of_era / 36_524;
    let year_of_era = (day_of_era - leaps) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_dates() {
        let cases = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_763_699_700, "2025-11-21T04:35:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ];
        for (seconds, text) in cases {
            let moment = Moment::after(Duration::from_secs(seconds));
            assert_eq!(moment.to_string(), text);
        }
        let moment = Moment::after(Duration::from_secs(1_763_699_700));
        assert_eq!(moment.stamp(), "20251121-043500");
    }
}
