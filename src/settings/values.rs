//! Values of a configuration file: what is refused keeps its place there, and is told what was expected.

use crate::options::PROVIDERS;
use brainsurgery::report::Form;
use brainsurgery::syntax::Size;
use serde::Deserializer;
use serde::de::{Error, Unexpected, Visitor};
use std::fmt;
use std::num::NonZeroU64;

/// A size that is one, as it was written.
pub fn size<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let take = |text: &str| match Size::parse(text) {
        Ok(_) => Ok(text.to_string()),
        Err(error) => Err(Refused::Because(error.to_string())),
    };
    let expected = "a size such as 5GB, or none";
    from.deserialize_str(Text { expected, take }).map(Some)
}

/// A form of answers, by its name.
pub fn form<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Form>, D::Error> {
    let take = |text: &str| Form::named(text).ok_or(Refused::Unknown(&Form::NAMES));
    let expected = "a format such as table";
    from.deserialize_str(Text { expected, take }).map(Some)
}

/// A provider of room for heavy results, by its name.
pub fn provider<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let take = |text: &str| {
        let same = |name: &&&str| name.eq_ignore_ascii_case(text.trim());
        let name = PROVIDERS.iter().find(same);
        let name = name.ok_or(Refused::Unknown(&PROVIDERS))?;
        Ok(name.to_string())
    };
    let expected = "a provider such as arena";
    from.deserialize_str(Text { expected, take }).map(Some)
}

/// A number of things of which there must be one.
pub fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NonZeroU64>, D::Error> {
    let expected = "a whole number of at least 1";
    let number = from.deserialize_any(Number { expected, least: 1 });
    number.map(NonZeroU64::new)
}

/// A number of things of which there may be none.
pub fn count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<usize>, D::Error> {
    let expected = "a whole number";
    let number = from.deserialize_any(Number { expected, least: 0 })?;
    Ok(Some(usize::try_from(number).unwrap_or(usize::MAX)))
}

/// True or false.
pub fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    from.deserialize_any(Flag).map(Some)
}

/// Why a text is refused.
enum Refused {
    /// It is none of these words.
    Unknown(&'static [&'static str]),
    /// What is wrong with it.
    Because(String),
}

/// Takes a text that something can be made of.
struct Text<F> {
    expected: &'static str,
    take: F,
}

impl<T, F: FnOnce(&str) -> Result<T, Refused>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.take)(text).map_err(|refused| match refused {
            Refused::Unknown(known) => E::unknown_variant(text, known),
            Refused::Because(words) => E::custom(words),
        })
    }
}

/// Takes a whole number that is not below the least.
struct Number {
    expected: &'static str,
    least: u64,
}

impl Visitor<'_> for Number {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
        match number >= self.least {
            true => Ok(number),
            false => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
        }
    }
}

/// Takes a flag.
struct Flag;

impl Visitor<'_> for Flag {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<bool, E> {
        Ok(flag)
    }
}
