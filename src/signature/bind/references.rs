//! References and names: one, or a list of them.

use super::{Binder, words};
use crate::error::{Error, Kind as Fault, Result};
use crate::signature::bound::Bound;
use crate::signature::{Owner, Param, Slicing};
use crate::syntax::{self, Node, Reference, Role};

impl Binder<'_> {
    /// One name as it is written.
    pub(super) fn name(&mut self, param: &Param, node: &Node, owner: Owner) -> Result<Bound> {
        let scope = self.scope.references;
        let alias = self.owner.clone();
        let scope = match owner {
            Owner::Default => scope,
            Owner::AliasKey => {
                let default = alias.as_deref().or(scope.default).or(Some("model"));
                syntax::Scope {
                    default,
                    known: &|_| true,
                    ..scope
                }
            }
        };
        let reference = self.read(param, node, &scope, Role::Name, Slicing::Refused)?;
        Ok(Bound::Reference(reference))
    }

    /// One reference.
    pub(super) fn reference(
        &mut self,
        param: &Param,
        node: &Node,
        role: Role,
        slicing: Slicing,
    ) -> Result<Bound> {
        let scope = self.scope.references;
        let reference = self.read(param, node, &scope, role, slicing)?;
        let own = syntax::itself(&reference.alias).to_string();
        self.aliases.insert(param.name, own);
        Ok(Bound::Reference(reference))
    }

    /// A reference, or an alias that is no tensor's name for all that it holds.
    pub(super) fn side(&mut self, param: &Param, node: &Node) -> Result<Bound> {
        let scope = self.scope.references;
        let alias = |text: &&str| (scope.known)(syntax::itself(text)) && !(self.scope.named)(text);
        let all = node.as_name().filter(|text| alias(text));
        let all = all.map(|alias| Node {
            place: node.place.clone(),
            ..Node::text(format!("{alias}::.*"))
        });
        let node = all.as_ref().unwrap_or(node);
        self.reference(param, node, Role::Source, Slicing::Allowed)
    }

    /// A destination that takes its alias from a source bound before it.
    pub(super) fn beside(&mut self, param: &Param, source: &str, node: &Node) -> Result<Bound> {
        let scope = self.scope.references;
        let own = self.aliases.get(source).cloned();
        let scope = syntax::Scope {
            default: own.as_deref().or(scope.default),
            ..scope
        };
        self.read(param, node, &scope, Role::Destination, Slicing::Refused)
            .map(Bound::Reference)
    }

    /// A list of references, each of which may be a list of tokens.
    pub(super) fn several(
        &mut self,
        param: &Param,
        node: &Node,
        role: Role,
        slicing: Slicing,
    ) -> Result<Bound> {
        let items = node.as_list().filter(|items| items.len() > 1);
        let items = items.ok_or_else(|| words::wrong_kind(param, node))?;
        let scope = self.scope.references;
        let read = |item: &Node| {
            self.read(param, item, &scope, role, slicing)
                .map_err(|error| error.at_some(item.place.as_ref()))
        };
        Ok(Bound::References(
            items.iter().map(read).collect::<Result<_>>()?,
        ))
    }

    /// A reference, which may have a slice only where that is allowed.
    fn read(
        &mut self,
        param: &Param,
        node: &Node,
        scope: &syntax::Scope<'_>,
        role: Role,
        slicing: Slicing,
    ) -> Result<Reference> {
        let (reference, warnings) = Reference::parse(node, scope, role)?;
        self.warnings.extend(warnings);
        if reference.slice.is_some() && slicing == Slicing::Refused {
            let message = format!(
                "`{}` of {} must not be sliced",
                param.name, self.signature.name
            );
            return Err(Error::new(Fault::Reference, message).hint("take away the `::[...]`"));
        }
        Ok(reference)
    }
}
