//! Sessions that are kept as texts: what was opened, what was typed, and the answers.

/// What stands before the program's arguments.
const OPENED: &str = "$ brainsurgery";
/// What stands before a typed line.
const TYPED: &str = "> ";

/// A session as it went: what was opened behind `$`, what was typed behind `>`, and the answers between.
#[derive(Clone, Copy, Debug)]
pub struct Story<'t>(pub(super) &'t str);

impl<'t> Story<'t> {
    /// The session that a text keeps.
    pub fn of(text: &'t str) -> Self {
        Story(text)
    }

    /// What it is about: the lines above that begin with `#`.
    pub fn about(self) -> impl Iterator<Item = &'t str> {
        let lines = self.0.lines();
        let above = lines.take_while(|line| !line.starts_with(OPENED));
        let comments = above.filter(|line| line.starts_with('#'));
        comments.map(|line| line.trim_start_matches('#').trim_start())
    }

    /// What is opened, as it is given to the program in the folder of the demonstration.
    pub fn opened(self) -> impl Iterator<Item = &'t str> {
        let started = self.0.lines().find_map(|line| line.strip_prefix(OPENED));
        started.unwrap_or("").split_whitespace()
    }

    /// The lines as they are typed.
    pub fn typed(self) -> impl Iterator<Item = &'t str> {
        self.0.lines().filter_map(|line| line.strip_prefix(TYPED))
    }

    /// How the program was started, typed lines and answers, as they stand on the screen.
    pub fn screen(self) -> impl Iterator<Item = &'t str> {
        let started = |line: &&str| line.starts_with(OPENED);
        self.0.lines().skip_while(move |line| !started(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: Story<'_> = Story("# About.\n\n$ brainsurgery a b\n> dump\na: 1\n> exit\n");

    #[test]
    fn a_story_has_inputs_lines_and_a_screen() {
        assert_eq!(STORY.about().collect::<Vec<_>>(), ["About."]);
        assert_eq!(STORY.opened().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(STORY.typed().collect::<Vec<_>>(), ["dump", "exit"]);
        assert_eq!(
            STORY.screen().collect::<Vec<_>>(),
            ["$ brainsurgery a b", "> dump", "a: 1", "> exit"]
        );
    }
}
