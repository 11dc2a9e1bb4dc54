//! Where computations come from: whoever made them says so, and hears when one of them fails.

use super::Tensor;
use super::expression::Expression;
use crate::error::Error;
use std::fmt::Debug;
use std::sync::Arc;

/// What made a computation. This room knows no steps and no names: it hands failures back to who does.
pub trait Origin: Debug + Send + Sync {
    /// The failure of a computation, as one of what made it.
    fn blame(&self, error: Error) -> Error;
}

impl Tensor {
    /// Says what made the computations below and in this tensor of which that is not known: all that were made
    /// since it was last said of one of the tensors below. `origin` is asked for the first of them.
    ///
    /// However deep the expression, it is followed without recursion, and what was met before is not met again.
    pub fn made_by(&self, origin: impl Fn() -> Arc<dyn Origin>) {
        let mut tensors = vec![self.clone()];
        while let Some(tensor) = tensors.pop() {
            if !tensor.begins_to_belong() {
                continue;
            }
            if let Expression::Kept(kept) = tensor.expression() {
                kept.made_by(&origin);
            }
            tensors.extend(tensor.expression().operands());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::tensor::tests::floats;
    use crate::tensor::{Engine, Tensor};
    use std::num::NonZeroU64;

    /// A maker of this name.
    #[derive(Debug)]
    struct Named(&'static str);

    impl Origin for Named {
        fn blame(&self, error: Error) -> Error {
            error.prefix(self.0)
        }
    }

    fn made_by(tensor: &Tensor, name: &'static str) {
        tensor.made_by(|| Arc::new(Named(name)));
    }

    /// The best approximation of a matrix that has none.
    fn impossible() -> Tensor {
        let matrix = floats(&[2, 2], &[1.0, f32::NAN, 3.0, 4.0]);
        let rank = NonZeroU64::new(1).expect("positive");
        matrix.low_rank(rank, "w").expect("a matrix")
    }

    fn failure(tensor: &Tensor) -> String {
        let failure = Engine::new(2).statistics(tensor).expect_err("a NaN");
        assert_eq!(failure.kind(), Kind::Numeric);
        failure.message().to_string()
    }

    #[test]
    fn a_failure_is_that_of_the_first_that_made_the_computation() {
        let reduced = impossible();
        assert_eq!(failure(&reduced), "`w` holds a NaN at [0, 1]");
        made_by(&reduced.scale(2.0).expect("floats"), "first");
        made_by(&reduced, "second");
        let doubled = reduced.add(&reduced).expect("alike");
        made_by(&doubled, "third");
        assert_eq!(failure(&doubled), "first: `w` holds a NaN at [0, 1]");
    }

    #[test]
    fn each_computation_has_its_own_maker() {
        let reduced = impossible();
        made_by(&reduced, "below");
        let product = reduced.matmul(&reduced).expect("matrices");
        made_by(&product, "above");
        assert_eq!(failure(&product), "below: `w` holds a NaN at [0, 1]");
    }

    #[test]
    fn long_chains_are_followed_without_recursion_and_once() {
        let mut chain = impossible();
        for _ in 0..20_000 {
            chain = chain.scale(1.0).expect("floats");
            made_by(&chain, "link");
        }
        assert!(failure(&chain).starts_with("link: "));
    }
}
