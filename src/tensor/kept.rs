//! Kept tensors: evaluated once, when first needed, and held in memory while anything refers to them.

use super::expression::Expression;
use super::{Buffers, Bytes, Tensor};
use crate::error::{Error, Kind, Result};
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// A tensor that is evaluated once.
pub struct Kept {
    /// What to evaluate; none once that is done.
    of: Mutex<Option<Tensor>>,
    bytes: OnceLock<Vec<u8>>,
}

impl Kept {
    /// Will hold what `of` evaluates to.
    pub fn new(of: Tensor) -> Self {
        Kept {
            of: Mutex::new(Some(of)),
            bytes: OnceLock::new(),
        }
    }

    /// Fills `into` with the bytes from `start` on, after evaluating them all if this is the first time.
    pub fn read_at(&self, start: u64, into: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        if self.bytes.get().is_none() {
            self.evaluate_below(buffers)?;
            self.evaluate(buffers)?;
        }
        self.bytes
            .get()
            .map_or(Ok(()), |bytes| bytes.read_at(start, into))
    }

    /// What is still to be evaluated.
    pub fn pending(&self) -> Option<Tensor> {
        self.of().clone()
    }

    fn of(&self) -> MutexGuard<'_, Option<Tensor>> {
        self.of.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Evaluates the kept tensors this one is made of, the lowest first, so that none waits within another.
    fn evaluate_below(&self, buffers: &mut Buffers) -> Result<()> {
        let mut seen = HashSet::new();
        let mut stack: Vec<Visit> = self.pending().map(Visit::Enter).into_iter().collect();
        while let Some(visit) = stack.pop() {
            match visit {
                Visit::Enter(tensor) if seen.insert(tensor.identity()) => {
                    let operands = tensor.expression().operands();
                    stack.push(Visit::Leave(tensor));
                    stack.extend(operands.into_iter().map(Visit::Enter));
                }
                Visit::Enter(_) => {}
                Visit::Leave(tensor) => {
                    if let Expression::Kept(kept) = tensor.expression() {
                        kept.evaluate(buffers)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Evaluates this tensor, whose kept operands are at hand. Other threads wait for the first.
    fn evaluate(&self, buffers: &mut Buffers) -> Result<()> {
        let mut of = self.of();
        if let Some(tensor) = of.as_ref() {
            let bytes = evaluated(tensor, buffers)?;
            self.bytes.get_or_init(|| bytes);
            *of = None;
        }
        Ok(())
    }
}

/// A tensor on the way through an expression: before and after its operands.
enum Visit {
    Enter(Tensor),
    Leave(Tensor),
}

fn evaluated(tensor: &Tensor, buffers: &mut Buffers) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let length = usize::try_from(tensor.bytes()).unwrap_or(usize::MAX);
    bytes.try_reserve_exact(length).map_err(|_| {
        let message = format!("no memory for a tensor of {length} bytes, which must be kept");
        Error::new(Kind::Io, message)
    })?;
    bytes.resize(length, 0);
    tensor.read(0, &mut bytes, buffers)?;
    Ok(bytes)
}
