//! How elements lie between their ends, and how far two tensors are apart.

use super::{counting, floats, stored};
use crate::tensor::{Difference, Dtype, Engine, Profile, Tensor};

/// 200 000 numbers between -8 and 8, in an order that mixes them.
fn mixed(step: i64, modulus: i64) -> Tensor {
    let number = |index: i64| ((index * step) % modulus - modulus / 2) as f32 / 64.0;
    let values: Vec<f32> = (0..200_000).map(number).collect();
    floats(&[200_000], &values)
}

fn profile(tensor: &Tensor, threads: usize) -> Profile {
    let (statistics, profile) = Engine::new(threads).survey(tensor).expect("real");
    let alone = Engine::new(threads).statistics(tensor).expect("real");
    assert_eq!(format!("{statistics:?}"), format!("{alone:?}"));
    profile
}

#[test]
fn deviations_and_histograms_are_those_of_pytorch() {
    let exact = [
        12600, 12400, 12600, 12400, 12600, 12400, 12600, 12400, 12400, 12600, 12400, 12600, 12400,
        12600, 12400, 12600,
    ];
    let rounded = [
        12600, 12600, 12200, 12600, 12600, 12400, 12600, 12400, 12600, 12400, 12600, 12400, 12800,
        12200, 12600, 12400,
    ];
    let cases = [
        (Dtype::F32, 4.510557999177992, exact),
        (Dtype::BF16, 4.5105778095250315, rounded),
        (Dtype::F16, 4.510557999177992, exact),
        (Dtype::F64, 4.510557999177992, exact),
    ];
    for (dtype, std, histogram) in cases {
        let tensor = mixed(7919, 1000).cast(dtype).expect("castable");
        let found = profile(&tensor, 2);
        let off = (found.std.expect("many") / std - 1.0).abs();
        assert!(off < 1e-12, "{dtype}: {found:?}");
        assert_eq!(found.histogram, Some(histogram), "{dtype}");
        assert_eq!(profile(&tensor, 1), profile(&tensor, 3));
    }
}

#[test]
fn large_tensors_of_few_bits_are_known_from_one_look() {
    let count = 1_100_003;
    let halves = counting(&[count]).cast(Dtype::I16).expect("castable");
    let bytes = counting(&[count]).cast(Dtype::U8).expect("castable");
    let wide = |tensor: &Tensor| tensor.cast(Dtype::I32).expect("castable");
    for tensor in [halves, bytes] {
        let engine = Engine::new(2);
        let (found, (seen, expected)) = (
            profile(&tensor, 2),
            engine.survey(&wide(&tensor)).expect("real"),
        );
        assert_eq!(found.histogram, expected.histogram);
        let off = found.std.expect("many") / expected.std.expect("many") - 1.0;
        assert!(off.abs() < 1e-12, "{found:?} {expected:?}");
        assert_eq!(engine.statistics(&tensor).expect("real"), seen);
        assert_eq!(
            (Engine::surveys(&tensor), Engine::surveys(&wide(&tensor))),
            (1, 2)
        );
        assert_eq!(profile(&tensor, 1), profile(&tensor, 3));
        let bytes = tensor.bytes();
        engine.progress().start(bytes);
        engine.survey(&tensor).expect("real");
        assert_eq!(engine.progress().done(), bytes);
    }
}

#[test]
fn profiles_of_what_is_out_of_the_ordinary() {
    assert_eq!(profile(&floats(&[0], &[]), 1).std, None);
    assert_eq!(profile(&floats(&[0], &[]), 1).histogram, None);
    let one = profile(&floats(&[1], &[3.0]), 1);
    assert_eq!(
        (one.std, one.histogram.map(|bins| bins[0])),
        (None, Some(1))
    );
    let nan = profile(&floats(&[4], &[0.0, f32::NAN, 1.0, 1.0]), 1);
    assert!(nan.std.is_some_and(f64::is_nan));
    let bins = nan.histogram.expect("finite ends");
    assert_eq!((bins[0], bins[15], bins.iter().sum()), (1, 2, 3));
    let endless = profile(&floats(&[2], &[f32::INFINITY, 1.0]), 1);
    assert!(endless.std.is_some_and(f64::is_nan) && endless.histogram.is_none());
    let all_nan = profile(&floats(&[2], &[f32::NAN; 2]), 1);
    assert_eq!(all_nan.histogram, None);
    let ten = profile(&counting(&[10]), 1);
    assert_eq!(ten.std.map(|std| std as f32), Some(3.027_650_4));
    let far = 1e12 + 0.5;
    let bytes = [far, far + 1.0, far + 2.0].map(f64::to_le_bytes).concat();
    assert_eq!(profile(&stored(Dtype::F64, &[3], bytes), 1).std, Some(1.0));
    for (values, std) in [
        ([1.7e308, 1.7e308, -1.7e308], f64::INFINITY),
        ([1.7e308; 3], 0.0),
    ] {
        let bytes = values.map(f64::to_le_bytes).concat();
        let found = profile(&stored(Dtype::F64, &[3], bytes), 1);
        assert_eq!(found.std, Some(std), "{values:?}");
    }
}

#[test]
fn differences_are_those_of_pytorch() {
    let (left, right) = (mixed(7919, 1000), mixed(104_729, 997));
    let found = Engine::new(2)
        .difference(&left, &right, None)
        .expect("alike");
    let expected = [5.200186640625, 1.4119972030807273, 0.00014009162271394395];
    let numbers = [found.mean, found.relative, found.cosine].map(|one| one.expect("a number"));
    for (number, expected) in numbers.into_iter().zip(expected) {
        assert!((number / expected - 1.0).abs() < 1e-10, "{found:?}");
    }
    for threads in [1, 3] {
        let again = Engine::new(threads).difference(&left, &right, None);
        assert_eq!(again.expect("alike"), found);
    }
}

#[test]
fn a_nan_is_no_distance_from_itself_but_within_bounds() {
    let tensor = |last: f32| floats(&[2], &[f32::NAN, last]);
    for (eps, mean) in [(None, Some(0.5)), (Some(0.1), None)] {
        let found = Engine::new(1).difference(&tensor(1.0), &tensor(2.0), eps);
        let found = found.expect("alike").mean.filter(|mean| !mean.is_nan());
        assert_eq!(found, mean, "{eps:?}");
    }
}

#[test]
fn differences_of_what_has_no_length() {
    let difference = |left: &[f32], right: &[f32]| {
        let sizes = [left.len() as u64];
        let found = Engine::new(1).difference(&floats(&sizes, left), &floats(&sizes, right), None);
        found.expect("alike")
    };
    let nothing = Difference {
        mean: None,
        relative: None,
        cosine: None,
    };
    assert_eq!(difference(&[], &[]), nothing);
    let mean = Some(1.5);
    assert_eq!(
        difference(&[0.0, 0.0], &[1.0, 2.0]),
        Difference { mean, ..nothing }
    );
    let opposite = difference(&[1.0, 2.0], &[-1.0, -2.0]);
    assert_eq!(opposite.relative, Some(2.0));
    let off = opposite.cosine.map(|cosine| (cosine + 1.0).abs());
    assert!(off.is_some_and(|off| off < 1e-15), "{opposite:?}");
    let same = f32::INFINITY;
    assert_eq!(difference(&[same, 1.0], &[same, 2.0]).mean, Some(0.5));
    let complex = |value: f32| {
        let parts = [3.0, value].map(f32::to_le_bytes).concat();
        stored(Dtype::C64, &[1], parts)
    };
    let found = Engine::new(1).difference(&complex(4.0), &complex(-4.0), None);
    assert_eq!(found.expect("alike").cosine, Some(-7.0 / 25.0));
    assert!(
        Engine::new(1)
            .difference(&complex(0.0), &counting(&[1]), None)
            .is_err()
    );
}
