//! Failures and warnings for people: what, where in their own line, and what to try next.

mod data;
mod excerpt;
mod frame;

pub use data::{error_json, warning_json};

use super::{Style, Tone, json, one_line};
use crate::error::{Error, Place};

const LONGEST_MESSAGE: usize = 500;
const MOST_ITEMS: usize = 5;
/// What stands before each of several reasons that a message lists.
const ITEM: &str = "\n- ";
const LONGEST_HINT: usize = 300;
const MOST_HINTS: usize = 5;

/// The failure in few lines, without a final line end: the message with its step counted from 1,
/// the file and the key, the line with carets under what is at fault, hints. Under `--json` one line of
/// [`error_json`].
///
/// ```text
/// error: scale: no tensor in `base` matches `ln_g.weight`
///   | scale: from: ln_g.weight, to: half.weight, by: 0.5
///   |              ^^^^^^^^^^^
/// hint: did you mean `ln_f.weight`?
/// ```
pub fn render_error(error: &Error, style: &Style) -> String {
    if style.json {
        return json::line(&error_json(error));
    }
    let step = error
        .step()
        .map(|step| format!("step {}: ", step.saturating_add(1)));
    let mut parts = error.message().split(ITEM);
    let message = one_line(parts.next().unwrap_or(""), LONGEST_MESSAGE);
    let key = error.key().filter(|key| !is_shown(key, error));
    let headline = headline(
        "error",
        Tone::Bad,
        &(step.unwrap_or_default() + &message),
        style,
    );
    let mut lines = vec![headline];
    let items = parts.take(MOST_ITEMS);
    lines.extend(items.map(|item| format!("- {}", one_line(item, LONGEST_MESSAGE))));
    lines.extend(frame::lines(error.place(), key, style));
    lines.extend(hints(error.hints(), style));
    lines.join("\n")
}

/// A warning in at most five lines, in the manner of [`render_error`].
pub fn render_warning(message: &str, place: Option<&Place>, style: &Style) -> String {
    if style.json {
        return json::line(&warning_json(message, place));
    }
    let message = one_line(message, LONGEST_MESSAGE);
    let mut lines = vec![headline("warning", Tone::Warn, &message, style)];
    lines.extend(frame::lines(place, None, style));
    lines.join("\n")
}

/// Whether the reader sees the key anyway: in the message, or in the line they just typed.
fn is_shown(key: &str, error: &Error) -> bool {
    let typed = error
        .place()
        .is_some_and(|place| place.text().name().is_none());
    typed || error.message().contains(&format!("`{key}`"))
}

fn headline(word: &str, tone: Tone, message: &str, style: &Style) -> String {
    format!("{}: {message}", style.paint(tone, word))
}

fn hints(hints: &[String], style: &Style) -> Vec<String> {
    let hint = |text: &str| headline("hint", Tone::Good, text, style);
    if hints.len() <= MOST_HINTS {
        return hints
            .iter()
            .map(|text| hint(&one_line(text, LONGEST_HINT)))
            .collect();
    }
    let shown = &hints[..MOST_HINTS - 1];
    let more = format!("{} more with --json", hints.len() - shown.len());
    let shown = shown.iter().map(|text| hint(&one_line(text, LONGEST_HINT)));
    shown.chain([hint(&more)]).collect()
}

#[cfg(test)]
mod tests;
