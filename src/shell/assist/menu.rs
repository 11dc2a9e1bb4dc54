//! The menu of candidates: what is offered in one column, what it is in another.

use crate::guide::complete::{Candidate, Completion};
use crate::report::{Alphabet, columns, cut, human, visible};
use rustyline::completion;

/// A candidate as the line editor takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::shell) struct Offer {
    shown: String,
    insert: String,
}

impl Offer {
    /// The only candidate, which needs no menu.
    pub(super) fn alone(insert: String) -> Self {
        Offer {
            shown: insert.clone(),
            insert,
        }
    }
}

impl completion::Candidate for Offer {
    fn display(&self) -> &str {
        &self.shown
    }

    fn replacement(&self) -> &str {
        &self.insert
    }
}

/// The columns between two candidates of a row, which the line editor leaves free.
const APART: usize = 2;
/// Fewer columns are not worth describing in.
const LEAST: usize = 8;

/// The room for a menu.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The columns of the screen.
    pub columns: usize,
    /// The rows that the menu may take.
    pub rows: usize,
}

/// The menu: in so many columns that all of it has room, for which descriptions are cut or left out. What has no
/// room even so is counted.
pub(super) fn of(completion: Completion, room: Room, alphabet: Alphabet) -> Vec<Offer> {
    let rows: Vec<Row> = completion.candidates.into_iter().map(Row::of).collect();
    let column = rows.iter().map(|row| columns(&row.shown)).max();
    let column = column.unwrap_or(0);
    let width = rows.iter().map(|row| row.width(column)).max().unwrap_or(0);
    let fits = |across: usize| rows.len() <= across * room.rows;
    let natural = (room.columns / (width + APART)).max(1);
    let most = (room.columns / (column + APART)).max(1);
    let across = (natural..=most).find(|across| fits(*across));
    let across = across.unwrap_or(most.max(natural));
    let cell = (room.columns / across).saturating_sub(APART).max(1);
    let held = (across * room.rows).max(2);
    let left_out = completion.more > 0 || rows.len() > held;
    let kept = match left_out {
        true => rows.len().min(held - 1),
        false => rows.len(),
    };
    let more = rows.len() - kept + completion.more;
    let offer = |row: Row| row.offer(column, cell);
    let mut offers: Vec<Offer> = rows.into_iter().take(kept).map(offer).collect();
    if left_out {
        let words = format!("... {} more", human::count(more as u64));
        offers.push(Offer {
            shown: alphabet.spell(&words).into_owned(),
            insert: completion.common,
        });
    }
    offers
}

/// A candidate with nothing hidden in it.
struct Row {
    shown: String,
    about: String,
    insert: String,
}

impl Row {
    fn of(candidate: Candidate) -> Self {
        Row {
            shown: visible(candidate.shown.trim()).into_owned(),
            about: candidate.about,
            insert: candidate.insert,
        }
    }

    /// The columns it takes, its name standing in one of this width.
    fn width(&self, column: usize) -> usize {
        match self.about.as_str() {
            "" => columns(&self.shown),
            about => column + APART + columns(about),
        }
    }

    fn offer(self, column: usize, cell: usize) -> Offer {
        let shown = match self.about.as_str() {
            about if about.is_empty() || cell < column + APART + LEAST.min(columns(about)) => {
                self.shown
            }
            about => {
                let blanks = column - columns(&self.shown) + APART;
                format!("{}{:blanks$}{about}", self.shown, "")
            }
        };
        Offer {
            shown: cut(&shown, cell).trim_end().to_string(),
            insert: self.insert,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustyline::completion::Candidate as _;

    fn completion(candidates: &[(&str, &str)], more: usize) -> Completion {
        let candidate = |(insert, about): &(&str, &str)| Candidate {
            insert: (*insert).into(),
            shown: (*insert).into(),
            about: (*about).into(),
        };
        Completion {
            candidates: candidates.iter().map(candidate).collect(),
            more,
            ..Completion::default()
        }
    }

    fn shown(candidates: &[(&str, &str)], more: usize, columns: usize, rows: usize) -> Vec<String> {
        let room = Room { columns, rows };
        let menu = of(completion(candidates, more), room, Alphabet::Unicode);
        menu.iter()
            .map(|offer| offer.display().to_string())
            .collect()
    }

    const KEYS: [(&str, &str); 2] = [("from: ", "the tensors to read"), ("[", "")];

    #[test]
    fn descriptions_stand_below_each_other_and_are_cut_at_the_edge() {
        assert_eq!(shown(&KEYS, 0, 40, 9), ["from:  the tensors to read", "["]);
        assert_eq!(shown(&KEYS, 0, 18, 9), ["from:  the tenso", "["]);
        assert_eq!(shown(&KEYS, 0, 12, 9), ["from:", "["]);
        let wide = [("日本", "x"), ("ab", "y")];
        assert_eq!(shown(&wide, 0, 40, 9), ["日本  x", "ab    y"]);
    }

    #[test]
    fn a_menu_is_no_higher_than_its_room() {
        let keys = [
            ("aa", "first of them"),
            ("bb", "second of them"),
            ("cc", "third"),
        ];
        assert_eq!(shown(&keys, 0, 30, 3)[0], "aa  first of them");
        assert_eq!(
            shown(&keys, 0, 30, 2),
            ["aa  first of", "bb  second of", "cc  third"]
        );
        assert_eq!(shown(&keys, 0, 30, 1), ["aa", "bb", "cc"]);
        assert_eq!(shown(&keys, 0, 4, 2), ["aa", "... 2 more"]);
        assert_eq!(
            shown(&keys, 1200, 80, 9).last().map(String::as_str),
            Some("... 1 200 more")
        );
    }

    #[test]
    fn nothing_that_moves_the_cursor_is_shown() {
        assert_eq!(shown(&[("a\u{1b}[31m", "")], 0, 40, 9), [r"a\x1b[31m"]);
    }
}
