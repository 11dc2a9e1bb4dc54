//! Characters and sets of characters, written for our engines.

use super::Writer;
use crate::syntax::pattern::python::{Case, Class, Member, Set};

impl Writer {
    /// One character.
    pub fn char(&mut self, char: char, case: Case) {
        match case {
            Case::Folded if char.is_alphabetic() => {}
            Case::AsciiFolded if char.is_ascii_alphabetic() => {}
            _ => return self.plain(char),
        }
        self.members(false, &[Member::Range(char, char)], case);
    }

    fn plain(&mut self, char: char) {
        match char {
            '_' => self.text.push(char),
            _ if char.is_alphanumeric() => self.text.push(char),
            _ => self.text.push_str(&format!("\\x{{{:x}}}", u32::from(char))),
        }
    }

    /// One character of a set.
    pub fn set(&mut self, set: &Set) {
        self.members(set.negated, &set.members, set.case);
    }

    fn members(&mut self, negated: bool, members: &[Member], case: Case) {
        let folded = case == Case::Folded;
        self.text.push_str(if folded { "(?i:[" } else { "[" });
        self.text.push_str(if negated { "^" } else { "" });
        for member in members {
            match member {
                Member::Range(first, last) => self.range(*first, *last, case),
                Member::Class {
                    class: of,
                    negated,
                    ascii,
                } => {
                    let (open, close) = if *negated { ("[^", "]") } else { ("", "") };
                    self.text
                        .push_str(&format!("{open}{}{close}", class(*of, *ascii)));
                }
            }
        }
        self.text.push_str(if folded { "])" } else { "]" });
    }

    fn range(&mut self, first: char, last: char, case: Case) {
        self.plain_range(first, last);
        // Python holds the Turkish letters for other cases of `i`, the engines do not.
        if case == Case::Folded && "iIıİ".contains(|i| (first..=last).contains(&i)) {
            self.text.push_str("iıİ");
        }
        if case == Case::AsciiFolded {
            self.other_case(first.max('a'), last.min('z'));
            self.other_case(first.max('A'), last.min('Z'));
        }
    }

    /// The other case of the letters from `first` to `last`, if that holds any.
    fn other_case(&mut self, first: char, last: char) {
        let swap = |letter: char| {
            if letter.is_ascii_lowercase() {
                letter.to_ascii_uppercase()
            } else {
                letter.to_ascii_lowercase()
            }
        };
        if first <= last {
            self.plain_range(swap(first), swap(last));
        }
    }

    fn plain_range(&mut self, first: char, last: char) {
        self.plain(first);
        self.text.push('-');
        self.plain(last);
    }
}

/// What Python means by `\d`, `\s` and `\w`, as members of a set.
pub(super) fn class(class: Class, ascii: bool) -> &'static str {
    match (class, ascii) {
        (Class::Digit, false) => r"\d",
        (Class::Digit, true) => "0-9",
        (Class::Space, false) => r"\s\x1c-\x1f",
        (Class::Space, true) => r"\x20\t-\r",
        (Class::Word, false) => r"\p{L}\p{N}_",
        (Class::Word, true) => "0-9A-Za-z_",
    }
}
