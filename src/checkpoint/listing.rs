//! The files at the top of a folder, and what each is there for.

use super::format::Format;
use super::index;
use crate::error::{Error, Result};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// Names at the top of a folder, sorted.
#[derive(Debug)]
pub struct Listing(Vec<OsString>);

/// What a file of a checkpoint folder is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It holds tensors of the model.
    Tensors(Format),
    /// It says which file holds which tensor.
    Index,
    /// It holds what a training run goes on from: not the model.
    Training,
    /// It holds the model once more, in a format of other programs.
    Foreign,
    /// Its name begins with a dot.
    Hidden,
    /// Configuration, tokenizer, licence: what a model needs beside its tensors.
    Sidecar,
}

/// Beginnings of torch files that trainers leave in model folders.
const TRAINING: [&str; 5] = [
    "training_args",
    "optimizer",
    "scheduler",
    "scaler",
    "rng_state",
];
/// Suffixes of model files that are never edited here and would be out of date beside an edited model.
const FOREIGN: [&str; 9] = [
    "gguf", "ggml", "h5", "msgpack", "onnx", "ot", "ckpt", "npz", "npy",
];

impl Listing {
    /// The regular files of `folder`, links to such among them.
    pub fn read(folder: &Path) -> Result<Self> {
        let failed = |cause| Error::io(folder, "read", &cause);
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.path().is_file() {
                names.push(entry.file_name());
            }
        }
        names.sort();
        Ok(Listing(names))
    }

    /// The names of the files with this role.
    pub fn having(&self, role: Role) -> impl Iterator<Item = &OsString> {
        let names = self.0.iter();
        names.filter(move |name| role_of(&name.to_string_lossy()) == role)
    }

    /// Whether some file has this role.
    pub fn has(&self, role: Role) -> bool {
        self.having(role).next().is_some()
    }

    /// Whether a file of this name is there.
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|there| there == name)
    }

    /// The format of the tensors: the one there is, or both where it cannot be told.
    pub fn formats(&self) -> Vec<Format> {
        if self.contains(".metadata") && self.has(Role::Tensors(Format::Dcp)) {
            return vec![Format::Dcp];
        }
        let mut formats = Vec::new();
        if self.has(Role::Tensors(Format::Safetensors)) || self.contains(index::NAME) {
            formats.push(Format::Safetensors);
        }
        if self.has(Role::Tensors(Format::Torch)) {
            formats.push(Format::Torch);
        }
        formats
    }
}

/// What a file of this name is there for. Suffixes count as written: `x.PT` is not a torch file.
fn role_of(name: &str) -> Role {
    if name.starts_with('.') {
        return Role::Hidden;
    }
    if name.ends_with(".index.json") {
        return Role::Index;
    }
    match name.rsplit_once('.').map_or("", |(_, suffix)| suffix) {
        "safetensors" => Role::Tensors(Format::Safetensors),
        "distcp" => Role::Tensors(Format::Dcp),
        "pt" | "pth" | "bin" if TRAINING.iter().any(|word| name.starts_with(word)) => {
            Role::Training
        }
        "pt" | "pth" | "bin" => Role::Tensors(Format::Torch),
        suffix if FOREIGN.contains(&suffix) => Role::Foreign,
        _ => Role::Sidecar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_file_is_there_for() {
        for (name, role) in [
            (
                "model-00001-of-00002.safetensors",
                Role::Tensors(Format::Safetensors),
            ),
            ("pytorch_model.bin", Role::Tensors(Format::Torch)),
            ("__0_0.distcp", Role::Tensors(Format::Dcp)),
            ("training_args.bin", Role::Training),
            ("rng_state_0.pth", Role::Training),
            ("model.safetensors.index.json", Role::Index),
            ("pytorch_model.bin.index.json", Role::Index),
            ("ggml-model.gguf", Role::Foreign),
            (".gitattributes", Role::Hidden),
            ("config.json", Role::Sidecar),
            ("LICENSE", Role::Sidecar),
            ("x.SAFETENSORS", Role::Sidecar),
        ] {
            assert_eq!(role_of(name), role, "{name}");
        }
    }

    #[test]
    fn formats_are_told_from_the_files_together() {
        let folder = tempfile::tempdir().unwrap();
        let formats = |new: &str| {
            fs::write(folder.path().join(new), "").unwrap();
            Listing::read(folder.path()).unwrap().formats()
        };
        assert_eq!(formats("config.json"), []);
        assert_eq!(formats("optimizer.pt"), []);
        assert_eq!(formats("a.bin"), [Format::Torch]);
        assert_eq!(
            formats("a.safetensors"),
            [Format::Safetensors, Format::Torch]
        );
        formats(".metadata");
        assert_eq!(formats("__0_0.distcp"), [Format::Dcp]);
    }
}
