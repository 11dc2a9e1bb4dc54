//! `any`: at least one claim of a list holds.
use super::judge as judge_claim;
use super::prelude::*;

pub(super) static ANY: Assertion = Assertion {
    signature: Signature {
        name: "any",
        group: Group::Claims,
        summary: "At least one claim holds.",
        payload: Payload::Whole("claims"),
        params: &[Param::required("claims", Kind::Claims, "what may be true")],
        notes: "A claim that makes no sense stays an error.",
        examples: &[Example {
            about: "One of two names must be there.",
            given: "lm_head.weight: float32 [1] = 1",
            line: "assert: any: [exists: head, exists: lm_head.weight]",
            then: Then::Runs,
        }],
    },
    judge,
};

/// Claims of which numbers must bear out one, and why the others do not hold.
#[derive(Debug)]
struct Any {
    open: Vec<Arc<dyn Look>>,
    refuted: Vec<String>,
}

fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let mut any = Any {
        open: Vec::new(),
        refuted: Vec::new(),
    };
    let mut holds = false;
    for claim in args.claims("claims") {
        match judge_claim(claim, session) {
            Ok(None) => holds = true,
            Ok(Some(open)) => any.open.push(open),
            Err(error) if is_no(&error) => any.refuted.push(error.message().to_string()),
            Err(error) => return Err(error),
        }
    }
    match any.open.is_empty() {
        _ if holds => Ok(None),
        true => Err(none(&any.refuted)),
        false => Ok(Some(Arc::new(any))),
    }
}

impl Look for Any {
    fn reads(&self) -> Vec<Source> {
        self.open.iter().flat_map(|claim| claim.reads()).collect()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        let mut refuted = self.refuted.clone();
        for claim in &self.open {
            match claim.look(engine) {
                Ok(_) => return Ok(None),
                Err(error) if is_no(&error) => refuted.push(error.message().to_string()),
                Err(error) => return Err(error),
            }
        }
        Err(none(&refuted))
    }
}

fn none(refuted: &[String]) -> Error {
    no(format!(
        "none of the claims holds:\n- {}",
        refuted.join("\n- ")
    ))
}
