//! The layout of `dump`: tensors as a tree of their names, drawn or as JSON.
//!
//! Names are split at `.`; segments of decimal digits are list entries, all others are keys. Whatever the
//! names are, every tensor is shown: keys and list entries may stand side by side, a tensor may have
//! others below it, and no index makes a list longer than what it holds.

mod document;
mod draw;
mod field;
mod label;
mod same;
mod tree;
mod values;

pub use field::Field;
pub use values::{Elements, Values};

use serde_json::{Map, Value};
use tree::{Node, branches};

/// One tensor to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The whole name; no other tensor of the block has it.
    pub name: String,
    /// The summary, in the order it is shown in, each field under a name of its own.
    pub fields: Vec<(&'static str, Field)>,
}

/// Tensors shown together: those a target matched, or all of one alias.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The alias, shown as the root, where the dump has no target.
    pub alias: Option<String>,
    /// The tensors, in any order.
    pub entries: Vec<Entry>,
}

/// How a drawn tree treats list entries that look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Each on its own.
    Tree,
    /// Neighbours with equal summaries are one node `[i-j]`, which shows the first.
    Compact,
}

/// The blocks as drawn trees, an empty line between two.
pub fn text(blocks: &[Block], layout: Layout) -> String {
    let drawn: Vec<String> = blocks
        .iter()
        .map(|block| draw::tree(&root(block), layout))
        .collect();
    drawn.join("\n\n")
}

/// The blocks as JSON documents, one for each, and `{}` where there is none: minified, keys sorted by code
/// point, missing list entries as null, NaN and infinities as text.
pub fn documents(blocks: &[Block]) -> Vec<String> {
    if blocks.is_empty() {
        return vec!["{}".to_owned()];
    }
    let document = |block: &Block| super::json::line(&document::top(&root(block)));
    blocks.iter().map(document).collect()
}

/// The blocks as one object: what their documents hold, side by side.
pub fn data(blocks: &[Block]) -> Value {
    let mut all = Map::new();
    for block in blocks {
        if let Value::Object(object) = document::top(&root(block)) {
            all.extend(object);
        }
    }
    Value::Object(all)
}

fn root(block: &Block) -> Vec<Node<'_>> {
    let tops = branches(&block.entries);
    match &block.alias {
        Some(alias) => vec![Node::alias(alias, tops)],
        None => tops,
    }
}

#[cfg(test)]
mod tests;
