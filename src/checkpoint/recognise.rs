//! Files that are not what their names say: told by their first bytes, with what to do about it.

use super::input::InputFile;
use crate::tensor::Bytes;

/// How many bytes tell what a file is.
const FIRST_BYTES: u64 = 512;
/// What to do about a file that is what it should be, but damaged.
pub const AGAIN: &str = "the file is damaged or was cut short: copy or download it again";

/// What a file is in truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Its kind, in a few words.
    pub what: &'static str,
    /// What to do with it.
    pub hint: &'static str,
}

/// Beginnings of files, and what they are the beginnings of.
const BEGINNINGS: [(&[u8], Guess); 13] = [
    (b"version https://git-lfs", LFS),
    (b"<!DOCTYPE", PAGE),
    (b"<!doctype", PAGE),
    (b"<html", PAGE),
    (b"<?xml", PAGE),
    (b"PK\x03\x04", ZIP),
    (b"\x93NUMPY", ARRAY),
    (b"GGUF", GGUF),
    (b"\x89HDF\r\n\x1a\n", HDF),
    (b"\x1f\x8b", PACKED),
    (b"\x28\xb5\x2f\xfd", PACKED),
    (b"BZh", PACKED),
    (b"\xfd7zXZ", PACKED),
];

const LFS: Guess = Guess {
    what: "a pointer of git-lfs, not the file itself",
    hint: "`git lfs pull` in its folder fetches the file",
};
const PAGE: Guess = Guess {
    what: "a web page, not the file itself",
    hint: "download it again: what came was the page around it, or a refusal",
};
const ZIP: Guess = Guess {
    what: "a zip archive, as torch and `.npz` files are",
    hint: "give it the suffix `.pt` if torch wrote it, `.npz` if numpy did",
};
/// What [`crate::checkpoint::numpy`] reads.
pub const ARRAY: Guess = Guess {
    what: "a numpy array",
    hint: "give it the suffix `.npy`",
};
/// What torch files were before they were archives.
pub const PICKLE: Guess = Guess {
    what: "a pickle, as old torch files are",
    hint: "give it the suffix `.pt` if torch wrote it",
};
/// What [`crate::checkpoint::header`] reads.
pub const SAFETENSORS: Guess = Guess {
    what: "a safetensors file",
    hint: "give it the suffix `.safetensors`",
};
const GGUF: Guess = Guess {
    what: "a GGUF file, which is not read here",
    hint: "open the checkpoint that it was converted from",
};
const HDF: Guess = Guess {
    what: "an HDF5 file, which is not read here",
    hint: "save its arrays as safetensors or `.npz` with the library that wrote it",
};
const PACKED: Guess = Guess {
    what: "a compressed file",
    hint: "unpack it first, with `gunzip`, `unzstd`, `bunzip2` or `unxz`",
};
const TAR: Guess = Guess {
    what: "a tar archive",
    hint: "unpack it first; if torch wrote it, before 2017, save it again with a newer torch",
};

/// What the file is where that is something else than `meant`, and its beginning tells.
pub fn instead(input: &InputFile, meant: Guess) -> Option<Guess> {
    let bytes = input.stamp().bytes;
    let mut first = vec![0; bytes.min(FIRST_BYTES) as usize];
    input.read_at(0, &mut first).ok()?;
    recognise(&first, bytes).filter(|guess| *guess != meant)
}

/// What a file of so many bytes that begins like this is, where its beginning tells.
fn recognise(first: &[u8], bytes: u64) -> Option<Guess> {
    let begins = |(beginning, _): &&(&[u8], Guess)| first.starts_with(beginning);
    if let Some((_, guess)) = BEGINNINGS.iter().find(begins) {
        return Some(*guess);
    }
    if first.get(257..262) == Some(b"ustar") {
        return Some(TAR);
    }
    match *first {
        [0x80, 2..=5, ..] => Some(PICKLE),
        [a, b, c, d, e, f, g, h, b'{', ..] => {
            let header = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
            (header <= bytes).then_some(SAFETENSORS)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_tell_what_files_are() {
        let mut tar = vec![b'x'; FIRST_BYTES as usize];
        tar[257..262].copy_from_slice(b"ustar");
        for (first, what) in [
            (&b"version https://git-lfs.github.com/spec/v1\n"[..], LFS),
            (b"<!DOCTYPE html><html>", PAGE),
            (b"PK\x03\x04\x00", ZIP),
            (b"\x93NUMPY\x01\x00", ARRAY),
            (b"\x80\x02}q\x00.", PICKLE),
            (b"\x0a\0\0\0\0\0\0\0{\"a\":1}", SAFETENSORS),
            (b"GGUF\x03\0\0\0", GGUF),
            (b"\x1f\x8b\x08", PACKED),
            (&tar, TAR),
        ] {
            assert_eq!(recognise(first, 100), Some(what));
        }
    }

    #[test]
    fn anything_else_tells_nothing() {
        for first in [
            &b""[..],
            b"P",
            b"hello",
            b"\x80\x09",
            b"\xff\0\0\0\0\0\0\0{",
        ] {
            assert_eq!(recognise(first, 100), None);
        }
    }
}
