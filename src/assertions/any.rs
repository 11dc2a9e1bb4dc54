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
        notes: "The first that holds decides: those behind it are not looked at. A claim before it that makes no sense \
                stays an error.",
        examples: &[Example {
            about: "One of two names must be there.",
            given: "lm_head.weight: float32 [1] = 1",
            line: "assert: any: [exists: head, exists: lm_head.weight]",
            then: Then::Runs,
        }],
    },
    judge,
};

/// Claims of which numbers must bear out one, why others do not hold, and what makes no sense of the one behind them.
#[derive(Debug, Default)]
struct Any {
    open: Vec<Arc<dyn Look>>,
    refuted: Vec<String>,
    nonsense: Option<Error>,
}

/// Judges the claims in order, up to one that holds or makes no sense.
fn judge(args: &Args, session: &Session) -> Result<Judgement> {
    let mut any = Any::default();
    for claim in args.claims("claims") {
        match judge_claim(claim, session) {
            Ok(None) => return Ok(None),
            Ok(Some(open)) => any.open.push(open),
            Err(error) if is_no(&error) => any.refuted.push(error.message().to_string()),
            Err(error) if any.open.is_empty() => return Err(error),
            Err(error) => {
                any.nonsense = Some(error);
                break;
            }
        }
    }
    match any.open.is_empty() {
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
        Err(self.nonsense.clone().unwrap_or_else(|| none(&refuted)))
    }
}

fn none(refuted: &[String]) -> Error {
    no(format!(
        "none of the claims holds:\n- {}",
        refuted.join("\n- ")
    ))
}
