//! Which words may name a state dict.

use crate::error::{Error, Kind, Result};

/// Whether an alias is one that every reference can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alias {
    /// A letter or `_`, then letters, digits, `_`, `.` and `-`.
    Plain,
    /// Anything else that a reference can still hold.
    Odd,
}

/// Checks an alias. Blanks and `::` are refused, because no reference could name it.
pub(super) fn check(alias: &str) -> Result<Alias> {
    if alias.is_empty() || alias.contains("::") || alias.contains(char::is_whitespace) {
        let message = format!("`{alias}` cannot be an alias");
        return Err(
            Error::new(Kind::Payload, message).hint("use letters, digits, `_`, `.` and `-`")
        );
    }
    let first = |c: char| c == '_' || c.is_ascii_alphabetic();
    let plain = |c: char| first(c) || c.is_ascii_digit() || matches!(c, '.' | '-');
    match alias.starts_with(first) && alias.chars().all(plain) {
        true => Ok(Alias::Plain),
        false => Ok(Alias::Odd),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_words() {
        for plain in ["a", "_x2", "my-model.v1", "A.b-c_9"] {
            assert_eq!(check(plain).expect(plain), Alias::Plain);
        }
        for odd in ["1a", "-a", "é", "a/b", "a:b", "."] {
            assert_eq!(check(odd).expect(odd), Alias::Odd);
        }
        for refused in ["", "a b", "a::b", "a\t"] {
            check(refused).expect_err(refused);
        }
    }
}
