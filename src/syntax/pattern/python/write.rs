//! A parsed expression written for the engines of the `regex` and `fancy-regex` crates.

mod chars;

use super::{Alternatives, Anchor, Case, Class, Greed, Groups, Item, Piece, Times};

/// An expression in the dialect of our engines.
#[derive(Debug, PartialEq)]
pub(in crate::syntax::pattern) struct Written {
    pub text: String,
    /// Whether only the engine that goes back over its steps can run it.
    pub goes_back: bool,
}

/// Writes `sequences`, which hold `groups`, as alternatives of one expression.
pub(in crate::syntax::pattern) fn write<'p>(
    sequences: impl IntoIterator<Item = &'p [Piece]>,
    groups: &Groups,
) -> Written {
    let mut writer = Writer {
        text: String::new(),
        goes_back: false,
        // The engine hands what looks easy to another one, which does not go back to leave out a
        // group that a conditional asks for. An empty look-ahead makes any group look hard.
        capture: if groups.tested { "((?=)" } else { "(" },
    };
    writer.sequences(sequences);
    Written {
        text: writer.text,
        goes_back: writer.goes_back,
    }
}

struct Writer {
    text: String,
    goes_back: bool,
    capture: &'static str,
}

impl Writer {
    fn sequences<'p>(&mut self, sequences: impl IntoIterator<Item = &'p [Piece]>) {
        for (position, sequence) in sequences.into_iter().enumerate() {
            if position > 0 {
                self.text.push('|');
            }
            for piece in sequence {
                self.item(&piece.item);
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Char(char, case) => self.char(*char, *case),
            Item::Set(set) => self.set(set),
            Item::Any { newline: true } => self.text.push_str("(?s:.)"),
            Item::Any { newline: false } => self.text.push('.'),
            Item::Anchor(anchor) => self.anchor(*anchor),
            Item::Group {
                capture: Some(_),
                body,
            } => self.bracket(self.capture, body),
            Item::Group {
                capture: None,
                body,
            } => self.bracket("(?:", body),
            Item::Repeat(item, times) => self.repeat(item, *times),
            Item::Atomic(body) => self.going_back("(?>", body),
            Item::Look {
                behind,
                negated,
                body,
            } => self.look(*behind, *negated, body),
            Item::Conditional { group, yes, no } => self.conditional(*group, yes, no),
            Item::Back(group, case) => self.back(*group, *case),
        }
    }

    fn bracket(&mut self, open: &str, body: &Alternatives) {
        self.text.push_str(open);
        self.sequences(body.iter().map(Vec::as_slice));
        self.text.push(')');
    }

    fn going_back(&mut self, open: &str, body: &Alternatives) {
        self.goes_back = true;
        self.bracket(open, body);
    }

    /// What was found ahead or behind is found once and for all, which the engine must be told.
    fn look(&mut self, behind: bool, negated: bool, body: &Alternatives) {
        let (open, close) = match (behind, negated) {
            (false, false) => ("(?>(?=", ")"),
            (false, true) => ("(?!", ""),
            (true, false) => ("(?>(?<=", ")"),
            (true, true) => ("(?<!", ""),
        };
        self.going_back(open, body);
        self.text.push_str(close);
    }

    fn back(&mut self, group: usize, case: Case) {
        self.goes_back = true;
        let open = if case == Case::Kept { "(?:" } else { "(?i:" };
        self.text.push_str(&format!("{open}\\{group})"));
    }

    fn conditional(&mut self, group: usize, yes: &[Piece], no: &[Piece]) {
        self.goes_back = true;
        // Without the empty look-ahead the engine takes two empty sequences for a test of the group.
        self.text.push_str(&format!("(?({group})(?=)(?:"));
        self.sequences([yes]);
        self.text.push_str(")|(?:");
        self.sequences([no]);
        self.text.push_str("))");
    }

    fn repeat(&mut self, item: &Item, times: Times) {
        let possessive = times.greed == Greed::Possessive;
        self.goes_back |= possessive;
        let lazy = times.greed == Greed::Least;
        let (open, close) = match (times.min, times.max) {
            (0, Some(0)) => ("|[^\\s\\S]", ")".to_owned()),
            (0, Some(1)) if lazy => ("|", ")".to_owned()),
            (0, Some(1)) => ("", "|)".to_owned()),
            (1, Some(1)) => ("", ")".to_owned()),
            (min, max) => {
                let max = max.map_or(String::new(), |max| max.to_string());
                let lazy = if lazy { "?" } else { "" };
                ("", format!("){{{min},{max}}}{lazy}"))
            }
        };
        self.text
            .push_str(if possessive { "(?>(?:" } else { "(?:" });
        self.text.push_str(open);
        self.item(item);
        self.text.push_str(&close);
        self.text.push_str(if possessive { ")" } else { "" });
    }

    fn anchor(&mut self, anchor: Anchor) {
        self.text.push_str(match anchor {
            Anchor::Start => "\\A",
            Anchor::LineStart => "(?m:^)",
            // Names hold no newline, so `$` and the end are one.
            Anchor::End => "\\z",
            Anchor::LineEnd => "(?m:$)",
            Anchor::Word {
                inside,
                ascii: true,
            } => return self.ascii_word_border(inside),
            Anchor::Word { inside: true, .. } => "\\B",
            Anchor::Word { inside: false, .. } => "\\b",
        });
    }

    /// Within `(?a)` only the letters of ASCII make words, which our engines cannot be told.
    fn ascii_word_border(&mut self, inside: bool) {
        self.goes_back = true;
        let word = chars::class(Class::Word, true);
        let (after_word, after_other) = if inside { ("=", "!") } else { ("!", "=") };
        self.text.push_str(&format!(
            "(?:(?<=[{word}])(?{after_word}[{word}])|(?<![{word}])(?{after_other}[{word}]))"
        ));
    }
}
