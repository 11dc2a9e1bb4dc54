//! Texts for a person to change, from which steps are made.

use crate::error::{Result, Text};
use crate::syntax::Node;
use std::fmt::Debug;
use std::sync::Arc;

/// A text that a person changes to say what is to be done.
pub trait Draft: Debug + Send + Sync {
    /// What the file is called in which it is changed.
    fn name(&self) -> &'static str;

    /// The text before it is changed.
    fn text(&self) -> String;

    /// What is meant by the changed text.
    ///
    /// # Errors
    /// `payload`, with the place in the text.
    fn read(&self, text: &Arc<Text>) -> Result<Drafted>;
}

/// What a person meant by a changed text.
#[derive(Clone, Debug, PartialEq)]
pub enum Drafted {
    /// Everything stays as it is.
    Nothing,
    /// These steps, each of which edits tensors, take effect together.
    Edits(Vec<Node>),
    /// This step takes effect.
    Step(Node),
}
