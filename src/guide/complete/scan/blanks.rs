//! Blanks and comments.

/// How many bytes of blanks a text begins with.
pub(super) fn length(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\r']).len()
}

/// How many bytes the backslash that joins two lines takes, with the line end behind it; none where a text does not
/// begin with one.
pub(super) fn joint(text: &str) -> usize {
    let behind = text.strip_prefix('\\').unwrap_or("");
    let end = length(behind);
    match behind[end..].starts_with('\n') {
        true => end + 2,
        false => 0,
    }
}

/// How many spaces a text begins with.
pub(super) fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// How many bytes the first line takes, without its end.
pub(super) fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}
