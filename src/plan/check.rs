//! A whole plan against names, dtypes and shapes, before any tensor byte is read.

use super::doubt::Doubt;
use super::prepare;
use crate::error::{Error, Kind, Result};
use crate::session::{Paper, Session};
use crate::syntax::{Node, Warning};

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// Every mistake, in the order of the steps.
    pub errors: Vec<Error>,
    /// Everything odd, in the order of the steps.
    pub warnings: Vec<Warning>,
    /// The session as it would be after the steps.
    pub session: Session,
}

/// Tries the steps out on a copy of `session`. Names behind a step that fails count as unknown and
/// cause no further errors. Behind `exit` only the form of steps is checked.
pub fn check(steps: &[Node], session: &Session, paper: &mut Paper) -> Checked {
    let mut checked = Checked {
        errors: Vec::new(),
        warnings: Vec::new(),
        session: session.clone(),
    };
    let mut doubt = Doubt::default();
    let mut left = false;
    for (index, step) in steps.iter().enumerate() {
        let outcome = match left {
            true => form(step, &mut checked).map(|()| false),
            false => try_out(step, &mut checked, &mut doubt, paper),
        };
        match outcome {
            Ok(exit) => left |= exit,
            Err(error) => checked.errors.push(error.in_step(index)),
        }
    }
    checked
}

/// Checks the form of a step that will not run.
fn form(step: &Node, checked: &mut Checked) -> Result<()> {
    match prepare::bind(step, &checked.session, &mut checked.warnings) {
        Err(error) if error.kind() == Kind::Payload => Err(error),
        _ => Ok(()),
    }
}

/// Applies a step on paper; whether it asks to leave.
fn try_out(
    step: &Node,
    checked: &mut Checked,
    doubt: &mut Doubt,
    paper: &mut Paper,
) -> Result<bool> {
    let bound = match prepare::bind(step, &checked.session, &mut checked.warnings) {
        Ok(bound) => bound,
        Err(error) => {
            let excused = doubt.excuses_unread(&error);
            doubt.unread(step);
            return if excused { Ok(false) } else { Err(error) };
        }
    };
    let call = bound.call().clone();
    let finished = bound
        .compile(&checked.session)
        .and_then(|prepared| prepared.apply(&mut checked.session, paper));
    match finished {
        Ok(finished) => Ok(finished.applied.exit),
        Err(error) => {
            let excused = doubt.excuses(&error, &call);
            doubt.failed(&call);
            if excused { Ok(false) } else { Err(error) }
        }
    }
}
