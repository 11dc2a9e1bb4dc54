//! Which keys may come next.

use super::scan::Level;
use super::want::Want;
use super::{Candidate, Scene};
use crate::guide::TRY;
use crate::signature::{Kind, Need, Param, Payload, Signature};

/// What may stand where a key is due in a level, each with its colon.
pub(super) fn at(level: &Level, text: &str, scene: &Scene) -> Vec<Candidate> {
    of(level.want, Some(level), text, scene)
}

/// What may stand as the first key behind what wants keys.
pub(super) fn first(want: Want, scene: &Scene) -> Vec<Candidate> {
    of(want, None, "", scene)
}

fn of(want: Want, level: Option<&Level>, text: &str, scene: &Scene) -> Vec<Candidate> {
    let is_given = level.is_some_and(|level| !level.given.is_empty());
    match want.keyed() {
        Want::Payload(signature) => keys(&left(signature, level, text)),
        Want::Step | Want::Value(Kind::Steps) if !is_given || is_root(level) => {
            scene.verbs.iter().map(named).collect()
        }
        Want::Value(Kind::Claim | Kind::Claims) if !is_given => {
            scene.claims.iter().map(named).collect()
        }
        Want::Played if !is_given => {
            let about = "play its examples on tensors of their own";
            vec![Candidate::new(format!("{TRY}: true"), about)]
        }
        Want::Value(Kind::Topic) if !is_given => {
            let with_claims = scene
                .verbs
                .iter()
                .filter(|verb| Want::Payload(verb).alone() == Want::Value(Kind::Claim));
            with_claims.map(named).collect()
        }
        _ => Vec::new(),
    }
}

fn is_root(level: Option<&Level>) -> bool {
    level.is_some_and(|level| level.form == super::scan::Form::Root)
}

/// The keys of a verb that were not given and mean something beside those that were, required ones first.
pub(super) fn left(
    signature: &'static Signature,
    level: Option<&Level>,
    text: &str,
) -> Vec<&'static Param> {
    let given = |param: &Param| level.is_some_and(|level| level.has(param.name));
    let params = signature.params.iter();
    let mut left: Vec<&Param> = params
        .filter(|param| !given(param) && means_something(param, signature, level, text))
        .collect();
    left.sort_by_key(|param| param.need != Need::Required);
    left
}

/// The keys of a verb that must still be given.
pub(super) fn missing(
    signature: &'static Signature,
    level: Option<&Level>,
    text: &str,
) -> Vec<&'static Param> {
    let mut left = left(signature, level, text);
    left.retain(|param| param.need == Need::Required);
    left
}

/// Whether the key that governs a parameter, if one does, says so.
fn means_something(
    param: &Param,
    signature: &'static Signature,
    level: Option<&Level>,
    text: &str,
) -> bool {
    let Some((key, words)) = param.when else {
        return true;
    };
    let Some(governing) = signature.param(key) else {
        return false;
    };
    let written = level.and_then(|level| level.written(key, text));
    let word = written.or(match governing.need {
        Need::Default(word) => Some(word),
        _ => None,
    });
    word.is_some_and(|word| words.contains(&word.trim_matches(['\'', '"'])))
        && means_something(governing, signature, level, text)
}

/// The keys with their colons; where only one can follow and its words are few, the words with it.
fn keys(left: &[&'static Param]) -> Vec<Candidate> {
    let key = |param: &&Param| Candidate::new(format!("{}: ", param.name), param.about);
    let mut keys: Vec<Candidate> = left.iter().map(key).collect();
    if let [param] = left
        && let Kind::Choice(words) = param.kind
    {
        let word = |word: &&str| Candidate::new(format!("{}: {word}", param.name), "").shown(*word);
        keys.extend(words.iter().map(word));
    }
    keys
}

/// A verb or a claim as it is begun: with a colon unless it can do without.
fn named(signature: &&'static Signature) -> Candidate {
    let mark = if stands_alone(signature) { "" } else { ": " };
    Candidate::new(format!("{}{mark}", signature.name), signature.summary)
}

/// Whether nothing needs to follow: nothing can, or only the word that says what could.
fn stands_alone(signature: &'static Signature) -> bool {
    match signature.payload {
        Payload::Nothing => true,
        Payload::Keys => match left(signature, None, "").as_slice() {
            [only] => matches!(only.need, Need::Default(_)),
            _ => false,
        },
        _ => false,
    }
}
