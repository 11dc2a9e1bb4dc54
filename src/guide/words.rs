//! What help and reference pages both say about parameters.

use crate::signature::{Kind, Must, Need, Param, Payload, Signature, Slicing};

/// The kind of value in two words or so.
pub(super) fn kind(param: &Param) -> String {
    match param.kind {
        Kind::Reference(_) => "reference".into(),
        Kind::Side => "reference or alias".into(),
        Kind::Destination(..) | Kind::Beside(_) => "destination".into(),
        Kind::References(_) => "list of references".into(),
        Kind::Name(_) => "name".into(),
        Kind::Names => "list of names".into(),
        Kind::Number | Kind::Exact => "number".into(),
        Kind::Tolerance => "number, 0 or more".into(),
        Kind::Integer => "whole number".into(),
        Kind::Moment => "number of a step, or now".into(),
        Kind::Count => "whole number, 0 or more".into(),
        Kind::Positive => "whole number, 1 or more".into(),
        Kind::Flag => "flag".into(),
        Kind::Text => "text".into(),
        Kind::Path(_) => "path".into(),
        Kind::Alias => "alias".into(),
        Kind::NewAlias => "new alias".into(),
        Kind::Dtype | Kind::AnyDtype => "dtype".into(),
        Kind::Choice(words) => words.join(" | "),
        Kind::Shape => "list of sizes".into(),
        Kind::OpenShape => "list of sizes, one may be -1".into(),
        Kind::Sizes => "list of sizes".into(),
        Kind::Dimensions => "list of dimensions".into(),
        Kind::Integers => "list of whole numbers".into(),
        Kind::Seed => "whole number".into(),
        Kind::Values => "numbers".into(),
        Kind::Size => "size".into(),
        Kind::Claim => "claim".into(),
        Kind::Claims => "list of claims".into(),
        Kind::Topic => "verb or claim".into(),
        Kind::Steps => "list of steps".into(),
        Kind::Plan => "plan".into(),
    }
}

/// Whether it must be given, and what stands for it when it is not.
pub(super) fn need(param: &Param) -> String {
    match param.need {
        Need::Required => "required".into(),
        Need::Optional => "optional".into(),
        Need::Default(value) => format!("default {value}"),
    }
}

/// Which value stands without its key, where one may or must.
pub(super) fn keyless(signature: &Signature) -> Option<String> {
    match signature.payload {
        Payload::KeysOr(key) => Some(format!("`{key}` may stand alone, without its key.")),
        Payload::Whole(key) => Some(format!("`{key}` stands alone, without its key.")),
        Payload::Keys | Payload::Nothing => None,
    }
}

/// What it is for, with the rules that follow from its kind.
pub(super) fn about(param: &Param) -> String {
    let slicing = match param.kind {
        Kind::Reference(slicing) | Kind::References(slicing) => Some(slicing),
        Kind::Side => Some(Slicing::Allowed),
        Kind::Destination(slicing, _) => Some(slicing),
        Kind::Beside(_) => Some(Slicing::Refused),
        _ => None,
    };
    let sliced = match slicing {
        Some(Slicing::Allowed) => "; may be sliced",
        Some(Slicing::Refused) => "; must not be sliced",
        None => "",
    };
    let there = match param.kind {
        Kind::Destination(_, Must::Exist) => "; must exist",
        Kind::Destination(_, Must::BeNew) => "; must not exist",
        _ => "",
    };
    format!("{}{there}{sliced}", param.about)
}
