//! `all`: every claim of a list holds.
use super::judge as judge_claim;
use super::prelude::*;

pub(super) static ALL_OF: Assertion = Assertion {
    signature: Signature {
        name: "all",
        group: Group::Claims,
        summary: "Every claim holds.",
        payload: Payload::Whole("claims"),
        params: &[Param::required("claims", Kind::Claims, "what must be true")],
        notes: "The first that does not hold is reported.",
        examples: &[Example {
            about: "Two names must be there.",
            given: "a: float32 [1] = 1\nb: float32 [1] = 1",
            line: "assert: all: [exists: a, exists: b]",
            then: Then::Runs,
        }],
    },
    judge,
};

/// Claims that numbers must bear out.
#[derive(Debug)]
struct All(Vec<Arc<dyn Look>>);

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let judged = args
        .claims("claims")
        .iter()
        .map(|claim| judge_claim(claim, session));
    let open: Vec<_> = judged
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    match open.is_empty() {
        true => Ok(None),
        false => Ok(Some(Arc::new(All(open)))),
    }
}

impl Look for All {
    fn reads(&self) -> Vec<Source> {
        self.0.iter().flat_map(|claim| claim.reads()).collect()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        for claim in &self.0 {
            claim.look(engine)?;
        }
        Ok(None)
    }
}
