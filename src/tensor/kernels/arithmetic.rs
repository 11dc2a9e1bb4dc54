//! Arithmetic: which dtypes can be scaled, added, subtracted and multiplied, and the kernels that do it.

use super::half::{combine_in_f32, update_in_f32};
use super::loops::{combine, update};
use crate::tensor::Dtype;
use crate::tensor::element::{Bf16, Difference, Product, Scalable, Sum, Truth};

/// Replaces every element of a block.
pub type Update = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// Overwrites the first block with what an operation makes of its elements and those of the second.
pub type Onto = fn(&mut [u8], &[u8]);

/// An operation on two blocks, element by element.
#[derive(Clone, Copy)]
pub struct Combine {
    /// With the left operands in the block that is overwritten.
    pub onto_left: Onto,
    /// With the right operands in the block that is overwritten.
    pub onto_right: Onto,
}

/// The kernel that multiplies `dtype` by a number; none when it cannot be scaled.
pub fn scale(dtype: Dtype, by: f64) -> Option<Update> {
    match dtype {
        Dtype::F64 => Some(scale_all::<f64>(by)),
        Dtype::F32 => Some(scale_all::<f32>(by)),
        Dtype::BF16 => Some(scale_all::<Bf16>(by)),
        Dtype::F16 => Some(update_in_f32(scale_all::<f32>(by))),
        _ => None,
    }
}

/// The kernel that adds; none when `dtype` cannot be added.
pub fn add(dtype: Dtype) -> Option<Combine> {
    match dtype {
        Dtype::F64 => Some(add_all::<f64>()),
        Dtype::F32 => Some(add_all::<f32>()),
        Dtype::BF16 => Some(add_all::<Bf16>()),
        Dtype::F16 => Some(ADD_HALVES),
        Dtype::I64 => Some(add_all::<i64>()),
        Dtype::I32 => Some(add_all::<i32>()),
        Dtype::I16 => Some(add_all::<i16>()),
        Dtype::I8 => Some(add_all::<i8>()),
        Dtype::U8 => Some(add_all::<u8>()),
        Dtype::Bool => Some(add_all::<Truth>()),
        _ => None,
    }
}

/// The kernel that subtracts right from left; none when `dtype` cannot be subtracted.
pub fn subtract(dtype: Dtype) -> Option<Combine> {
    match dtype {
        Dtype::F64 => Some(subtract_all::<f64>()),
        Dtype::F32 => Some(subtract_all::<f32>()),
        Dtype::BF16 => Some(subtract_all::<Bf16>()),
        Dtype::F16 => Some(SUBTRACT_HALVES),
        Dtype::I64 => Some(subtract_all::<i64>()),
        Dtype::I32 => Some(subtract_all::<i32>()),
        Dtype::I16 => Some(subtract_all::<i16>()),
        Dtype::I8 => Some(subtract_all::<i8>()),
        Dtype::U8 => Some(subtract_all::<u8>()),
        _ => None,
    }
}

/// The kernel that multiplies; none when `dtype` cannot be multiplied.
pub fn multiply(dtype: Dtype) -> Option<Combine> {
    match dtype {
        Dtype::F64 => Some(multiply_all::<f64>()),
        Dtype::F32 => Some(multiply_all::<f32>()),
        Dtype::BF16 => Some(multiply_all::<Bf16>()),
        Dtype::F16 => Some(MULTIPLY_HALVES),
        Dtype::I64 => Some(multiply_all::<i64>()),
        Dtype::I32 => Some(multiply_all::<i32>()),
        Dtype::I16 => Some(multiply_all::<i16>()),
        Dtype::I8 => Some(multiply_all::<i8>()),
        Dtype::U8 => Some(multiply_all::<u8>()),
        Dtype::Bool => Some(multiply_all::<Truth>()),
        _ => None,
    }
}

fn scale_all<T: Scalable>(by: f64) -> Update {
    let factor = T::factor(by);
    Box::new(move |values| update(values, |value: T| value.scaled(factor)))
}

fn add_all<T: Sum>() -> Combine {
    Combine {
        onto_left: |values, others| combine(values, others, |left: T, right| left.plus(right)),
        onto_right: |values, others| combine(values, others, |right: T, left: T| left.plus(right)),
    }
}

fn subtract_all<T: Difference>() -> Combine {
    Combine {
        onto_left: |values, others| combine(values, others, |left: T, right| left.minus(right)),
        onto_right: |values, others| combine(values, others, |right: T, left: T| left.minus(right)),
    }
}

fn multiply_all<T: Product>() -> Combine {
    Combine {
        onto_left: |values, others| combine(values, others, |left: T, right| left.times(right)),
        onto_right: |values, others| combine(values, others, |right: T, left: T| left.times(right)),
    }
}

const ADD_HALVES: Combine = Combine {
    onto_left: |values, others| combine_in_f32(values, others, add_all::<f32>().onto_left),
    onto_right: |values, others| combine_in_f32(values, others, add_all::<f32>().onto_right),
};

const SUBTRACT_HALVES: Combine = Combine {
    onto_left: |values, others| combine_in_f32(values, others, subtract_all::<f32>().onto_left),
    onto_right: |values, others| combine_in_f32(values, others, subtract_all::<f32>().onto_right),
};

const MULTIPLY_HALVES: Combine = Combine {
    onto_left: |values, others| combine_in_f32(values, others, multiply_all::<f32>().onto_left),
    onto_right: |values, others| combine_in_f32(values, others, multiply_all::<f32>().onto_right),
};
