//! The name that a pattern which matched nothing may have been meant for.

use super::path::Step;
use super::python::{self, Alternatives, Class, Item, Member, Sequence, Set};
use super::{Form, Pattern};

impl Pattern {
    /// What the pattern says without its escapes: `h\.(\d+)\.w` gives `h.0.w`.
    ///
    /// Of alternatives and sets the first is taken, a repetition is made once, and what matches
    /// anything gives nothing.
    pub fn likely_name(&self) -> String {
        let mut name = String::new();
        match &self.0 {
            Form::Regex(regex) => say_expression(&mut name, regex.text()),
            Form::Path(path) => say_steps(&mut name, path.steps()),
        }
        name
    }
}

fn say_steps(name: &mut String, steps: &[Step]) {
    for (position, step) in steps.iter().enumerate() {
        if position > 0 {
            name.push('.');
        }
        match step {
            Step::Literal(segment) => name.push_str(segment),
            Step::One(_) => name.push('0'),
            Step::Run(_) => {}
            Step::Test(regex, _) => say_expression(name, regex.text()),
        }
    }
}

fn say_expression(name: &mut String, text: &str) {
    if let Ok(tree) = python::parse(text) {
        say_first(name, &tree.alternatives);
    }
}

fn say_first(name: &mut String, alternatives: &Alternatives) {
    if let Some(first) = alternatives.first() {
        say_sequence(name, first);
    }
}

fn say_sequence(name: &mut String, sequence: &Sequence) {
    for piece in sequence {
        say(name, &piece.item);
    }
}

fn say(name: &mut String, item: &Item) {
    match item {
        Item::Char(char, _) => name.push(*char),
        Item::Any { .. } => name.push('.'),
        Item::Set(set) => name.extend(member(set)),
        Item::Group { body, .. } | Item::Atomic(body) => say_first(name, body),
        Item::Conditional { yes, .. } => say_sequence(name, yes),
        Item::Repeat(item, _) if !matches!(**item, Item::Any { .. }) => say(name, item),
        Item::Repeat(..) | Item::Anchor(_) | Item::Back(..) | Item::Look { .. } => {}
    }
}

fn member(set: &Set) -> Option<char> {
    match set.members.first() {
        Some(Member::Range(first, _)) if !set.negated => Some(*first),
        Some(Member::Class {
            class: Class::Digit,
            negated: false,
            ..
        }) if !set.negated => Some('0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_groups_are_left_out() {
        let cases = [
            ("ln_g.weight", "ln_g.weight"),
            (r"ln\_g\.weight", "ln_g.weight"),
            (r"^h\.(\d+)\.(attn|mlp)$", "h.0.attn"),
            (r"model\..*\.[qk]_proj", "model..q_proj"),
            (r"(?i)(?!x)(a{3})\1?", "a"),
        ];
        for (text, expected) in cases {
            let pattern = Pattern::regex(text).expect("valid");
            assert_eq!(pattern.likely_name(), expected, "{text}");
        }
        let path = Pattern::path(&["h", "$i", "~x::at+n", "*r", r"\$w"]).expect("valid");
        assert_eq!(path.likely_name(), "h.0.atn..$w");
    }
}
