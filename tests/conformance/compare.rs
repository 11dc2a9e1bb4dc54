//! Whether a tensor is what a case expects.

use crate::case::{Compare, Entry};
use crate::numbers::numbers;
use crate::tensors::{Dtype, Held};

/// Checks a tensor against its entry and, where it has some, its expected values.
///
/// # Errors
/// In what they differ.
pub fn check(entry: &Entry, found: &Held, expected: Option<&Held>) -> Result<(), String> {
    if found.dtype != dtype(&entry.dtype) || found.shape != entry.shape {
        let (dtype, shape) = (&found.dtype, &found.shape);
        return Err(format!(
            "`{}` is {dtype:?} {shape:?}, not {} {:?}",
            entry.name, entry.dtype, entry.shape
        ));
    }
    let found_numbers = numbers(found);
    if let Compare::Range { range: [low, high] } = entry.compare {
        let outside = found_numbers
            .iter()
            .find(|number| !(low..=high).contains(*number));
        return outside.map_or(Ok(()), |number| {
            Err(format!("`{}` holds {number}", entry.name))
        });
    }
    let expected =
        expected.ok_or_else(|| format!("the suite has no values for `{}`", entry.name))?;
    let expected_numbers = numbers(expected);
    let agree = match entry.compare {
        Compare::Exact(_) => same_bits(found, expected),
        Compare::Close { rel_frobenius, abs } => {
            distance(&found_numbers, &expected_numbers, 1.0)
                <= (rel_frobenius * norm(&expected_numbers)).max(abs)
        }
        Compare::UpToSign { axis, tol } => {
            let pairs = slices(&found_numbers, &entry.shape, axis).into_iter();
            pairs
                .zip(slices(&expected_numbers, &entry.shape, axis))
                .all(|(found, expected)| {
                    let nearest =
                        distance(&found, &expected, 1.0).min(distance(&found, &expected, -1.0));
                    nearest <= tol * norm(&expected)
                })
        }
        Compare::Range { .. } => true,
    };
    let head = |numbers: &[f64]| {
        numbers
            .iter()
            .take(6)
            .map(f64::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (is, not) = (head(&found_numbers), head(&expected_numbers));
    if agree {
        Ok(())
    } else {
        Err(format!("`{}` is {is} ..., not {not} ...", entry.name))
    }
}

/// Bit for bit, where every NaN equals every NaN.
fn same_bits(found: &Held, expected: &Held) -> bool {
    let width = (found.dtype.bitsize() / 8).max(1);
    let bits = found.bytes.chunks(width).zip(expected.bytes.chunks(width));
    let same_bits = bits.map(|(one, other)| one == other);
    let numbers = numbers(found).into_iter().zip(numbers(expected));
    let both_nan = numbers.map(|(one, other)| one.is_nan() && other.is_nan());
    let same = same_bits.zip(both_nan).all(|(same, nan)| same || nan);
    found.bytes.len() == expected.bytes.len() && same
}

/// The Frobenius norm of `found - sign * expected`. A NaN on one side alone is infinitely far.
fn distance(found: &[f64], expected: &[f64], sign: f64) -> f64 {
    let square = |(one, other): (&f64, &f64)| match (*one, sign * *other) {
        (one, other) if one.is_nan() && other.is_nan() || one == other => 0.0,
        (one, other) if one.is_nan() || other.is_nan() => f64::INFINITY,
        (one, other) => (one - other).powi(2),
    };
    found.iter().zip(expected).map(square).sum::<f64>().sqrt()
}

fn norm(numbers: &[f64]) -> f64 {
    numbers
        .iter()
        .filter(|number| !number.is_nan())
        .map(|number| number * number)
        .sum::<f64>()
        .sqrt()
}

/// The elements of each slice along an axis.
fn slices(numbers: &[f64], shape: &[usize], axis: usize) -> Vec<Vec<f64>> {
    let step: usize = shape[axis + 1..].iter().product();
    let mut slices = vec![Vec::new(); shape[axis]];
    for (at, number) in numbers.iter().enumerate() {
        slices[at / step % shape[axis]].push(*number);
    }
    slices
}

fn dtype(word: &str) -> Dtype {
    match word {
        "f64" => Dtype::F64,
        "f32" => Dtype::F32,
        "f16" => Dtype::F16,
        "bf16" => Dtype::BF16,
        "f8_e4m3" => Dtype::F8_E4M3,
        "f8_e5m2" => Dtype::F8_E5M2,
        "i64" => Dtype::I64,
        "i32" => Dtype::I32,
        "i16" => Dtype::I16,
        "i8" => Dtype::I8,
        "u8" => Dtype::U8,
        "bool" => Dtype::BOOL,
        other => panic!("the suite knows no dtype `{other}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_go_along_their_axis() {
        let numbers = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(
            slices(&numbers, &[2, 3], 0),
            [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
        );
        assert_eq!(
            slices(&numbers, &[2, 3], 1),
            [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]
        );
    }

    #[test]
    fn distance_knows_signs_and_what_is_no_number() {
        assert_eq!(distance(&[1.0, f64::NAN], &[-1.0, f64::NAN], -1.0), 0.0);
        assert_eq!(distance(&[3.0, 4.0], &[0.0, 0.0], 1.0), 5.0);
        assert_eq!(distance(&[f64::NAN], &[1.0], 1.0), f64::INFINITY);
    }

    #[test]
    fn zeros_of_two_signs_are_two_bit_patterns() {
        let held = |number: f32| Held {
            dtype: Dtype::F32,
            shape: vec![],
            bytes: number.to_le_bytes().to_vec(),
        };
        assert!(!same_bits(&held(0.0), &held(-0.0)));
        assert!(same_bits(&held(f32::NAN), &held(-f32::NAN)));
    }
}
