//! Where a state dict came from.

use super::input::Stamp;
use super::listing::{Listing, Role};
use std::ffi::OsString;
use std::path::PathBuf;

/// The files a checkpoint was opened from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its path, `~` expanded.
    pub path: PathBuf,
    /// What tells its content from another's.
    pub fingerprint: Fingerprint,
    /// The other files of its folder; none when one file was opened.
    pub folder: Option<Company>,
}

/// The files of a checkpoint folder that hold no tensors of it, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// What belongs to the model and goes where it goes: configuration, tokenizer.
    pub sidecars: Vec<OsString>,
    /// What does not: states of training, other copies of the model, hidden files.
    pub others: Vec<OsString>,
}

impl Company {
    /// The files of a folder beside the safetensors files and the index that were opened.
    pub(super) fn of(listing: &Listing) -> Self {
        let others = [Role::Training, Role::Foreign, Role::Hidden];
        let others = others.iter().flat_map(|role| listing.having(*role));
        Company {
            sidecars: listing.having(Role::Sidecar).cloned().collect(),
            others: others.cloned().collect(),
        }
    }
}

/// What tells a checkpoint from another, or from itself after a change, without reading its tensors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Bytes of all files.
    pub bytes: u64,
    /// Seconds and nanoseconds of the last change since 1970.
    pub modified: (i64, i64),
    /// BLAKE3 of the header, in hexadecimal; of several files, of their headers' hashes in file order.
    pub header: String,
}

impl Fingerprint {
    /// The fingerprint of files with these stamps and header hashes, in file order.
    pub(super) fn of(files: &[(Stamp, blake3::Hash)]) -> Self {
        let header = match files {
            [(_, only)] => *only,
            _ => {
                let hashes: Vec<u8> = files
                    .iter()
                    .flat_map(|(_, hash)| *hash.as_bytes())
                    .collect();
                blake3::hash(&hashes)
            }
        };
        let modified = files.iter().map(|(stamp, _)| stamp.modified).max();
        Fingerprint {
            bytes: files.iter().map(|(stamp, _)| stamp.bytes).sum(),
            modified: modified.unwrap_or_default(),
            header: header.to_hex().to_string(),
        }
    }
}
