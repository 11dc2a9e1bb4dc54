//! Paths made absolute, so that a recording means the same files wherever it is replayed.

use crate::signature::{Kind, Payload, Signature};
use crate::syntax::{Node, Value};
use crate::transforms;

/// A path that does not depend on the working folder.
pub fn path(path: &str) -> String {
    if path.is_empty() || path.starts_with('~') {
        return path.to_string();
    }
    match std::path::absolute(path) {
        Ok(absolute) => absolute.display().to_string(),
        Err(_) => path.to_string(),
    }
}

/// A step with the paths among its arguments made absolute.
pub fn step(step: &Node) -> Node {
    let mut step = step.clone();
    if let Value::Map(map) = &mut step.value
        && let Some((name, entry)) = map.first_mut()
        && let Some(transform) = transforms::find(name)
    {
        payload(&mut entry.node, &transform.signature);
    }
    step
}

/// The output of a plan with its path made absolute.
pub fn output(output: &Node) -> Node {
    let mut output = output.clone();
    match &mut output.value {
        Value::Map(map) => map
            .get_mut("path")
            .into_iter()
            .for_each(|entry| text(&mut entry.node)),
        _ => text(&mut output),
    }
    output
}

fn payload(payload: &mut Node, signature: &Signature) {
    let is_path = |key: &str| {
        let param = signature.param(key);
        param.is_some_and(|param| matches!(param.kind, Kind::Path(_)))
    };
    match (&mut payload.value, signature.payload) {
        (Value::Map(map), _) => {
            for (key, entry) in map.iter_mut() {
                match signature.param(key).map(|param| param.kind) {
                    Some(Kind::Path(_)) => text(&mut entry.node),
                    Some(Kind::Steps) => steps(&mut entry.node),
                    _ => {}
                }
            }
        }
        (_, Payload::KeysOr(key) | Payload::Whole(key)) if is_path(key) => text(payload),
        _ => {}
    }
}

/// The steps inside a step.
fn steps(node: &mut Node) {
    if let Value::List(items) = &mut node.value {
        items.iter_mut().for_each(|item| *item = step(item));
    }
}

/// Makes a path that is written in one of the ways of a name absolute.
fn text(node: &mut Node) {
    if let Some(written) = node.as_name() {
        *node = Node::text(path(written));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;
    use crate::syntax::oly;

    fn absolute(line: &str) -> String {
        let step = oly::parse(&Text::line(line)).expect("a line");
        oly::emit(&super::step(&step)).expect("OLY can hold it")
    }

    #[test]
    fn paths_in_steps_are_made_absolute() {
        let here = std::env::current_dir().expect("a working folder");
        let here = path(&here.join("m.pt").display().to_string());
        assert_eq!(absolute("load: m.pt"), format!("load: {here}"));
        assert_eq!(
            absolute("load: path: m.pt, alias: a"),
            format!("load: path: {here}, alias: a")
        );
        assert_eq!(
            absolute("execute: transforms: [exit, { load: m.pt }]"),
            format!("execute: transforms: [exit, {{ load: {here} }}]")
        );
        assert_eq!(absolute("load: /x/m.pt"), "load: /x/m.pt");
        assert_eq!(absolute("load: ~/m.pt"), "load: ~/m.pt");
    }

    #[test]
    fn everything_else_stays() {
        for line in ["copy: from: a, to: b", "exit", "dump: w", "load: alias: a"] {
            assert_eq!(absolute(line), line);
        }
    }
}
