//! What `reads` and `writes` share: a counter of every match within bounds.

use super::bounds::Bounds;
use super::prelude::*;
use crate::session::Counts;

/// The parameters of a claim about counts.
pub(super) const PARAMS: &[Param] = &[
    Param::required("of", Kind::Reference(Slicing::Refused), "the tensors"),
    Param::optional("is", Kind::Count, "exactly so often"),
    Param::optional("ge", Kind::Count, "at least so often"),
    Param::optional("gt", Kind::Count, "more often"),
    Param::optional("le", Kind::Count, "at most so often"),
    Param::optional("lt", Kind::Count, "less often"),
    Param::optional("at_least", Kind::Count, "the same as `ge`"),
    Param::optional("at_most", Kind::Count, "the same as `le`"),
];

/// Judges a counter of every match; `verb` is what is counted.
pub(super) fn judge(
    args: &Args,
    session: &Session,
    verb: &str,
    counter: fn(Counts) -> u64,
) -> Result<Judgement> {
    let of = args.reference("of");
    let bounds = Bounds::of(args)?;
    for found in session.some(of)? {
        let times = counter(session.counts(found.alias, found.name));
        if !bounds.hold(times) {
            let message = format!(
                "`{}::{}` was {verb} {}, expected {}",
                found.alias,
                found.name,
                counted(times),
                bounds.words()
            );
            return Err(no(message));
        }
    }
    Ok(None)
}

fn counted(times: u64) -> String {
    match times {
        1 => "once".to_string(),
        _ => format!("{times} times"),
    }
}
