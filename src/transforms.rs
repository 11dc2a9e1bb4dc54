//! Every verb, one file each, and the one list of them.
//!
//! A verb is a [`Transform`]: a signature and a function from arguments and session to an effect.
//! Invariant: a verb prints nothing, changes nothing, and knows no surface.
//!
//! To add one: write its file, then its two lines here.

mod add;
mod add_;
mod aliases;
mod assert;
mod assign;
mod at;
mod cast;
mod cast_;
mod clamp;
mod clamp_;
mod concat;
mod copy;
mod delete;
mod diff;
mod dump;
mod edit;
mod execute;
mod exit;
mod fill;
mod fill_;
mod help;
mod history;
mod last;
mod limits;
mod load;
mod matmul;
mod r#move;
mod multiply;
mod ones;
mod params;
mod permute;
mod phlora;
mod phlora_;
mod prefixes;
mod prelude;
mod rand;
mod redo;
mod rerun;
mod reshape;
mod reshape_;
mod restore;
mod save;
mod scale;
mod scale_;
mod set;
mod split;
mod steps;
mod subtract;
mod subtract_;
mod summarize;
mod transform;
mod undo;
mod zeroes;

pub use aliases::{renumbered, with_aliases};
pub use execute::together;
pub use transform::Transform;

use crate::syntax::Node;

/// Every verb, in the order in which help shows them.
pub static ALL: [&Transform; 48] = [
    &load::LOAD,
    &save::SAVE,
    &copy::COPY,
    &r#move::MOVE,
    &delete::DELETE,
    &assign::ASSIGN,
    &reshape::RESHAPE,
    &reshape_::RESHAPE_,
    &permute::PERMUTE,
    &split::SPLIT,
    &concat::CONCAT,
    &scale::SCALE,
    &scale_::SCALE_,
    &cast::CAST,
    &cast_::CAST_,
    &clamp::CLAMP,
    &clamp_::CLAMP_,
    &add::ADD,
    &add_::ADD_,
    &subtract::SUBTRACT,
    &subtract_::SUBTRACT_,
    &multiply::MULTIPLY,
    &matmul::MATMUL,
    &phlora::PHLORA,
    &phlora_::PHLORA_,
    &zeroes::ZEROES,
    &ones::ONES,
    &rand::RAND,
    &fill::FILL,
    &fill_::FILL_,
    &dump::DUMP,
    &diff::DIFF,
    &assert::ASSERT,
    &prefixes::PREFIXES,
    &set::SET,
    &edit::EDIT,
    &rerun::RERUN,
    &execute::EXECUTE,
    &undo::UNDO,
    &redo::REDO,
    &steps::STEPS,
    &at::AT,
    &restore::RESTORE,
    &last::LAST,
    &summarize::SUMMARIZE,
    &history::HISTORY,
    &help::HELP,
    &exit::EXIT,
];

/// The verb of this name.
pub fn find(name: &str) -> Option<&'static Transform> {
    ALL.into_iter()
        .find(|transform| transform.signature.name == name)
}

/// The verb of a step, if it is one.
pub fn of(step: &Node) -> Option<&'static Transform> {
    let (name, _) = step.as_map()?.first()?;
    find(name)
}

/// The names of all verbs.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(|transform| transform.signature.name)
}
