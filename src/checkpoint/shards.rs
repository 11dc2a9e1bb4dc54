//! The files of a folder: how tensors are packed into them, and which of an earlier save go.

use super::index::{self, Index};
use super::paths;
use crate::tensor::Tensor;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the file of an unsharded folder is called.
pub const WHOLE: &str = "model.safetensors";

/// A file of a sharded checkpoint: its name, and its tensors in the order of the state dict.
pub type Shard<'a> = (String, &'a [(Arc<str>, Tensor)]);

/// Packs tensors, in their order, into shards of at most `most` bytes, headers not counted. A tensor
/// that is larger has a shard of its own.
pub fn pack(tensors: &[(Arc<str>, Tensor)], most: u64) -> Vec<Shard<'_>> {
    let mut shards = Vec::new();
    let mut rest = tensors;
    while !rest.is_empty() {
        let mut total = 0_u64;
        let fits = |(_, tensor): &&(Arc<str>, Tensor)| {
            total = total.saturating_add(tensor.bytes());
            total <= most
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (shard, after) = rest.split_at(count);
        shards.push(shard);
        rest = after;
    }
    let of = shards.len();
    let named = |(index, shard)| (name(index + 1, of), shard);
    shards.into_iter().enumerate().map(named).collect()
}

fn name(number: usize, of: usize) -> String {
    format!("model-{number:05}-of-{of:05}.safetensors")
}

/// The files in `folder` that an earlier save left and the files in `new` replace: the shards named in
/// the index, the index itself, and safetensors files with the names we give. Nothing else is stale.
pub fn stale(folder: &Path, new: &Path) -> BTreeSet<PathBuf> {
    let folder = paths::expand(folder);
    let Ok(entries) = fs::read_dir(&folder) else {
        return BTreeSet::new();
    };
    let ours = |name: &PathBuf| name.to_str().is_some_and(is_ours);
    let mut stale: BTreeSet<PathBuf> = entries
        .flatten()
        .map(|entry| PathBuf::from(entry.file_name()))
        .filter(ours)
        .collect();
    if let Ok(index) = Index::read(&folder.join(index::NAME)) {
        let shards = index
            .files()
            .into_iter()
            .filter(|name| name.ends_with(".safetensors"));
        stale.extend(shards.map(PathBuf::from));
    }
    stale.retain(|name| !folder.join(name).is_dir() && !new.join(name).exists());
    stale
}

/// Whether this is a name we give to a file of tensors or to an index.
fn is_ours(name: &str) -> bool {
    let number = |text: &str| text.len() >= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = name
        .strip_prefix("model-")
        .and_then(|rest| rest.strip_suffix(".safetensors"))
        .and_then(|rest| rest.split_once("-of-"));
    name == WHOLE
        || name == index::NAME
        || numbers.is_some_and(|(shard, of)| number(shard) && number(of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::fixture::Place;
    use crate::tensor::{Dtype, Shape};

    fn packed(sizes: &[u64], most: u64) -> Vec<usize> {
        let tensor = |size: &u64| {
            let shape = Shape::new(vec![*size]).unwrap();
            let tensor = Tensor::stored(Dtype::U8, shape, Arc::new(Vec::new()), 0);
            (Arc::from("x"), tensor)
        };
        let tensors: Vec<_> = sizes.iter().map(tensor).collect();
        let shards = pack(&tensors, most);
        shards.iter().map(|(_, held)| held.len()).collect()
    }

    #[test]
    fn a_shard_closes_before_it_overflows() {
        assert_eq!(packed(&[16, 32, 8, 64, 16, 4], 24), [1, 1, 1, 1, 2]);
        assert_eq!(packed(&[16, 32, 8, 64, 16, 4], 56), [3, 1, 2]);
        assert_eq!(packed(&[16, 32, 8, 64, 16, 4], 4), [1; 6]);
        assert_eq!(packed(&[16, 32, 8], 1024), [3]);
        assert_eq!(packed(&[0, 0, 5, 0, 3], 4), [2, 1, 2]);
        assert!(packed(&[], 4).is_empty());
    }

    #[test]
    fn shards_are_named_by_their_number() {
        assert_eq!(name(1, 1), "model-00001-of-00001.safetensors");
        assert_eq!(name(7, 123_456), "model-00007-of-123456.safetensors");
    }

    #[test]
    fn only_files_of_an_earlier_save_are_stale() {
        let place = Place::new();
        for name in [
            "model.safetensors",
            "model-00001-of-00002.safetensors",
            "model-1-of-2.safetensors",
            "model-extra.safetensors",
            "adapter.safetensors",
            "named.safetensors",
            "config.json",
            "sub/named.safetensors",
        ] {
            place.write(&format!("old/{name}"), "");
        }
        let entries =
            r#""a": "named.safetensors", "b": "sub/named.safetensors", "c": "config.json""#;
        place.write(
            "old/model.safetensors.index.json",
            format!(r#"{{"weight_map": {{{entries}}}}}"#),
        );
        place.write("new/model.safetensors", "");
        let stale = stale(&place.path("old"), &place.path("new"));
        let expected = [
            "model-00001-of-00002.safetensors",
            "model.safetensors.index.json",
            "named.safetensors",
            "sub/named.safetensors",
        ];
        assert_eq!(Vec::from_iter(stale), expected.map(PathBuf::from));
    }
}
