//! Words of which there are a few: verbs, claims, choices, dtypes, flags, aliases.

use super::reference;
use super::scan::Ink;
use super::want::Want;
use super::{Candidate, Scene};
use crate::guide::TRY;
use crate::signature::{Kind, Payload};
use crate::syntax::nearest;
use crate::tensor::Dtype;

/// Every word that may stand for a value, where those are few.
pub(super) fn of(want: Want, scene: &Scene) -> Vec<Candidate> {
    let plain = |words: &[&str]| words.iter().map(|word| Candidate::new(*word, "")).collect();
    match want {
        Want::ClaimName => {
            let claims = scene.claims.iter();
            claims
                .map(|claim| Candidate::new(claim.name, claim.summary))
                .collect()
        }
        Want::Value(Kind::Topic) => {
            let verbs = scene.verbs.iter();
            verbs
                .map(|verb| Candidate::new(verb.name, verb.summary))
                .collect()
        }
        Want::Value(Kind::Moment) => plain(&["now"]),
        Want::Value(Kind::Flag) => plain(&["true", "false"]),
        Want::Value(Kind::Dtype) => plain(&Dtype::NAMES),
        Want::Value(Kind::AnyDtype) => plain(&Dtype::ALL.map(Dtype::name)),
        Want::Value(Kind::Choice(words)) => plain(words),
        Want::Value(Kind::Alias) => {
            let models = scene.models.iter();
            models
                .map(|names| Candidate::new(&*names.alias, "alias"))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Those of the candidates that a person may mean by what is typed: those that begin so, else those that
/// are near.
pub(super) fn meant(candidates: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    let begins = |candidate: &Candidate| candidate.insert.starts_with(typed);
    if candidates.iter().any(begins) {
        return candidates.into_iter().filter(begins).collect();
    }
    let names = candidates.iter().map(bare);
    let near = nearest(typed.trim_end_matches(':'), names, 5);
    let find = |name: &&str| candidates.iter().find(|candidate| bare(candidate) == *name);
    near.iter().filter_map(find).cloned().collect()
}

/// The word of a candidate, without the mark behind it.
fn bare(candidate: &Candidate) -> &str {
    candidate.insert.trim_end_matches([' ', ':'])
}

/// Whether the name of some verb, claim or key begins so.
pub(super) fn some_key_begins(want: Want, typed: &str, scene: &Scene) -> bool {
    let names: Vec<&str> = match want {
        Want::Step | Want::Value(Kind::Steps | Kind::Topic) => {
            scene.verbs.iter().map(|verb| verb.name).collect()
        }
        Want::Payload(signature) => signature.params.iter().map(|param| param.name).collect(),
        Want::Value(Kind::Claim | Kind::Claims) => {
            scene.claims.iter().map(|claim| claim.name).collect()
        }
        Want::Played => vec![TRY],
        _ => return true,
    };
    names.iter().any(|name| name.starts_with(typed))
}

/// Whether some value begins so.
pub(super) fn some_begins(want: Want, typed: &str, scene: &Scene) -> bool {
    match want.alone() {
        Want::Value(kind) if reference::is_one(kind) => reference::some_begins(typed, scene),
        alone => {
            let words = of(alone, scene);
            let begins = words.iter().any(|word| word.insert.starts_with(typed));
            begins || some_key_begins(want, typed, scene) && want.takes_keys()
        }
    }
}

/// What a value means to its reader.
pub(super) fn ink(want: Want, written: &str, scene: &Scene) -> Ink {
    match want.alone() {
        Want::Value(kind) if reference::is_one(kind) => reference::ink(kind, written, scene),
        Want::Segment(_) => Ink::Reference,
        alone @ (Want::ClaimName | Want::Value(Kind::Topic)) => {
            known(alone, written, Ink::Verb, scene)
        }
        alone @ Want::Value(Kind::Alias) => known(alone, written, Ink::Reference, scene),
        Want::Value(Kind::Dtype) if Dtype::parse(written).is_none() => Ink::Unknown,
        Want::Value(Kind::AnyDtype) if Dtype::named(written).is_none() => Ink::Unknown,
        Want::Value(Kind::Choice(words)) if !holds(words, written) => Ink::Unknown,
        Want::Value(
            Kind::Path(_) | Kind::Text | Kind::Choice(_) | Kind::Dtype | Kind::AnyDtype,
        ) => Ink::Text,
        Want::Value(Kind::Claim | Kind::Claims) => Ink::Unknown,
        Want::Nothing if matches!(want, Want::Payload(verb) if verb.payload == Payload::Nothing) => {
            Ink::Unknown
        }
        _ if written.parse::<f64>().is_ok() => Ink::Number,
        _ => Ink::Text,
    }
}

fn holds(words: &[&str], written: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(written))
}

fn known(want: Want, written: &str, ink: Ink, scene: &Scene) -> Ink {
    let words = of(want, scene);
    match words.iter().any(|word| word.insert == written) {
        true => ink,
        false => Ink::Unknown,
    }
}
