//! Pairs, and what stands between pairs and between items.

use super::Reader;
use super::value::Form;
use crate::syntax::oly::Commas;
use crate::syntax::oly::fault::{Fault, Parsed};
use crate::syntax::oly::frame::Frame;
use crate::syntax::oly::token::{identifier, key, skip_blanks};
use crate::syntax::{Entry, Map, Warning};

impl<'a> Reader<'a> {
    /// Pairs up to the end of the frame.
    pub(super) fn pairs(&mut self, mut input: &'a str, frame: Frame<'a>) -> Parsed<'a, Map> {
        let mut pairs = Map::new();
        loop {
            let (rest, form) = self.pair(input, frame, &mut pairs)?;
            let rest = skip_blanks(rest);
            if let Some(rest) = frame.end(rest) {
                return Ok((rest, pairs));
            }
            if form == Form::Nested && rest.starts_with(',') {
                return Err(Fault::ambiguous_nesting(rest, input));
            }
            input = self.separator(rest, frame, form)?;
        }
    }

    /// One pair, added to those before it.
    pub(super) fn pair(
        &mut self,
        input: &'a str,
        frame: Frame<'a>,
        pairs: &mut Map,
    ) -> Parsed<'a, Form> {
        frame.go_on(input)?;
        let (rest, key) =
            identifier(input).map_err(|_| Fault::invalid_key(input, self.before(input)))?;
        let colon = skip_blanks(rest);
        frame.go_on(colon)?;
        let Some(after) = colon.strip_prefix(':') else {
            return Err(Fault::missing_key_colon(colon, key));
        };
        if after.starts_with(':') {
            return Err(Fault::reference_for_key(after, key));
        }
        if pairs.contains_key(key) {
            return Err(Fault::duplicate_key(input, key));
        }
        let place = self.place(input, rest);
        let (rest, (node, form)) = self.value(skip_blanks(after), frame)?;
        let entry = Entry {
            key: Some(place),
            node,
        };
        pairs.insert(key.to_owned(), entry);
        Ok((rest, form))
    }

    /// What stands between two pairs or items; gives the start of the second.
    pub(super) fn separator(
        &mut self,
        input: &'a str,
        frame: Frame<'a>,
        form: Form,
    ) -> Result<&'a str, Fault<'a>> {
        frame.go_on(input)?;
        let Some(after) = input.strip_prefix(',') else {
            return self.forgive(input, frame, form);
        };
        let next = skip_blanks(after);
        frame.go_on(next)?;
        match frame.end(next) {
            Some(_) => Err(Fault::trailing_comma(input, next, frame.due())),
            None => Ok(next),
        }
    }

    /// A missing comma is forgiven where it is allowed, what went before has an end of its own, and
    /// a key follows.
    fn forgive(
        &mut self,
        input: &'a str,
        frame: Frame<'a>,
        form: Form,
    ) -> Result<&'a str, Fault<'a>> {
        let forgiven = self.commas == Commas::Forgiven && form == Form::Closed && !frame.is_list();
        match key(input) {
            Ok((_, key)) if forgiven => {
                let place = self.place(input, &input[key.len()..]);
                let message = format!("missing `,` before `{key}`, read as if it were there");
                self.warnings.push(Warning::new(message, Some(place)));
                Ok(input)
            }
            _ => Err(Fault::missing_comma(input, frame.end_name())),
        }
    }
}
