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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::{Access, Group};

    const SIGNATURE: Signature = Signature {
        name: "stretch",
        group: Group::Arithmetic,
        summary: "Make a tensor longer.",
        payload: Payload::Keys,
        params: &[],
        notes: "",
        examples: &[],
    };

    #[test]
    fn rules_follow_from_the_kind_of_a_value() {
        let (allowed, refused) = (Slicing::Allowed, Slicing::Refused);
        for (kind, expected) in [
            (Kind::Reference(allowed), "x; may be sliced"),
            (Kind::Reference(refused), "x; must not be sliced"),
            (Kind::References(allowed), "x; may be sliced"),
            (Kind::Side, "x; may be sliced"),
            (
                Kind::Destination(refused, Must::BeNew),
                "x; must not exist; must not be sliced",
            ),
            (
                Kind::Destination(allowed, Must::Exist),
                "x; must exist; may be sliced",
            ),
            (Kind::Beside("from"), "x; must not be sliced"),
            (Kind::Number, "x"),
            (Kind::Names, "x"),
            (Kind::Path(Access::Write), "x"),
        ] {
            let param = Param::required("key", kind, "x");
            assert_eq!(about(&param), expected, "{kind:?}");
        }
    }

    #[test]
    fn kinds_have_words_of_their_own() {
        for (one, other) in [
            (Kind::Integer, Kind::Count),
            (Kind::Count, Kind::Positive),
            (Kind::Number, Kind::Tolerance),
            (Kind::Alias, Kind::NewAlias),
            (Kind::Shape, Kind::OpenShape),
            (Kind::Claim, Kind::Claims),
            (Kind::Reference(Slicing::Allowed), Kind::Side),
        ] {
            let words = [one, other].map(|kind| super::kind(&Param::required("key", kind, "x")));
            assert_ne!(words[0], words[1], "{one:?} and {other:?}");
        }
        let choice = Param::required("key", Kind::Choice(&["a", "b"]), "x");
        assert_eq!(kind(&choice), "a | b");
    }

    #[test]
    fn a_need_tells_what_stands_for_a_value_left_out() {
        for (param, expected) in [
            (Param::required("key", Kind::Text, "x"), "required"),
            (Param::optional("key", Kind::Text, "x"), "optional"),
            (
                Param::default("key", Kind::Number, "1e-6", "x"),
                "default 1e-6",
            ),
        ] {
            assert_eq!(need(&param), expected);
        }
    }

    #[test]
    fn a_value_that_stands_alone_may_or_must() {
        for (payload, expected) in [
            (Payload::Keys, None),
            (Payload::Nothing, None),
            (
                Payload::KeysOr("of"),
                Some("`of` may stand alone, without its key."),
            ),
            (
                Payload::Whole("of"),
                Some("`of` stands alone, without its key."),
            ),
        ] {
            let signature = Signature {
                payload,
                ..SIGNATURE
            };
            assert_eq!(keyless(&signature).as_deref(), expected);
        }
    }
}
