//! What a person is told beside answers: on the screen, wherever the answers go.

use crate::report::{Style, Tone, Voice, human, step_line};
use std::time::Duration;

/// Tells a person something that is no answer.
pub(super) fn aside(voice: &Voice, text: &str) {
    match voice.style().terminal {
        true => voice.line(text),
        false => voice.note(text),
    }
}

/// Tells what a step did that shows nothing.
pub(super) fn result(voice: &Voice, name: &str, what: &str, elapsed: Option<Duration>) {
    aside(voice, &step_line(name, what, elapsed, &style(voice)));
}

/// Tells how long an answer took.
pub(super) fn time(voice: &Voice, elapsed: Option<Duration>) {
    let style = voice.style();
    if let Some(elapsed) = elapsed.filter(|_| style.terminal) {
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
