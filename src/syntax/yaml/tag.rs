//! Tags such as `!!str`: what they make of the value behind them.

use super::scalar;
use crate::syntax::Value;

/// The handle that `!!` stands for.
const CORE: &str = "tag:yaml.org,2002:";

/// The kinds of value that a tag may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Text,
    Int,
    Float,
    Bool,
    Null,
    List,
    Map,
}

impl Tag {
    /// Reads a tag as the parser splits it, or gives back its text as written where it is unknown.
    pub(super) fn parse(handle: &str, suffix: &str) -> Result<Tag, String> {
        let whole = format!("{handle}{suffix}");
        match whole.strip_prefix(CORE) {
            Some("str") => Ok(Tag::Text),
            Some("int") => Ok(Tag::Int),
            Some("float") => Ok(Tag::Float),
            Some("bool") => Ok(Tag::Bool),
            Some("null") => Ok(Tag::Null),
            Some("seq") => Ok(Tag::List),
            Some("map") => Ok(Tag::Map),
            Some(other) => Err(format!("!!{other}")),
            None if whole == "!" => Ok(Tag::Text),
            None => Err(whole),
        }
    }

    /// The value of the scalar `text` under this tag, whether it stood in quotes or not; nothing
    /// where the tag does not fit.
    pub(super) fn resolve(self, text: &str) -> Option<Value> {
        match self {
            Tag::Text => Some(Value::Str(text.to_owned())),
            Tag::Int => scalar::integer(text).map(Value::Int),
            Tag::Float => scalar::float(text).map(Value::Float),
            Tag::Bool => flag(text).map(Value::Bool),
            Tag::Null => Some(scalar::resolve(text)).filter(|value| *value == Value::Null),
            Tag::List | Tag::Map => None,
        }
    }
}

/// The words for true and false, of which only `true` and `false` need no tag.
fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_tags_make_their_kind_of_value() {
        let value = |name, text| Tag::parse(CORE, name).unwrap().resolve(text);
        assert_eq!(value("str", "true"), Some(Value::Str("true".into())));
        assert_eq!(value("float", "1"), Some(Value::Float(1.0)));
        assert_eq!(value("bool", "yes"), Some(Value::Bool(true)));
        assert_eq!(value("null", ""), Some(Value::Null));
        assert_eq!(value("int", "0x10"), Some(Value::Int(16)));
        assert_eq!(value("int", "1.5"), None);
        assert_eq!(value("map", "a"), None);
        assert_eq!(Tag::parse("", "!"), Ok(Tag::Text));
    }

    #[test]
    fn other_tags_are_given_back_as_written() {
        assert_eq!(Tag::parse(CORE, "binary"), Err("!!binary".into()));
        assert_eq!(Tag::parse("!", "foo"), Err("!foo".into()));
    }
}
