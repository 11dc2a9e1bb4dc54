//! Text in quotes: single quotes take everything as it is, double quotes know a few escapes.

use super::fault::{Fault, Parsed};
use super::token::Token;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_while_m_n};
use nom::character::complete::{anychar, char};
use nom::combinator::{map_opt, recognize, value};
use nom::multi::fold_many0;
use nom::sequence::{delimited, preceded};

/// The text of the string that opens at the start of `input`.
pub(super) fn quoted(input: &str) -> Parsed<'_, String> {
    let text = alt((single, double)).parse(input);
    text.map_err(|_| Fault::unclosed_quote(input))
}

/// `'...'`, in which `''` is one quote.
fn single(input: &str) -> Token<'_, String> {
    let part = alt((is_not("'"), value("'", tag("''"))));
    delimited(char('\''), joined(part), char('\'')).parse(input)
}

/// `"..."`. A backslash before anything that is no escape stays, so that `"\."` and `"\1"` mean
/// what they say in a pattern.
fn double(input: &str) -> Token<'_, String> {
    let plain = is_not("\"\\").map(str::to_owned);
    let kept = recognize((char('\\'), anychar)).map(str::to_owned);
    let part = alt((plain, escape.map(String::from), kept));
    delimited(char('"'), joined(part), char('"')).parse(input)
}

fn joined<'a, T: AsRef<str>>(
    part: impl Parser<&'a str, Output = T, Error = ()>,
) -> impl Parser<&'a str, Output = String, Error = ()> {
    fold_many0(part, String::new, |text, part| text + part.as_ref())
}

fn escape(input: &str) -> Token<'_, char> {
    let known = alt((
        char('"'),
        char('\\'),
        value('\n', char('n')),
        value('\r', char('r')),
        value('\t', char('t')),
        code_point,
    ));
    preceded(char('\\'), known).parse(input)
}

/// `u{H..}`: one to six hex digits that name a character.
fn code_point(input: &str) -> Token<'_, char> {
    let digits = take_while_m_n(1, 6, |c: char| c.is_ascii_hexdigit());
    let code = delimited(tag("u{"), digits, char('}'));
    let character = |digits| {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
    };
    map_opt(code, character).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str) -> String {
        quoted(input).expect("the string is closed").1
    }

    #[test]
    fn single_quotes_escape_nothing_but_themselves() {
        assert_eq!(text(r"'a\nb'"), r"a\nb");
        assert_eq!(text("'it''s'"), "it's");
        assert_eq!(text("''"), "");
        assert_eq!(text("''''"), "'");
        assert_eq!(quoted("'a'b").map(|(rest, _)| rest).ok(), Some("b"));
    }

    #[test]
    fn double_quotes_keep_the_backslash_of_unknown_escapes() {
        assert_eq!(text(r#""\"\\\n\r\t""#), "\"\\\n\r\t");
        assert_eq!(text(r#""h\.(\d+)\1""#), r"h\.(\d+)\1");
        assert_eq!(text(r#""\u{e9}\u{1F9E0}\u{0}""#), "é🧠\0");
        for kept in [
            r"\u{}",
            r"\u{d800}",
            r"\u{110000}",
            r"\u{0000041}",
            r"\u{e9",
            r"\u12",
        ] {
            assert_eq!(text(&format!("\"{kept}\"")), kept);
        }
    }

    #[test]
    fn the_end_of_the_line_closes_nothing() {
        for open in ["\"abc", "'abc", "\"abc\\", "\"abc\\\"", "'abc''", "\"\\"] {
            assert!(quoted(open).is_err(), "{open}");
        }
    }
}
