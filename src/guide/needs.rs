//! What a verb cannot go without, for a person who typed its name alone.

use super::words;
use crate::signature::{Need, Param, Signature};

/// The keys a verb must be given, one a line; nothing for a verb that may stand alone.
pub fn needs(signature: &Signature) -> Option<String> {
    let required = signature
        .params
        .iter()
        .filter(|param| param.need == Need::Required);
    let required: Vec<&Param> = required.collect();
    if required.is_empty() {
        return None;
    }
    let keys: Vec<String> = required
        .iter()
        .map(|param| format!("`{}`", param.name))
        .collect();
    let width = required
        .iter()
        .map(|param| param.name.len())
        .max()
        .unwrap_or(0);
    let mut lines = vec![format!("`{}` needs {}:", signature.name, keys.join(", "))];
    let line = |param: &&Param| format!("  {:width$}  {}", param.name, words::about(param));
    lines.extend(required.iter().map(line));
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::{Group, Kind, Payload};

    const SIGNATURE: Signature = Signature {
        name: "stretch",
        group: Group::Arithmetic,
        summary: "Make a tensor longer.",
        payload: Payload::Keys,
        params: &[
            Param::required("of", Kind::Text, "the tensor"),
            Param::required("length", Kind::Count, "how long"),
            Param::optional("how", Kind::Text, "in which way"),
        ],
        notes: "",
        examples: &[],
    };

    #[test]
    fn only_required_keys_are_listed() {
        let text = "`stretch` needs `of`, `length`:\n  of      the tensor\n  length  how long";
        assert_eq!(needs(&SIGNATURE).as_deref(), Some(text));
        let easy = Signature {
            params: &[],
            ..SIGNATURE
        };
        assert_eq!(needs(&easy), None);
    }
}
