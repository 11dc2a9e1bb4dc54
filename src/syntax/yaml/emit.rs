//! Values to text: block style, two blanks a level, quotes only where a reader would see another value.

use crate::error::{Error, Kind, Result};
use crate::syntax::{Node, Value};
use serde::{Serialize, Serializer};
use serde_saphyr::{
    DoubleQuoted, SerializerOptions, SingleQuoted, ser_options, to_string_with_options,
};

/// Writes `node` as a block of YAML that YAML 1.1 readers such as PyYAML take for the same value.
pub(super) fn write(node: &Node) -> Result<String> {
    to_string_with_options(&Written(node), options())
        .map_err(|cause| Error::new(Kind::Payload, format!("this value cannot be YAML: {cause}")))
}

fn options() -> SerializerOptions {
    ser_options! { indent_step: 2, compact_list_indent: true, folded_wrap_chars: usize::MAX }
}

/// A node as the writer walks it.
struct Written<'a>(&'a Node);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            Value::Null => to.serialize_unit(),
            Value::Bool(flag) => to.serialize_bool(*flag),
            Value::Int(number) => to.serialize_i128(*number),
            Value::Float(number) => to.serialize_f64(*number),
            Value::Str(text) if wants_single_quotes(text) => SingleQuoted(text).serialize(to),
            Value::Str(text) if breaks_block_text(text) => DoubleQuoted(text).serialize(to),
            Value::Str(text) => to.serialize_str(text),
            Value::List(items) => to.collect_seq(items.iter().map(Written)),
            Value::Map(map) => {
                let entries = map.iter();
                to.collect_map(entries.map(|(key, entry)| (key, Written(&entry.node))))
            }
        }
    }
}

/// Whether the writer would put `text` in double quotes where single ones do, which leave the
/// backslashes of a pattern alone.
fn wants_single_quotes(text: &str) -> bool {
    let item = to_string_with_options(&[text], options());
    !text.contains('\'')
        && item.is_ok_and(|item| item.starts_with("- \""))
        && to_string_with_options(&SingleQuoted(text), options()).is_ok()
}

/// Whether some readers refuse this text as a block, for a tab that looks like indentation.
fn breaks_block_text(text: &str) -> bool {
    text.contains('\n') && text.contains('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_a_block_of_steps() {
        let step = |name, payload| Node::map([(name, payload)]);
        let copy = Node::map([
            ("from", Node::text("ln_f.weight")),
            ("to", Node::list([Node::text("*p"), Node::text("a")])),
        ]);
        let equal = Node::map([
            ("left", Node::text("m::[hw]\\..*")),
            ("eps", Node::new(Value::Float(1e-6))),
        ]);
        let plan = Node::map([
            ("inputs", Node::list([])),
            (
                "transforms",
                Node::list([
                    step("copy", copy),
                    step("assert", step("equal", equal)),
                    step("exit", Node::empty()),
                ]),
            ),
        ]);
        let text = "inputs: []\ntransforms:\n- copy:\n    from: ln_f.weight\n    to:\n    - '*p'\n    - a\n\
                    - assert:\n    equal:\n      left: m::[hw]\\..*\n      eps: 1.0e-6\n- exit: {}\n";
        assert_eq!(write(&plan).unwrap(), text);
    }

    #[test]
    fn scalars_are_quoted_only_where_a_reader_needs_it() {
        let line = |value| write(&Node::list([Node::new(value)])).unwrap();
        for (number, written) in [
            (1e-6, "1.0e-6"),
            (-0.0, "-0.0"),
            (1e20, "1.0e+20"),
            (0.5, "0.5"),
            (f64::NEG_INFINITY, "-.inf"),
            (f64::NAN, ".nan"),
        ] {
            assert_eq!(line(Value::Float(number)), format!("- {written}\n"));
        }
        assert_eq!(line(Value::Int(i128::MIN)), format!("- {}\n", i128::MIN));
        for (text, written) in [
            ("w::[:8]", "w::[:8]"),
            ("\\1.(a|b)", "\\1.(a|b)"),
            ("yes", "'yes'"),
            ("010", "'010'"),
            ("[hw]\\..*", "'[hw]\\..*'"),
            ("", "''"),
            ("it's: a", "\"it's: a\""),
            ("a\tb", "\"a\\tb\""),
            ("a\nb\n", "|\n  a\n  b"),
            ("\ta\nb", "\"\\ta\\nb\""),
        ] {
            assert_eq!(line(Value::Str(text.into())), format!("- {written}\n"));
        }
    }
}
