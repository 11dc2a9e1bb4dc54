//! What lines that are typed one below the other wait for, and how far in the next one stands.

use super::{End, joined};
use crate::syntax::brackets::Brackets;

/// What typed lines wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// A bracket or a quote to be closed, or what follows a backslash.
    Rest,
    /// Lines of YAML, up to a blank one.
    Lines,
}

/// What lines that were typed together wait for, if they are not complete. A blank line at the end waits for
/// nothing.
pub fn wait(typed: &str) -> Option<Wait> {
    if joined::goes_on(typed) {
        return Some(Wait::Rest);
    }
    let typed = joined::of(typed);
    let (above, last) = typed.rsplit_once('\n').unwrap_or(("", &typed));
    let is_blank = last.trim().is_empty() && !above.is_empty();
    if is_blank {
        return None;
    }
    let first = typed.lines().next().unwrap_or("");
    let of_yaml = matches!(End::of(first.trim_end()), End::Blank);
    match End::of(typed.trim_end()) {
        End::Closed(_) => Some(Wait::Rest),
        _ if of_yaml && Brackets::of(&typed).is_open() => Some(Wait::Rest),
        _ if of_yaml => Some(Wait::Lines),
        End::Blank | End::FirstLine => None,
    }
}

/// How many blanks the line below some lines begins with, the last of which ends with a line end: those of the line
/// above it, two more behind a colon, and as many as the items above where another item is begun.
pub fn indent(above: &str, is_item: bool) -> usize {
    let lines = || above.lines().rev().filter(|line| !line.trim().is_empty());
    let Some(last) = lines().next() else {
        return 0;
    };
    let own = blanks(last);
    let line = last.trim_start();
    let key = line.trim_start_matches("- ");
    if line.trim_end().ends_with(':') && !Brackets::of(above).is_open() {
        return own + (line.len() - key.len()) + 2;
    }
    if !is_item {
        return own;
    }
    let mut items = lines().filter(|line| line.trim_start().starts_with('-'));
    items.next().map_or(own, blanks)
}

fn blanks(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_wait_until_they_are_complete() {
        let cases = [
            ("copy: { from: a,", Some(Wait::Rest)),
            ("copy: { from: a,\n", None),
            ("copy: { from: a,\n to: b", Some(Wait::Rest)),
            ("copy: { from: a,\n to: b }", None),
            ("dump: 'a", Some(Wait::Rest)),
            ("copy: from: a, \\", Some(Wait::Rest)),
            ("copy: from: a, \\\n to: b", None),
            ("copy:", Some(Wait::Lines)),
            ("inputs: [m.safetensors]", Some(Wait::Lines)),
            (
                "inputs: [m.safetensors]\ntransforms:\n- exit",
                Some(Wait::Lines),
            ),
            ("copy:\n", None),
            ("copy:\n  from: a", Some(Wait::Lines)),
            ("copy:\n  from: a\n    ", None),
            ("- copy: { from: a }", Some(Wait::Lines)),
            ("- copy: { from: a,", Some(Wait::Rest)),
            ("- copy: { from: a }\n- dump: [h,", Some(Wait::Rest)),
            ("- copy: { from: a }\n", None),
            ("exit", None),
            ("exit\ndump", None),
            ("# a note", None),
            ("", None),
            ("\n", None),
        ];
        for (typed, waits) in cases {
            assert_eq!(wait(typed), waits, "{typed:?}");
        }
    }

    #[test]
    fn the_next_line_stands_below_what_it_belongs_to() {
        let cases = [
            ("copy:\n", false, 2),
            ("copy:\n  from: a\n", false, 2),
            ("- copy:\n", false, 4),
            ("- copy:\n    from: a\n", false, 4),
            ("- copy:\n    from: a\n", true, 0),
            ("- exit\n", true, 0),
            ("assert:\n  all:\n", true, 4),
            ("assert:\n  all:\n    - exists: a\n", true, 4),
            ("copy: { from: a,\n", false, 0),
            ("copy: {from:\n", false, 0),
            ("", false, 0),
        ];
        for (above, is_item, blanks) in cases {
            assert_eq!(indent(above, is_item), blanks, "{above:?}");
        }
    }
}
