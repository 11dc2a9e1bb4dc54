//! Quantifiers: `*`, `+`, `?`, `{2,3}`, each greedy, lazy or possessive.

use super::parser::Parser;
use super::{Greed, Item, Piece, Sequence, Times, width};
use crate::syntax::fault::Fault;

/// More repetitions than any name has characters; more would only cost memory.
const MOST: u32 = 65_535;

impl Parser<'_> {
    /// Reads a quantifier, if one comes next, and puts it around the last piece.
    pub fn repeat(&mut self, sequence: &mut Sequence) -> Result<bool, Fault> {
        let start = self.cursor.at();
        let Some((mut min, mut max)) = self.times()? else {
            return Ok(false);
        };
        let quantifier = self.cursor.since(start);
        let fault = |message: &str| {
            self.cursor
                .fault(start, format!("`{quantifier}` {message}"))
        };
        let piece = match sequence.pop() {
            None => return Err(fault("has nothing to repeat").hint("`.*` stands for any text")),
            Some(Piece {
                item: Item::Anchor(_),
                ..
            }) => return Err(fault("repeats a place, which holds nothing")),
            Some(Piece {
                item: Item::Repeat(..),
                ..
            }) => {
                return Err(
                    fault("repeats what is already repeated").hint("put `(?:` and `)` around it")
                );
            }
            Some(piece) => piece,
        };
        if width::of_item(&piece.item, &self.groups).max == 0 {
            // Once is as good as often, and the engines do not repeat what takes no character.
            (min, max) = (min.min(1), Some(max.unwrap_or(1).min(1)));
        }
        let greed = self.greed();
        let item = Item::Repeat(Box::new(piece.item), Times { min, max, greed });
        let end = self.cursor.at();
        sequence.push(Piece { item, end });
        Ok(true)
    }

    fn greed(&mut self) -> Greed {
        if self.cursor.eat('?') {
            Greed::Least
        } else if self.cursor.eat('+') {
            Greed::Possessive
        } else {
            Greed::Most
        }
    }

    fn times(&mut self) -> Result<Option<(u32, Option<u32>)>, Fault> {
        let times = match self.cursor.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(),
            _ => return Ok(None),
        };
        self.cursor.next();
        Ok(Some(times))
    }

    /// `{2}`, `{2,}`, `{,3}`, `{2,3}`; any other `{` is a character.
    fn counted(&mut self) -> Result<Option<(u32, Option<u32>)>, Fault> {
        let start = self.cursor.at();
        self.cursor.next();
        let min = self
            .cursor
            .take_while(usize::MAX, |next| next.is_ascii_digit());
        let comma = self.cursor.eat(',');
        let max = self
            .cursor
            .take_while(usize::MAX, |next| next.is_ascii_digit());
        if !self.cursor.eat('}') || (min.is_empty() && !comma) {
            self.cursor.back_to(start);
            return Ok(None);
        }
        let number = |digits: &str| match digits {
            "" => Ok(None),
            _ => match digits.parse() {
                Ok(number @ ..=MOST) => Ok(Some(number)),
                _ => Err(self.cursor.fault(
                    start,
                    format!("`{digits}` repetitions are more than {MOST}"),
                )),
            },
        };
        let (low, high) = (number(min)?, number(max)?);
        let high = if comma { high } else { low };
        let low = low.unwrap_or(0);
        if high.is_some_and(|high| high < low) {
            let message = format!(
                "`{}` asks for at least {low} and for fewer",
                self.cursor.since(start)
            );
            return Err(self.cursor.fault(start, message));
        }
        Ok(Some((low, high)))
    }
}
