//! The one value that OLY lines and YAML plans both mean, with the places it was written at.

use crate::error::Place;
use indexmap::IndexMap;

/// A value and where it stands. Two nodes are equal when their values are, wherever they were written.
#[derive(Clone, Debug)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Where it was written; nothing for values made by the program.
    pub place: Option<Place>,
    /// The source text of a scalar written without quotes, which name fields read instead of `value`.
    pub lexeme: Option<Box<str>>,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A binary64 number; infinities and NaN are allowed.
    Float(f64),
    /// Text.
    Str(String),
    /// Values in order.
    List(Vec<Node>),
    /// Named values in the order they were written.
    Map(Map),
}

/// Named values in order, without duplicates.
pub type Map = IndexMap<String, Entry>;

/// The value of one key, and where the key stands.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where the key was written.
    pub key: Option<Place>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// A value made by the program, written nowhere.
    pub fn new(value: Value) -> Self {
        Node {
            value,
            place: None,
            lexeme: None,
        }
    }

    /// A value written at `place`.
    pub fn at(value: Value, place: Place) -> Self {
        Node {
            value,
            place: Some(place),
            lexeme: None,
        }
    }

    /// Text made by the program.
    pub fn text(text: impl Into<String>) -> Self {
        Node::new(Value::Str(text.into()))
    }

    /// A list made by the program.
    pub fn list(items: impl IntoIterator<Item = Node>) -> Self {
        Node::new(Value::List(items.into_iter().collect()))
    }

    /// A map made by the program, in the order given.
    pub fn map<K: Into<String>>(entries: impl IntoIterator<Item = (K, Node)>) -> Self {
        let entry = |(key, node): (K, Node)| (key.into(), Entry { key: None, node });
        Node::new(Value::Map(entries.into_iter().map(entry).collect()))
    }

    /// The empty map: the payload of a step that has none.
    pub fn empty() -> Self {
        Node::new(Value::Map(Map::new()))
    }

    /// The text of a scalar as a name: a string as it is, any other bare scalar as it was written.
    pub fn as_name(&self) -> Option<&str> {
        match (&self.value, &self.lexeme) {
            (Value::Str(text), _) => Some(text),
            (Value::List(_) | Value::Map(_), _) => None,
            (_, lexeme) => lexeme.as_deref(),
        }
    }

    /// The entries, if this is a map.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The items, if this is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What a message calls this kind of value.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a flag",
            Value::Int(_) | Value::Float(_) => "a number",
            Value::Str(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;

    #[test]
    fn equality_is_of_values_not_of_places() {
        let text = Text::line("x");
        let written = Node::at(Value::Int(1), Place::new(&text, 0..1));
        assert_eq!(written, Node::new(Value::Int(1)));
        assert_ne!(written, Node::text("1"));
    }

    #[test]
    fn a_bare_scalar_is_a_name_by_its_lexeme() {
        let bare = Node {
            lexeme: Some("010".into()),
            ..Node::new(Value::Int(10))
        };
        assert_eq!(bare.as_name(), Some("010"));
        assert_eq!(Node::text("h").as_name(), Some("h"));
        assert_eq!(Node::empty().as_name(), None);
    }
}
