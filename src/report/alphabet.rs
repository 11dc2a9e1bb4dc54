//! The characters that a stream can show.

use std::borrow::Cow;
use std::ffi::OsStr;

/// The characters that a stream can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alphabet {
    /// All there are.
    #[default]
    Unicode,
    /// The first 128 of them.
    Ascii,
}

/// What rules, trees, bars and separators are drawn with, and what stands in their place.
const DRAWN: [(char, char); 15] = [
    ('─', '-'),
    ('━', '='),
    ('│', '|'),
    ('├', '|'),
    ('└', '`'),
    ('·', '|'),
    ('×', 'x'),
    ('▁', '.'),
    ('▂', ':'),
    ('▃', '-'),
    ('▄', '='),
    ('▅', '+'),
    ('▆', '*'),
    ('▇', '%'),
    ('█', '#'),
];

impl Alphabet {
    /// The alphabet of a locale by its name: `de_DE.UTF-8`, `C.utf8`, `C`, `POSIX`. Where nobody names one, as in
    /// most containers, terminals know all characters these days.
    pub(super) fn of_locale(name: Option<&OsStr>) -> Self {
        let name = name.map_or(String::new(), |name| name.to_string_lossy().to_lowercase());
        match name.is_empty() || name.contains("utf-8") || name.contains("utf8") {
            true => Alphabet::Unicode,
            false => Alphabet::Ascii,
        }
    }

    /// The text in this alphabet: what is drawn in other signs of one column, all else written out, `\u{e9}`.
    pub fn spell(self, text: &str) -> Cow<'_, str> {
        if self == Alphabet::Unicode || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let mut spelled = String::with_capacity(text.len());
        for character in text.chars() {
            match DRAWN.iter().find(|(drawn, _)| *drawn == character) {
                Some((_, sign)) => spelled.push(*sign),
                None if character.is_ascii() => spelled.push(character),
                None => spelled.extend(character.escape_unicode()),
            }
        }
        Cow::Owned(spelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_locale_names_its_alphabet() {
        for (name, alphabet) in [
            ("en_US.UTF-8", Alphabet::Unicode),
            ("C.utf8", Alphabet::Unicode),
            ("de_DE.utf8@euro", Alphabet::Unicode),
            ("", Alphabet::Unicode),
            ("C", Alphabet::Ascii),
            ("POSIX", Alphabet::Ascii),
            ("de_DE.ISO-8859-1", Alphabet::Ascii),
            ("ja_JP", Alphabet::Ascii),
        ] {
            assert_eq!(Alphabet::of_locale(Some(OsStr::new(name))), alphabet);
        }
        assert_eq!(Alphabet::of_locale(None), Alphabet::Unicode);
    }

    #[test]
    fn what_is_drawn_keeps_its_columns() {
        let ascii = |text| Alphabet::Ascii.spell(text).into_owned();
        assert_eq!(ascii("├── a\n│   └── b"), "|-- a\n|   `-- b");
        assert_eq!(ascii("▁▂▃▄▅▆▇█"), ".:-=+*%#");
        assert_eq!(ascii("8 B · 0.4 ms"), "8 B | 0.4 ms");
        assert_eq!(ascii("größe"), r"gr\u{f6}\u{df}e");
        assert_eq!(Alphabet::Unicode.spell("─ ö"), "─ ö");
    }

    proptest! {
        #[test]
        fn ascii_is_ascii(text in any::<String>()) {
            prop_assert!(Alphabet::Ascii.spell(&text).is_ascii());
        }
    }
}
