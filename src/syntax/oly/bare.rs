//! Scalars without quotes: where they end, with brackets counted so that slices and patterns need none.

use super::fault::{Fault, Parsed};
use super::token::is_escapable;

/// The bare scalar at the start of `input`, up to the first `,`, `]`, `}` or blank outside brackets.
///
/// A backslash makes a bracket ordinary. A bracket that is never closed is ordinary too, unless text
/// stands behind it that it may have swallowed.
pub(super) fn bare(input: &str) -> Parsed<'_, &str> {
    let mut open = Openers::default();
    let mut characters = input.char_indices().peekable();
    while let Some((offset, c)) = characters.next() {
        match c {
            '\r' | '\n' => return Err(Fault::newline(&input[offset..])),
            '\\' => {
                characters.next_if(|(_, next)| is_escapable(*next));
            }
            ',' | ']' | '}' | ' ' | '\t' if open.is_empty() => return split(input, offset),
            _ => open.count(c, offset),
        }
    }
    match open.first() {
        Some(opener) if input[opener + 1..].contains([',', ' ', '\t', ']', '}']) => {
            Err(Fault::unbalanced_bracket(&input[opener..]))
        }
        _ => split(input, input.len()),
    }
}

fn split(input: &str, end: usize) -> Parsed<'_, &str> {
    match input.split_at(end) {
        ("", _) => Err(Fault::expected_value(input)),
        (token, rest) => Ok((rest, token)),
    }
}

/// The offsets of open brackets, one stack for each of the three kinds.
#[derive(Default)]
struct Openers {
    round: Vec<usize>,
    square: Vec<usize>,
    curly: Vec<usize>,
}

impl Openers {
    /// Takes note of a bracket. A closing one without an opener of its kind is an ordinary character.
    fn count(&mut self, c: char, offset: usize) {
        match c {
            '(' => self.round.push(offset),
            '[' => self.square.push(offset),
            '{' => self.curly.push(offset),
            ')' => drop(self.round.pop()),
            ']' => drop(self.square.pop()),
            '}' => drop(self.curly.pop()),
            _ => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.first().is_none()
    }

    /// The leftmost bracket that is still open.
    fn first(&self) -> Option<usize> {
        let stacks = [&self.round, &self.square, &self.curly];
        stacks
            .iter()
            .filter_map(|stack| stack.first())
            .min()
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::oly::Category;

    fn token(input: &str) -> &str {
        bare(input).expect("a bare scalar").1
    }

    fn category(input: &str) -> Option<(Category, &str)> {
        match bare(input) {
            Err(fault) => Some((fault.category, fault.at)),
            Ok(_) => None,
        }
    }

    #[test]
    fn slices_and_patterns_need_no_quotes() {
        for whole in [
            "w::[:, :8]",
            "x{2,3}",
            ".*(q|k)_proj",
            r"\g<0>",
            r"(?!h\.\d+).+",
            "it's",
            "a#b",
            "(x",
        ] {
            assert_eq!(token(whole), whole);
        }
        assert_eq!(token("a(b(c,d)e), f"), "a(b(c,d)e)");
        assert_eq!(token("x), f"), "x)");
        assert_eq!(token("a[^]]+"), "a[^]");
        assert_eq!(token(r"\(x, f"), r"\(x");
    }

    #[test]
    fn an_open_bracket_must_not_swallow_what_follows() {
        assert_eq!(
            category("(x, f"),
            Some((Category::UnbalancedBracket, "(x, f"))
        );
        assert_eq!(
            category("a[b(c) d"),
            Some((Category::UnbalancedBracket, "[b(c) d"))
        );
        assert_eq!(category("a(b]"), Some((Category::UnbalancedBracket, "(b]")));
        assert_eq!(category("a\nb"), Some((Category::Newline, "\nb")));
        assert_eq!(category(", b"), Some((Category::ExpectedValue, ", b")));
    }

    #[test]
    fn many_brackets_take_linear_time() {
        let hostile = "(".repeat(200_000) + &"]".repeat(200_000);
        assert_eq!(
            category(&hostile).map(|(category, _)| category),
            Some(Category::UnbalancedBracket)
        );
    }
}
