//! The colours of a line.

use crate::guide::complete::{Ink, Token};
use crate::report::{Style, Tone};
use std::ops::Range;

/// A text in colours; `pos` is the cursor in it.
pub(super) fn line(text: &str, pos: usize, tokens: &[Token], style: &Style) -> String {
    let pair = brackets(text, pos, tokens);
    let mut painted = String::with_capacity(text.len() * 2);
    let mut end = 0;
    for token in tokens {
        let Range { start, end: stop } = token.range;
        let tone = match token.ink {
            Ink::Mark if pair.contains(&Some(start)) => Tone::Strong,
            ink => tone(ink),
        };
        painted.push_str(&text[end..start]);
        painted.push_str(&style.paint(tone, &text[start..stop]));
        end = stop;
    }
    painted.push_str(&text[end..]);
    painted
}

fn tone(ink: Ink) -> Tone {
    match ink {
        Ink::Verb => Tone::Strong,
        Ink::Key | Ink::Comment => Tone::Quiet,
        Ink::Number => Tone::Warn,
        Ink::Text => Tone::Good,
        Ink::Reference => Tone::Name,
        Ink::Mark => Tone::Plain,
        Ink::Unknown => Tone::Bad,
    }
}

/// The bracket at the cursor, or right before it, and the one that it belongs to.
fn brackets(text: &str, cursor: usize, tokens: &[Token]) -> [Option<usize>; 2] {
    let mut open: Vec<usize> = Vec::new();
    let marks = tokens.iter().filter(|token| token.ink == Ink::Mark);
    for at in marks.map(|token| token.range.start) {
        match text.as_bytes().get(at) {
            Some(b'{' | b'[') => open.push(at),
            Some(b'}' | b']') => {
                let Some(opening) = open.pop() else { continue };
                let touches = |at: usize| at == cursor || at + 1 == cursor;
                if touches(opening) || touches(at) {
                    return [Some(opening), Some(at)];
                }
            }
            _ => {}
        }
    }
    [None, None]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Facts;

    fn painted(text: &str, pos: usize, tokens: &[(Range<usize>, Ink)]) -> String {
        let style = Style::new(&Facts {
            terminal: true,
            ..Facts::default()
        });
        let token = |(range, ink): &(Range<usize>, Ink)| Token {
            range: range.clone(),
            ink: *ink,
        };
        let tokens: Vec<Token> = tokens.iter().map(token).collect();
        line(text, pos, &tokens, &style)
    }

    #[test]
    fn words_have_the_colours_of_their_meaning() {
        let tokens = [(0..2, Ink::Unknown), (4..5, Ink::Number)];
        assert_eq!(
            painted("xy: 1", 0, &tokens),
            "\u{1b}[31mxy\u{1b}[0m: \u{1b}[33m1\u{1b}[0m"
        );
    }

    #[test]
    fn the_partner_of_a_bracket_stands_out() {
        let marks = [
            (0..1, Ink::Mark),
            (1..2, Ink::Mark),
            (3..4, Ink::Mark),
            (4..5, Ink::Mark),
        ];
        let bold = |mark: &str| format!("\u{1b}[1m{mark}\u{1b}[0m");
        let strong = format!("{}[a]{}", bold("{"), bold("}"));
        assert_eq!(painted("{[a]}", 5, &marks), strong);
        assert_eq!(painted("{[a", 3, &marks[..2]), "{[a");
    }
}
