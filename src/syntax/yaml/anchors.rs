//! Values under an anchor, and the copies that aliases make of them.

use super::limits::{Budget, Weight};
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

    /// The value under `number` and its weight.
    pub(super) fn get(&self, number: usize) -> Result<(&Node, Weight)> {
        match self.0.get(&number) {
            Some(anchored) => Ok((&anchored.node, anchored.weight)),
            None => Err(Error::new(
                Kind::Payload,
                "an alias inside the value that it repeats",
            )),
        }
    }
}
