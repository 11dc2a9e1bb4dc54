//! Checkpoints to start from, made here byte by byte.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Writes a safetensors file of one float32 tensor `w` with these elements.
pub fn small(path: &Path, elements: &[f32]) {
    let bytes: Vec<u8> = elements
        .iter()
        .flat_map(|element| element.to_le_bytes())
        .collect();
    fs::write(path, [header(elements.len()), bytes].concat()).expect("an input is written");
}

/// Makes a safetensors file of one float32 tensor `w` of zeros that takes no space on disk.
pub fn sparse(path: &Path, elements: usize) {
    let header = header(elements);
    let mut file = File::create(path).expect("an input is made");
    file.write_all(&header).expect("a header is written");
    file.set_len((header.len() + 4 * elements) as u64)
        .expect("a file grows");
}

fn header(elements: usize) -> Vec<u8> {
    let json = format!(
        r#"{{"w":{{"dtype":"F32","shape":[{elements}],"data_offsets":[0,{}]}}}}"#,
        4 * elements
    );
    [&(json.len() as u64).to_le_bytes(), json.as_bytes()].concat()
}
