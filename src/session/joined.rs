//! Edits that follow each other, made one.

use super::{Edit, Session, Touch};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

impl Edit {
    /// These edits, one behind the other, as one. What was made of a name made in between was made of what that
    /// was made of.
    pub fn joined(edits: impl IntoIterator<Item = Edit>) -> Edit {
        let mut whole = Edit::default();
        let mut made: HashMap<Arc<str>, usize> = HashMap::new();
        for edit in edits {
            whole.touches.extend(edit.touches);
            whole.reads.extend(edit.reads);
            for item in edit.items {
                let before = match item.from.as_slice() {
                    [only] if item.to.is_some() => made.remove(only),
                    _ => None,
                };
                let at = before.unwrap_or(whole.items.len());
                made.extend(item.to.clone().map(|to| (to, at)));
                match whole.items.get_mut(at) {
                    Some(before) => before.to = item.to,
                    None => whole.items.push(item),
                }
            }
        }
        whole
    }
}

impl Session {
    /// The same edit of names, each touched for its last state alone: first what goes, then what comes, both in
    /// the order of the edit. Where names only go and come, the order of the tensors is the same.
    pub fn settled(&self, edit: Edit) -> Edit {
        let mut last = BTreeMap::new();
        let mut gone = Vec::new();
        for (at, touch) in edit.touches.iter().enumerate() {
            let key = (touch.alias.clone(), touch.name.clone());
            if last.insert(key, at).is_none() && self.holds(touch) {
                gone.push(Touch {
                    tensor: None,
                    ..touch.clone()
                });
            }
        }
        let stays = |(at, touch): (usize, Touch)| {
            let key = (touch.alias.clone(), touch.name.clone());
            (touch.tensor.is_some() && last.get(&key) == Some(&at)).then_some(touch)
        };
        let comes = edit.touches.into_iter().enumerate().filter_map(stays);
        let touches = gone.into_iter().chain(comes).collect();
        Edit { touches, ..edit }
    }

    /// Whether there is a tensor of this name.
    fn holds(&self, touch: &Touch) -> bool {
        let model = self.state.models.get(&touch.alias);
        model.is_some_and(|model| model.tensors.contains(&touch.name))
    }
}
