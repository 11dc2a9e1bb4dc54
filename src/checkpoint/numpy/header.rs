//! What stands before the elements of an array.

use super::{dtype, parse};
use crate::checkpoint::refusal::Refusal;
use crate::tensor::{Dtype, Shape};

/// What a header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The type of the elements.
    pub dtype: Dtype,
    /// The dimensions.
    pub shape: Shape,
    /// Whether the first index runs fastest, as in Fortran, and not the last.
    pub fortran: bool,
    /// Bytes from the beginning up to the elements.
    pub length: u64,
}

/// The first bytes of every array.
const MAGIC: &[u8; 6] = b"\x93NUMPY";
/// Bytes of magic, version and the longest length.
const LEAD_BYTES: u64 = 12;
/// Headers are read up to this length; those of arrays of numbers take a hundred bytes.
pub const MOST_BYTES: u64 = 64 << 10;
/// Arrays begin at a multiple of this.
const ALIGNMENT: usize = 64;
/// Numpy leaves room for the first size to grow to so many digits.
const MOST_DIGITS: usize = 21;

const NO_TEXT: &str = "its header is no text";

/// Whether these are the first bytes of an array.
pub fn is_array(first: &[u8]) -> bool {
    first.starts_with(MAGIC)
}

/// Reads the header of an array of `bytes` bytes, which begins with `first`: all of it, or
/// [`MOST_BYTES`]. The failure says what is wrong.
pub fn read(first: &[u8], bytes: u64) -> Result<Header, Refusal> {
    let (text_at, text_bytes) = lead(first)?;
    let length = text_at + text_bytes;
    if length > bytes {
        return Err(format!("its header claims {text_bytes} bytes, more than there are").into());
    }
    if length > MOST_BYTES {
        return Err(
            format!("its header has {text_bytes} bytes, at most {MOST_BYTES} are read").into(),
        );
    }
    let text = first.get(text_at as usize..length as usize);
    let text = text.and_then(|text| std::str::from_utf8(text).ok());
    let parsed = parse::parse(text.ok_or_else(|| NO_TEXT.to_owned())?)?;
    let dtype = dtype::named(&parsed.descr)?;
    let shown = format!("{:?}", parsed.shape);
    let shape =
        Shape::new(parsed.shape).ok_or_else(|| format!("its shape {shown} is too large"))?;
    let header = Header {
        dtype,
        shape,
        fortran: parsed.fortran_order,
        length,
    };
    header.check(bytes - length)?;
    Ok(header)
}

/// Where the header's text begins, and its length.
fn lead(first: &[u8]) -> Result<(u64, u64), String> {
    let numbers = first
        .strip_prefix(MAGIC)
        .ok_or("it does not begin like one")?;
    match *numbers {
        [1, 0, a, b, ..] => Ok((LEAD_BYTES - 2, u64::from(u16::from_le_bytes([a, b])))),
        [2 | 3, 0, a, b, c, d, ..] => Ok((LEAD_BYTES, u64::from(u32::from_le_bytes([a, b, c, d])))),
        [1..=3, 0, ..] | [] | [_] => Err("it ends within its header".to_owned()),
        [major, minor, ..] => Err(format!("its version {major}.{minor} is unknown")),
    }
}

impl Header {
    /// The elements take exactly the bytes behind the header.
    fn check(&self, found: u64) -> Result<(), String> {
        let (dtype, shape) = (self.dtype, &self.shape);
        // A shape is small enough for its bits to fit.
        let expected = shape.elements() * u64::from(dtype.bits()) / 8;
        match found == expected {
            true => Ok(()),
            false => Err(format!(
                "{dtype} {shape} takes {expected} bytes, {found} are there"
            )),
        }
    }
}

/// The header that `numpy.save` writes before row-major elements; none where numpy has no such dtype.
pub fn compose(dtype: Dtype, shape: &Shape) -> Option<Vec<u8>> {
    let word = dtype::word(dtype)?;
    let sizes: Vec<String> = shape.dimensions().iter().map(u64::to_string).collect();
    let tuple = match &sizes[..] {
        [one] => format!("({one},)"),
        _ => format!("({})", sizes.join(", ")),
    };
    let mut text = format!("{{'descr': '{word}', 'fortran_order': False, 'shape': {tuple}, }}");
    let room = sizes.first().map_or(0, |first| MOST_DIGITS - first.len());
    text.push_str(&" ".repeat(room));
    let lead = MAGIC.len() + 4;
    // The text ends with a line feed.
    let length = (lead + text.len() + 1).next_multiple_of(ALIGNMENT);
    text.push_str(&" ".repeat(length - lead - text.len() - 1));
    text.push('\n');
    let text_bytes = (text.len() as u16).to_le_bytes();
    Some([&MAGIC[..], &[1, 0], &text_bytes, text.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(dimensions: &[u64]) -> Shape {
        Shape::new(dimensions.to_vec()).unwrap()
    }

    /// A header of this version around a text.
    fn file(version: u8, text: &str) -> Vec<u8> {
        let length = (text.len() as u32).to_le_bytes();
        let length = if version == 1 { &length[..2] } else { &length };
        [&MAGIC[..], &[version, 0], length, text.as_bytes()].concat()
    }

    #[test]
    fn what_is_composed_reads_back() {
        for dimensions in [&[][..], &[5], &[2, 3], &[0, 2], &[1; 64], &[1 << 50]] {
            let header = compose(Dtype::U8, &shape(dimensions)).unwrap();
            assert_eq!(header.len() % ALIGNMENT, 0);
            let bytes = header.len() as u64 + shape(dimensions).elements();
            let read = read(&header, bytes).unwrap();
            assert_eq!((read.dtype, read.fortran), (Dtype::U8, false));
            assert_eq!(
                (read.shape, read.length),
                (shape(dimensions), header.len() as u64)
            );
        }
        assert_eq!(compose(Dtype::BF16, &shape(&[1])), None);
    }

    #[test]
    fn all_versions_are_read() {
        let text = "{'descr': '<f4', 'fortran_order': True, 'shape': (2,)}\n";
        for version in [1, 2, 3] {
            let header = file(version, text);
            let read = read(&header, header.len() as u64 + 8).unwrap();
            assert_eq!(
                (read.dtype, read.shape, read.fortran),
                (Dtype::F32, shape(&[2]), true)
            );
        }
    }

    #[test]
    fn hostile_headers_are_refused() {
        let text = |descr: &str, shape: &str| {
            format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}}}")
        };
        for (header, bytes, words) in [
            (b"PK\x03\x04".to_vec(), 99, "does not begin"),
            (b"\x93NUMPY\x01".to_vec(), 7, "ends within"),
            (b"\x93NUMPY\x02\x00\x01\x01".to_vec(), 10, "ends within"),
            (b"\x93NUMPY\x09\x00\x01\x01".to_vec(), 10, "version 9.0"),
            (
                b"\x93NUMPY\x03\x00\xff\xff\xff\xff".to_vec(),
                1 << 40,
                "at most",
            ),
            (
                b"\x93NUMPY\x01\x00\xff\xff{".to_vec(),
                11,
                "more than there are",
            ),
            (b"\x93NUMPY\x01\x00\x01\x00\xff".to_vec(), 11, "no text"),
            (file(1, &text("<f4", "(3,)")), 100, "takes 12 bytes"),
            (
                file(1, &text("<f4", "(18446744073709551615, 2)")),
                100,
                "too large",
            ),
            (
                file(1, &text("<f4", "(0, 18446744073709551615, 2)")),
                100,
                "too large",
            ),
            (file(1, &text("|O", "(3,)")), 100, "objects"),
            (
                file(1, &text("<f4", &format!("({})", "1,".repeat(65)))),
                500,
                "too large",
            ),
        ] {
            let fault = read(&header, bytes).unwrap_err().fault;
            assert!(fault.contains(words), "{fault}");
        }
    }
}
