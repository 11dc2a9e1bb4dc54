//! Censuses: how often each value of few bits stands in a tensor, which tells all there is to tell of it.

use super::bins::{Bins, Counts};
use super::tally::Tally;
use crate::error::Result;
use crate::tensor::element::{Element, Raw, Visit, Wide, visit};
use crate::tensor::{Dtype, Engine, Tensor};
use std::sync::{Mutex, PoisonError};

/// How many codes there are, of 16 bits.
const CODES: usize = 1 << 16;

/// Of so many elements a census is taken. Fewer are measured sooner than the codes are looked through. Part of
/// the results: sums are rounded in another order.
const MANY: u64 = 1 << 20;

/// How many bytes are looked at together, for they may all be the same.
const RUN: usize = 64;

/// The values in a tensor, each with the number of elements that have it, in the order of their codes.
#[derive(Debug, Default)]
pub(super) struct Census(Vec<(f64, u64)>);

impl Engine {
    /// Whether a census of a tensor is the soonest way to its statistics.
    pub(super) fn takes_census(tensor: &Tensor) -> bool {
        matches!(tensor.dtype().bits(), 8 | 16) && tensor.shape().elements() >= MANY
    }

    /// Counts the elements of a tensor of 8 or 16 bits each by their codes.
    pub(super) fn census(&self, tensor: &Tensor) -> Result<Census> {
        let elements = tensor.shape().elements();
        let total = Mutex::new(vec![0; CODES]);
        self.pass(tensor, Table::new, Table::count, |table| {
            let mut total = total.lock().unwrap_or_else(PoisonError::into_inner);
            table.add_to(&mut total);
        })?;
        let total = total.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Census::of(tensor.dtype(), elements, total))
    }
}

impl Census {
    /// The census of so many elements from how often each code of 16 bits was found.
    fn of(dtype: Dtype, elements: u64, found: Vec<u64>) -> Census {
        let codes = match dtype.bits() {
            16 => found,
            _ => singles(&found, elements),
        };
        visit(dtype, Known(codes)).unwrap_or_default()
    }

    /// The tally of all elements.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (value, times) in &self.0 {
            tally.add(Tally::of(*value).times(*times));
        }
        tally
    }

    /// How all elements lie in bins.
    pub fn counts(&self, bins: Bins) -> Counts {
        let mut counts = Counts::default();
        for (value, times) in &self.0 {
            bins.take(*value, *times, &mut counts);
        }
        counts
    }
}

/// How often each code of 8 bits was found, from how often each pair of them was. The last of an odd number of
/// elements stands in a pair with code 0, which is none.
fn singles(pairs: &[u64], elements: u64) -> Vec<u64> {
    let mut singles = vec![0; 256];
    for (pair, times) in pairs.iter().enumerate() {
        singles[pair % 256] += times;
        singles[pair / 256] += times;
    }
    singles[0] -= elements % 2;
    singles
}

/// Codes that are to be known by their values; of those that were never found none is made.
struct Known(Vec<u64>);

impl Visit for Known {
    type Output = Census;

    fn visit<T: Element>(self) -> Census {
        let found = (0..=u16::MAX).zip(self.0).filter(|(_, times)| *times > 0);
        let known = found.filter_map(|(code, times)| {
            let raw = T::Raw::all(&code.to_le_bytes()).first().copied()?;
            Some((T::load(raw).widen().to_f64(), times))
        });
        Census(known.collect())
    }
}

/// How often one thread has found each code of 16 bits: one element, or two of 8 bits.
struct Table(Box<[u32; CODES]>);

impl Table {
    fn new() -> Self {
        Table(Box::new([0; CODES]))
    }

    /// Counts the codes of a block.
    fn count(&mut self, block: &[u8]) {
        let (runs, rest) = block.as_chunks::<RUN>();
        for run in runs {
            let first = [run[0], run[1]];
            // One counter would have to wait for itself.
            match run[2..] == run[..RUN - 2] {
                true => self.add(first, RUN as u32 / 2),
                false => run.as_chunks().0.iter().for_each(|code| self.add(*code, 1)),
            }
        }
        let (codes, odd) = rest.as_chunks();
        codes.iter().for_each(|code| self.add(*code, 1));
        odd.iter().for_each(|code| self.add([*code, 0], 1));
    }

    #[inline(always)]
    fn add(&mut self, code: [u8; 2], times: u32) {
        self.0[usize::from(u16::from_le_bytes(code))] += times;
    }

    fn add_to(&self, total: &mut [u64]) {
        for (total, found) in total.iter_mut().zip(self.0.iter()) {
            *total += u64::from(*found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tally::Count;
    use super::*;
    use proptest::prelude::*;

    const DTYPES: [Dtype; 8] = [
        Dtype::BF16,
        Dtype::F16,
        Dtype::I16,
        Dtype::U16,
        Dtype::I8,
        Dtype::F8E4M3,
        Dtype::F8E5M2,
        Dtype::Bool,
    ];

    fn census(dtype: Dtype, block: &[u8]) -> Census {
        let mut table = Table::new();
        table.count(block);
        let mut found = vec![0; CODES];
        table.add_to(&mut found);
        let elements = block.len() as u64 * 8 / u64::from(dtype.bits());
        Census::of(dtype, elements, found)
    }

    #[test]
    fn codes_are_counted_and_known_by_their_values() {
        let halves = [0x3f80_u16, 0x3f80, 0xc000, 0x0000].map(u16::to_le_bytes);
        let found = census(Dtype::BF16, halves.as_flattened());
        assert_eq!(found.0, [(0.0, 1), (1.0, 2), (-2.0, 1)]);
        let found = census(Dtype::I8, &[1, 2, 1, 0xff, 1]);
        assert_eq!(found.0, [(1.0, 3), (2.0, 1), (-1.0, 1)]);
        let found = census(Dtype::U8, &[0, 7, 0]);
        assert_eq!(found.0, [(0.0, 2), (7.0, 1)]);
        assert_eq!(census(Dtype::U8, &[]).0, []);
    }

    #[test]
    fn runs_of_one_code_count_each_of_them() {
        let mut block = vec![5; 3 * RUN + 7];
        assert_eq!(census(Dtype::U8, &block).0, [(5.0, 3 * RUN as u64 + 7)]);
        block[2 * RUN - 1] = 6;
        let found = census(Dtype::U8, &block);
        assert_eq!(found.0, [(5.0, 3 * RUN as u64 + 6), (6.0, 1)]);
    }

    proptest! {
        #[test]
        fn a_census_tells_what_a_look_at_each_element_tells(
            chosen in 0..DTYPES.len(),
            bytes in proptest::collection::vec(any::<u8>(), 2..2000),
            copies in 1..80_usize,
        ) {
            let dtype = DTYPES[chosen];
            let whole = bytes.len() / 2 * 2;
            let block = bytes[..whole].repeat(copies);
            let found = census(dtype, &block).tally();
            let each = visit(dtype, Count(&block)).expect("real");
            prop_assert_eq!(
                (found.nans, found.infinities, found.zeros),
                (each.nans, each.infinities, each.zeros)
            );
            prop_assert_eq!((found.min, found.max), (each.min, each.max));
            let most = each.max.abs().max(each.min.abs()) * block.len() as f64;
            let near = (found.sum - each.sum).abs() <= 1e-12 * most;
            prop_assert!(near || !each.sum.is_finite(), "{} {}", found.sum, each.sum);
        }

        #[test]
        fn bins_of_a_census_are_those_of_its_elements(
            bytes in proptest::collection::vec(-100..100_i8, 2..2000),
        ) {
            let block: Vec<u8> = bytes.iter().map(|byte| byte.to_le_bytes()[0]).collect();
            let bins = Bins::between(Some([-100.0, 100.0]), 3.0);
            let found = census(Dtype::I8, &block).counts(bins);
            let each = visit(Dtype::I8, bins.of(&block)).expect("real");
            prop_assert_eq!(found.bins(), each.bins());
            let elements = block.len() as u64;
            let (found, each) = (found.deviation(elements), each.deviation(elements));
            prop_assert!((found - each).abs() <= 1e-12 * each, "{found} {each}");
        }
    }
}
