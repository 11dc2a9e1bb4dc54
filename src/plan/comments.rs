//! What a person wrote between the steps of a plan or a recording.

use crate::error::Text;
use crate::syntax::Node;
use std::sync::Arc;

/// The comments of a text that no step was asked for yet, each with the place where it begins.
#[derive(Debug, Default)]
pub struct Comments {
    text: Option<Arc<Text>>,
    left: std::vec::IntoIter<(usize, String)>,
}

impl Comments {
    /// The comments of a text, of which our own (`#:`) are none.
    pub fn of(text: &Arc<Text>) -> Self {
        Comments {
            text: Some(text.clone()),
            left: lines(text.content()).into_iter(),
        }
    }

    /// The comments above those steps, which stand in the text of the first of them that stands in any.
    pub(super) fn of_steps(steps: &[Node]) -> Self {
        let place = steps.iter().find_map(|step| step.place.as_ref());
        place.map_or_else(Comments::default, |place| Comments::of(place.text()))
    }

    /// Those between the step before and this one; a step that comes from elsewhere has none.
    pub fn above(&mut self, step: &Node) -> Vec<String> {
        let place = step.place.as_ref();
        let here = place.filter(|place| {
            let text = self.text.as_ref();
            text.is_some_and(|text| Arc::ptr_eq(text, place.text()))
        });
        self.until(here.map_or(0, |place| place.range().start))
    }

    /// Those behind the last step.
    pub fn rest(&mut self) -> Vec<String> {
        self.until(usize::MAX)
    }

    fn until(&mut self, end: usize) -> Vec<String> {
        let above = self.left.as_slice().partition_point(|(at, _)| *at < end);
        let above = self.left.by_ref().take(above);
        above.map(|(_, comment)| comment).collect()
    }
}

fn lines(text: &str) -> Vec<(usize, String)> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len();
        (at, line.trim())
    });
    lines
        .filter(|(_, line)| line.starts_with('#') && !line.starts_with("#:"))
        .map(|(at, line)| (at, line.to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Context, Document};
    use crate::syntax::yaml;

    fn document(text: &Arc<Text>) -> Document {
        let context = Context::default();
        let (root, _) = yaml::parse(text, &context.dialect).expect("YAML");
        Document::from_node(root, &context).expect("a plan").0
    }

    #[test]
    fn comments_stand_above_their_steps() {
        let plan =
            "# About.\n\ntransforms:\n  # First.\n- exit\n#: ours\n# Then.\n- dump: w\n# End.\n";
        let text = Text::file("plan.yaml", plan);
        let steps = document(&text).steps;
        let mut comments = Comments::of_steps(&steps);
        assert_eq!(comments.above(&steps[0]), ["# About.", "# First."]);
        assert_eq!(comments.above(&steps[1]), ["# Then."]);
        assert_eq!(comments.rest(), ["# End."]);
        assert_eq!(comments.rest(), [""; 0]);
    }

    #[test]
    fn steps_of_another_text_have_none() {
        let text = Text::file("plan.yaml", "# About.\ntransforms: []\n");
        let elsewhere = Text::file("other.yaml", "\n\n\n\n- exit\n");
        let mut comments = Comments::of(&text);
        assert_eq!(comments.above(&document(&elsewhere).steps[0]), [""; 0]);
        assert_eq!(comments.rest(), ["# About."]);
        assert_eq!(Comments::of_steps(&[Node::empty()]).rest(), [""; 0]);
    }
}
