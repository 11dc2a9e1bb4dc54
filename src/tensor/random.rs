//! Random numbers: for a seed, bit for bit those of PyTorch on a CPU (2.15, x86-64 with AVX2 or AVX-512).
//!
//! The generator is MT19937. Every recipe is spelled out in our own operations, fused multiplications
//! included, so that every processor gives the same bits. One part is borrowed, as PyTorch borrows it: normal
//! numbers in float64, and any fewer than 16 normal numbers, take `ln`, `ln_1p`, `sin` and `cos` of the
//! platform's C library. Libraries differ there in the last bit of a few results of float64.

mod draws;
mod few;
mod fill;
mod normal;
mod seed;
mod single;
mod twister;
mod uniform;
mod vector;

#[cfg(test)]
mod tests;

pub use seed::Seed;

use super::constant::{beyond, largest};
use super::element::{Bf16, F16};
use super::expression::Expression;
use super::{Dtype, Number, Shape, Tensor};
use crate::error::{Error, Kind, Result};
use fill::{BLOCK, Random, Recipe};
use normal::{Normal, NormalDouble};
use uniform::{Uniform, UniformDouble};

/// How random numbers are spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Distribution {
    /// Alike over an interval that is open above.
    Uniform {
        /// Where it begins.
        low: f64,
        /// Where it ends.
        high: f64,
    },
    /// By Gauss.
    Normal {
        /// The middle.
        mean: f64,
        /// The standard deviation.
        std: f64,
    },
}

impl Tensor {
    /// Random numbers, a fresh generator for each tensor, in row-major order.
    ///
    /// Fails, of kind `Dtype`, unless that is float64, float32, float16 or bfloat16; of kind `Value` when
    /// `low`, `high` or their difference is beyond the dtype or `std` is no number.
    pub fn random(
        dtype: Dtype,
        shape: Shape,
        distribution: Distribution,
        seed: Seed,
    ) -> Result<Tensor> {
        let floats = [Dtype::F64, Dtype::F32, Dtype::F16, Dtype::BF16];
        if !floats.contains(&dtype) {
            let message = format!("{dtype} tensors cannot be random");
            let names = floats.map(Dtype::name).join(", ");
            return Err(Error::new(Kind::Dtype, message).hint(format!("those can: {names}")));
        }
        match distribution {
            Distribution::Uniform { low, high } => {
                check_interval(dtype, low, high)?;
                Ok(uniform(dtype, shape, [low, high], seed))
            }
            Distribution::Normal { std, .. } if std.is_nan() => {
                Err(Error::new(Kind::Value, "`std` is no number"))
            }
            Distribution::Normal { mean, std } => normal(dtype, shape, [mean, std], seed),
        }
    }
}

fn check_interval(dtype: Dtype, low: f64, high: f64) -> Result<()> {
    let most = largest(dtype).unwrap_or(f64::MAX);
    let fits = |value: f64| value.abs() <= most;
    let (low, high) = (Number::Float(low), Number::Float(high));
    if let Some(value) = [low, high].into_iter().find(|end| !fits(end.to_f64())) {
        return match value.to_f64().is_finite() {
            true => Err(beyond(dtype, value)),
            false => Err(endless(value)),
        };
    }
    if !fits(high.to_f64() - low.to_f64()) {
        let message = format!("{dtype} cannot hold the difference of {high} and {low}");
        return Err(Error::new(Kind::Value, message).hint("bring the ends nearer to each other"));
    }
    Ok(())
}

fn endless(end: Number) -> Error {
    let message = format!("random numbers lie between finite ends, found {end}");
    Error::new(Kind::Value, message)
}

fn uniform(dtype: Dtype, shape: Shape, interval: [f64; 2], seed: Seed) -> Tensor {
    match dtype {
        Dtype::F64 => each(dtype, shape, UniformDouble::new(interval), seed),
        Dtype::F16 => each(dtype, shape, Uniform::<F16>::new(interval), seed),
        Dtype::BF16 => each(dtype, shape, Uniform::<Bf16>::new(interval), seed),
        _ => each(dtype, shape, Uniform::<f32>::new(interval), seed),
    }
}

fn normal(dtype: Dtype, shape: Shape, spread: [f64; 2], seed: Seed) -> Result<Tensor> {
    let (elements, block) = (shape.elements(), BLOCK as u64);
    if elements < block {
        return few::normal(dtype, shape, spread, seed);
    }
    // The last block of halves is drawn behind the whole blocks, any other behind all elements.
    let blocks = elements / block * block;
    Ok(match dtype {
        Dtype::F64 => in_blocks(dtype, shape, NormalDouble::new(spread), elements, seed),
        Dtype::F16 => in_blocks(dtype, shape, Normal::<F16>::new(spread), blocks, seed),
        Dtype::BF16 => in_blocks(dtype, shape, Normal::<Bf16>::new(spread), blocks, seed),
        _ => in_blocks(dtype, shape, Normal::<f32>::new(spread), elements, seed),
    })
}

fn each(dtype: Dtype, shape: Shape, recipe: impl Recipe + 'static, seed: Seed) -> Tensor {
    let source = Random::each(recipe, shape.elements(), seed);
    Tensor::new(dtype, shape, Expression::Made(Box::new(source)))
}

fn in_blocks(
    dtype: Dtype,
    shape: Shape,
    recipe: impl Recipe + 'static,
    before: u64,
    seed: Seed,
) -> Tensor {
    let source = Random::in_blocks(recipe, shape.elements(), before, seed);
    Tensor::new(dtype, shape, Expression::Made(Box::new(source)))
}
