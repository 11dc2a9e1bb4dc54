//! A verb typed alone that cannot stand alone.

use crate::guide;
use crate::syntax::{Map, Node};
use crate::transforms;

/// What a bare verb is missing, if it is one that needs arguments.
pub(super) fn of(step: &Node) -> Option<String> {
    let (name, entry) = step.as_map().and_then(Map::first)?;
    let bare = entry.node.is_null() || entry.node.as_map().is_some_and(Map::is_empty);
    let transform = transforms::find(name).filter(|_| bare)?;
    guide::needs(&transform.signature)
}

#[cfg(test)]
mod tests {
    use crate::error::Text;
    use crate::syntax::oly;

    #[test]
    fn a_bare_verb_is_told_from_one_with_arguments() {
        let of = |line: &str| super::of(&oly::parse(&Text::line(line)).expect("a line"));
        assert!(of("copy").is_some_and(|needs| needs.starts_with("`copy` needs `from`, `to`:")));
        for line in ["help", "dump", "exit", "copy: from: a", "coppy"] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
