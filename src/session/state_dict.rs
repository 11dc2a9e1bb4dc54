//! A state dict: named tensors, found by name and listed in order.

use super::Counts;
use crate::tensor::Tensor;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Named tensors. Names ascend by code point when looked through; [`StateDict::in_order`] lists them
/// in the order of the checkpoint they came from and the steps that made them. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct StateDict {
    entries: Arc<BTreeMap<Arc<str>, Entry>>,
    next: u64,
}

/// A tensor and its place in the order of its state dict.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Ascends in the order of the state dict. A tensor that is replaced hands its place on.
    pub(super) place: u64,
    /// The tensor.
    pub tensor: Tensor,
    /// How often it was read and written.
    pub(super) counts: Counts,
}

impl StateDict {
    /// A state dict of these tensors, in this order; a later tensor replaces an earlier one of its name.
    pub fn new(tensors: impl IntoIterator<Item = (Arc<str>, Tensor)>) -> Self {
        let numbered = (0u64..).zip(tensors);
        let entries: BTreeMap<_, _> = numbered
            .map(|(place, (name, tensor))| {
                let counts = Counts::default().written(1);
                let entry = Entry {
                    place,
                    tensor,
                    counts,
                };
                (name, entry)
            })
            .collect();
        let next = entries
            .values()
            .map(|entry| entry.place + 1)
            .max()
            .unwrap_or(0);
        StateDict {
            entries: Arc::new(entries),
            next,
        }
    }

    /// How many tensors there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no tensors.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The bytes of all tensors together.
    pub fn bytes(&self) -> u64 {
        self.entries
            .values()
            .map(|entry| entry.tensor.bytes())
            .sum()
    }

    /// The tensor of this name.
    pub fn get(&self, name: &str) -> Option<&Tensor> {
        self.entries.get(name).map(|entry| &entry.tensor)
    }

    /// How often the tensor of this name was read and written.
    pub fn counts(&self, name: &str) -> Option<Counts> {
        self.entries.get(name).map(|entry| entry.counts)
    }

    /// The name and the tensor of this name.
    pub fn get_key_value(&self, name: &str) -> Option<(&Arc<str>, &Tensor)> {
        self.entries
            .get_key_value(name)
            .map(|(name, entry)| (name, &entry.tensor))
    }

    /// Whether there is a tensor of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// All tensors, names ascending by code point.
    pub fn by_name(&self) -> impl Iterator<Item = (&Arc<str>, &Tensor)> {
        self.entries
            .iter()
            .map(|(name, entry)| (name, &entry.tensor))
    }

    /// All tensors in the order of the state dict.
    pub fn in_order(&self) -> Vec<(Arc<str>, Tensor)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(_, entry)| entry.place);
        entries
            .into_iter()
            .map(|(name, entry)| (name.clone(), entry.tensor.clone()))
            .collect()
    }

    /// Puts a tensor under a name, which counts as so many writes: in the place of the tensor that has
    /// the name, else last. Returns what had the name before.
    pub(super) fn put(&mut self, name: &Arc<str>, tensor: Tensor, writes: u64) -> Option<Entry> {
        let entries = Arc::make_mut(&mut self.entries);
        if let Some(entry) = entries.get_mut(name) {
            let changed = Entry {
                place: entry.place,
                tensor,
                counts: entry.counts.written(writes),
            };
            return Some(std::mem::replace(entry, changed));
        }
        let place = self.next;
        self.next += 1;
        let new = Entry {
            place,
            tensor,
            counts: Counts::default().written(writes),
        };
        entries.insert(name.clone(), new)
    }

    /// Counts a use of the data of this name. Returns what stood there before, if anything does.
    pub(super) fn count_read(&mut self, name: &str) -> Option<Entry> {
        let entry = Arc::make_mut(&mut self.entries).get_mut(name)?;
        let counts = entry.counts.read();
        let before = entry.clone();
        entry.counts = counts;
        Some(before)
    }

    /// Takes the tensor of this name away.
    pub(super) fn remove(&mut self, name: &str) -> Option<Entry> {
        Arc::make_mut(&mut self.entries).remove(name)
    }

    /// Makes `entry` what stands under `name`, in its own place, or nothing. Returns what stood there.
    pub(super) fn restore(&mut self, name: &Arc<str>, entry: Option<Entry>) -> Option<Entry> {
        let entries = Arc::make_mut(&mut self.entries);
        match entry {
            Some(entry) => {
                self.next = self.next.max(entry.place + 1);
                entries.insert(name.clone(), entry)
            }
            None => entries.remove(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::{Dtype, Shape};

    fn tensor(value: f64) -> Tensor {
        let shape = Shape::new(vec![1]).expect("one element");
        Tensor::constant(Dtype::F32, shape, value).expect("a float")
    }

    fn dict(names: &[&str]) -> StateDict {
        StateDict::new(names.iter().map(|name| (Arc::from(*name), tensor(0.0))))
    }

    fn order(dict: &StateDict) -> Vec<String> {
        dict.in_order()
            .iter()
            .map(|(name, _)| name.to_string())
            .collect()
    }

    #[test]
    fn a_replaced_tensor_keeps_its_place_and_a_new_one_goes_last() {
        let mut dict = dict(&["b", "a"]);
        dict.put(&Arc::from("b"), tensor(1.0), 1);
        dict.put(&Arc::from("0"), tensor(1.0), 1);
        assert_eq!(order(&dict), ["b", "a", "0"]);
        let by_name: Vec<_> = dict.by_name().map(|(name, _)| name.to_string()).collect();
        assert_eq!(by_name, ["0", "a", "b"]);
    }

    #[test]
    fn what_was_removed_comes_back_to_its_place() {
        let mut dict = dict(&["x", "y", "z"]);
        let entry = dict.remove("y");
        assert_eq!(order(&dict), ["x", "z"]);
        dict.restore(&Arc::from("y"), entry);
        assert_eq!(order(&dict), ["x", "y", "z"]);
    }

    #[test]
    fn a_clone_does_not_follow() {
        let mut one = dict(&["x"]);
        let other = one.clone();
        one.remove("x");
        assert!(one.is_empty());
        assert_eq!(other.len(), 1);
    }
}
