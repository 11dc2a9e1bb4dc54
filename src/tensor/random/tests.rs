//! `PyTorch` draws the same numbers, and they do not depend on how they are read.

mod laws;
mod vectors;

use super::{Distribution, Seed};
use crate::tensor::{Dtype, Shape, Tensor};

/// A random tensor of one dimension.
fn random(dtype: Dtype, size: u64, distribution: Distribution, seed: i128) -> Tensor {
    let seed = Seed::new(seed).expect("in range");
    let shape = Shape::new(vec![size]).expect("small");
    Tensor::random(dtype, shape, distribution, seed).expect("within the dtype")
}

/// A distribution by its name and two parameters.
fn distribution(name: &str, first: f64, second: f64) -> Distribution {
    match name {
        "uniform" => Distribution::Uniform {
            low: first,
            high: second,
        },
        _ => Distribution::Normal {
            mean: first,
            std: second,
        },
    }
}
