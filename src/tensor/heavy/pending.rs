//! Which heavy computations are still to be done, and in which order.

use super::computation::Computation;
use crate::tensor::Tensor;
use crate::tensor::expression::Expression;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The computations that are still to be done below and in `tensors`: each once, and none before one whose
/// results it reads. However deep the expressions, they are followed without recursion.
pub fn pending<'t>(tensors: impl IntoIterator<Item = &'t Tensor>) -> Vec<Arc<Computation>> {
    let mut walk = Walk::default();
    for tensor in tensors {
        walk.through(tensor);
    }
    walk.found
}

/// A walk through expressions.
#[derive(Default)]
struct Walk {
    /// The tensors met, held so that none makes room for another of the same identity.
    met: HashMap<usize, Tensor>,
    listed: HashSet<*const Computation>,
    found: Vec<Arc<Computation>>,
}

/// A stop on the way: before a tensor's operands, and after those of a computation.
enum Stop {
    Before(Tensor),
    After(Arc<Computation>),
}

impl Walk {
    fn through(&mut self, tensor: &Tensor) {
        let mut stops = vec![Stop::Before(tensor.clone())];
        while let Some(stop) = stops.pop() {
            match stop {
                Stop::Before(tensor) => self.enter(tensor, &mut stops),
                Stop::After(computation) => {
                    if self.listed.insert(Arc::as_ptr(&computation)) {
                        self.found.push(computation);
                    }
                }
            }
        }
    }

    fn enter(&mut self, tensor: Tensor, stops: &mut Vec<Stop>) {
        if self.met.contains_key(&tensor.identity()) {
            return;
        }
        if let Expression::Kept(kept) = tensor.expression() {
            stops.extend(kept.pending().cloned().map(Stop::After));
        }
        let operands = tensor.expression().operands();
        stops.extend(operands.into_iter().map(Stop::Before));
        self.met.insert(tensor.identity(), tensor);
    }
}
