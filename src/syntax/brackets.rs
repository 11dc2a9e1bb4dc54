//! Which brackets and quotes a text leaves open, told without parsing it.

/// The brackets and quotes that are open, read one character at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Brackets {
    depth: usize,
    quote: Option<char>,
    before: Option<char>,
    escaped: bool,
}

impl Brackets {
    /// What `text` leaves open.
    pub(super) fn of(text: &str) -> Self {
        let mut brackets = Brackets::default();
        text.chars().for_each(|c| brackets.take(c));
        brackets
    }

    /// Whether something is open.
    pub(super) fn is_open(self) -> bool {
        self.depth > 0 || self.quote.is_some()
    }

    /// Goes on with the next character.
    pub(super) fn take(&mut self, c: char) {
        let escaped = std::mem::take(&mut self.escaped);
        match self.quote {
            _ if escaped => {}
            Some('"') if c == '\\' => self.escaped = true,
            Some(quote) if c == quote => self.quote = None,
            Some(_) => {}
            None => self.take_bare(c),
        }
        self.before = Some(c);
    }

    fn take_bare(&mut self, c: char) {
        match c {
            '\\' => self.escaped = true,
            '\'' | '"' if self.begins_value() || self.doubles(c) => self.quote = Some(c),
            '(' | '[' | '{' => self.depth += 1,
            ')' | ']' | '}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// A quote inside a word is part of it.
    fn begins_value(self) -> bool {
        self.before
            .is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '{' | ',' | ':'))
    }

    /// `''` inside single quotes is one quote, not the end.
    fn doubles(self, c: char) -> bool {
        c == '\'' && self.before == Some('\'')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_quotes_stay_open_until_they_are_closed() {
        let cases = [
            ("copy: {from: a,", true),
            ("copy: {from: a, to: b}", false),
            ("dump: target: [h, 0", true),
            ("dump: 'it''s", true),
            ("dump: 'it''s'", false),
            ("dump: it's", false),
            (r#"dump: "a\"b"#, true),
            (r#"dump: "a\"b""#, false),
            (r"dump: h\.\(0", false),
            ("dump: ')' ]", false),
            ("dump: '", true),
        ];
        for (text, open) in cases {
            assert_eq!(Brackets::of(text).is_open(), open, "{text}");
        }
    }
}
