//! From the characters that the parser counts to the bytes of a text.

/// Characters between two remembered offsets: one word of memory for each of these.
const STRIDE: usize = 64;

/// Finds the byte at which a character of a text begins.
pub(super) struct Offsets<'a> {
    content: &'a str,
    /// The byte of every [`STRIDE`]th character; nothing where characters are bytes.
    marks: Vec<usize>,
}

impl<'a> Offsets<'a> {
    /// Prepares for look-ups in `content`.
    pub(super) fn new(content: &'a str) -> Self {
        let marks = match content.is_ascii() {
            true => Vec::new(),
            false => content
                .char_indices()
                .step_by(STRIDE)
                .map(|(byte, _)| byte)
                .collect(),
        };
        Offsets { content, marks }
    }

    /// The byte at which character `index` begins; the end of the text for any beyond it.
    pub(super) fn byte(&self, index: usize) -> usize {
        if self.marks.is_empty() {
            return index.min(self.content.len());
        }
        let Some(&mark) = self.marks.get(index / STRIDE) else {
            return self.content.len();
        };
        let mut rest = self.content[mark..].char_indices();
        match rest.nth(index % STRIDE) {
            Some((byte, _)) => mark + byte,
            None => self.content.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_found() {
        for text in ["", "abc", &"aé日🎉\n".repeat(100)] {
            let offsets = Offsets::new(text);
            for (index, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.byte(index), byte);
            }
            let length = text.chars().count();
            assert_eq!(offsets.byte(length), text.len());
            assert_eq!(offsets.byte(length + 1000), text.len());
        }
    }
}
