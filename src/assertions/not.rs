//! `not`: a claim does not hold.
use super::judge as judge_claim;
use super::prelude::*;

pub(super) static NOT: Assertion = Assertion {
    signature: Signature {
        name: "not",
        group: Group::Claims,
        summary: "The claim does not hold.",
        payload: Payload::Whole("claim"),
        params: &[Param::required("claim", Kind::Claim, "what must be false")],
        notes: "A claim that makes no sense stays an error: a bad reference, a missing tensor, a misfit slice.",
        examples: &[
            Example {
                about: "A name must be gone.",
                given: "w: float32 [1] = 1",
                line: "assert: not: exists: old",
                then: Then::Runs,
            },
            Example {
                about: "Values must differ.",
                given: "a: float32 [1] = 1\nb: float32 [1] = 2",
                line: "assert: not: { equal: { left: a, right: b } }",
                then: Then::Runs,
            },
        ],
    },
    judge,
};

/// A claim that numbers must refute.
#[derive(Debug)]
struct Not {
    claim: Arc<dyn Look>,
    text: String,
}

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let claim = &args.claims("claim")[0];
    let text = claim.line();
    match judge_claim(claim, session) {
        Ok(None) => Err(holds(&text)),
        Ok(Some(open)) => Ok(Some(Arc::new(Not { claim: open, text }))),
        Err(error) if is_no(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

impl Look for Not {
    fn reads(&self) -> Vec<Source> {
        self.claim.reads()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        match self.claim.look(engine) {
            Ok(_) => Err(holds(&self.text)),
            Err(error) if is_no(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn holds(text: &str) -> Error {
    no(format!("`{text}` holds, expected that it does not"))
}
