//! Keys, values, and what stands behind them.

use super::{End, Form, Ink, Level, Next, Scanner, Token, blanks, word};
use crate::guide::complete::want::Want;
use crate::guide::complete::words;
use crate::signature::{Access, Kind};
use crate::syntax::block::{self, TRANSFORMS};
use crate::syntax::oly;

impl Scanner<'_> {
    /// A key with its colon, or the name of a step that stands alone.
    pub(super) fn key(&mut self) {
        let (start, rest) = (self.at, self.rest());
        if rest.starts_with(['}', ']', ',']) {
            return self.behind();
        }
        if self.level().form == Form::Root && rest.starts_with('?') {
            return self.question();
        }
        if self.level().form == Form::Root && rest.starts_with('[') {
            return self.value(Want::Step);
        }
        if rest.starts_with('{') && self.level().want == Want::Step {
            return self.value(Want::Step);
        }
        let Some(name) = oly::identifier_at(rest) else {
            return self.pass_over();
        };
        let end = start + name.len();
        let colon = end + blanks::length(&self.text[end..]);
        if self.text[colon..].starts_with(':') {
            return self.pair(name, colon);
        }
        let is_cut = end == self.text.len();
        self.name_key(name, is_cut);
        if is_cut {
            self.end = Some(End::Key(start));
            return;
        }
        self.level().open(name, end);
        self.done(end);
    }

    /// `?` or `??` before the topic that is asked about.
    fn question(&mut self) {
        self.mark();
        self.at += self
            .rest()
            .bytes()
            .take(2)
            .take_while(|mark| *mark == b'?')
            .count();
        let at = self.at;
        self.level().open("", at);
        self.next = Next::Value(Want::Value(Kind::Topic));
    }

    fn pair(&mut self, name: &str, colon: usize) {
        let start = self.at;
        self.name_key(name, false);
        let want = match self.is_section(name) {
            true if name == TRANSFORMS => Want::Value(Kind::Steps),
            true => Want::Nothing,
            false => self.level().want.behind(name, self.scene),
        };
        self.at = colon + 1;
        if self.at == self.text.len() {
            self.end = Some(End::Key(start));
            return;
        }
        let at = self.at;
        self.level().open(name, at);
        self.next = Next::Value(want);
    }

    /// Notes what a key is; one on its way need only be the beginning of one.
    fn name_key(&mut self, name: &str, on_its_way: bool) {
        let want = self.level().want.keyed();
        let known = want.knows(name, self.scene)
            || (on_its_way && words::some_key_begins(want, name, self.scene));
        let ink = match want {
            _ if self.is_section(name) => Ink::Key,
            _ if !known => Ink::Unknown,
            Want::Payload(_) | Want::Nothing => Ink::Key,
            _ => Ink::Verb,
        };
        self.token(name.len(), ink);
    }

    /// Whether this is a section of the plan that the text is.
    fn is_section(&self, name: &str) -> bool {
        let is_root = matches!(self.levels.last(), Some(level) if level.form == Form::Root);
        let holds_steps = |line: &str| {
            line.strip_prefix(TRANSFORMS)
                .is_some_and(|rest| rest.starts_with(':'))
        };
        is_root && block::is_section(name) && self.text.lines().any(holds_steps)
    }

    /// A value, or the key of a mapping without braces.
    pub(super) fn value(&mut self, want: Want) {
        let rest = self.rest();
        let at = self.at;
        self.level().begin(at);
        match rest.chars().next() {
            Some('{') => self.bracket(Level::new(Form::Braces, want), Next::Key),
            Some('[') if !oly::is_bracket_led(rest) => {
                let mut list = Level::new(Form::List, want);
                list.open("", at + 1);
                self.bracket(list, Next::Value(want.item()));
            }
            Some('}' | ']' | ',') => self.behind(),
            Some('\'' | '"') => self.quoted(want),
            _ if self.is_key(want) => {
                let form = match want {
                    Want::Payload(_) | Want::Nothing if self.levels.len() == 1 => Form::Line,
                    _ => Form::Nested,
                };
                self.levels.push(Level::new(form, want));
                self.next = Next::Key;
            }
            _ => self.bare(want),
        }
    }

    fn bracket(&mut self, level: Level, next: Next) {
        self.mark();
        self.levels.push(level);
        self.at += 1;
        self.next = next;
    }

    fn is_key(&self, want: Want) -> bool {
        if !want.takes_keys() {
            return false;
        }
        let Some(name) = oly::identifier_at(self.rest()) else {
            return false;
        };
        let behind = &self.rest()[name.len()..];
        let colon = match want {
            Want::Payload(_) => &behind[blanks::length(behind)..],
            _ => behind,
        };
        match want {
            Want::Payload(_) => colon.starts_with(':') && !colon.starts_with("::"),
            _ => colon == ":" || colon.starts_with(": ") || colon.starts_with(":\n"),
        }
    }

    fn quoted(&mut self, want: Want) {
        let Some(length) = word::quoted(self.rest()) else {
            self.end = Some(End::Value(self.at, want));
            let length = self.rest().len();
            return self.token(length, Ink::Text);
        };
        let inner = &self.rest()[1..length - 1];
        let ink = match words::ink(want, inner, self.scene) {
            Ink::Number => Ink::Text,
            ink => ink,
        };
        self.token(length, ink);
        self.done(self.at + length);
    }

    fn bare(&mut self, want: Want) {
        let length = word::length(self.rest());
        let cut = self.at + length == self.text.len();
        let written = &self.rest()[..length];
        let ink = match words::ink(want, written, self.scene) {
            Ink::Unknown if cut && words::some_begins(want, written, self.scene) => Ink::Text,
            ink => ink,
        };
        self.token(length, ink);
        if cut {
            self.end = Some(End::Value(self.at, want));
            let end = self.text.len();
            return self.level().close(end);
        }
        self.done(self.at + length);
    }

    /// A comma, a closing bracket, or something that has no place here.
    pub(super) fn behind(&mut self) {
        match self.rest().chars().next() {
            Some(',') => self.comma(),
            Some('}') => self.close(Form::Braces),
            Some(']') => self.close(Form::List),
            _ if self.is_forgiven() => self.next = Next::Key,
            Some('>') if self.is_redirect() => self.redirect(),
            _ => {
                let whole = self.next;
                self.pass_over();
                if let Next::Behind(end) = whole
                    && self.at == self.text.len()
                {
                    self.end = Some(End::Behind(end));
                }
            }
        }
    }

    /// Whether the answer of the step is to go to a file.
    fn is_redirect(&self) -> bool {
        let blank = |text: &str| text.starts_with([' ', '\t']);
        blank(&self.rest()[1..])
            && self.text[..self.at].ends_with([' ', '\t'])
            && !self.is_inside_brackets()
    }

    fn redirect(&mut self) {
        self.mark();
        self.at += 1;
        self.levels.truncate(1);
        let at = self.at;
        self.level().open("", at);
        self.next = Next::Value(Want::Value(Kind::Path(Access::Write)));
    }

    /// A comma may be missing before a key.
    fn is_forgiven(&self) -> bool {
        let pairs = matches!(
            self.levels.last(),
            Some(level) if matches!(level.form, Form::Line | Form::Braces)
        );
        pairs
            && oly::identifier_at(self.rest())
                .is_some_and(|name| self.rest()[name.len()..].starts_with(':'))
    }

    fn comma(&mut self) {
        self.mark();
        self.at += 1;
        while self.level().form == Form::Nested {
            self.levels.pop();
        }
        if self.is_topic() {
            self.levels.push(Level::new(Form::Line, Want::Played));
            self.next = Next::Key;
        } else if self.level().form == Form::List {
            let (at, want) = (self.at, self.level().want.item());
            self.level().open("", at);
            self.next = Next::Value(want);
        } else {
            self.next = Next::Key;
        }
    }

    /// Whether the topic stands before us that help is asked about.
    fn is_topic(&mut self) -> bool {
        let scene = self.scene;
        let level = self.level();
        let verb = match (level.form, level.given.last()) {
            (Form::Root, Some(given)) => level.want.behind(&given.key, scene),
            (Form::Line, _) => level.want,
            _ => return false,
        };
        verb.alone() == Want::Value(Kind::Topic)
    }

    /// Closes a bracket, and what is open inside it. One that was never opened is passed over.
    fn close(&mut self, form: Form) {
        let Some(depth) = self.levels.iter().rposition(|level| level.form == form) else {
            return self.pass_over();
        };
        self.mark();
        self.levels.truncate(depth.max(1));
        self.done(self.at + 1);
    }

    fn token(&mut self, length: usize, ink: Ink) {
        self.tokens.push(Token {
            range: self.at..self.at + length,
            ink,
        });
    }
}
