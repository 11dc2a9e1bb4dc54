//! A redirect of a step that writes a file by itself: the file is the one that the step may name.

use crate::signature::{Access, Kind, Need, Payload, Signature};
use crate::syntax::{Entry, Line, Map, Node, Value};
use crate::transforms;

/// The line as it is meant: where its verb takes a file to write and none is named, the redirect names it,
/// so that the file is written as the verb writes files. `summarize > a.md` is `summarize: path: a.md`.
pub fn meant(line: &Line) -> Line {
    written(line).unwrap_or_else(|| line.clone())
}

fn written(line: &Line) -> Option<Line> {
    let path = line.redirect.as_ref()?.to_str()?;
    let (name, entry) = line.step.as_map()?.first()?;
    let key = file_of(&transforms::find(name)?.signature)?;
    let mut payload = match &entry.node.value {
        Value::Null => Map::new(),
        Value::Map(map) if !map.contains_key(key) => map.clone(),
        _ => return None,
    };
    let node = Node::text(path);
    payload.insert(key.to_string(), Entry { key: None, node });
    let step = Node::map([(name.as_str(), Node::new(Value::Map(payload)))]);
    Some(Line::new(Node {
        place: line.step.place.clone(),
        ..step
    }))
}

/// The key of the file that a verb writes, if that need not be given.
fn file_of(signature: &Signature) -> Option<&'static str> {
    let Payload::KeysOr(key) = signature.payload else {
        return None;
    };
    let files = signature.params.iter();
    let mut files = files.filter(|param| {
        param.name == key && param.kind == Kind::Path(Access::Write) && param.need == Need::Optional
    });
    files.next().map(|param| param.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_that_writes_files_writes_this_one() {
        let cases = [
            ("summarize > a.md", "summarize: path: a.md"),
            (
                "summarize: format: oly > 'a b'",
                "summarize: format: oly, path: 'a b'",
            ),
            (
                "summarize: path: a.oly > b.md",
                "summarize: path: a.oly > b.md",
            ),
            ("summarize: a.oly > b.md", "summarize: a.oly > b.md"),
            ("dump > a.txt", "dump > a.txt"),
            ("save: alias: m > a.txt", "save: alias: m > a.txt"),
            ("unknown > a.txt", "unknown > a.txt"),
            ("summarize", "summarize"),
        ];
        for (typed, expected) in cases {
            let line = Line::read(typed, &mut Vec::new()).expect("OLY");
            let meant = meant(&line.expect("a step")).canonical();
            assert_eq!(meant.as_deref(), Some(expected));
        }
    }
}
