//! Keys while a block of several lines is typed: how far in a line stands, what ends the block.

use crate::syntax::block::{self, Wait};
use rustyline::history::History;
use rustyline::{
    Cmd, ConditionalEventHandler, Editor, Event, EventContext, EventHandler, Helper, KeyCode,
    KeyEvent, Modifiers, RepeatCount,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is known of the lines that are typed now.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// Whether some of them were pasted: they are sent off as they stand.
    pasted: Arc<AtomicBool>,
}

impl Lines {
    /// Makes the keys of an editor know about blocks.
    pub(super) fn bind<H: Helper, I: History>(&self, lines: &mut Editor<H, I>) {
        let handler = EventHandler::Conditional(Box::new(self.clone()));
        lines.bind_sequence(Event::Any, handler);
    }

    /// Nothing is typed yet.
    pub(super) fn begin(&self) {
        self.pasted.store(false, Ordering::Relaxed);
    }

    /// What a key does with the lines typed so far, the cursor being at their end; nothing if it does what it
    /// always does.
    fn at_end(&self, key: KeyEvent, typed: &str) -> Option<Cmd> {
        let KeyEvent(code, modifiers) = key;
        match (code, modifiers) {
            (KeyCode::Enter, Modifiers::NONE) | (KeyCode::Char('J' | 'M'), Modifiers::CTRL) => {
                let pasted = self.pasted.swap(false, Ordering::Relaxed);
                let is_whole = pasted && typed.contains('\n');
                let runs = is_whole && block::wait(typed) != Some(Wait::Rest);
                runs.then_some(Cmd::AcceptLine)
            }
            (KeyCode::Char('D'), Modifiers::CTRL) => typed.contains('\n').then_some(Cmd::Interrupt),
            (KeyCode::Tab, Modifiers::NONE) => indented(typed, ""),
            (KeyCode::Char(c), Modifiers::NONE | Modifiers::SHIFT) if !c.is_whitespace() => {
                indented(typed, c.encode_utf8(&mut [0; 4]))
            }
            _ => None,
        }
    }
}

impl ConditionalEventHandler for Lines {
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, at: &EventContext) -> Option<Cmd> {
        let key = *event.get(0)?;
        if key.0 == KeyCode::BracketedPasteStart {
            self.pasted.store(true, Ordering::Relaxed);
        }
        let is_at_end = at.pos() == at.line().len();
        is_at_end.then(|| self.at_end(key, at.line())).flatten()
    }
}

/// Writes `word` where an empty line begins, as far in as it belongs; nothing where that is no line of a block, or
/// at its margin.
fn indented(typed: &str, word: &str) -> Option<Cmd> {
    let above = typed.strip_suffix('\n')?;
    block::wait(above)?;
    let blanks = block::indent(typed, word == "-");
    (blanks > 0).then(|| Cmd::Insert(1, format!("{}{word}", " ".repeat(blanks))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(c: char) -> KeyEvent {
        KeyEvent(KeyCode::Char(c), Modifiers::NONE)
    }

    fn insert(text: &str) -> Option<Cmd> {
        Some(Cmd::Insert(1, text.to_string()))
    }

    #[test]
    fn a_line_begins_where_it_belongs() {
        let lines = Lines::default();
        assert_eq!(lines.at_end(key('f'), "copy:\n"), insert("  f"));
        assert_eq!(lines.at_end(key('t'), "copy:\n  from: a\n"), insert("  t"));
        assert_eq!(lines.at_end(key('-'), "- copy:\n    to: a\n"), None);
        let tab = KeyEvent(KeyCode::Tab, Modifiers::NONE);
        assert_eq!(lines.at_end(tab, "- copy:\n"), insert("    "));
        for typed in [
            "",
            "copy",
            "copy:",
            "copy:\n ",
            "copy:\n  from: a",
            "exit\n",
        ] {
            assert_eq!(lines.at_end(key('f'), typed), None, "{typed:?}");
        }
        assert_eq!(lines.at_end(key(' '), "copy:\n"), None);
    }

    #[test]
    fn what_was_pasted_is_sent_off_by_one_key() {
        let enter = KeyEvent(KeyCode::Enter, Modifiers::NONE);
        let lines = Lines::default();
        let plan = "- exit\n- dump: [a";
        assert_eq!(lines.at_end(enter, "- exit\n- dump"), None);
        lines.pasted.store(true, Ordering::Relaxed);
        assert_eq!(lines.at_end(enter, plan), None);
        lines.pasted.store(true, Ordering::Relaxed);
        assert_eq!(lines.at_end(enter, "- exit\n- dump"), Some(Cmd::AcceptLine));
        assert_eq!(lines.at_end(enter, "- exit\n- dump"), None);
        lines.pasted.store(true, Ordering::Relaxed);
        lines.begin();
        assert_eq!(lines.at_end(enter, "- exit\n- dump"), None);
    }

    #[test]
    fn the_end_of_input_drops_a_block_and_nothing_else() {
        let end = KeyEvent(KeyCode::Char('D'), Modifiers::CTRL);
        let lines = Lines::default();
        assert_eq!(lines.at_end(end, "copy:\n"), Some(Cmd::Interrupt));
        assert_eq!(lines.at_end(end, "copy"), None);
        assert_eq!(lines.at_end(end, ""), None);
    }
}
