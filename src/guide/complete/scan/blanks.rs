//! Blanks and comments.

/// How many bytes of blanks a text begins with.
pub(super) fn length(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\r']).len()
}

/// How many spaces a text begins with.
pub(super) fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// How many bytes the first line takes, without its end.
pub(super) fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}
