//! A text page by page: through the pager of the person, or a plain one of our own.

use super::editor::{Editor, Typed};
use super::say;
use crate::report::{Alphabet, Answer, Style, Voice, rows};
use std::io::{ErrorKind, Write};
use std::process::{Child, Command, Stdio};

/// The pager where none is named: what fits is only shown, colours stay, long lines are cut and can be scrolled,
/// and what was read stays on the screen.
const PAGER: [&str; 2] = ["less", "-FRXS"];

/// Shows an answer: on a screen that is lower than it, page by page, through the command `named`, if one is.
pub(super) fn show(voice: &Voice, editor: &mut Editor, named: Option<&str>, answer: &Answer) {
    let style = voice.style();
    let text = voice.rendered(answer);
    let is_person = style.moves && !style.json;
    if !is_person || rows(&text, style.width) < style.height {
        return voice.answer(answer);
    }
    let text = style.alphabet.spell(&text);
    let words = words(named);
    match words.split_first().and_then(|words| begin(words, &style)) {
        Some(pager) => through(pager, &text),
        None => page_by_page(voice, editor, &text),
    }
}

/// Begins a pager; nothing where there is none of that name. It knows the characters that the screen knows.
fn begin((program, arguments): (&&str, &[&str]), style: &Style) -> Option<Child> {
    let mut command = Command::new(program);
    if style.alphabet == Alphabet::Unicode && std::env::var_os("LESSCHARSET").is_none() {
        command.env("LESSCHARSET", "utf-8");
    }
    command.args(arguments).stdin(Stdio::piped()).spawn().ok()
}

/// The words of the command that pages; none where the person wants none.
fn words(named: Option<&str>) -> Vec<&str> {
    named.map_or(PAGER.to_vec(), |named| named.split_whitespace().collect())
}

/// Hands the text over and waits. A pager that is left early, or fails, says so itself.
fn through(mut pager: Child, text: &str) {
    if let Some(mut input) = pager.stdin.take() {
        let written = input.write_all(text.as_bytes());
        let written = written.and_then(|()| input.write_all(b"\n"));
        written.unwrap_or_default();
    }
    while let Err(cause) = pager.wait() {
        if cause.kind() != ErrorKind::Interrupted {
            break;
        }
    }
}

fn page_by_page(voice: &Voice, editor: &mut Editor, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let page = voice.style().height.saturating_sub(1).max(1);
    let mut rest = lines.as_slice();
    while let Some((shown, behind)) = rest.split_at_checked(page.min(rest.len())) {
        voice.line(&shown.join("\n"));
        rest = behind;
        if rest.is_empty() {
            break;
        }
        let question = format!("-- {} more lines, Enter goes on, q ends -- ", rest.len());
        match editor.ask(&question) {
            Typed::Line(answer) if answer.is_empty() => {}
            _ => return say::aside(voice, "the rest is not shown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_is_that_of_the_person() {
        assert_eq!(words(None), PAGER);
        assert_eq!(words(Some("most -w")), ["most", "-w"]);
        assert!(words(Some(" ")).is_empty());
    }
}
