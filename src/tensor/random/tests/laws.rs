//! Laws: any part, any block size and any number of threads give the bits of the whole; what is refused.

use super::{distribution, random};
use crate::error::Kind;
use crate::tensor::random::{Distribution, Seed};
use crate::tensor::tests::{bytes, values};
use crate::tensor::{Buffers, Dtype, Engine, Shape, Tensor};
use proptest::prelude::*;

const UNIFORM: Distribution = Distribution::Uniform {
    low: -1.0,
    high: 2.0,
};
const NORMAL: Distribution = Distribution::Normal {
    mean: 1.0,
    std: 0.5,
};

fn floats() -> impl Strategy<Value = Dtype> {
    prop::sample::select(vec![Dtype::F64, Dtype::F32, Dtype::F16, Dtype::BF16])
}

fn part(tensor: &Tensor, first: u64, end: u64, buffers: &mut Buffers) -> Vec<u8> {
    let width = u64::from(tensor.dtype().bits() / 8);
    let mut part = vec![0; ((end - first) * width) as usize];
    tensor.read(first, &mut part, buffers).expect("readable");
    part
}

proptest! {
    #[test]
    fn any_part_is_part_of_the_whole(
        dtype in floats(),
        distribution in prop::sample::select(vec![UNIFORM, NORMAL]),
        size in 1_u64..3000,
        cuts in proptest::collection::vec((0_u64..3000, 0_u64..3000), 1..12),
    ) {
        let tensor = random(dtype, size, distribution, 5);
        let whole = bytes(&random(dtype, size, distribution, 5));
        let width = whole.len() / size as usize;
        let mut buffers = Buffers::default();
        for (one, other) in cuts {
            let (first, end) = (one.min(other).min(size), one.max(other).min(size));
            let expected = &whole[first as usize * width..end as usize * width];
            prop_assert_eq!(part(&tensor, first, end, &mut buffers), expected);
        }
    }
}

#[test]
fn threads_and_blocks_do_not_change_bits() {
    const SIZE: u64 = 400_007;
    for (dtype, distribution) in [
        (Dtype::F32, NORMAL),
        (Dtype::BF16, NORMAL),
        (Dtype::F64, UNIFORM),
    ] {
        let whole = bytes(&random(dtype, SIZE, distribution, 11));
        let width = whole.len() / SIZE as usize;
        for (threads, block) in [(1, 200_001), (2, 48 << 10), (4, 10_007)] {
            let tensor = random(dtype, SIZE, distribution, 11);
            let mut firsts: Vec<u64> = (0..SIZE).step_by(block).collect();
            firsts.reverse();
            let done = Engine::new(threads).run(&firsts, |first, buffers| {
                let end = SIZE.min(first + block as u64);
                let expected = &whole[*first as usize * width..end as usize * width];
                assert!(
                    part(&tensor, *first, end, buffers) == expected,
                    "{dtype} {first}"
                );
                Ok(())
            });
            done.expect("readable");
        }
    }
}

#[test]
fn uniform_numbers_lie_below_the_end_of_their_interval() {
    for dtype in [Dtype::F32, Dtype::F16, Dtype::BF16] {
        let tensor = random(dtype, 100_000, distribution("uniform", 0.25, 0.75), 3);
        let found = values(&tensor.cast(Dtype::F32).expect("floats"));
        assert!(found.iter().all(|value| (0.25..0.75).contains(value)));
        assert!(found.iter().any(|value| *value < 0.2501));
    }
}

#[test]
fn no_numbers_are_no_trouble() {
    for distribution in [UNIFORM, NORMAL] {
        assert!(bytes(&random(Dtype::F32, 0, distribution, 1)).is_empty());
    }
}

#[test]
fn what_a_dtype_cannot_hold_is_refused() {
    let refused = |dtype, distribution| {
        let (shape, seed) = (Shape::new(vec![2]), Seed::new(0));
        let made = shape
            .zip(seed)
            .map(|(shape, seed)| Tensor::random(dtype, shape, distribution, seed));
        made.expect("in range").err().map(|error| error.kind())
    };
    let uniform = |low, high| Distribution::Uniform { low, high };
    let cases = [
        (Dtype::F16, uniform(0.0, 65_504.0), None),
        (Dtype::F16, uniform(0.0, 65_504.1), Some(Kind::Value)),
        (Dtype::F16, uniform(-40_000.0, 25_504.0), None),
        (Dtype::F16, uniform(-40_000.0, 25_504.5), Some(Kind::Value)),
        (Dtype::BF16, uniform(-40_000.0, 25_504.5), None),
        (Dtype::F32, uniform(0.0, 1e39), Some(Kind::Value)),
        (Dtype::F32, uniform(f64::NAN, 1.0), Some(Kind::Value)),
        (Dtype::F32, uniform(0.0, f64::INFINITY), Some(Kind::Value)),
        (Dtype::F64, uniform(-1e308, 1e308), Some(Kind::Value)),
        (
            Dtype::F64,
            distribution("normal", 0.0, f64::NAN),
            Some(Kind::Value),
        ),
        (
            Dtype::F32,
            distribution("normal", f64::NAN, f64::INFINITY),
            None,
        ),
        (Dtype::I32, uniform(0.0, 1.0), Some(Kind::Dtype)),
        (Dtype::F8E4M3, NORMAL, Some(Kind::Dtype)),
    ];
    for (dtype, distribution, expected) in cases {
        assert_eq!(
            refused(dtype, distribution),
            expected,
            "{dtype} {distribution:?}"
        );
    }
}

#[test]
fn a_normal_number_that_is_none_is_the_quiet_one() {
    for size in [4, 20] {
        let tensor = random(Dtype::BF16, size, distribution("normal", f64::NAN, 1.0), 1);
        assert!(
            bytes(&tensor)
                .as_chunks()
                .0
                .iter()
                .all(|raw| *raw == [0xc0, 0x7f])
        );
    }
}
