//! The records of a zip archive, byte by byte.

/// An entry in its place.
#[derive(Debug)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// Where in the file its header begins.
    pub at: u64,
    /// Where its own bytes begin.
    pub start: u64,
    /// How many bytes it has.
    pub length: u64,
    /// The first of them.
    pub head: Vec<u8>,
}

const LOCAL_HEADER: u32 = 0x0403_4b50;
const DIRECTORY_ENTRY: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const LARGE_END: u32 = 0x0606_4b50;
const LARGE_END_PLACE: u32 = 0x0706_4b50;
/// The extra field of numbers that 32 bits cannot hold.
const LARGE_NUMBERS: u16 = 1;
/// The extra field that moves an entry to its place, and its content, as `torch.save` has them.
const PADDING: u16 = 0x4246;
const PADDING_BYTE: u8 = b'Z';
/// The version of zip that knows stored entries, and the one that knows large numbers.
const VERSION: u16 = 10;
const LARGE_VERSION: u16 = 45;
/// Names are UTF-8.
const UTF_8: u16 = 1 << 11;
/// 1980-01-01, the first day a zip knows; the same for every entry, so that archives depend on their
/// content alone.
const DATE: u16 = 0x21;
/// Bytes of a header without name and extra fields, and of an extra field without content.
const HEADER_BYTES: u64 = 30;
const FIELD_BYTES: u64 = 4;

/// Whether a number must stand in a field of its own.
fn is_large(number: u64) -> bool {
    number >= u64::from(u32::MAX)
}

/// A number, or the mark that it stands in a field of its own.
fn short(number: u64) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// The field of those numbers that are large; nothing where none is.
fn large_numbers(numbers: &[u64]) -> Vec<u8> {
    let large = numbers.iter().filter(|number| is_large(**number));
    let content: Vec<u8> = large.flat_map(|number| number.to_le_bytes()).collect();
    match content.len() as u16 {
        0 => content,
        length => [
            &LARGE_NUMBERS.to_le_bytes(),
            &length.to_le_bytes(),
            &content[..],
        ]
        .concat(),
    }
}

/// The bytes between the start of a header and the entry's own, before they are padded.
pub fn least_header(name: &str, length: u64) -> u64 {
    let large = large_numbers(&[length, length]).len() as u64;
    HEADER_BYTES + name.len() as u64 + large + FIELD_BYTES
}

/// What an entry's header and its line in the directory have in common.
fn common(record: &Record, sum: u32, extra: usize) -> Vec<u8> {
    let large = is_large(record.length) || is_large(record.at);
    let version = if large { LARGE_VERSION } else { VERSION };
    let flags = if record.name.is_ascii() { 0 } else { UTF_8 };
    let (stored, midnight) = (0_u16, 0_u16);
    let numbers = [version, flags, stored, midnight, DATE];
    let numbers = numbers.into_iter().flat_map(u16::to_le_bytes);
    let lengths = [record.name.len() as u16, extra as u16];
    numbers
        .chain(sum.to_le_bytes())
        .chain(short(record.length))
        .chain(short(record.length))
        .chain(lengths.into_iter().flat_map(u16::to_le_bytes))
        .collect()
}

/// What stands before an entry, up to its own bytes.
pub fn header(record: &Record, sum: u32) -> Vec<u8> {
    let padding = record.start - record.at - least_header(&record.name, record.length);
    let padding = vec![PADDING_BYTE; padding as usize];
    let extra = [
        &large_numbers(&[record.length, record.length])[..],
        &PADDING.to_le_bytes(),
        &(padding.len() as u16).to_le_bytes(),
        &padding,
    ]
    .concat();
    [
        &LOCAL_HEADER.to_le_bytes()[..],
        &common(record, sum, extra.len()),
        record.name.as_bytes(),
        &extra,
    ]
    .concat()
}

/// The line of an entry in the directory.
fn line(record: &Record, sum: u32) -> Vec<u8> {
    let extra = large_numbers(&[record.length, record.length, record.at]);
    // No comment, first disk, no attributes.
    let unused = [0; 10];
    [
        &DIRECTORY_ENTRY.to_le_bytes()[..],
        &LARGE_VERSION.to_le_bytes(),
        &common(record, sum, extra.len()),
        &unused,
        &short(record.at),
        record.name.as_bytes(),
        &extra,
    ]
    .concat()
}

/// What stands behind all entries: a line for each, and the end, which says where the lines begin.
pub fn directory(records: &[Record], sums: &[u32], at: u64) -> Vec<u8> {
    let lines = records.iter().zip(sums);
    let mut directory: Vec<u8> = lines.flat_map(|(record, sum)| line(record, *sum)).collect();
    let (count, bytes) = (records.len() as u64, directory.len() as u64);
    if count >= u64::from(u16::MAX) || is_large(bytes) || is_large(at) {
        directory.extend(large_end(count, bytes, at));
    }
    let short_count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
    let (disks, comment) = ([0; 4], [0; 2]);
    let end = [
        &END.to_le_bytes()[..],
        &disks,
        &short_count,
        &short_count,
        &short(bytes),
        &short(at),
        &comment,
    ];
    directory.extend(end.concat());
    directory
}

/// The end of an archive whose numbers need 64 bits, and the record that says where it is.
fn large_end(count: u64, bytes: u64, at: u64) -> Vec<u8> {
    const LENGTH_BEHIND: u64 = 44;
    let (disks, one_disk) = ([0; 8], 1_u32.to_le_bytes());
    [
        &LARGE_END.to_le_bytes()[..],
        &LENGTH_BEHIND.to_le_bytes(),
        &LARGE_VERSION.to_le_bytes(),
        &LARGE_VERSION.to_le_bytes(),
        &disks,
        &count.to_le_bytes(),
        &count.to_le_bytes(),
        &bytes.to_le_bytes(),
        &at.to_le_bytes(),
        &LARGE_END_PLACE.to_le_bytes(),
        &disks[..4],
        &(at + bytes).to_le_bytes(),
        &one_disk,
    ]
    .concat()
}
