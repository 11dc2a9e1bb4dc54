//! What a person is told beside answers: on the screen, wherever the answers go.

use crate::report::{Style, Tone, Voice, human, step_line};
use std::time::Duration;

/// A time that can be felt.
const FELT: Duration = Duration::from_millis(100);

/// Tells a person something that is no answer.
pub(super) fn aside(voice: &Voice, text: &str) {
    match voice.style().terminal {
        true => voice.line(text),
        false => voice.note(text),
    }
}

/// Tells what a step did that shows nothing.
pub(super) fn result(voice: &Voice, name: &str, what: &str, elapsed: Duration) {
    aside(voice, &step_line(name, what, elapsed, &style(voice)));
}

/// Tells how long an answer took, where that could be felt.
pub(super) fn time(voice: &Voice, elapsed: Duration) {
    let style = voice.style();
    if style.terminal && elapsed >= FELT {
        voice.line(&style.paint(Tone::Quiet, &human::duration(elapsed)));
    }
}

/// How the screen wants what is no answer.
pub(super) fn style(voice: &Voice) -> Style {
    match voice.style() {
        style if style.terminal => style,
        _ => voice.error_style(),
    }
}
