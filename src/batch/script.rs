//! A plan or a recording as it is played: its steps as lines, its comments as prose.

use super::play::Scene;
use crate::error::{Result, Text};
use crate::plan::Document;
use crate::syntax::{Line, Node};
use std::iter::Peekable;

/// The scenes of a plan that was read from `text`. A comment belongs to the step below it; comments of
/// our own (`#:`) are passed over.
///
/// # Errors
/// `payload` for a step that no line can hold.
pub fn scenes(document: &Document, text: &Text) -> Result<Vec<Scene>> {
    let mut comments = comments(text.content()).peekable();
    let mut scenes = Vec::new();
    for step in &document.steps {
        let start = start(step, text);
        scenes.extend(before(&mut comments, start));
        let line = Line::new(step.clone());
        scenes.push(Scene::Line(Line::written(step)?, line));
    }
    scenes.extend(before(&mut comments, usize::MAX));
    Ok(scenes)
}

/// Where a step is written in the text; a step that comes from elsewhere has no comments above it.
fn start(step: &Node, text: &Text) -> usize {
    let place = step.place.as_ref();
    let here = place.filter(|place| place.text().name() == text.name());
    here.map_or(0, |place| place.range().start)
}

/// Takes the comments above `start`.
fn before<'t>(
    comments: &mut Peekable<impl Iterator<Item = (usize, &'t str)>>,
    start: usize,
) -> Vec<Scene> {
    let above = std::iter::from_fn(|| comments.next_if(|(at, _)| *at < start));
    above.map(|(_, comment)| Scene::prose(comment)).collect()
}

/// The lines of a text that are comments of a person, each with the place where it begins.
fn comments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim())
    });
    lines.filter(|(_, line)| line.starts_with('#') && !line.starts_with("#:"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Context;
    use crate::syntax::yaml;

    #[test]
    fn comments_stand_above_their_steps() {
        let plan =
            "# About.\n\ntransforms:\n# First.\n- exit\n#: ours\n# Then.\n- dump: w\n# End.\n";
        let text = Text::file("plan.yaml", plan);
        let context = Context::default();
        let (root, _) = yaml::parse(&text, &context.dialect).expect("YAML");
        let (document, _) = Document::from_node(root, &context).expect("a plan");
        let scenes = scenes(&document, &text).expect("lines");
        let shown: Vec<String> = scenes.iter().map(Scene::to_string).collect();
        assert_eq!(
            shown,
            ["About.", "First.", "> exit", "Then.", "> dump: w", "End."]
        );
    }
}
