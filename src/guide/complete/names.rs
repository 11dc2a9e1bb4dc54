//! Tensor names as a person goes through them: segment by segment, layers folded into one.

use crate::report::human;
use std::sync::Arc;

/// Above so many names, groups are shown in their place.
const MANY: usize = 24;

/// A name, or all names that begin so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The name, or what the names begin with.
    pub text: String,
    /// As it is shown, with layers folded: `h.{0..11}.`.
    pub shown: String,
    /// How many names there are; nothing for a name itself.
    pub count: Option<usize>,
}

impl Group {
    fn name(name: &str) -> Self {
        Group {
            text: name.to_string(),
            shown: name.to_string(),
            count: None,
        }
    }

    /// How many tensors it holds, in words.
    pub fn about(&self) -> String {
        let count = self.count.and_then(|count| u64::try_from(count).ok());
        count.map_or_else(String::new, |count| human::counted(count, "tensor"))
    }
}

/// The names, all of which begin with `typed`, in groups of one more segment. A few are shown as they are
/// once something is typed; a group that is the only one is opened.
pub(super) fn groups(names: &[Arc<str>], typed: &str) -> Vec<Group> {
    if names.len() <= MANY && !typed.is_empty() {
        return names.iter().map(|name| Group::name(name)).collect();
    }
    let mut from = typed.rfind('.').map_or(0, |dot| dot + 1);
    loop {
        let groups = split(names, from);
        match groups.as_slice() {
            [only] if only.count.is_some() => {
                if only.shown != only.text && only.text.len() > typed.len() {
                    return groups;
                }
                from = only.text.len();
            }
            _ => return groups,
        }
    }
}

/// The names in groups by the segment that begins at a byte.
fn split(mut names: &[Arc<str>], from: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    while let Some(first) = names.first() {
        let segment = first.get(from..).unwrap_or("");
        let prefix = segment.find('.').map(|dot| &first[..=from + dot]);
        let length = prefix.map_or(1, |prefix| {
            names.partition_point(|name| name.starts_with(prefix))
        });
        let (group, rest) = names.split_at(length.max(1));
        groups.push(match prefix {
            Some(prefix) if group.len() > 1 => Group {
                text: prefix.to_string(),
                shown: folded(group, prefix).unwrap_or_else(|| prefix.to_string()),
                count: Some(group.len()),
            },
            _ => Group::name(first),
        });
        names = rest;
    }
    let number = |group: &Group| group.text.get(from..).and_then(layer);
    if groups.iter().all(|group| number(group).is_some()) {
        groups.sort_by_key(number);
    }
    groups
}

/// The numbers that follow `prefix` in every name, as `prefix{0..11}.`, where there are several.
fn folded(mut names: &[Arc<str>], prefix: &str) -> Option<String> {
    let mut layers = Vec::new();
    while let Some(first) = names.first() {
        let number = layer(first.get(prefix.len()..)?)?;
        let child = format!("{prefix}{number}.");
        let length = names.partition_point(|name| **name <= *child || name.starts_with(&child));
        layers.push(number);
        names = &names[length.max(1)..];
    }
    let (least, most) = (layers.iter().min()?, layers.iter().max()?);
    (layers.len() > 1).then(|| format!("{prefix}{{{least}..{most}}}."))
}

/// The number of a layer that a text begins with.
fn layer(text: &str) -> Option<u64> {
    let (segment, _) = text.split_once('.')?;
    let digits = segment.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| segment.parse().ok()).flatten()
}

/// The first names that hold what is typed; else those that hold its letters in order, in any case.
pub(super) fn fuzzy<'n>(names: impl Iterator<Item = &'n str> + Clone, typed: &str) -> Vec<&'n str> {
    if typed.is_empty() {
        return Vec::new();
    }
    let held: Vec<&str> = names
        .clone()
        .filter(|name| name.contains(typed))
        .take(MANY)
        .collect();
    if !held.is_empty() {
        return held;
    }
    let typed = typed.to_ascii_lowercase();
    let in_order = names.filter(|name| holds_in_order(name.as_bytes(), typed.as_bytes()));
    in_order.take(MANY).collect()
}

/// Whether the letters of `typed`, which are small, stand in a name in this order.
fn holds_in_order(name: &[u8], typed: &[u8]) -> bool {
    let mut wanted = 0;
    for letter in name {
        if wanted < typed.len() && letter.to_ascii_lowercase() == typed[wanted] {
            wanted += 1;
        }
    }
    wanted == typed.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(layers: usize) -> Vec<Arc<str>> {
        let layer = |layer| [format!("h.{layer}.attn.w"), format!("h.{layer}.mlp.w")];
        let mut names: Vec<String> = (0..layers).flat_map(layer).collect();
        names.extend([
            "wte.w".to_string(),
            "ln_f.w".to_string(),
            "ln_f.b".to_string(),
        ]);
        names.sort();
        names.into_iter().map(Arc::from).collect()
    }

    fn shown(names: &[Arc<str>], typed: &str) -> Vec<(String, Option<usize>)> {
        let starting: Vec<Arc<str>> = names
            .iter()
            .filter(|name| name.starts_with(typed))
            .cloned()
            .collect();
        let groups = groups(&starting, typed);
        groups
            .into_iter()
            .map(|group| (group.shown, group.count))
            .collect()
    }

    #[test]
    fn layers_are_folded_and_opened_on_the_way() {
        let names = model(24);
        let expected = [
            ("h.{0..23}.".to_string(), Some(48)),
            ("ln_f.".to_string(), Some(2)),
            ("wte.w".to_string(), None),
        ];
        assert_eq!(shown(&names, ""), expected);
        assert_eq!(shown(&names, "h"), expected[..1]);
        let opened = shown(&names, "h.");
        assert_eq!(opened.len(), 24);
        assert_eq!(opened[2], ("h.2.".to_string(), Some(2)));
        assert_eq!(shown(&names, "h.3.")[0], ("h.3.attn.w".to_string(), None));
    }

    #[test]
    fn a_part_or_the_letters_of_a_name_find_it() {
        let names = model(2);
        let found = |typed: &str| fuzzy(names.iter().map(|name| &**name), typed);
        assert_eq!(found("MLP"), ["h.0.mlp.w", "h.1.mlp.w"]);
        assert_eq!(found("wtw"), ["wte.w"]);
        assert_eq!(found("zzz"), [""; 0]);
    }
}
