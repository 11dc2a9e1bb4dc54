//! The spine of an expression: from a tensor down to one leaf, and the steps on the way.
//!
//! However long a chain of steps, it is followed without recursion.

use super::block::Block;
use super::leaf::Leaf;
use super::overlay::Overlay;
use super::turn::Turn;
use crate::error::Result;
use crate::tensor::expression::Expression;
use crate::tensor::joint::Joint;
use crate::tensor::kernels::{Cast, Combine, Onto, Update};
use crate::tensor::places::Places;
use crate::tensor::{Buffers, Tensor};
use std::ops::ControlFlow::{self, Break, Continue};

/// The steps of a block, gathered on the way down to its leaf.
pub(super) struct Spine<'t> {
    first: u64,
    units: usize,
    /// The last step first.
    steps: Vec<Step<'t>>,
    casts: usize,
}

/// What happens to a block.
enum Step<'t> {
    /// Its elements change, each for itself.
    Update(&'t Update),
    /// Its elements become those of another dtype, of so many bytes each.
    Cast(Cast, usize),
    /// Its elements take in those of another tensor, from a unit on.
    Combine(Onto, &'t Tensor, u64),
    /// Its elements take in themselves.
    Double(Onto),
    /// Some of its elements are replaced.
    Overlay(Overlay<'t>),
}

/// Fills `into` with `units` units of `tensor` from `first` on.
pub(super) fn evaluate(
    tensor: &Tensor,
    first: u64,
    units: usize,
    into: &mut [u8],
    buffers: &mut Buffers,
) -> Result<()> {
    let mut spine = Spine {
        first,
        units,
        steps: Vec::new(),
        casts: 0,
    };
    let mut tensor = tensor;
    let leaf = loop {
        match spine.descend(tensor) {
            Continue(below) => tensor = below,
            Break(leaf) => break leaf,
        }
    };
    let width = tensor.dtype().unit().bytes;
    let mut block = Block::new(into, units, width, spine.casts, buffers);
    leaf.fill(spine.first, width, block.values(), buffers)?;
    for step in spine.steps.iter().rev() {
        buffers.cancel().check()?;
        step.take(&mut block, buffers)?;
    }
    Ok(())
}

impl<'t> Spine<'t> {
    /// Notes the step that makes `tensor`, and says what it is made from.
    fn descend(&mut self, tensor: &'t Tensor) -> ControlFlow<Leaf<'t>, &'t Tensor> {
        match tensor.expression() {
            Expression::Stored { bytes, offset } => Break(Leaf::Stored(bytes.as_ref(), *offset)),
            Expression::Constant(element) => Break(Leaf::Constant(element)),
            Expression::Made(source) => Break(Leaf::Made(source.as_ref())),
            Expression::Kept(kept) => Break(Leaf::Kept(kept)),
            Expression::Update { of, kernel } => {
                self.steps.push(Step::Update(kernel));
                Continue(of)
            }
            Expression::Cast { of, kernel } => {
                self.casts += 1;
                self.steps
                    .push(Step::Cast(*kernel, tensor.dtype().unit().bytes));
                Continue(of)
            }
            Expression::Combine {
                left,
                right,
                kernel,
            } => Continue(self.combine(left, right, kernel)),
            Expression::View { of, places, .. } => self.view(tensor, of, places),
            Expression::Joint(joint) => self.joint(joint),
            Expression::Patch {
                base, places, with, ..
            } => Continue(self.patch(base, places, with)),
        }
    }

    /// Goes on with the operand that nests deeper, so that few evaluations stand within each other.
    fn combine(&mut self, left: &'t Tensor, right: &'t Tensor, kernel: &Combine) -> &'t Tensor {
        let (below, step) = if left.is(right) {
            (left, Step::Double(kernel.onto_left))
        } else if right.cost().nests_deeper(left.cost()) {
            (right, Step::Combine(kernel.onto_right, left, self.first))
        } else {
            (left, Step::Combine(kernel.onto_left, right, self.first))
        };
        self.steps.push(step);
        below
    }

    /// Goes on with the viewed tensor where the block is one run of it.
    fn view(
        &mut self,
        view: &'t Tensor,
        of: &'t Tensor,
        places: &'t Places,
    ) -> ControlFlow<Leaf<'t>, &'t Tensor> {
        match places.run(self.first, self.units as u64) {
            Some(place) => {
                self.first = place;
                Continue(of)
            }
            None if places.ascend() => Break(Leaf::Scattered(of, places)),
            None => Break(Leaf::Turned(Turn { view, of, places })),
        }
    }

    /// Goes on with the one tensor of a joint that has the whole block.
    fn joint(&mut self, joint: &'t Joint) -> ControlFlow<Leaf<'t>, &'t Tensor> {
        let units = self.units as u64;
        if let [part] = joint.meeting(self.first, units) {
            self.first = part.places.before(self.first);
            return Continue(&part.tensor);
        }
        Break(Leaf::Joined(joint))
    }

    /// Goes on with the patch where it covers the whole block, else with what lies below it.
    fn patch(&mut self, base: &'t Tensor, places: &'t Places, with: &'t Tensor) -> &'t Tensor {
        let overlay = Overlay::new(places, with, self.first, self.units as u64);
        if overlay.units == self.units as u64 {
            self.first = overlay.first;
            return with;
        }
        if overlay.units > 0 {
            self.steps.push(Step::Overlay(overlay));
        }
        base
    }
}

impl Step<'_> {
    /// Makes `block` what it is after this step.
    fn take(&self, block: &mut Block, buffers: &mut Buffers) -> Result<()> {
        match self {
            Step::Update(kernel) => kernel(block.values()),
            Step::Cast(kernel, width) => block.cast(*kernel, *width, buffers),
            Step::Overlay(overlay) => overlay.apply(block.values(), buffers)?,
            Step::Double(kernel) => {
                let values = block.values();
                let mut other = buffers.take(values.len());
                other.copy_from_slice(values);
                kernel(values, &other);
                buffers.give(other);
            }
            Step::Combine(kernel, tensor, first) => {
                let values = block.values();
                let mut other = buffers.take(values.len());
                tensor.pull(*first, &mut other, buffers)?;
                kernel(values, &other);
                buffers.give(other);
            }
        }
        Ok(())
    }
}
