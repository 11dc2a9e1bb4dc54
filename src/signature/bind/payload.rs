//! A payload as a whole: keys with their values, or the value of one parameter alone.

use super::Binder;
use crate::error::Result;
use crate::signature::args::Args;
use crate::signature::kind::Kind;
use crate::signature::{Param, Payload};
use crate::syntax::{Map, Node, Value};

impl Binder<'_> {
    /// The arguments that a payload gives.
    pub(super) fn payload(&mut self, payload: &Node) -> Result<Args> {
        let keys = match (self.signature.payload, &payload.value) {
            (Payload::Whole(key), _) => return self.whole(key, payload),
            (_, Value::Map(keys)) => keys,
            (_, Value::Null) => &Map::new(),
            (Payload::KeysOr(key), _) => return self.alone(key, payload),
            _ => return Err(self.not_keys(payload)),
        };
        self.known(keys)?;
        self.once(keys)?;
        let mut args = Args::default();
        for param in self.signature.params {
            if let Some(argument) = self.argument(param, keys)? {
                args.push(argument);
            }
        }
        Ok(args)
    }

    /// The payload is the value of the one parameter.
    fn whole(&mut self, key: &'static str, payload: &Node) -> Result<Args> {
        let param = self.declared(key);
        let missing = payload.is_null() || payload.as_map().is_some_and(Map::is_empty);
        let mut args = Args::default();
        if !missing || matches!(param.kind, Kind::Claim | Kind::Claims | Kind::Reference(_)) {
            args.push(self.value(param, payload)?);
        }
        Ok(args)
    }

    /// The payload is the value of one parameter, the others are left out.
    fn alone(&mut self, key: &'static str, payload: &Node) -> Result<Args> {
        let keys = Node::map([(key, payload.clone())]);
        self.payload(&keys)
    }

    fn declared(&self, key: &'static str) -> &'static Param {
        self.signature
            .param(key)
            .unwrap_or_else(|| unreachable!("`{key}` names a parameter of its own signature"))
    }
}
