//! Claims: one, or a list of them, each bound against its own signature.

use super::{Binder, bind};
use crate::error::{Error, Kind as Fault, Result};
use crate::signature::Call;
use crate::syntax::{Node, nearest};

impl Binder<'_> {
    /// A list of claims.
    pub(super) fn claims(&mut self, node: &Node) -> Result<Vec<Call>> {
        match node.as_list() {
            Some(items) if !items.is_empty() => items.iter().map(|item| self.claim(item)).collect(),
            _ => {
                let found = match node.as_list() {
                    Some(_) => "an empty list",
                    None => node.kind(),
                };
                let message = format!(
                    "`{}` takes a list of claims, found {found}",
                    self.signature.name
                );
                Err(Error::new(Fault::Payload, message)
                    .hint("write `[{ exists: a }, { exists: b }]`"))
            }
        }
    }

    /// One claim.
    pub(super) fn claim(&mut self, node: &Node) -> Result<Call> {
        let entry = node
            .as_map()
            .filter(|map| map.len() == 1)
            .and_then(|map| map.first());
        let Some((name, entry)) = entry else {
            let message = format!(
                "expected one claim such as {{ exists: x }}, found {}",
                found(node)
            );
            return Err(Error::new(Fault::Payload, message).at_some(node.place.as_ref()));
        };
        let Some(signature) = self.scope.claims.iter().find(|claim| claim.name == name) else {
            return Err(self.unknown_claim(name).at_some(entry.key.as_ref()));
        };
        bind(signature, &entry.node, self.scope, self.warnings)
            .map_err(|error| error.at_some(entry.key.as_ref()).prefix(name))
    }

    fn unknown_claim(&self, name: &str) -> Error {
        let names = self.scope.claims.iter().map(|claim| claim.name);
        let error = Error::new(Fault::Payload, format!("unknown claim `{name}`"));
        match nearest(name, names.clone(), 1).first() {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(format!(
                "claims are {}",
                names.collect::<Vec<_>>().join(", ")
            )),
        }
    }
}

fn found(node: &Node) -> String {
    match node.as_map() {
        Some(map) if map.is_empty() => "none".to_string(),
        Some(map) => format!("{} of them", map.len()),
        None => node.kind().to_string(),
    }
}
