//! The index of a sharded checkpoint: which file holds which tensor.

use super::format::Format;
use super::json;
use crate::error::{Error, Kind, Result};
use crate::tensor::Tensor;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};
use std::sync::Arc;

/// What an index is called.
pub const NAME: &str = "model.safetensors.index.json";
/// What the index of torch files is called.
const TORCH_NAME: &str = "pytorch_model.bin.index.json";
/// What to do about an index that is wrong.
pub const WITHOUT: &str = "copy it again, or remove it to open all files of its folder";
/// The most bytes an index may have, as a header.
const MOST_BYTES: u64 = super::header::MOST_BYTES;

/// What the index of a folder of files of this format is called.
pub fn name(format: Format) -> &'static str {
    match format {
        Format::Torch => TORCH_NAME,
        _ => NAME,
    }
}

/// An index whose file names are safe: relative, within the folder.
#[derive(Debug)]
pub struct Index {
    shards: Map<String, Value>,
}

impl Index {
    /// Reads and checks the index at `path`.
    pub fn read(path: &Path) -> Result<Self> {
        let failed = |cause| Error::io(path, "read", &cause);
        let bytes = fs::metadata(path).map_err(failed)?.len();
        if bytes > MOST_BYTES {
            return Err(refused(
                path,
                &format!("it has {bytes} bytes, at most {MOST_BYTES} are read"),
            ));
        }
        let text = fs::read(path).map_err(failed)?;
        Self::parse(&text).map_err(|fault| refused(path, &fault))
    }

    fn parse(text: &[u8]) -> Result<Self, String> {
        let index: Value = serde_json::from_slice(text).map_err(|cause| broken(text, &cause))?;
        let Value::Object(mut index) = index else {
            return Err("it is not a JSON object".to_owned());
        };
        let Some(Value::Object(shards)) = index.remove("weight_map") else {
            return Err("it has no `weight_map` that is an object".to_owned());
        };
        for (name, shard) in &shards {
            check_shard(name, shard)?;
        }
        Ok(Index { shards })
    }

    /// The files it names, each once, sorted.
    pub fn files(&self) -> BTreeSet<&str> {
        self.shards.values().filter_map(Value::as_str).collect()
    }

    /// Each tensor with the file that holds it.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.shards.iter();
        entries.filter_map(|(name, file)| Some((name.as_str(), file.as_str()?)))
    }

    /// Whether it names the tensor `name`.
    pub fn names(&self, name: &str) -> bool {
        self.shards.contains_key(name)
    }
}

/// The name of a shard is text, relative, and leads nowhere but down.
fn check_shard(name: &str, shard: &Value) -> Result<(), String> {
    let Some(shard) = shard.as_str().filter(|shard| !shard.is_empty()) else {
        return Err(format!("the file of tensor `{name}` is not a name"));
    };
    let down = |part| matches!(part, Component::Normal(_));
    if !Path::new(shard).components().all(down) || shard.contains('\0') {
        return Err(format!(
            "unsafe path `{shard}` of tensor `{name}`: only names within the folder are followed"
        ));
    }
    Ok(())
}

/// What is wrong with a text that is no JSON, and where.
fn broken(text: &[u8], cause: &serde_json::Error) -> String {
    let words = json::fault(text, cause).words;
    let (line, column) = (cause.line(), cause.column().max(1));
    format!("{words} (line {line}, column {column})")
}

fn refused(path: &Path, fault: &str) -> Error {
    let message = format!("cannot read the index `{}`: {fault}", path.display());
    Error::new(Kind::Format, message).hint(WITHOUT)
}

/// The text of an index: each tensor with its file, and the bytes of all.
pub fn compose<'a>(
    shards: impl IntoIterator<Item = (&'a str, &'a [(Arc<str>, Tensor)])>,
) -> String {
    let mut total = 0_u64;
    let mut map = Map::new();
    for (file, tensors) in shards {
        for (name, tensor) in tensors {
            total = total.saturating_add(tensor.bytes());
            map.insert(name.to_string(), Value::from(file));
        }
    }
    let index = serde_json::json!({ "metadata": { "total_size": total }, "weight_map": map });
    format!("{index:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::{Dtype, Shape};

    #[test]
    fn files_and_tensors_are_told() {
        let index = Index::parse(br#"{"weight_map": {"b": "2.st", "a": "sub/1.st", "c": "2.st"}}"#)
            .unwrap();
        assert_eq!(Vec::from_iter(index.files()), ["2.st", "sub/1.st"]);
        let entries = Vec::from_iter(index.entries());
        assert_eq!(entries, [("b", "2.st"), ("a", "sub/1.st"), ("c", "2.st")]);
        assert!(index.names("a") && !index.names("x"));
    }

    #[test]
    fn what_is_no_index_is_refused() {
        for (text, fault) in [
            ("{", "ends too early (line 1, column 1)"),
            ("[]", "not a JSON object"),
            ("{}", "no `weight_map`"),
            (r#"{"weight_map": []}"#, "no `weight_map`"),
            (r#"{"weight_map": {"a": 1}}"#, "tensor `a` is not a name"),
            (r#"{"weight_map": {"a": ""}}"#, "tensor `a` is not a name"),
            (r#"{"weight_map": {"a": "/x"}}"#, "unsafe path `/x`"),
            (r#"{"weight_map": {"a": "../x"}}"#, "unsafe path `../x`"),
            (r#"{"weight_map": {"a": "x/../../y"}}"#, "unsafe path"),
            (r#"{"weight_map": {"a": "."}}"#, "unsafe path"),
            (r#"{"weight_map": {"a": "x\u0000y"}}"#, "unsafe path"),
        ] {
            let error = Index::parse(text.as_bytes()).unwrap_err();
            assert!(error.contains(fault), "{text}: {error}");
        }
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let text = "[".repeat(100_000);
        assert!(Index::parse(text.as_bytes()).is_err());
    }

    #[test]
    fn a_written_index_is_indented_and_in_order() {
        let shape = Shape::new(vec![2]).unwrap();
        let tensor = Tensor::stored(Dtype::F32, shape, Arc::new(vec![0; 8]), 0);
        let named = |name: &str| (Arc::from(name), tensor.clone());
        let (first, second) = ([named("b"), named("a")], [named("c")]);
        let text = compose([("1", &first[..]), ("2", &second[..])]);
        let expected = r#"{
  "metadata": {
    "total_size": 24
  },
  "weight_map": {
    "b": "1",
    "a": "1",
    "c": "2"
  }
}
"#;
        assert_eq!(text, expected);
    }
}
