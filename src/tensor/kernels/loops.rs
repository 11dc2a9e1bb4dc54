//! The loops all kernels run in: once over a block, in the widest vectors the processor has.

use crate::tensor::element::{Element, Raw, Target};
use pulp::{Arch, Simd, WithSimd};
use std::marker::PhantomData;

/// Replaces each value by what `step` makes of it.
pub(super) fn update<T: Target>(values: &mut [u8], step: impl Fn(T) -> T) {
    let element = PhantomData;
    Arch::new().dispatch(Update {
        values,
        step,
        element,
    });
}

/// Replaces each value by what `step` makes of it and the value at the same place of `others`.
pub(super) fn combine<T: Target>(values: &mut [u8], others: &[u8], step: impl Fn(T, T) -> T) {
    let element = PhantomData;
    Arch::new().dispatch(Combine {
        values,
        others,
        step,
        element,
    });
}

/// Writes to `into` what `step` makes of each value.
pub(super) fn convert<A: Element, B: Target>(
    values: &[u8],
    into: &mut [u8],
    step: impl Fn(A) -> B,
) {
    let element = PhantomData;
    Arch::new().dispatch(Convert {
        values,
        into,
        step,
        element,
    });
}

struct Update<'b, T, F> {
    values: &'b mut [u8],
    step: F,
    element: PhantomData<T>,
}

impl<T: Target, F: Fn(T) -> T> WithSimd for Update<'_, T, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for raw in T::Raw::all_mut(self.values) {
            *raw = (self.step)(T::load(*raw)).store();
        }
    }
}

struct Combine<'b, T, F> {
    values: &'b mut [u8],
    others: &'b [u8],
    step: F,
    element: PhantomData<T>,
}

impl<T: Target, F: Fn(T, T) -> T> WithSimd for Combine<'_, T, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let others = T::Raw::all(self.others);
        for (raw, other) in T::Raw::all_mut(self.values).iter_mut().zip(others) {
            *raw = (self.step)(T::load(*raw), T::load(*other)).store();
        }
    }
}

struct Convert<'b, A, B, F> {
    values: &'b [u8],
    into: &'b mut [u8],
    step: F,
    element: PhantomData<(A, B)>,
}

impl<A: Element, B: Target, F: Fn(A) -> B> WithSimd for Convert<'_, A, B, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let values = A::Raw::all(self.values);
        for (raw, value) in B::Raw::all_mut(self.into).iter_mut().zip(values) {
            *raw = (self.step)(A::load(*value)).store();
        }
    }
}
