//! A verb or a claim together with its bound arguments.

use super::{Args, Payload, Signature};
use crate::syntax::{Node, oly};

/// A verb or a claim whose arguments have been checked.
#[derive(Clone, Debug)]
pub struct Call {
    /// What was called.
    pub signature: &'static Signature,
    /// With what.
    pub args: Args,
}

impl Call {
    /// The call as one line, for messages.
    pub fn line(&self) -> String {
        oly::emit(&self.to_node()).unwrap_or_else(|_| self.signature.name.to_string())
    }

    /// The step in full: every default written out, every alias named. It binds to the same call.
    pub fn to_node(&self) -> Node {
        let payload = match self.signature.payload {
            Payload::Whole(key) => self.args.node(key).unwrap_or_else(Node::empty),
            Payload::KeysOr(key) if self.args.keys().eq([key]) => {
                self.args.node(key).unwrap_or_else(Node::empty)
            }
            _ => self.args.to_node(),
        };
        Node::map([(self.signature.name, payload)])
    }
}
