//! `equal`: tensors agree in shape, dtype and values.
use super::prelude::*;
use crate::report::number;
use crate::tensor::Comparison;

pub(super) static EQUAL: Assertion = Assertion {
    signature: Signature {
        name: "equal",
        group: Group::Claims,
        summary: "Each left tensor equals the right one that its match names.",
        payload: Payload::Keys,
        params: &[
            Param::required(
                "left",
                Kind::Reference(Slicing::Allowed),
                "the tensors to compare",
            ),
            Param::required(
                "right",
                Kind::Destination(Slicing::Allowed, Must::Exist),
                "the tensors to compare with, named by the match of the left",
            ),
            Param::optional(
                "eps",
                Kind::Tolerance,
                "the largest absolute difference allowed",
            ),
        ],
        notes: "Without eps values must be the same: +0 equals -0, a NaN equals a NaN of the same bits. \
                Shapes and dtypes must always agree.",
        examples: &[
            Example {
                about: "A copy is equal to its source.",
                given: "h.0.w: float32 [1] = 1\ng.0.w: float32 [1] = 1",
                line: r"assert: equal: { left: h\.(.*), right: g.\1 }",
                then: Then::Runs,
            },
            Example {
                about: "Rounding is allowed for.",
                given: "a: float32 [1] = 1\nb: float32 [1] = 1.5",
                line: "assert: equal: { left: a, right: b, eps: 0.6 }",
                then: Then::Runs,
            },
        ],
    },
    judge,
};

/// Pairs of tensors of one dtype and shape that are claimed to be equal.
#[derive(Debug)]
struct Equal {
    pairs: Vec<[Taken; 2]>,
    eps: Option<f64>,
}

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let (left, right) = (args.reference("left"), args.reference("right"));
    let pairs = session.pairs(left, right)?;
    pairs.iter().try_for_each(same_form)?;
    Ok(Some(Arc::new(Equal {
        pairs,
        eps: args.optional_number("eps"),
    })))
}

/// Checks that two tensors have one shape and one dtype.
fn same_form([left, right]: &[Taken; 2]) -> Result<()> {
    let (one, other) = (&left.tensor, &right.tensor);
    if one.shape() != other.shape() {
        return Err(no(format!(
            "`{}` has shape {}, `{}` has {}",
            left.label,
            one.shape(),
            right.label,
            other.shape()
        )));
    }
    match one.dtype() == other.dtype() {
        true => Ok(()),
        false => Err(no(format!(
            "`{}` is {}, `{}` is {}",
            left.label,
            one.dtype().name(),
            right.label,
            other.dtype().name()
        ))),
    }
}

/// How many elements differ, where the first of them is, and how far apart they are at most.
fn how(comparison: &Comparison, tensor: &Tensor) -> String {
    let shape = tensor.shape();
    let first = comparison
        .first
        .map_or_else(Vec::new, |element| shape.position(element));
    format!(
        "{} of {} elements, the first at {first:?}, the largest difference {}",
        comparison.differing,
        shape.elements(),
        number::six_digits(comparison.largest)
    )
}

impl Look for Equal {
    fn reads(&self) -> Vec<Source> {
        let sources = self.pairs.iter().flatten().map(|taken| &taken.source);
        sources.cloned().collect()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        for [left, right] in &self.pairs {
            let comparison = engine.compare(&left.tensor, &right.tensor, self.eps)?;
            if !comparison.is_equal() {
                return Err(no(format!(
                    "`{}` and `{}` differ: {}",
                    left.label,
                    right.label,
                    how(&comparison, &left.tensor)
                )));
            }
        }
        Ok(None)
    }
}
