//! `iszero`: every element of every match is zero.
use super::prelude::*;
use crate::report::number;
use crate::tensor::Number;

pub(super) static ISZERO: Assertion = Assertion {
    signature: Signature {
        name: "iszero",
        group: Group::Claims,
        summary: "Every element of every match is 0, or at most eps from it.",
        payload: Payload::KeysOr("of"),
        params: &[
            Param::required("of", Kind::Reference(Slicing::Allowed), "the tensors"),
            Param::optional("eps", Kind::Tolerance, "the largest absolute value allowed"),
        ],
        notes: "",
        examples: &[
            Example {
                about: "A bias was zeroed.",
                given: "b: float32 [2] = 0, 0",
                line: "assert: iszero: b",
                then: Then::Runs,
            },
            Example {
                about: "Almost zero is enough.",
                given: "b: float32 [2] = 0, 0.5",
                line: "assert: iszero: { of: b, eps: 0.1 }",
                then: Then::Fails("`model::b` is not zero within 0.1: found 0.5 at [1]"),
            },
        ],
    },
    judge,
};

/// Tensors that are claimed to be zero.
#[derive(Debug)]
struct Zero {
    tensors: Vec<Taken>,
    eps: Option<f64>,
}

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let of = args.reference("of");
    let found = session.some(of)?;
    let tensors = found
        .iter()
        .map(|found| found.taken(of))
        .collect::<Result<_>>()?;
    Ok(Some(Arc::new(Zero {
        tensors,
        eps: args.optional_number("eps"),
    })))
}

impl Look for Zero {
    fn reads(&self) -> Vec<Source> {
        let sources = self.tensors.iter().map(|taken| taken.source.clone());
        sources.collect()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        for Taken { label, tensor, .. } in &self.tensors {
            if let Some(odd) = engine.first_nonzero(tensor, self.eps)? {
                let found = engine.element(tensor, odd)?;
                return Err(no(self.message(
                    label,
                    tensor.shape().position(odd),
                    &found,
                )));
            }
        }
        Ok(None)
    }
}

impl Zero {
    /// Where the first element is that is not zero, and what it is: of complex numbers both parts.
    fn message(&self, label: &str, position: Vec<u64>, found: &[Number]) -> String {
        let found: Vec<String> = found.iter().map(shown).collect();
        let found = format!("found {} at {position:?}", found.join(" and "));
        match self.eps {
            Some(eps) => format!("`{label}` is not zero within {eps}: {found}"),
            None => format!("`{label}` is not zero: {found}"),
        }
    }
}

fn shown(number: &Number) -> String {
    match number {
        Number::Float(value) => number::six_digits(*value),
        exact => exact.to_string(),
    }
}
