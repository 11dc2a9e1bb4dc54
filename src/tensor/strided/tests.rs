//! Strided tensors against the places counted one by one.

use super::*;
use crate::tensor::Buffers;
use crate::tensor::expression::Expression;
use proptest::prelude::*;

/// A source that counts how often it is read.
#[derive(Debug, Default)]
struct Counted {
    bytes: Vec<u8>,
    reads: std::sync::atomic::AtomicU64,
}

impl Bytes for Counted {
    fn read_at(&self, offset: u64, into: &mut [u8]) -> Result<()> {
        self.reads
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.bytes.read_at(offset, into)
    }
}

/// A tensor of `u16` that counts up, as large as its strides need.
fn strided(sizes: &[u64], strides: &[u64]) -> (Tensor, Arc<Counted>) {
    let shape = Shape::new(sizes.to_vec()).unwrap();
    let span = span(&shape, strides).unwrap() as usize;
    let numbers = (0..=span as u64).flat_map(|number| (number as u16).to_le_bytes());
    let source = Arc::new(Counted {
        bytes: numbers.collect(),
        ..Counted::default()
    });
    let tensor = Tensor::strided(Dtype::U16, shape, strides, source.clone(), 2).unwrap();
    (tensor, source)
}

fn read(tensor: &Tensor) -> Vec<u16> {
    let mut bytes = vec![0; tensor.bytes() as usize];
    tensor.read(0, &mut bytes, &mut Buffers::default()).unwrap();
    let pairs = bytes.as_chunks().0.iter();
    pairs.map(|pair| u16::from_le_bytes(*pair)).collect()
}

/// The numbers of [`strided`], one by one.
fn expected(sizes: &[u64], strides: &[u64]) -> Vec<u16> {
    let shape = Shape::new(sizes.to_vec()).unwrap();
    let place = |element| -> u64 {
        let position = shape.position(element);
        1 + zip(position, strides)
            .map(|(index, stride)| index * stride)
            .sum::<u64>()
    };
    (0..shape.elements())
        .map(|element| place(element) as u16)
        .collect()
}

proptest! {
    #[test]
    fn any_range_of_what_recurs_is_read_alone(
        axes in prop::collection::vec((1_u64..6, 0_u64..40), 1..5),
        first in any::<prop::sample::Index>(),
        count in any::<prop::sample::Index>(),
    ) {
        let mut axes = axes;
        axes.sort_by_key(|(_, stride)| Reverse(*stride));
        let (sizes, strides): (Vec<u64>, Vec<u64>) = [(3, 0)].into_iter().chain(axes).unzip();
        let (tensor, _) = strided(&sizes, &strides);
        let all = expected(&sizes, &strides);
        let first = first.index(all.len());
        let count = count.index(all.len() - first) + 1;
        let mut bytes = vec![0; count * 2];
        tensor.read(first as u64, &mut bytes, &mut Buffers::default()).unwrap();
        let found: Vec<u16> = bytes.as_chunks().0.iter().map(|two| u16::from_le_bytes(*two)).collect();
        prop_assert_eq!(&found, &all[first..first + count]);
    }

    #[test]
    fn elements_lie_where_the_strides_lead(
        axes in prop::collection::vec((0_u64..6, 0_u64..40), 0..5),
    ) {
        let (sizes, strides): (Vec<u64>, Vec<u64>) = axes.into_iter().unzip();
        let (tensor, _) = strided(&sizes, &strides);
        prop_assert_eq!(read(&tensor), expected(&sizes, &strides));
    }

    #[test]
    fn any_range_is_read_alone(first in 0_u64..600, count in 0_u64..600) {
        let (sizes, strides) = ([20, 30], [1, 3000]);
        let (tensor, _) = strided(&sizes, &strides);
        let count = count.min(600 - first);
        let mut bytes = vec![0; count as usize * 2];
        tensor.read(first, &mut bytes, &mut Buffers::default()).unwrap();
        let all = expected(&sizes, &strides);
        let found: Vec<u16> = bytes.as_chunks().0.iter().map(|two| u16::from_le_bytes(*two)).collect();
        prop_assert_eq!(&found, &all[first as usize..(first + count) as usize]);
    }
}

#[test]
fn large_ones_are_read_in_few_long_runs() {
    for (sizes, strides) in [
        ([1700, 1500], [1, 1700]),
        ([2, 1_500_000], [1, 2]),
        ([1_500_000, 2], [0, 1]),
        ([1_500_000, 2], [1, 1]),
        ([4, 1_000_000], [1, 7]),
        ([1_000_000, 4], [3, 0]),
        ([1000, 3000], [0, 1]),
        ([3, 1_000_000], [0, 2]),
    ] {
        let (tensor, source) = strided(&sizes, &strides);
        let numbers = read(&tensor);
        for element in (0..tensor.shape().elements()).step_by(997) {
            let [row, column] = [element / sizes[1], element % sizes[1]];
            let expected = 1 + row * strides[0] + column * strides[1];
            assert_eq!(
                numbers[element as usize], expected as u16,
                "{sizes:?} {element}"
            );
        }
        let reads = source.reads.load(std::sync::atomic::Ordering::Relaxed);
        assert!(
            reads * 400 < numbers.len() as u64,
            "{sizes:?}: {reads} reads"
        );
    }
}

#[test]
fn what_lies_together_is_still_one_range_of_its_source() {
    for (sizes, strides) in [
        (&[3, 4][..], &[4, 1][..]),
        (&[3, 1, 4], &[4, 99, 1]),
        (&[], &[]),
        (&[1], &[7]),
        (&[0, 3], &[9, 9]),
    ] {
        assert!(strided(sizes, strides).0.as_stored().is_some(), "{sizes:?}");
    }
    let (row, _) = strided(&[3, 4], &[6, 1]);
    assert!(matches!(row.expression(), Expression::View { .. }));
    let (transposed, _) = strided(&[4, 3], &[1, 4]);
    assert!(matches!(transposed.expression(), Expression::View { .. }));
    let (expanded, _) = strided(&[4, 3], &[0, 1]);
    assert!(matches!(expanded.expression(), Expression::Made(_)));
    let (turned, _) = strided(&[2, 4, 3], &[0, 1, 4]);
    assert!(matches!(turned.expression(), Expression::Kept(_)));
}

#[test]
fn slices_of_strided_tensors_are_theirs() {
    let (tensor, _) = strided(&[4, 3], &[1, 4]);
    let slice = crate::syntax::Slice::parse("[1:3, ::2]").unwrap();
    assert_eq!(read(&tensor.slice(&slice).unwrap()), [2, 10, 3, 11]);
}

#[test]
fn strides_that_lead_nowhere_are_refused() {
    let made = |dtype, sizes: &[u64], strides: &[u64]| {
        let shape = Shape::new(sizes.to_vec()).unwrap();
        let made = Tensor::strided(dtype, shape, strides, Arc::new(Vec::new()), 0);
        made.unwrap_err().kind()
    };
    assert_eq!(made(Dtype::F32, &[2], &[]), Kind::Shape);
    assert_eq!(made(Dtype::F32, &[3, 3], &[u64::MAX, 1]), Kind::Shape);
    assert_eq!(made(Dtype::F32, &[2], &[u64::MAX]), Kind::Shape);
    assert_eq!(made(Dtype::F4, &[2, 2], &[1, 2]), Kind::Dtype);
}
