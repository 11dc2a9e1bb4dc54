//! Names changed one after the other, so that none stands in the way of another.

use super::names::Changes;
use crate::syntax::{Node, literal};
use crate::transforms::{delete, r#move};
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// Whether every new name is one that no tensor has before.
pub(super) fn is_free(changes: &Changes, there: &BTreeSet<Arc<str>>) -> bool {
    let mut made = changes.renamed.iter().map(|(_, to)| to);
    !made.any(|to| there.contains(to))
}

/// A step for each name: deletions first, then each renaming as soon as its name is free. In a circle, the first
/// gets another name for a while.
pub(super) fn steps(changes: &Changes, there: &BTreeSet<Arc<str>>, prefix: &str) -> Vec<Node> {
    let deleted = changes.deleted.iter();
    let deletions = deleted.map(|name| deletion(prefix, &literal::pattern(name)));
    let moves = in_order(changes, there).into_iter();
    let moves =
        moves.map(|(from, to)| renaming(prefix, &literal::pattern(&from), &literal::template(&to)));
    deletions.chain(moves).collect()
}

/// The step that deletes what a pattern matches.
pub(super) fn deletion(prefix: &str, pattern: &str) -> Node {
    let payload = Node::map([("target", Node::text(format!("{prefix}{pattern}")))]);
    Node::map([(delete::DELETE.signature.name, payload)])
}

/// The step that renames what a pattern matches.
pub(super) fn renaming(prefix: &str, pattern: &str, template: &str) -> Node {
    let payload = Node::map([
        ("from", Node::text(format!("{prefix}{pattern}"))),
        ("to", Node::text(format!("{prefix}{template}"))),
    ]);
    Node::map([(r#move::MOVE.signature.name, payload)])
}

/// The renamings, each behind the one that frees its name.
fn in_order(changes: &Changes, there: &BTreeSet<Arc<str>>) -> Vec<(Arc<str>, Arc<str>)> {
    let mut taken: HashSet<Arc<str>> = there.iter().cloned().collect();
    changes.deleted.iter().for_each(|name| {
        taken.remove(name);
    });
    let mut names: HashSet<Arc<str>> = there.iter().cloned().collect();
    names.extend(changes.renamed.iter().map(|(_, to)| to.clone()));
    let (mut waiting, mut ready) = (HashMap::new(), VecDeque::new());
    for (from, to) in &changes.renamed {
        match taken.contains(to) {
            true => drop(waiting.insert(to.clone(), from.clone())),
            false => ready.push_back((from.clone(), to.clone())),
        }
    }
    let mut ordered = Vec::new();
    let mut rest = changes.renamed.iter();
    loop {
        while let Some((from, to)) = ready.pop_front() {
            ready.extend(waiting.remove(&from).map(|next| (next, from.clone())));
            ordered.push((from, to));
        }
        // What still waits stands in circles: one of each steps aside.
        let Some((from, to)) = rest.find(|(_, to)| waiting.contains_key(to)) else {
            return ordered;
        };
        let aside = aside(from, &mut names);
        waiting.insert(to.clone(), aside.clone());
        ready.extend(waiting.remove(from).map(|next| (next, from.clone())));
        ordered.push((from.clone(), aside));
    }
}

/// A name that no tensor has or is to have.
fn aside(name: &str, names: &mut HashSet<Arc<str>>) -> Arc<str> {
    let mut aside = format!("{name}.aside");
    while names.contains(aside.as_str()) {
        aside.push('_');
    }
    let aside: Arc<str> = Arc::from(aside);
    names.insert(aside.clone());
    aside
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn name(number: usize) -> Arc<str> {
        Arc::from(format!("n{number}"))
    }

    #[test]
    fn names_are_exchanged_through_another() {
        let changes = Changes {
            renamed: vec![(name(0), name(1)), (name(1), name(0))],
            ..Changes::default()
        };
        let there = [name(0), name(1), Arc::from("n0.aside")].into();
        let ordered = in_order(&changes, &there);
        let lines: Vec<String> = ordered
            .iter()
            .map(|(from, to)| format!("{from} {to}"))
            .collect();
        assert_eq!(lines, ["n0 n0.aside_", "n1 n0", "n0.aside_ n1"]);
    }

    proptest! {
        /// Any names for the first tensors, no two alike, some of them those of others.
        #[test]
        fn every_tensor_gets_its_name_and_none_is_lost(
            order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle(),
            gone in proptest::collection::btree_set(0..6usize, 0..3),
        ) {
            let there: BTreeSet<Arc<str>> = (0..6).map(name).collect();
            let mut changes = Changes::default();
            let mut expected = BTreeMap::new();
            for (from, to) in order.iter().take(6).enumerate() {
                if gone.contains(&from) {
                    changes.deleted.push(name(from));
                    continue;
                }
                expected.insert(name(*to), from);
                if from != *to {
                    changes.renamed.push((name(from), name(*to)));
                }
            }
            let mut now: BTreeMap<Arc<str>, usize> = (0..6).map(|at| (name(at), at)).collect();
            now.retain(|name, _| !changes.deleted.contains(name));
            for (from, to) in in_order(&changes, &there) {
                let tensor = now.remove(&from).expect("it is there");
                prop_assert!(now.insert(to, tensor).is_none(), "a name is free");
            }
            prop_assert_eq!(now, expected);
        }
    }
}
