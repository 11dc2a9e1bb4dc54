//! Names on numbered lines, each with a comment.

use crate::error::{Error, Kind, Place, Result, Text};
use std::sync::Arc;

/// The widest name that comments stand in line behind.
const WIDEST: usize = 60;

/// A line that a person left.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The number of its tensor, from 1.
    pub number: usize,
    /// The name it has now.
    pub name: String,
    pub place: Place,
}

impl Line {
    /// Which line of the text it is, from 1.
    pub fn row(&self) -> usize {
        self.place.line_and_column().0
    }
}

/// A line for each name, with its comment.
pub(super) fn write(names: &[(Arc<str>, String)]) -> String {
    let names: Vec<(String, &str)> = names
        .iter()
        .map(|(name, comment)| (written(name), comment.as_str()))
        .collect();
    let width = |name: &String| name.chars().count();
    let widest = names.iter().map(|(name, _)| width(name)).max();
    let widest = widest.unwrap_or(0).min(WIDEST);
    let digits = names.len().to_string().len();
    let line = |(at, (name, comment)): (usize, &(String, &str))| {
        format!("{:>digits$}  {name:<widest$}  # {comment}\n", at + 1)
    };
    names.iter().enumerate().map(line).collect()
}

/// The lines that are neither blank nor comments.
///
/// # Errors
/// `payload` for a line without a number or a name.
pub(super) fn read(text: &Arc<Text>) -> Result<Vec<Line>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.content().split_inclusive('\n') {
        let words = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if !words.is_empty() && !words.starts_with('#') {
            lines.push(one(Place::new(text, at..at + words.len()))?);
        }
    }
    Ok(lines)
}

fn one(place: Place) -> Result<Line> {
    let words = place.words();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = words.split_at(digits);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let Some(number) = number.parse().ok().filter(|_| apart) else {
        return Err(
            refused("a line begins with the number of its tensor", &place)
                .hint("lines cannot be added; a comment begins with `#`"),
        );
    };
    match name(rest.trim()) {
        Some(name) if !name.is_empty() => Ok(Line {
            number,
            name,
            place,
        }),
        Some(_) => Err(refused("there is no name behind the number", &place)
            .hint("take the whole line away to delete its tensor")),
        None => Err(refused("the quotes do not hold one name", &place)),
    }
}

/// The name before a comment, which may stand in quotes.
fn name(text: &str) -> Option<String> {
    if text.starts_with('"') {
        let mut values = serde_json::Deserializer::from_str(text).into_iter();
        let name: String = values.next()?.ok()?;
        let rest = text[values.byte_offset()..].trim_start();
        return (rest.is_empty() || rest.starts_with('#')).then_some(name);
    }
    if text.starts_with('#') {
        return Some(String::new());
    }
    let name = comment(text).map_or(text, |at| &text[..at]);
    Some(name.trim_end().to_string())
}

/// Where a comment begins: at a `#` behind a blank.
fn comment(text: &str) -> Option<usize> {
    let mut marks = text.match_indices('#').map(|(at, _)| at);
    marks.find(|at| text[..*at].ends_with(char::is_whitespace))
}

/// A name as it stands on its line: in quotes where it would be read as another.
fn written(text: &str) -> String {
    let plain = name(text).is_some_and(|name| name == text) && !text.contains(char::is_control);
    match plain && text.trim() == text {
        true => text.to_string(),
        false => serde_json::Value::from(text).to_string(),
    }
}

fn refused(message: &str, place: &Place) -> Error {
    Error::new(Kind::Payload, message).at(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(text: &str) -> Result<Vec<(usize, String)>> {
        let lines = read(&Text::file("names.txt", text))?;
        Ok(lines
            .into_iter()
            .map(|line| (line.number, line.name))
            .collect())
    }

    #[test]
    fn comments_stand_in_line_and_are_ignored() {
        let listed = [("h.0.w", "float32 [2]"), ("wte", "float16 [3, 4]")];
        let listed = listed.map(|(name, form)| (Arc::from(name), form.to_string()));
        let text = write(&listed);
        assert_eq!(
            text,
            "1  h.0.w  # float32 [2]\n2  wte    # float16 [3, 4]\n"
        );
        let text = format!(
            "# about\r\n\n  {}3 a#b\t# changed",
            text.replace('\n', "\r\n")
        );
        let read = names(&text).expect("lines");
        let expected = [(1, "h.0.w"), (2, "wte"), (3, "a#b")];
        assert_eq!(
            read,
            expected.map(|(number, name)| (number, name.to_string()))
        );
    }

    #[test]
    fn lines_that_say_nothing_are_refused_in_their_place() {
        for (line, said) in [
            ("w", "begins with the number"),
            ("1w", "begins with the number"),
            ("99999999999999999999 w", "begins with the number"),
            ("1", "no name"),
            ("1  # float32 [1]", "no name"),
            ("1 \"a\" b", "quotes"),
            ("1 \"a", "quotes"),
        ] {
            let error = names(&format!("# about\n{line}\n")).expect_err(line);
            assert!(error.message().contains(said), "{line}: {error}");
            let place = error.place().expect("a place");
            assert_eq!((place.line_and_column(), place.words()), ((2, 1), line));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(name in "\\PC{1,8}|[ #\"\\\\\t\na]{1,6}") {
            let text = write(&[(Arc::from(name.as_str()), "float32 [1]".to_string())]);
            prop_assert_eq!(names(&text).expect("a line"), [(1, name)]);
        }

        #[test]
        fn no_text_is_too_strange(text in "[0-9 #\"a\n\\\\]{0,24}") {
            names(&text).map(drop).unwrap_or_default();
        }
    }
}
