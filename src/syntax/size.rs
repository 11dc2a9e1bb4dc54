//! Size text: `none`, or a whole number with a unit such as `100MB`.

use crate::error::{Error, Kind, Result};
use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

/// Units from the largest to the smallest, each with its bytes.
const UNITS: [(&str, u64); 5] = [
    ("TB", 1 << 40),
    ("GB", 1 << 30),
    ("MB", 1 << 20),
    ("KB", 1 << 10),
    ("B", 1),
];

/// An upper bound in bytes, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// No bound.
    None,
    /// At most this many bytes.
    Bytes(NonZeroU64),
}

impl Size {
    /// Reads `none` or digits and a unit, in any case and with blanks around both. Units are binary:
    /// `1 KB` is 1024 bytes, and so is `1 KiB`. Fractions, bare numbers and zero are errors.
    pub fn parse(text: &str) -> Result<Size> {
        let word = text.trim_matches([' ', '\t']);
        if word.eq_ignore_ascii_case("none") {
            return Ok(Size::None);
        }
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, unit) = word.split_at(digits);
        if number.is_empty() {
            return Err(malformed(text).hint("write a whole number and a unit, such as `100MB`"));
        }
        if unit.is_empty() {
            return Err(malformed(text).hint(format!("add a unit: `{number}MB`")));
        }
        if unit.starts_with(['.', ',']) {
            return Err(malformed(text).hint("write a whole number, such as `1536MB` for 1.5GB"));
        }
        let factor = factor(unit.trim_start_matches([' ', '\t']))
            .ok_or_else(|| malformed(text).hint("units are B, KB, MB, GB and TB"))?;
        let bytes = u64::from_str(number)
            .ok()
            .and_then(|n| n.checked_mul(factor));
        let bytes = bytes.ok_or_else(|| fault(format!("size `{text}` is too large")))?;
        let bytes = NonZeroU64::new(bytes);
        Ok(Size::Bytes(bytes.ok_or_else(|| {
            fault(format!("size `{text}` must be positive"))
        })?))
    }

    /// The bound in bytes, if there is one.
    pub fn bytes(self) -> Option<u64> {
        match self {
            Size::None => None,
            Size::Bytes(bytes) => Some(bytes.get()),
        }
    }
}

impl fmt::Display for Size {
    /// The size in the largest unit that divides it: `5GB`, `1536KB`, `none`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(bytes) = self.bytes() else {
            return f.write_str("none");
        };
        let whole = UNITS.iter().find(|(_, factor)| bytes % factor == 0);
        let (unit, factor) = whole.unwrap_or(&("B", 1));
        write!(f, "{}{unit}", bytes / factor)
    }
}

/// The bytes of one unit, `KiB` and the like included.
fn factor(unit: &str) -> Option<u64> {
    let upper = unit.to_ascii_uppercase();
    let plain = upper.replace("IB", "B");
    let unit = UNITS.iter().find(|(name, _)| *name == plain)?;
    (upper != "IB").then_some(unit.1)
}

fn malformed(text: &str) -> Error {
    fault(format!("`{text}` is not a size"))
}

fn fault(message: String) -> Error {
    Error::new(Kind::Payload, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_whole_numbers_of_binary_units() {
        let cases = [
            ("none", None),
            ("NONE", None),
            ("100MB", Some(104_857_600)),
            (" 1 kb ", Some(1024)),
            ("5GB", Some(5 << 30)),
            ("2TiB", Some(2 << 40)),
            ("3 mib", Some(3 << 20)),
            ("7B", Some(7)),
            ("007B", Some(7)),
        ];
        for (text, bytes) in cases {
            assert_eq!(Size::parse(text).unwrap().bytes(), bytes, "{text}");
        }
    }

    #[test]
    fn everything_else_is_an_error() {
        for text in [
            "", "5", "GB", "2.5GB", "-1GB", "5 G", "5 IB", "5iB", "1 0MB", "5GBs", "5PB", "5é",
        ] {
            let error = Size::parse(text).unwrap_err();
            assert!(error.message().contains("is not a size"), "{text}");
            assert_eq!(error.hints().len(), 1, "{text}");
        }
        let message = |text| Size::parse(text).unwrap_err().message().to_owned();
        assert_eq!(message("0B"), "size `0B` must be positive");
        assert_eq!(message("20000000TB"), "size `20000000TB` is too large");
        assert_eq!(
            message("99999999999999999999999B"),
            "size `99999999999999999999999B` is too large"
        );
    }

    #[test]
    fn the_largest_whole_unit_is_shown() {
        for (text, shown) in [
            ("5120MB", "5GB"),
            ("1536 KB", "1536KB"),
            ("1025B", "1025B"),
            ("None", "none"),
        ] {
            assert_eq!(Size::parse(text).unwrap().to_string(), shown);
        }
    }
}
