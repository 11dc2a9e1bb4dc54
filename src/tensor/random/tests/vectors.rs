//! Vectors: single numbers and sums in `tests/data/rng_vectors.json`, checksums in `tests/data/torch`.

use super::{distribution, random};
use crate::tensor::random::Seed;
use crate::tensor::random::draws::Draws;
use crate::tensor::tests::{bytes, checksum};
use crate::tensor::{Cancel, Dtype, Tensor};
use serde_json::Value;

const VECTORS: &str = include_str!("../../../../tests/data/rng_vectors.json");
const CHECKSUMS: &str = include_str!("../../../../tests/data/torch/random_numbers.txt");

/// Whether the platform's C library is the one that made the vectors. The others differ from it in the last
/// bit of a few normal numbers of float64.
const SAME_LIBRARY: bool = cfg!(target_env = "gnu");

fn vectors() -> Value {
    serde_json::from_str(VECTORS).expect("vectors")
}

/// A number as C writes it in hexadecimal: `-0x1.8p-2`.
fn hexadecimal(value: &Value) -> f64 {
    let text = value.as_str().expect("text");
    let digits = text.trim_start_matches('-').trim_start_matches("0x");
    let (digits, exponent) = digits.split_once('p').expect("an exponent");
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa = u64::from_str_radix(&format!("{whole}{fraction}"), 16).expect("digits");
    let exponent: i32 = exponent.parse().expect("an exponent");
    let size = mantissa as f64 * 2_f64.powi(exponent - 4 * fraction.len() as i32);
    if text.starts_with('-') { -size } else { size }
}

/// The sum, rounded once (J. Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997).
fn sum(values: &[f64]) -> f64 {
    let mut partials: Vec<f64> = Vec::new();
    for value in values {
        let mut high = *value;
        let mut rests = Vec::new();
        for partial in partials {
            let (large, small) = if high.abs() < partial.abs() {
                (partial, high)
            } else {
                (high, partial)
            };
            high = large + small;
            let rest = small - (high - large);
            rests.extend((rest != 0.0).then_some(rest));
        }
        rests.push(high);
        partials = rests;
    }
    partials.iter().sum()
}

fn values(tensor: &Tensor) -> Vec<f64> {
    let bytes = bytes(&tensor.cast(Dtype::F64).expect("floats"));
    bytes
        .as_chunks()
        .0
        .iter()
        .map(|raw| f64::from_le_bytes(*raw))
        .collect()
}

#[test]
fn the_generator_is_the_one_of_the_vectors() {
    let vectors = vectors();
    let seeds = vectors["mt19937_raw_u32_first8"]
        .as_object()
        .expect("seeds");
    for (seed, expected) in seeds {
        let seed = Seed::new(seed.parse().expect("a seed")).expect("in range");
        let (draws, cancel) = (Draws::new(seed, 8), Cancel::default());
        let mut found = [0; 8];
        let mut cursor = draws.at(0, &cancel).expect("not stopped");
        cursor.take(&mut found).expect("not stopped");
        assert_eq!(Value::from(found.to_vec()), *expected);
    }
}

#[test]
fn every_vector_is_met_to_the_bit() {
    let vectors = vectors();
    let vectors = vectors["vectors"].as_array().expect("a list");
    assert_eq!(vectors.len(), 288);
    for vector in vectors {
        let text = |key: &str| vector[key].as_str().unwrap_or_default();
        let number = |key: &str, other: &str| vector[key].as_f64().or(vector[other].as_f64());
        let (first, second) = (number("low", "mean"), number("high", "std"));
        let both = first.zip(second).expect("two parameters");
        let distribution = distribution(text("distribution"), both.0, both.1);
        let dtype = Dtype::parse(text("dtype")).expect("a dtype");
        let size = vector["size"].as_u64().expect("a size");
        let seed = i128::from(vector["seed"].as_i64().expect("a seed"));
        let found = values(&random(dtype, size, distribution, seed));
        let list = |key: &str| -> Vec<u64> {
            let listed = vector[key].as_array().expect("a list").iter();
            listed.map(|value| hexadecimal(value).to_bits()).collect()
        };
        let bits: Vec<u64> = found.iter().map(|value| value.to_bits()).collect();
        assert!(bits.starts_with(&list("first")), "{vector}");
        assert!(bits.ends_with(&list("last")), "{vector}");
        assert_eq!(sum(&found), hexadecimal(&vector["sum_f64"]), "{vector}");
    }
}

#[test]
fn every_checksum_of_pytorch_is_met() {
    let mut wrong = Vec::new();
    for line in CHECKSUMS.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, dtype, first, second, seed, sizes, expected] = words[..] else {
            panic!("seven words, found `{line}`");
        };
        let dtype = Dtype::parse(dtype).expect("a dtype");
        if name == "normal" && dtype == Dtype::F64 && !SAME_LIBRARY {
            continue;
        }
        let number = |word: &str| word.parse::<f64>().expect("a number");
        let distribution = distribution(name, number(first), number(second));
        let seed = seed.parse().expect("a seed");
        let sizes = match sizes.split_once('-') {
            Some(_) => 1..=40,
            None => sizes.parse().expect("a size")..=sizes.parse().expect("a size"),
        };
        let tensors = sizes.map(|size| bytes(&random(dtype, size, distribution, seed)));
        let found = checksum(dtype, &tensors.flatten().collect::<Vec<u8>>());
        if format!("{found:016x}") != expected {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
