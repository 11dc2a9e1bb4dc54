//! The entries of a header against each other and against the data: no hole, no overlap, no rest.

use super::Entry;

/// Puts the entries in the order of their data and checks that they cover `data_bytes` exactly.
/// The failure says what is wrong, with the tensor it is about.
pub fn check(entries: &mut [Entry], data_bytes: u64) -> Result<(), String> {
    entries.sort_by_key(|entry| (entry.begin, entry.end));
    let mut before: Option<&Entry> = None;
    for entry in entries.iter() {
        size(entry)?;
        neighbour(before, entry)?;
        before = Some(entry);
    }
    let described = before.map_or(0, |last| last.end);
    if described > data_bytes {
        return Err(format!(
            "it is cut short: its header describes {described} bytes of data, {data_bytes} are there"
        ));
    }
    if described < data_bytes {
        let rest = data_bytes - described;
        return Err(format!("{rest} bytes at its end belong to no tensor"));
    }
    Ok(())
}

/// Dtype and shape give the number of bytes that the offsets give.
fn size(entry: &Entry) -> Result<(), String> {
    let Entry {
        name,
        dtype,
        shape,
        begin,
        end,
    } = entry;
    if end < begin {
        return Err(format!("tensor `{name}`: its data ends before it begins"));
    }
    // A shape is small enough for its bits to fit.
    let bits = shape.elements() * u64::from(dtype.bits());
    if bits % 8 != 0 {
        return Err(format!(
            "tensor `{name}`: {dtype} {shape} does not fill whole bytes"
        ));
    }
    if bits / 8 != end - begin {
        return Err(format!(
            "tensor `{name}`: {dtype} {shape} takes {} bytes, its offsets give {}",
            bits / 8,
            end - begin
        ));
    }
    Ok(())
}

/// An entry begins where the one before it ends.
fn neighbour(before: Option<&Entry>, entry: &Entry) -> Result<(), String> {
    let expected = before.map_or(0, |before| before.end);
    match before {
        Some(before) if entry.begin < expected => Err(format!(
            "tensors `{}` and `{}` overlap",
            before.name, entry.name
        )),
        _ if entry.begin > expected => Err(format!(
            "{} bytes before tensor `{}` belong to no tensor",
            entry.begin - expected,
            entry.name
        )),
        _ => Ok(()),
    }
}
