//! A step changed after it took effect: the history behind it is done anew, all of it or nothing.

use super::comments::Comments;
use super::document::Context;
use super::resume::Quiet;
use super::run;
use super::running::Running;
use crate::error::{Error, Kind, Result};
use crate::report::{human, one_line};
use crate::session::{Rewrite, Session, Standing, Unwritten, World};
use crate::syntax::{Node, Value, oly};
use crate::transforms;

/// How much of a step a message shows.
const WIDEST: usize = 60;

/// What was put in the place of a step.
pub(super) struct Rewritten {
    /// What happened, in one sentence.
    pub said: String,
    /// The steps that took its place, as a recording keeps them: they must do the same again.
    pub steps: Vec<Node>,
}

/// Puts other steps in the place of one and does those behind it again. Nothing is written to files.
///
/// # Errors
/// What the steps raise; the session is as it was then.
pub(super) fn rewrite(
    rewrite: &Rewrite,
    session: &mut Session,
    world: &mut dyn World,
    context: &Context,
) -> Result<Rewritten> {
    let mut world = Unwritten { world, looks: true };
    again(rewrite, session, &mut world, context)
}

/// Whether [`rewrite`] will do, as far as names, dtypes and shapes tell.
///
/// # Errors
/// What the steps raise.
pub(super) fn check(
    rewrite: &Rewrite,
    session: &Session,
    world: &mut dyn World,
    context: &Context,
) -> Result<()> {
    let mut world = Unwritten {
        world,
        looks: false,
    };
    again(rewrite, &mut session.clone(), &mut world, context).map(drop)
}

fn again(
    rewrite: &Rewrite,
    session: &mut Session,
    world: &mut dyn World,
    context: &Context,
) -> Result<Rewritten> {
    anew(rewrite, session, &mut |session, step| {
        let steps = std::slice::from_ref(step);
        let mut quiet = Quiet::default();
        let running = Running::new(session, world, &mut quiet, *context);
        let ended = run::run_in(running, steps, Comments::default());
        ended.error.map_or(Ok(()), |error| Err(error.alone()))
    })
}

/// As [`rewrite`], where `run` does a step.
pub(super) fn anew(
    rewrite: &Rewrite,
    session: &mut Session,
    run: &mut dyn FnMut(&mut Session, &Node) -> Result<()>,
) -> Result<Rewritten> {
    let before = session.clone();
    match replaced(rewrite, session, run) {
        Ok(steps) => {
            let wrote = session.took_the_place_of(before, rewrite.step);
            let said = said(rewrite, session, wrote);
            Ok(Rewritten { said, steps })
        }
        Err(error) => {
            *session = before;
            Err(error.hint("everything is as it was"))
        }
    }
}

/// Does the history behind a step anew; the steps that took its place.
fn replaced(
    rewrite: &Rewrite,
    session: &mut Session,
    run: &mut dyn FnMut(&mut Session, &Node) -> Result<()>,
) -> Result<Vec<Node>> {
    let last = rewrite.step - 1;
    let behind = session.steps()[last..].to_vec();
    session.step_back_to(last)?;
    if let Some(own) = behind.first() {
        own.comments
            .iter()
            .for_each(|comment| session.note(comment));
    }
    for step in &rewrite.steps {
        may_stand(step)?;
        run(session, step)?;
    }
    let now = session.steps().len();
    let steps = session.steps()[last..].iter();
    let steps = steps.map(|step| step.recorded().clone()).collect();
    for (at, done) in behind.iter().enumerate().skip(1) {
        done.comments
            .iter()
            .for_each(|comment| session.note(comment));
        let number = |number: usize| {
            if number > last {
                number - rewrite.step + now
            } else {
                number
            }
        };
        let step = transforms::renumbered(done.recorded(), &number);
        run(session, &step).map_err(|error| {
            let line = oly::emit(&step).unwrap_or_else(|_| step.to_json().to_string());
            let line = one_line(&line, WIDEST);
            error.prefix(&format!("step {} `{line}`", rewrite.step + at))
        })?;
    }
    Ok(steps)
}

impl Rewritten {
    /// The step that does this again; `verb` is its name.
    pub fn step(&self, rewrite: &Rewrite, verb: &str) -> Node {
        let number = Node::new(Value::Int(rewrite.step as i128));
        let to = match self.steps.as_slice() {
            [one] => one.clone(),
            several => Node::list(several.to_vec()),
        };
        Node::map([(verb, Node::map([("step", number), ("to", to)]))])
    }
}

/// Refuses what steers the session: it has no place among the steps of a plan.
fn may_stand(step: &Node) -> Result<()> {
    let verb = transforms::of(step).filter(|verb| verb.standing == Standing::Steering);
    verb.map_or(Ok(()), |verb| {
        let message = format!("`{}` is no step of a plan", verb.signature.name);
        Err(Error::new(Kind::Payload, message).at_some(step.place.as_ref()))
    })
}

fn said(rewrite: &Rewrite, session: &Session, wrote: bool) -> String {
    let behind = session.steps().len() - (rewrite.step - 1);
    let behind = behind.saturating_sub(rewrite.steps.len());
    let again = match behind {
        0 => String::new(),
        _ => format!(
            ", {} behind it done again",
            human::counted(behind as u64, "step")
        ),
    };
    let stay = if wrote {
        "; files that were written stay as they were"
    } else {
        ""
    };
    format!("step {} is another{again}{stay}", rewrite.step)
}
