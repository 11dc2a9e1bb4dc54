//! What a pickle builds: values, and the heap that holds what they refer to.

use super::global::{Element, Global};
use super::rebuild::View;
use std::collections::HashSet;

/// The number of something on the heap.
pub type Id = usize;

/// A value of a pickle. Text and bytes are those of the pickle itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'p> {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// A number of at most 64 bits.
    Int(i64),
    /// A longer one: two's complement, little-endian.
    Long(&'p [u8]),
    /// A text.
    Text(&'p str),
    /// Something of no meaning here, in a word.
    Other(&'static str),
    /// One of the globals that mean something here.
    Global(Global),
    /// A global that means nothing here, or whatever it would have made: its number among the foreign.
    Foreign(Id),
    /// A tensor of a class of its own: the number of that class among the foreign.
    OfClass(Id),
    /// A tuple.
    Tuple(Id),
    /// A list.
    List(Id),
    /// A dict.
    Dict(Id),
    /// A storage.
    Storage(Id),
    /// A tensor.
    Tensor(Id),
}

impl<'p> Value<'p> {
    /// The text that it is.
    pub fn as_text(self) -> Option<&'p str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A storage that tensors are views of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Storage<'p> {
    /// What the file calls it.
    pub key: &'p str,
    /// What its elements are.
    pub element: Element,
    /// How many elements it has.
    pub count: u64,
    /// How many elements of it lie before a view of it; 0 in all but the oldest files.
    pub skipped: u64,
}

/// What values refer to. Nothing is ever removed.
#[derive(Debug, Default)]
pub struct Heap<'p> {
    /// The items of tuples and lists.
    sequences: Vec<Vec<Value<'p>>>,
    /// The entries of dicts, in order.
    dicts: Vec<Vec<(Value<'p>, Value<'p>)>>,
    storages: Vec<Storage<'p>>,
    tensors: Vec<View>,
    foreign: Vec<Foreign<'p>>,
}

/// A global that means nothing here.
#[derive(Clone, Copy, Debug, Default)]
struct Foreign<'p> {
    module: &'p str,
    name: &'p str,
    /// Whether what it has made was given values under keys, as a dict.
    keyed: bool,
}

impl<'p> Heap<'p> {
    /// A tuple of these items.
    pub fn tuple(&mut self, items: Vec<Value<'p>>) -> Value<'p> {
        Value::Tuple(put(&mut self.sequences, items))
    }

    /// A list without items.
    pub fn list(&mut self) -> Value<'p> {
        Value::List(put(&mut self.sequences, Vec::new()))
    }

    /// A dict of these entries.
    pub fn dict(&mut self, entries: Vec<(Value<'p>, Value<'p>)>) -> Value<'p> {
        Value::Dict(put(&mut self.dicts, entries))
    }

    /// A storage.
    pub fn storage(&mut self, storage: Storage<'p>) -> Value<'p> {
        Value::Storage(put(&mut self.storages, storage))
    }

    /// A tensor.
    pub fn tensor(&mut self, tensor: View) -> Value<'p> {
        Value::Tensor(put(&mut self.tensors, tensor))
    }

    /// A global that means nothing here.
    pub fn foreign(&mut self, module: &'p str, name: &'p str) -> Value<'p> {
        let foreign = Foreign {
            module,
            name,
            keyed: false,
        };
        Value::Foreign(put(&mut self.foreign, foreign))
    }

    /// Notes that something foreign was given values under keys.
    pub fn has_keys(&mut self, value: Value<'p>) {
        if let Value::Foreign(id) = value
            && let Some(foreign) = self.foreign.get_mut(id)
        {
            foreign.keyed = true;
        }
    }

    /// Whether a value is of a class that means nothing here, and a dict of its own kind.
    pub fn is_keyed(&self, value: Value<'p>) -> bool {
        match value {
            Value::Foreign(id) => self.foreign.get(id).is_some_and(|foreign| foreign.keyed),
            _ => false,
        }
    }

    /// The items of a tuple or a list; none of anything else.
    pub fn items(&self, value: Value<'p>) -> Option<&[Value<'p>]> {
        match value {
            Value::Tuple(id) | Value::List(id) => self.sequences.get(id).map(Vec::as_slice),
            _ => None,
        }
    }

    /// The items of a list, to add some.
    pub fn list_mut(&mut self, value: Value<'p>) -> Option<&mut Vec<Value<'p>>> {
        match value {
            Value::List(id) => self.sequences.get_mut(id),
            _ => None,
        }
    }

    /// The entries of a dict, in order.
    pub fn entries(&self, value: Value<'p>) -> Option<&[(Value<'p>, Value<'p>)]> {
        match value {
            Value::Dict(id) => self.dicts.get(id).map(Vec::as_slice),
            _ => None,
        }
    }

    /// The entries of a dict that was not seen before.
    pub fn unseen(
        &self,
        value: Value<'p>,
        seen: &mut HashSet<Id>,
    ) -> Option<&[(Value<'p>, Value<'p>)]> {
        match value {
            Value::Dict(id) if seen.insert(id) => self.entries(value),
            _ => None,
        }
    }

    /// The entries of a dict, to add some.
    pub fn dict_mut(&mut self, value: Value<'p>) -> Option<&mut Vec<(Value<'p>, Value<'p>)>> {
        match value {
            Value::Dict(id) => self.dicts.get_mut(id),
            _ => None,
        }
    }

    /// All storages, in the order they were met.
    pub fn storages(&self) -> &[Storage<'p>] {
        &self.storages
    }

    /// The tensor that a value is.
    pub fn as_tensor(&self, value: Value<'p>) -> Option<&View> {
        match value {
            Value::Tensor(id) => self.tensors.get(id),
            _ => None,
        }
    }

    /// The value under a key of a dict: the last, as in Python.
    pub fn under(&self, dict: Value<'p>, key: &str) -> Option<Value<'p>> {
        let entries = self.entries(dict)?.iter().rev();
        let mut found = entries.filter(|(there, _)| *there == Value::Text(key));
        found.next().map(|(_, value)| *value)
    }

    /// What a tensor is that is not supported; none of anything else.
    pub fn unsupported(&self, value: Value<'p>) -> Option<String> {
        match value {
            Value::Global(Global::Unsupported(words)) => Some(words.to_owned()),
            Value::OfClass(class) => Some(format!("of the class {}", self.foreign_name(class))),
            _ => None,
        }
    }

    /// The module and name of a global that means nothing here, or of what has made a value.
    pub fn class(&self, value: Value<'p>) -> Option<(&'p str, &'p str)> {
        match value {
            Value::Foreign(id) => {
                let foreign = self.foreign.get(id)?;
                Some((foreign.module, foreign.name))
            }
            _ => None,
        }
    }

    /// The module and name of every global that means nothing here.
    pub fn classes(&self) -> impl Iterator<Item = (&'p str, &'p str)> {
        let foreign = self.foreign.iter();
        foreign.map(|foreign| (foreign.module, foreign.name))
    }

    /// What a value is, in a few words.
    pub fn describe(&self, value: Value<'p>) -> String {
        let words = match value {
            Value::None => "None",
            Value::Bool(_) => "a bool",
            Value::Int(_) | Value::Long(_) => "an int",
            Value::Text(_) => "a text",
            Value::Other(words) => words,
            Value::Global(global) => global.words(),
            Value::Foreign(id) => return self.foreign_name(id),
            Value::OfClass(id) => {
                return format!("a tensor of the class {}", self.foreign_name(id));
            }
            Value::Tuple(_) => "a tuple",
            Value::List(_) => "a list",
            Value::Dict(_) => "a dict",
            Value::Storage(_) => "a storage",
            Value::Tensor(_) => "a tensor",
        };
        words.to_owned()
    }

    fn foreign_name(&self, id: Id) -> String {
        let Foreign { module, name, .. } = self.foreign.get(id).copied().unwrap_or_default();
        format!("`{module}.{name}`")
    }
}

fn put<T>(all: &mut Vec<T>, new: T) -> Id {
    all.push(new);
    all.len() - 1
}
