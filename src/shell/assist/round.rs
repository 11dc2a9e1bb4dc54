//! The menu that stands on the screen, through which Tab goes on and Shift-Tab goes back.

use rustyline::history::History;
use rustyline::{
    Cmd, ConditionalEventHandler, Editor, Event, EventContext, EventHandler, Helper, KeyCode,
    KeyEvent, Modifiers, RepeatCount,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The menu that stands on the screen, if one does.
#[derive(Debug, Default)]
pub(super) struct Round {
    /// The line that it is for, as far as the menu has written it, and the cursor in it.
    line: String,
    pos: usize,
    /// Where its candidates begin in the line.
    start: usize,
    offered: Vec<String>,
    /// Which of them stands in the line.
    at: Option<usize>,
    /// Whether the next key goes back.
    back: Back,
}

/// Whether the key that asks for candidates goes back in the menu.
#[derive(Clone, Debug, Default)]
struct Back(Arc<AtomicBool>);

impl Round {
    /// Shift-Tab asks for candidates too, from now on.
    pub(super) fn bind<H: Helper, I: History>(&self, lines: &mut Editor<H, I>) {
        let event = KeyEvent(KeyCode::BackTab, Modifiers::NONE);
        let handler = EventHandler::Conditional(Box::new(self.back.clone()));
        lines.bind_sequence(event, handler);
    }

    /// The candidate that takes the place of the one in the line, if the line is still that of the menu; and where
    /// it begins. One that holds others gives way to those when it is asked for again.
    pub(super) fn next(&mut self, line: &str, pos: usize) -> Option<(usize, String)> {
        let back = self.back.0.swap(false, Ordering::Relaxed);
        let same = self.line == line && self.pos == pos && self.offered.len() > 1;
        let opens = |at: usize| self.offered[at].ends_with('.') && !back;
        if !same || self.at.is_some_and(opens) {
            return None;
        }
        let last = self.offered.len() - 1;
        let next = match (self.at, back) {
            (None, false) => 0,
            (None | Some(0), true) => last,
            (Some(at), true) => at - 1,
            (Some(at), false) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
        };
        self.at = Some(next);
        Some((self.start, self.offered[next].clone()))
    }

    /// Another menu stands on the screen.
    pub(super) fn show(&mut self, start: usize, offered: Vec<String>) {
        self.start = start;
        self.offered = offered;
        self.at = None;
    }

    /// The line is this one now, by what the menu did.
    pub(super) fn stands(&mut self, line: &str, pos: usize) {
        self.line = line.to_string();
        self.pos = pos;
    }

    /// Whether this is a candidate.
    pub(super) fn offers(&self, text: &str) -> bool {
        self.offered.iter().any(|offered| offered == text)
    }
}

impl ConditionalEventHandler for Back {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext) -> Option<Cmd> {
        self.0.store(true, Ordering::Relaxed);
        Some(Cmd::Complete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(offered: &[&str]) -> Round {
        let mut round = Round::default();
        round.show(2, offered.iter().map(|one| (*one).to_string()).collect());
        round.stands("a ", 2);
        round
    }

    /// The candidate that Tab, or Shift-Tab, writes.
    fn step(round: &mut Round, back: bool) -> Option<String> {
        round.back.0.store(back, Ordering::Relaxed);
        let (line, pos) = (round.line.clone(), round.pos);
        let (start, next) = round.next(&line, pos)?;
        let line = format!("{}{next}", &line[..start]);
        round.stands(&line, line.len());
        Some(next)
    }

    #[test]
    fn tab_goes_round_forward_and_shift_tab_backward() {
        let mut menu = round(&["x", "y", "z"]);
        let keys = [false, false, true, true, true, false, false];
        let written: Vec<_> = keys
            .map(|back| step(&mut menu, back))
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(written, ["x", "y", "x", "z", "y", "z", "x"]);
        assert_eq!(step(&mut round(&["x", "y"]), true).as_deref(), Some("y"));
    }

    #[test]
    fn a_line_that_was_changed_has_another_menu() {
        let mut menu = round(&["x", "y"]);
        assert!(menu.next("a b", 3).is_none());
        assert!(menu.next("a ", 1).is_none());
        assert!(round(&["x"]).next("a ", 2).is_none());
    }

    #[test]
    fn what_holds_others_is_opened() {
        let mut menu = round(&["h.", "w"]);
        assert_eq!(step(&mut menu, false).as_deref(), Some("h."));
        assert_eq!(step(&mut menu, false), None);
        assert_eq!(step(&mut menu, true).as_deref(), Some("w"));
    }
}
