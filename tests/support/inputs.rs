//! A checkpoint to start from, made here byte by byte.

use std::fs::File;
use std::io::Write;
use std::path::Path;

/// Makes a safetensors file of one float32 tensor `w` of so many elements: these first, then zeros that
/// take no space on disk.
pub fn make(path: &Path, elements: usize, first: &[f32]) {
    let size = 4 * elements;
    let json =
        format!(r#"{{"w":{{"dtype":"F32","shape":[{elements}],"data_offsets":[0,{size}]}}}}"#);
    let header = [&(json.len() as u64).to_le_bytes(), json.as_bytes()].concat();
    let first: Vec<u8> = first
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect();
    let mut file = File::create(path).expect("an input is made");
    file.write_all(&[&header[..], &first].concat())
        .expect("an input is written");
    file.set_len((header.len() + size) as u64)
        .expect("a file grows");
}
