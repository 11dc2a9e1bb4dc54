//! What a place in a line wants, and what it wants inside of that.

use super::Scene;
use crate::guide::TRY;
use crate::signature::{Kind, Owner, Payload, Signature};
use crate::syntax::block::TRANSFORMS;

/// What a place wants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Want {
    /// A step.
    Step,
    /// What stands behind a verb or a claim.
    Payload(&'static Signature),
    /// A value.
    Value(Kind),
    /// A segment of a path; whether names are read or made.
    Segment(Kind),
    /// The name of a claim.
    ClaimName,
    /// Whether the examples of a topic are played.
    Played,
    /// Nothing that is known.
    Nothing,
}

impl Want {
    /// Whether keys may stand here.
    pub fn takes_keys(self) -> bool {
        match self {
            Want::Step | Want::Played | Want::Nothing => true,
            Want::Payload(signature) => signature.payload != Payload::Nothing,
            Want::Value(kind) => matches!(
                kind,
                Kind::Claim | Kind::Claims | Kind::Topic | Kind::Steps | Kind::Plan
            ),
            _ => false,
        }
    }

    /// What the value without a key is.
    pub fn alone(self) -> Want {
        let Want::Payload(signature) = self else {
            return self;
        };
        let (Payload::KeysOr(key) | Payload::Whole(key)) = signature.payload else {
            return Want::Nothing;
        };
        signature
            .param(key)
            .map_or(Want::Nothing, |param| Want::Value(param.kind))
    }

    /// What the keys here belong to: those of the only parameter where it stands without its key.
    pub fn keyed(self) -> Want {
        match self {
            Want::Payload(signature) if matches!(signature.payload, Payload::Whole(_)) => {
                self.alone()
            }
            other => other,
        }
    }

    /// Whether `key` is known here; nothing is unknown where nothing is known.
    pub fn knows(self, key: &str, scene: &Scene) -> bool {
        match self.keyed() {
            Want::Step | Want::Value(Kind::Steps) => scene.verb(key).is_some(),
            Want::Value(Kind::Topic) => key == TRY || scene.verb(key).is_some(),
            Want::Played => key == TRY,
            Want::Payload(signature) => signature.param(key).is_some(),
            Want::Value(Kind::Claim | Kind::Claims) => scene.claim(key).is_some(),
            _ => true,
        }
    }

    /// What stands behind a key.
    pub fn behind(self, key: &str, scene: &Scene) -> Want {
        let payload =
            |signature: Option<&'static Signature>| signature.map_or(Want::Nothing, Want::Payload);
        match self.keyed() {
            Want::Step | Want::Value(Kind::Steps) => payload(scene.verb(key)),
            Want::Payload(signature) => signature
                .param(key)
                .map_or(Want::Nothing, |param| Want::Value(param.kind)),
            Want::Value(Kind::Claim | Kind::Claims) => payload(scene.claim(key)),
            Want::Played if key == TRY => Want::Value(Kind::Flag),
            Want::Value(Kind::Topic) if key == TRY => Want::Value(Kind::Topic),
            Want::Value(Kind::Plan) if key == TRANSFORMS => Want::Value(Kind::Steps),
            Want::Value(Kind::Topic) => match payload(scene.verb(key)).alone() {
                Want::Value(Kind::Claim) => Want::ClaimName,
                _ => Want::Nothing,
            },
            _ => Want::Nothing,
        }
    }

    /// What an item of a list is.
    pub fn item(self) -> Want {
        match self.alone() {
            Want::Step | Want::Value(Kind::Steps | Kind::Plan) => Want::Step,
            Want::Value(kind) => match kind {
                Kind::References(slicing) => Want::Value(Kind::Reference(slicing)),
                Kind::Reference(_) | Kind::Destination(..) | Kind::Beside(_) => Want::Segment(kind),
                Kind::Claims => Want::Value(Kind::Claim),
                Kind::Names => Want::Value(Kind::Name(Owner::Default)),
                _ => Want::Nothing,
            },
            _ => Want::Nothing,
        }
    }
}
