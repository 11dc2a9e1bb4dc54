//! The text of a header: a Python dictionary of three literals.

use crate::checkpoint::refusal::Refusal;

/// The three entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Numpy's word for the dtype.
    pub descr: String,
    /// Whether the first index runs fastest.
    pub fortran_order: bool,
    /// The sizes.
    pub shape: Vec<u64>,
}

/// Reads a header's text. The failure says what is wrong.
pub fn parse(text: &str) -> Result<Parsed, Refusal> {
    let mut cursor = Cursor { rest: text };
    let (mut descr, mut fortran_order, mut shape) = (None, None, None);
    cursor.expect('{')?;
    while !cursor.takes('}') {
        let key = cursor.text()?;
        cursor.expect(':')?;
        let new = match key {
            "descr" => descr.replace(cursor.descr()?).is_none(),
            "fortran_order" => fortran_order.replace(cursor.flag()?).is_none(),
            "shape" => shape.replace(cursor.sizes()?).is_none(),
            _ => return Err(format!("its header has a key `{}`", shown(key)).into()),
        };
        if !new {
            return Err(format!("its header has the key `{key}` twice").into());
        }
        if !cursor.takes(',') {
            cursor.expect('}')?;
            break;
        }
    }
    if !cursor.is_at_end() {
        return Err(format!("its header goes on with {}", cursor.found()).into());
    }
    let missing = |key: &str| format!("its header has no `{key}`");
    Ok(Parsed {
        descr: descr.ok_or_else(|| missing("descr"))?.to_owned(),
        fortran_order: fortran_order.ok_or_else(|| missing("fortran_order"))?,
        shape: shape.ok_or_else(|| missing("shape"))?,
    })
}

/// The first characters of a text that may be long.
fn shown(text: &str) -> String {
    text.chars().take(20).collect()
}

/// What is left of the text.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    fn is_at_end(&mut self) -> bool {
        self.skip_blanks();
        self.rest.is_empty()
    }

    /// What stands here, for a message.
    fn found(&mut self) -> String {
        match self.is_at_end() {
            true => "its end".to_owned(),
            false => format!("`{}`", shown(self.rest)),
        }
    }

    fn takes(&mut self, sign: char) -> bool {
        self.skip_blanks();
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn expect(&mut self, sign: char) -> Result<(), String> {
        match self.takes(sign) {
            true => Ok(()),
            false => Err(self.expected(&format!("`{sign}`"))),
        }
    }

    fn expected(&mut self, what: &str) -> String {
        format!("its header: expected {what}, found {}", self.found())
    }

    /// A text in single or double quotes.
    fn text(&mut self) -> Result<&'a str, String> {
        let quote = ['\'', '"'].into_iter().find(|quote| self.takes(*quote));
        let quote = quote.ok_or_else(|| self.expected("a text"))?;
        let (text, after) = self
            .rest
            .split_once(quote)
            .ok_or("its header: a text does not end")?;
        self.rest = after;
        match text.contains('\\') {
            true => Err(format!("its header has an escape in `{}`", shown(text))),
            false => Ok(text),
        }
    }

    /// The word for a dtype; a list would describe several fields.
    fn descr(&mut self) -> Result<&'a str, Refusal> {
        self.skip_blanks();
        if self.rest.starts_with(['[', '(']) {
            let refusal = Refusal::new("its elements have several fields");
            return Err(refusal.hint("save each field as an array of its own: `array['FIELD']`"));
        }
        Ok(self.text()?)
    }

    fn flag(&mut self) -> Result<bool, String> {
        self.skip_blanks();
        for (word, flag) in [("True", true), ("False", false)] {
            if let Some(after) = self.rest.strip_prefix(word) {
                self.rest = after;
                return Ok(flag);
            }
        }
        Err(self.expected("True or False"))
    }

    /// A tuple of sizes.
    fn sizes(&mut self) -> Result<Vec<u64>, String> {
        let mut sizes = Vec::new();
        self.expect('(')?;
        while !self.takes(')') {
            sizes.push(self.size()?);
            if !self.takes(',') {
                self.expect(')')?;
                break;
            }
        }
        Ok(sizes)
    }

    /// A size; Python 2 wrote an `L` after large ones.
    fn size(&mut self) -> Result<u64, String> {
        self.skip_blanks();
        let end = self.rest.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if digits.is_empty() {
            return Err(self.expected("a size"));
        }
        let size = digits.parse();
        self.rest = after.strip_prefix('L').unwrap_or(after);
        size.map_err(|_| format!("its header has a size of {} digits", digits.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(descr: &str, fortran_order: bool, shape: &[u64]) -> Result<Parsed, Refusal> {
        Ok(Parsed {
            descr: descr.to_owned(),
            fortran_order,
            shape: shape.to_vec(),
        })
    }

    #[test]
    fn the_forms_that_writers_use_are_read() {
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }          \n";
        assert_eq!(parse(text), parsed("<f4", false, &[3, 4]));
        let text = "{\"shape\":(),\"fortran_order\":True,\"descr\":\"|b1\"}";
        assert_eq!(parse(text), parsed("|b1", true, &[]));
        let text = " { 'descr' : '<i8' , 'shape' : ( 5L , ) , 'fortran_order' : False } ";
        assert_eq!(parse(text), parsed("<i8", false, &[5]));
    }

    #[test]
    fn other_texts_are_refused_with_what_was_found() {
        for (text, words) in [
            ("", "expected `{`, found its end"),
            ("[]", "expected `{`, found `[]`"),
            ("{}", "has no `descr`"),
            ("{'descr': '<f4'", "expected `}`, found its end"),
            ("{'descr': '<f4', 'descr': '<f4'}", "twice"),
            ("{'colour': 1}", "key `colour`"),
            ("{descr: 1}", "expected a text, found `descr: 1}`"),
            ("{'descr", "does not end"),
            ("{'descr': [('a', '<f4')]}", "several fields"),
            ("{'descr': 'a\\'b'}", "escape"),
            ("{'fortran_order': 0}", "expected True or False"),
            ("{'shape': (1.5,)}", "expected `)`, found `.5,)}`"),
            ("{'shape': (-1,)}", "expected a size"),
            ("{'shape': (99999999999999999999,)}", "20 digits"),
            ("{'shape': 5}", "expected `(`"),
            (
                "{'descr': '<f4', 'fortran_order': True, 'shape': ()} x",
                "goes on with `x`",
            ),
        ] {
            let fault = parse(text).unwrap_err().fault;
            assert!(fault.contains(words), "{text}: {fault}");
        }
    }
}
