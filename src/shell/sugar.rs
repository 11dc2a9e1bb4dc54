//! Lines that stand for others: short ways to ask for help at the prompt, and whole plans.

use crate::error::Text;
use crate::guide;
use crate::signature::Kind;
use crate::syntax::block::{TRANSFORMS, is_section};
use crate::syntax::yaml::{self, Dialect};
use crate::syntax::{Line, Node};
use crate::transforms;

/// The line that a short question stands for: `?copy` and `copy?` ask for help, `??copy` and `copy??` for
/// examples that are played; so does `, try: true` behind a question written out. Nothing for other lines.
pub(super) fn line(typed: &str) -> Option<String> {
    let help = asking()?;
    let typed = typed.trim();
    if typed == "?" {
        return Some(help.to_string());
    }
    let plain = typed.strip_prefix('?').or_else(|| typed.strip_suffix('?'));
    let twice = plain.and_then(|one| one.strip_prefix('?').or_else(|| one.strip_suffix('?')));
    let asked = typed
        .strip_prefix(help)
        .and_then(|rest| rest.strip_prefix(':'));
    let tried = asked.and_then(|rest| rest.trim_end().strip_suffix("try: true"));
    let tried = tried.and_then(|rest| rest.trim_end().strip_suffix(','));
    let (topic, played) = match (plain, twice.or(tried)) {
        (_, Some(topic)) => (topic, true),
        (Some(topic), None) => (topic, false),
        (None, None) => return None,
    };
    let topic = topic.trim();
    let played = if played {
        format!("{}: ", guide::TRY)
    } else {
        String::new()
    };
    is_topic(topic).then(|| format!("{help}: {played}{topic}"))
}

/// The line that runs a whole plan, with inputs or an output of its own, as one step; nothing for other texts.
pub(super) fn whole_plan(typed: &str, dialect: &Dialect) -> Option<String> {
    let (plan, _) = yaml::parse(&Text::line(typed), dialect).ok()?;
    let sections = plan.as_map()?;
    let is_whole =
        sections.contains_key(TRANSFORMS) && sections.iter().all(|(key, _)| is_section(key));
    let (verb, key) = taking(Kind::Plan).filter(|_| is_whole)?;
    Line::written(&Node::map([(verb, Node::map([(key, plan)]))])).ok()
}

/// The verb that explains verbs.
fn asking() -> Option<&'static str> {
    taking(Kind::Topic).map(|(verb, _)| verb)
}

/// The first verb with a parameter of this kind, and that parameter.
fn taking(kind: Kind) -> Option<(&'static str, &'static str)> {
    transforms::ALL.into_iter().find_map(|verb| {
        let mut params = verb.signature.params.iter();
        let param = params.find(|param| param.kind == kind)?;
        Some((verb.signature.name, param.name))
    })
}

/// Whether this is a word, or two with a colon between them.
fn is_topic(text: &str) -> bool {
    let is_word = |word: &str| {
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '_';
        !word.is_empty() && word.chars().all(letters)
    };
    let mut words = text.splitn(2, ':');
    words.all(|word| is_word(word.trim()))
}

#[cfg(test)]
mod tests {
    use super::{line, whole_plan};
    use crate::syntax::yaml::Dialect;

    #[test]
    fn short_questions_are_written_out() {
        for (typed, meant) in [
            ("?", "help"),
            ("?scale_", "help: scale_"),
            (" scale_? ", "help: scale_"),
            ("? scale_", "help: scale_"),
            ("?assert: equal", "help: assert: equal"),
            ("??scale_", "help: try: scale_"),
            ("scale_??", "help: try: scale_"),
            ("help: scale_, try: true", "help: try: scale_"),
            ("help: assert: equal, try: true", "help: try: assert: equal"),
        ] {
            assert_eq!(line(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    const DIALECT: Dialect = Dialect {
        strict: false,
        is_step: |_| true,
    };

    #[test]
    fn a_whole_plan_is_one_step() {
        let plan = "inputs: [m.safetensors]\ntransforms:\n  - exit\noutput: x.safetensors\n";
        let line =
            "execute: plan: { inputs: [m.safetensors], transforms: [exit], output: x.safetensors }";
        assert_eq!(whole_plan(plan, &DIALECT).as_deref(), Some(line));
        for other in [
            "inputs: [a]",
            "transforms: []\ncopy: { from: a }",
            "- exit",
            "exit",
            "a: [",
        ] {
            assert_eq!(whole_plan(other, &DIALECT), None, "{other}");
        }
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        for typed in [
            "",
            "help",
            "help: copy",
            "help: try: copy",
            "copy: from: h.?, to: a",
            "copy: from: a, to: h.?",
            "???",
            "? a b",
            "# why?",
            "set: try: true",
        ] {
            assert_eq!(line(typed), None, "{typed}");
        }
    }
}
