//! What a step would do, as data. Compiling a step makes an effect; applying it is another matter.

use super::{Draft, Setting, Source};
use crate::checkpoint::{Choice, Format};
use crate::error::Result;
use crate::report::Answer;
use crate::signature::Signature;
use crate::syntax::{Node, Size};
use crate::tensor::{Engine, Tensor};
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;

/// What a step would do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Tensors change.
    Edit(Edit),
    /// Aliases change.
    Alias(AliasEdit),
    /// A checkpoint is opened.
    Open(Open),
    /// A checkpoint is written.
    Save(Save),
    /// Something is shown or claimed.
    Look(Arc<dyn Look>),
    /// A text is written to a file.
    Write(TextFile),
    /// Flags are set.
    Set(Vec<Setting>),
    /// So many steps are undone.
    Undo(usize),
    /// So many undone steps are done again.
    Redo(usize),
    /// Every step behind this one is undone.
    Restore(usize),
    /// Everything is shown as this step left it, or as it is now.
    At(Option<usize>),
    /// The steps of these run one after the other. Of itself it changes nothing: the plan runs the steps.
    Run(Vec<Script>),
    /// Other steps take the place of one, and those behind it are done anew. Of itself it does nothing: the plan
    /// runs them.
    Rewrite(Rewrite),
    /// This step takes effect instead, all of it or nothing. Of itself it does nothing: the plan runs the step.
    Instead(Node),
    /// A person changes a text that says what is to be done. Of itself it does nothing: the plan asks.
    Draft(Arc<dyn Draft>),
    /// What was typed before is shown. Of itself it shows nothing: the plan asks who listens.
    Recall(Recall),
    /// The examples of a verb or a claim are tried. Of itself it shows nothing: the plan tries them.
    Try(&'static Signature),
    /// The remaining steps are not run.
    Exit,
}

/// A look at numbers: it changes nothing and may read tensor data.
pub trait Look: Debug + Send + Sync {
    /// The tensors whose data may be looked at, once for each role in which it is.
    fn reads(&self) -> Vec<Source>;

    /// Looks. Nothing is shown for a claim that holds.
    ///
    /// # Errors
    /// `assertion` for a claim that does not hold; `io` and `interrupted` from reading.
    fn look(&self, engine: &Engine) -> Result<Option<Answer>>;

    /// Whether numbers it finds may end a run.
    fn may_refuse(&self) -> bool {
        false
    }
}

/// Changes to tensors, made together.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// What happens to which name, in order.
    pub touches: Vec<Touch>,
    /// The tensors whose data is used, once for each role in which it is.
    pub reads: Vec<Source>,
    /// What was made of what, for listings.
    pub items: Vec<Item>,
    /// What a person may not expect.
    pub note: Option<String>,
    /// The word for what was done, `scaled`; empty where that of its sign will do.
    pub word: &'static str,
    /// The alias that is worked on, where the tensors made do not tell.
    pub home: Option<Arc<str>>,
}

/// What happens to one name.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The alias.
    pub alias: Arc<str>,
    /// The name.
    pub name: Arc<str>,
    /// The tensor that the name stands for from now on, or nothing.
    pub tensor: Option<Tensor>,
}

/// What was made of what: `a, b -> c`, or `w` alone.
#[derive(Clone, Debug)]
pub struct Item {
    /// The names read, or the name changed in place.
    pub from: Vec<Arc<str>>,
    /// The name written, if it is another.
    pub to: Option<Arc<str>>,
}

/// A change to aliases.
#[derive(Clone, Debug)]
pub enum AliasEdit {
    /// A new alias without tensors.
    Add(Arc<str>),
    /// An alias and its tensors go.
    Remove(Arc<str>),
    /// An alias gets another name.
    Rename(Arc<str>, Arc<str>),
}

/// A checkpoint to open.
#[derive(Clone, Debug)]
pub struct Open {
    /// The file or folder.
    pub path: PathBuf,
    /// Its alias.
    pub alias: Arc<str>,
    /// The one name to give the one tensor of a file, instead of taking them all.
    pub to: Option<Arc<str>>,
    /// The format asked for; told by the suffix when left out.
    pub format: Option<Format>,
    /// What to take of a torch file.
    pub choice: Choice,
}

/// A checkpoint to write.
#[derive(Clone, Debug)]
pub struct Save {
    /// The alias to write.
    pub alias: Arc<str>,
    /// The one tensor to write, instead of all of them.
    pub target: Option<Arc<str>>,
    /// The file or folder.
    pub path: PathBuf,
    /// The format asked for, if any.
    pub format: Option<Format>,
    /// The size of a shard, if given.
    pub shard: Option<Size>,
}

/// Where the steps inside a step are written.
#[derive(Clone, Debug)]
pub enum Script {
    /// A step, or a list of them.
    Steps(Node),
    /// A plan, or a list of steps.
    Plan(Node),
    /// The text of a plan, or lines of OLY.
    Text(String),
    /// The file of a plan, or a recording.
    File(PathBuf),
}

/// What to show of what was typed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recall {
    /// A text that entries must hold.
    pub find: Option<String>,
    /// At most so many entries, the last ones.
    pub most: usize,
}

/// Steps in the place of another.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// The number of the step that goes, from 1.
    pub step: usize,
    /// What takes its place.
    pub steps: Vec<Node>,
}

/// A text to write.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// The file.
    pub path: PathBuf,
    /// All of it.
    pub content: String,
}

impl Effect {
    /// The same effect; changes to tensors are told in this word: `scaled`.
    pub fn said(self, word: &'static str) -> Self {
        match self {
            Effect::Edit(edit) => Effect::Edit(Edit { word, ..edit }),
            other => other,
        }
    }

    /// Whether it moves the session along its own steps, and so is needed to make the session again.
    pub fn travels(&self) -> bool {
        matches!(
            self,
            Effect::Undo(_) | Effect::Redo(_) | Effect::Restore(_) | Effect::Rewrite(_)
        )
    }

    /// The alias of which it writes every tensor, if it does.
    pub fn saves(&self) -> Option<&Arc<str>> {
        match self {
            Effect::Save(save) if save.target.is_none() => Some(&save.alias),
            _ => None,
        }
    }

    /// Shows an answer that is known already.
    pub fn show(answer: Answer) -> Self {
        Effect::Look(Arc::new(Known(Some(answer))))
    }

    /// Does nothing.
    pub fn nothing() -> Self {
        Effect::Look(Arc::new(Known(None)))
    }
}

/// An answer that needs no look at numbers.
#[derive(Debug)]
struct Known(Option<Answer>);

impl Look for Known {
    fn reads(&self) -> Vec<Source> {
        Vec::new()
    }

    fn look(&self, _engine: &Engine) -> Result<Option<Answer>> {
        Ok(self.0.clone())
    }
}

impl Edit {
    /// The alias that an output means after the edit: that of the first tensor made, else of the first taken away.
    /// An alias that tensors only move out of is not meant.
    pub(super) fn meant(&self) -> Option<&Arc<str>> {
        let made = self.touches.iter().find(|touch| touch.tensor.is_some());
        let touch = made.or(self.touches.first());
        self.home.as_ref().or(touch.map(|touch| &touch.alias))
    }

    /// Adds a tensor made of at most two others.
    pub fn make(
        &mut self,
        from: [Option<&Arc<str>>; 2],
        alias: &Arc<str>,
        to: Arc<str>,
        tensor: Tensor,
    ) {
        self.join(from.into_iter().flatten(), alias, to, tensor);
    }

    /// Adds a tensor made of any number of others.
    pub fn join<'s>(
        &mut self,
        from: impl IntoIterator<Item = &'s Arc<str>>,
        alias: &Arc<str>,
        to: Arc<str>,
        tensor: Tensor,
    ) {
        self.touch(alias, &to, Some(tensor));
        self.items.push(Item {
            from: from.into_iter().cloned().collect(),
            to: Some(to),
        });
    }

    /// Adds a tensor changed under its name.
    pub fn change(&mut self, alias: &Arc<str>, name: &Arc<str>, tensor: Tensor) {
        self.items.push(Item {
            from: vec![name.clone()],
            to: None,
        });
        self.touch(alias, name, Some(tensor));
    }

    /// Counts a use of the data of a tensor.
    pub fn read(&mut self, alias: &Arc<str>, name: &Arc<str>) {
        self.reads.push(Source::new(alias, name));
    }

    /// Takes a tensor away.
    pub fn remove(&mut self, alias: &Arc<str>, name: &Arc<str>) {
        self.items.push(Item {
            from: vec![name.clone()],
            to: None,
        });
        self.touch(alias, name, None);
    }

    /// Says what a name stands for from now on.
    pub fn touch(&mut self, alias: &Arc<str>, name: &Arc<str>, tensor: Option<Tensor>) {
        self.touches.push(Touch {
            alias: alias.clone(),
            name: name.clone(),
            tensor,
        });
    }
}

impl Item {
    /// The item as a listing shows it.
    pub fn line(&self) -> String {
        let from: Vec<&str> = self.from.iter().map(|name| &**name).collect();
        let from = from.join(", ");
        match &self.to {
            Some(to) if from.is_empty() => to.to_string(),
            Some(to) => format!("{from} -> {to}"),
            None => from,
        }
    }
}
