//! Values under an anchor, and the copies that aliases make of them.

use super::limits::{self, Budget, Weight};
use crate::error::{Error, Kind, Result};
use crate::syntax::Node;
use std::collections::BTreeMap;

/// The anchored values that are complete, under the parser's numbers.
#[derive(Default)]
pub(super) struct Anchors(BTreeMap<usize, Anchored>);

struct Anchored {
    node: Node,
    weight: Weight,
}

impl Anchors {
    /// Remembers `node` under the anchor `number`; 0 is no anchor.
    pub(super) fn define(&mut self, number: usize, node: &Node, budget: &mut Budget) -> Result<()> {
        if number == 0 {
            return Ok(());
        }
        let weight = Weight::of(node);
        budget.take(weight)?;
        let node = node.clone();
        self.0.insert(number, Anchored { node, weight });
        Ok(())
    }

    /// A copy of the value under `number`, to stand `depth` levels deep.
    pub(super) fn copy(&self, number: usize, depth: usize, budget: &mut Budget) -> Result<Node> {
        let Some(anchored) = self.0.get(&number) else {
            return Err(Error::new(
                Kind::Payload,
                "an alias inside the value that it repeats",
            ));
        };
        if depth + anchored.weight.depth > limits::DEPTH {
            return Err(limits::too_deep());
        }
        budget.take(anchored.weight)?;
        Ok(anchored.node.clone())
    }
}
