//! `PyTorch` computes the same: the vectors and the script that made them are in `tests/data/torch`.

use super::{bytes, stored};
use crate::tensor::{Dtype, Tensor};

const VECTORS: &str = include_str!("../../../tests/data/torch/vectors.txt");
const COUNT: u64 = 65_536;
pub(super) const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

pub(super) fn mix(code: u64) -> u64 {
    let code = (code ^ (code >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let code = (code ^ (code >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    code ^ (code >> 31)
}

/// Fractions of a float32 on both sides of the ties of narrower formats, of even and of odd ones.
const EDGES: [u64; 16] = [
    0, 1, 0x0fff, 0x1000, 0x1001, 0x3000, 0x7fff, 0x8000, 0x8001, 0x18000, 0x7ffff, 0x80000,
    0x180000, 0x100000, 0x300000, 0x7fffff,
];

/// The bits of a float near a tie, as `edges` of the script makes them.
fn edge(dtype: Dtype, place: u64) -> u64 {
    let index = place >> 2;
    let (fraction, exponent) = (EDGES[(index % 16) as usize], index >> 4);
    if dtype == Dtype::F32 {
        return ((index >> 12 & 1) << 31) | ((exponent % 256) << 23) | fraction;
    }
    let exponent = match exponent % 512 {
        0 => 0,
        511 => 2047,
        between => between + 767,
    };
    mix(place) >> 63 << 63 | exponent << 52 | fraction << 29 | index >> 13 & 1
}

/// The bits of one input, as `inputs` of the script makes them.
fn input(dtype: Dtype, place: u64) -> u64 {
    if dtype == Dtype::Bool {
        return u64::from(place.is_multiple_of(3));
    }
    if dtype.bits() <= 16 {
        return place;
    }
    let code = mix(place.wrapping_mul(GOLDEN));
    if place.is_multiple_of(2) {
        return code;
    }
    let sized = code as i64 >> (place / 2 % 64);
    match dtype {
        Dtype::F64 | Dtype::F32 if place % 4 == 3 => edge(dtype, place),
        Dtype::F64 => (sized as f64 / 1024.0).to_bits(),
        Dtype::F32 => u64::from((sized as f32 / 1024.0).to_bits()),
        _ => sized as u64,
    }
}

/// The inputs, each that of a later place.
fn inputs(dtype: Dtype, later: u64) -> Tensor {
    let width = dtype.bits() as usize / 8;
    let codes = (0..COUNT).map(|place| input(dtype, (place + later) % COUNT));
    let bytes = codes.flat_map(|code| code.to_le_bytes().into_iter().take(width));
    stored(dtype, &[COUNT], bytes.collect())
}

/// The bits of an element; those of the quiet NaN without sign where it is a NaN.
fn code(dtype: Dtype, raw: &[u8]) -> u64 {
    let mut code = [0; 8];
    code[..raw.len()].copy_from_slice(raw);
    let code = u64::from_le_bytes(code);
    let (sign, infinity, quiet) = match dtype {
        Dtype::F64 => (1 << 63, 0x7ff << 52, 0x7ff8 << 48),
        Dtype::F32 => (1 << 31, 0x7f80_0000, 0x7fc0_0000),
        Dtype::F16 => (1 << 15, 0x7c00, 0x7e00),
        Dtype::BF16 => (1 << 15, 0x7f80, 0x7fc0),
        Dtype::F8E4M3 => (1 << 7, 0x7e, 0x7f),
        Dtype::F8E5M2 => (1 << 7, 0x7c, 0x7f),
        _ => return code,
    };
    if code & !sign > infinity { quiet } else { code }
}

/// What the scripts make of elements of one dtype.
pub(in crate::tensor) fn checksum(dtype: Dtype, bytes: &[u8]) -> u64 {
    let codes = bytes
        .chunks(dtype.bits() as usize / 8)
        .map(|raw| code(dtype, raw));
    let mixed = std::iter::zip(0_u64.., codes)
        .map(|(place, code)| mix(code.wrapping_add(place.wrapping_mul(GOLDEN))));
    mixed.fold(0, u64::wrapping_add)
}

pub(super) fn dtype(name: &str) -> Dtype {
    let rare = [
        Dtype::U64,
        Dtype::U32,
        Dtype::U16,
        Dtype::F8E5M2FNUZ,
        Dtype::F8E4M3FNUZ,
        Dtype::F8E8M0,
    ];
    let rare = rare.into_iter().find(|dtype| dtype.name() == name);
    Dtype::parse(name).or(rare).expect("a dtype of the script")
}

/// The bounds of a line, as in `-0.1..0.3`.
fn bounds(text: &str) -> [f64; 2] {
    let (min, max) = text.split_once("..").expect("two bounds");
    [min, max].map(|bound| bound.parse().expect("a bound"))
}

#[test]
fn every_vector_of_pytorch_is_met() {
    let mut wrong = Vec::new();
    let mut tensor = inputs(Dtype::F64, 0);
    for line in VECTORS.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [verb, source, argument, expected] = words[..] else {
            panic!("four words, found `{line}`");
        };
        if tensor.dtype() != dtype(source) {
            tensor = inputs(dtype(source), 0);
        }
        let next = || inputs(dtype(source), 1);
        let result = match verb {
            "cast" => tensor.cast(dtype(argument)),
            "scale" => tensor.scale(argument.parse().expect("a factor")),
            "clamp" => {
                let [min, max] = bounds(argument);
                tensor.clamp(min, max)
            }
            "add" => tensor.add(&next()),
            "subtract" => tensor.subtract(&next()),
            _ => tensor.multiply(&next()),
        };
        let result = result.expect("supported");
        let found = checksum(result.dtype(), &bytes(&result));
        if format!("{found:016x}") != expected {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
