//! The examples of a verb or a claim, played on a session of their own.

mod bench;
mod given;

use super::run::{Listener, StepReport, run};
use crate::error::{Error, Result};
use crate::report::Answer;
use crate::session::{Look, Session, Source};
use crate::signature::{Example, Signature};
use crate::syntax::Line;
use crate::tensor::Engine;
use bench::Bench;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// Plays every example. The session of the person and their files stay as they are.
#[derive(Debug)]
pub(super) struct Trial(pub &'static Signature);

/// One example after it was played.
struct Played {
    about: &'static str,
    before: Vec<String>,
    steps: Vec<Step>,
    after: Vec<String>,
}

/// One line of an example, and what came of it.
struct Step {
    line: String,
    answers: Vec<Answer>,
    error: Option<Error>,
}

impl Look for Trial {
    fn reads(&self) -> Vec<Source> {
        Vec::new()
    }

    fn look(&self, engine: &Engine) -> Result<Option<Answer>> {
        let played = self.0.examples.iter().map(|example| play(example, engine));
        let played = played.collect::<Result<Vec<Played>>>()?;
        let text: Vec<String> = played.iter().map(Played::text).collect();
        let data: Json = played.iter().map(Played::data).collect();
        let data = json!({ "name": self.0.name, "tried": data });
        Ok(Some(Answer::new("help", text.join("\n\n"), data)))
    }
}

/// Plays an example up to the first line that fails.
fn play(example: &Example, engine: &Engine) -> Result<Played> {
    let model = given::model(example.given)?;
    let before = given::lines(&model)?;
    let mut session = Session::new([(Arc::from("model"), model)]);
    let mut bench = Bench(engine);
    let mut steps = Vec::new();
    for line in example.line.lines() {
        engine.cancel().check()?;
        steps.push(step(line, &mut session, &mut bench)?);
        if steps.iter().any(|step| step.error.is_some()) {
            break;
        }
    }
    let model = session.state().models.values().next();
    let after = model.map_or(Ok(Vec::new()), given::lines)?;
    Ok(Played {
        about: example.about,
        before,
        steps,
        after,
    })
}

fn step(line: &str, session: &mut Session, bench: &mut Bench<'_>) -> Result<Step> {
    let read = Line::read(line, &mut Vec::new())?;
    let steps: Vec<_> = read.into_iter().map(|line| line.step).collect();
    let mut heard = Heard(Vec::new());
    let ended = run(&steps, session, bench, &mut heard);
    Ok(Step {
        line: line.to_string(),
        answers: heard.0,
        error: ended.error.map(Error::alone),
    })
}

impl Played {
    fn text(&self) -> String {
        let mut lines = vec![self.about.to_string()];
        let inside = |line: &String| format!("  {line}");
        lines.extend(self.before.iter().map(inside));
        lines.extend(self.steps.iter().flat_map(Step::lines));
        match self.after == self.before {
            false => lines.extend(self.after.iter().map(inside)),
            true if self.steps.iter().all(Step::is_silent) => lines.push("  ok".to_string()),
            true => {}
        }
        lines.join("\n")
    }

    fn data(&self) -> Json {
        json!({
            "about": self.about,
            "before": self.before,
            "steps": self.steps.iter().map(Step::data).collect::<Json>(),
            "after": self.after,
        })
    }
}

impl Step {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("> {}", self.line)];
        let shown = self.answers.iter().flat_map(|answer| answer.plain.lines());
        lines.extend(shown.map(|line| format!("  {line}")));
        if let Some(error) = &self.error {
            lines.push(format!("  error: {}", error.message()));
            lines.extend(error.hints().iter().map(|hint| format!("  hint: {hint}")));
        }
        lines
    }

    fn is_silent(&self) -> bool {
        self.answers.is_empty() && self.error.is_none()
    }

    fn data(&self) -> Json {
        json!({
            "line": self.line,
            "answers": self.answers.iter().map(|answer| answer.data.clone()).collect::<Json>(),
            "error": self.error.as_ref().map(Error::message),
        })
    }
}

/// Keeps the answers.
struct Heard(Vec<Answer>);

impl Listener for Heard {
    fn done(&mut self, report: &StepReport) {
        self.0.extend(report.answer.clone());
    }

    fn inside(&mut self, report: &StepReport) {
        self.done(report);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::Then;
    use crate::{assertions, transforms};

    #[test]
    fn every_example_of_every_verb_and_claim_plays() {
        let engine = Engine::new(2);
        let verbs = transforms::ALL.iter().map(|verb| &verb.signature);
        for signature in verbs.chain(assertions::signatures()) {
            for example in signature.examples {
                let played = play(example, &engine).expect(signature.name);
                let text = played.text();
                let inside = |lines: &str| {
                    let lines = lines.lines().map(|line| format!("  {line}\n"));
                    lines.collect::<String>()
                };
                match example.then {
                    Then::Leaves(after) => {
                        assert_eq!(inside(after), inside(&played.after.join("\n")))
                    }
                    Then::Shows(shown) => {
                        assert!(format!("{text}\n").contains(&inside(shown)), "{text}");
                    }
                    Then::Fails(words) => assert!(text.contains("  error: "), "{words}: {text}"),
                    Then::Runs => {}
                }
            }
        }
    }

    #[test]
    fn files_are_left_alone() {
        let engine = Engine::new(1);
        let example = Example {
            about: "Write a file.",
            given: "w: float32 [1] = 1",
            line: "save: path: never.safetensors\nscale_: target: w, by: 2",
            then: Then::Runs,
        };
        let played = play(&example, &engine).expect("it is played");
        let text = "Write a file.\n  w: float32 [1] = 1\n> save: path: never.safetensors\n  \
                    error: save: no file is read or written while examples are tried";
        assert_eq!(played.text(), text);
        assert!(!std::path::Path::new("never.safetensors").exists());
    }
}
