//! Normal numbers, fewer than sixteen: two at a time in binary64, whatever the dtype.

use super::Seed;
use super::draws::Draws;
use super::fill::BLOCK;
use super::uniform::unit_double;
use crate::error::Result;
use crate::tensor::element::{Bf16, F16, Target, Wide};
use crate::tensor::{Cancel, Dtype, Shape, Tensor};
use std::f64::consts::TAU;
use std::sync::Arc;

/// The tensor of these numbers, which are made at once.
pub(super) fn normal(dtype: Dtype, shape: Shape, spread: [f64; 2], seed: Seed) -> Result<Tensor> {
    let count = shape.elements() as usize;
    let mut values = values(spread, seed)?;
    values.truncate(count);
    let bytes = match dtype {
        Dtype::F64 => stored::<f64>(&values),
        Dtype::F16 => stored::<F16>(&values),
        Dtype::BF16 => stored::<Bf16>(&values),
        _ => stored::<f32>(&values),
    };
    Ok(Tensor::stored(dtype, shape, Arc::new(bytes), 0))
}

/// A block of numbers. Four draws make two: an angle and a radius.
fn values([mean, std]: [f64; 2], seed: Seed) -> Result<Vec<f64>> {
    let mut draws = [0; 2 * BLOCK];
    let cancel = Cancel::default();
    Draws::new(seed, 0).at(0, &cancel)?.take(&mut draws)?;
    let pair = |[first, second, third, fourth]: [u32; 4]| {
        let angle = TAU * unit_double([first, second]);
        let radius = (-2.0 * (-unit_double([third, fourth])).ln_1p()).sqrt();
        [radius * angle.cos(), radius * angle.sin()].map(|deviate| deviate.mul_add(std, mean))
    };
    Ok(draws
        .as_chunks()
        .0
        .iter()
        .flat_map(|draws| pair(*draws))
        .collect())
}

fn stored<T: Target>(values: &[f64]) -> Vec<u8> {
    let raws = values.iter().map(|value| value.narrow::<T>().store());
    raws.flat_map(|raw| raw.as_ref().to_vec()).collect()
}
