//! JSON as one line of ASCII, with floats as the reference writes them.

use super::number;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// The value as one line without blanks: non-ASCII characters escaped, floats in shortest form.
pub fn line(value: &Value) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Ascii);
    let written = value.serialize(&mut serializer);
    written.expect("a value has text keys only, and memory takes every write");
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Ascii;

impl Formatter for Ascii {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(number::shortest(value).as_bytes())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for piece in fragment.split_inclusive(needs_escape) {
            let plain = piece.trim_end_matches(needs_escape);
            writer.write_all(plain.as_bytes())?;
            for unit in piece[plain.len()..].encode_utf16() {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

fn needs_escape(character: char) -> bool {
    !matches!(character, ' '..='~')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn a_line_is_ascii_without_blanks() {
        let value = json!({
            "größe": [1, 2.0, 1e-7, 1e16, null, true],
            "𝄞 \u{7f}": "a\"b\\c\n\u{1}",
        });
        let expected = concat!(
            r#"{"gr\u00f6\u00dfe":[1,2.0,1e-07,1e+16,null,true],"#,
            r#""\ud834\udd1e \u007f":"a\"b\\c\n\u0001"}"#
        );
        assert_eq!(line(&value), expected);
    }

    proptest! {
        #[test]
        fn a_line_reads_back(text in any::<String>(), number in any::<i64>()) {
            let value = json!({ text: number });
            let line = line(&value);
            prop_assert!(line.is_ascii() && !line.contains('\n'));
            prop_assert_eq!(serde_json::from_str::<Value>(&line).ok(), Some(value));
        }
    }
}
