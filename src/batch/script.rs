//! A plan or a recording as it is played: its steps as lines, its comments as prose.

use super::play::Scene;
use crate::error::{Result, Text};
use crate::plan::{Comments, Document};
use crate::syntax::Line;
use std::sync::Arc;

/// The scenes of a plan that was read from `text`. A comment belongs to the step below it; comments of
/// our own (`#:`) are passed over.
///
/// # Errors
/// `payload` for a step that no line can hold.
pub fn scenes(document: &Document, text: &Arc<Text>) -> Result<Vec<Scene>> {
    let mut comments = Comments::of(text);
    let mut scenes = Vec::new();
    for step in &document.steps {
        scenes.extend(comments.above(step).into_iter().map(Scene::Comment));
        let line = Line::new(step.clone());
        scenes.push(Scene::Line(Line::written(step)?, line));
    }
    scenes.extend(comments.rest().into_iter().map(Scene::Comment));
    Ok(scenes)
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
