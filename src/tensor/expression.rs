//! A tensor: dtype, shape, and the expression its elements come from.

use super::cost::Cost;
use super::heavy::{self, Kept};
use super::joint::Joint;
use super::kernels::{Cast, Combine, Update};
use super::layout::Layout;
use super::places::Places;
use super::{Bytes, Cancel, Dtype, Region, Shape};
use crate::error::Result;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// An immutable tensor, cheap to clone. Its elements are evaluated when they are read.
#[derive(Clone)]
pub struct Tensor(Arc<Parts>);

/// What a tensor is made of.
struct Parts {
    dtype: Dtype,
    shape: Shape,
    cost: Cost,
    /// Whether it was said what made the computations below it.
    owned: AtomicBool,
    expression: Expression,
}

/// Where elements come from.
pub(super) enum Expression {
    /// A contiguous range of a source, row-major, little-endian.
    Stored { bytes: Arc<dyn Bytes>, offset: u64 },
    /// The same element everywhere: its bytes come first.
    Constant([u8; 8]),
    /// Made anew whenever they are read: of a seed, or of values that repeat.
    Made(Box<dyn Source>),
    /// Another tensor of the same dtype, each element replaced for itself.
    Update { of: Tensor, kernel: Update },
    /// Another tensor of another dtype, each element converted.
    Cast { of: Tensor, kernel: Cast },
    /// Two tensors of one dtype and shape, element by element.
    Combine {
        left: Tensor,
        right: Tensor,
        kernel: Combine,
    },
    /// Elements of another tensor: a part of them, or in another order.
    View {
        of: Tensor,
        layout: Box<Layout>,
        places: Box<Places>,
    },
    /// A tensor of which a region is overwritten.
    Patch {
        base: Tensor,
        region: Box<Region>,
        places: Box<Places>,
        with: Tensor,
    },
    /// Tensors joined along a dimension.
    Joint(Box<Joint>),
    /// A result of a computation that is done once, because doing it again and again would cost too much.
    Kept(Kept),
}

/// What makes elements of no other elements.
pub(super) trait Source: Send + Sync {
    /// Fills `into` with whole elements, from number `first` on.
    fn fill(&self, first: u64, into: &mut [u8], cancel: &Cancel) -> Result<()>;
}

impl Tensor {
    /// The elements that lie in `bytes` from `offset` on: row-major, little-endian, without gaps.
    pub fn stored(dtype: Dtype, shape: Shape, bytes: Arc<dyn Bytes>, offset: u64) -> Tensor {
        Tensor::new(dtype, shape, Expression::Stored { bytes, offset })
    }

    /// A tensor made of `expression`, which is evaluated once and kept where its cost is high.
    pub(super) fn new(dtype: Dtype, shape: Shape, expression: Expression) -> Tensor {
        let cost = expression.cost();
        let made = Parts {
            dtype,
            shape,
            cost,
            owned: AtomicBool::new(false),
            expression,
        };
        let tensor = Tensor(Arc::new(made));
        match cost.is_high() {
            true => heavy::once(tensor),
            false => tensor,
        }
    }

    /// The same elements, kept where reading them in another order would evaluate them again and again.
    pub(super) fn at_hand(&self) -> Tensor {
        match self.cost().has_windows() {
            true => heavy::once(self.clone()),
            false => self.clone(),
        }
    }

    /// The type of the elements.
    pub fn dtype(&self) -> Dtype {
        self.0.dtype
    }

    /// The dimensions.
    pub fn shape(&self) -> &Shape {
        &self.0.shape
    }

    /// How many bytes the elements take when written.
    pub fn bytes(&self) -> u64 {
        let bits = self.0.shape.elements() * u64::from(self.0.dtype.bits());
        bits.div_ceil(8)
    }

    /// The source and offset of the elements while they are still one range of it, unchanged.
    pub fn as_stored(&self) -> Option<(&Arc<dyn Bytes>, u64)> {
        match &self.0.expression {
            Expression::Stored { bytes, offset } => Some((bytes, *offset)),
            _ => None,
        }
    }

    pub(super) fn expression(&self) -> &Expression {
        &self.0.expression
    }

    /// Notes that it is now known what made the computations below. Whether it was unknown before.
    pub(super) fn begins_to_belong(&self) -> bool {
        !self.0.owned.swap(true, Ordering::Relaxed)
    }

    pub(super) fn cost(&self) -> Cost {
        self.0.cost
    }

    /// Whether this is the same tensor, not only an equal one.
    pub(super) fn is(&self, other: &Tensor) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// What tells this tensor from all others that are alive.
    pub(super) fn identity(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl Expression {
    fn cost(&self) -> Cost {
        match self {
            Expression::Stored { .. } | Expression::Constant(_) | Expression::Kept(_) => Cost::LEAF,
            Expression::Made(_) => Cost::LEAF,
            Expression::Update { of, .. } | Expression::Cast { of, .. } => of.cost().step(),
            Expression::Combine { left, right, .. } if left.is(right) => left.cost().step(),
            Expression::Combine { left, right, .. } => left.cost().with(right.cost()),
            Expression::View { of, places, .. } if places.contiguous().is_some() => {
                of.cost().step()
            }
            Expression::View { of, places, .. } if places.ascend() => of.cost().apart(),
            Expression::View { of, .. } => of.cost().turned(),
            Expression::Joint(joint) => joint.cost(),
            Expression::Patch { base, with, .. } => base.cost().with(with.cost().apart()),
        }
    }

    /// The tensors this expression is made of, as far as they are still needed.
    pub fn operands(&self) -> Vec<Tensor> {
        match self {
            Expression::Stored { .. } | Expression::Constant(_) => Vec::new(),
            Expression::Made(_) => Vec::new(),
            Expression::Update { of, .. } | Expression::Cast { of, .. } => vec![of.clone()],
            Expression::View { of, .. } => vec![of.clone()],
            Expression::Combine { left, right, .. } => vec![left.clone(), right.clone()],
            Expression::Patch { base, with, .. } => vec![base.clone(), with.clone()],
            Expression::Joint(joint) => joint.tensors().cloned().collect(),
            Expression::Kept(kept) => kept.operands(),
        }
    }
}

impl Drop for Parts {
    /// Takes long expressions apart one by one: dropping them within each other would overflow the stack.
    fn drop(&mut self) {
        let mut pending = self.expression.operands();
        self.expression = Expression::Constant([0; 8]);
        while let Some(tensor) = pending.pop() {
            if let Some(mut last) = Arc::into_inner(tensor.0) {
                pending.extend(last.expression.operands());
                last.expression = Expression::Constant([0; 8]);
            }
        }
    }
}

impl fmt::Debug for Tensor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tensor({} {})", self.0.dtype, self.0.shape)
    }
}
