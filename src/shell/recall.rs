//! Going back in the history: through all of it, or through what begins as typed.

use rustyline::history::History;
use rustyline::{
    Cmd, ConditionalEventHandler, Editor, Event, EventContext, EventHandler, Helper, KeyCode,
    KeyEvent, Modifiers, RepeatCount,
};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Which lines are in the history, so that a line that was recalled can be told from one that is typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Recall(Arc<Mutex<HashSet<String>>>);

impl Recall {
    /// Makes the arrows search where something was typed before them.
    pub(super) fn bind<H: Helper, I: History>(&self, lines: &mut Editor<H, I>) {
        let search = [
            (KeyCode::Up, Cmd::HistorySearchBackward),
            (KeyCode::Down, Cmd::HistorySearchForward),
        ];
        for (key, search) in search {
            let arrow = Arrow {
                entries: self.clone(),
                search,
            };
            let event = KeyEvent(key, Modifiers::NONE);
            lines.bind_sequence(event, EventHandler::Conditional(Box::new(arrow)));
        }
    }

    /// Notes an entry of the history.
    pub(super) fn add(&self, entry: &str) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(entry.to_string());
    }

    /// Whether a line with the cursor at `pos` is a beginning to search for.
    fn is_beginning(&self, line: &str, pos: usize) -> bool {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_recalled = pos == line.len() && entries.contains(line);
        pos > 0 && !line.contains('\n') && !is_recalled
    }
}

/// An arrow up or down.
struct Arrow {
    entries: Recall,
    search: Cmd,
}

impl ConditionalEventHandler for Arrow {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let searches = self.entries.is_beginning(context.line(), context.pos());
        searches.then(|| self.search.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recalled_line_is_no_beginning() {
        let recall = Recall::default();
        recall.add("copy: from: a, to: b");
        assert!(recall.is_beginning("co", 2));
        assert!(recall.is_beginning("copy: from: a, to: b", 2));
        assert!(!recall.is_beginning("copy: from: a, to: b", 20));
        assert!(!recall.is_beginning("", 0));
        assert!(!recall.is_beginning("- copy:\n  ", 10));
    }
}
