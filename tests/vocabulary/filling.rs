//! `fill`, `fill_`, `rand`, `zeroes` and `ones`: every row of their rules.

use crate::examples::run_lines;
use brainsurgery::error::Kind;

const GIVEN: &str = "v: float32 [3] = 1, 2, 3\nm: float32 [2, 3] = 0, 1, 2, 3, 4, 5\nh: float16 [3] = 1, 2, 3\n\
                     i: int32 [3] = -5, 2, 300\nu: uint8 [3] = 1, 2, 250\nb: bool [3] = 1, 0, 1\n\
                     e: float8_e4m3fn [2] = 1, 2";

/// What is left of a tensor: the last one of this name, its dtype and shape taken away.
#[track_caller]
fn gives(line: &str, name: &str, expected: &str) {
    let ran = run_lines(GIVEN, line);
    assert_eq!(ran.failure, None, "{line}");
    let named = format!("{name}: ");
    let mut left = ran
        .tensors
        .lines()
        .filter_map(|line| line.strip_prefix(&named));
    assert_eq!(left.next_back(), Some(expected), "{line}");
}

#[track_caller]
fn fails(line: &str, kind: Kind) {
    let ran = run_lines(GIVEN, line);
    assert_eq!(ran.kind, Some(kind), "{line}: {:?}", ran.failure);
    assert_eq!(ran.tensors, GIVEN, "{line}");
}

#[test]
fn constants_are_converted_by_the_rules_of_the_dtype() {
    let cases = [
        ("i", "2.7", "int32 [3] = 2, 2, 2"),
        ("u", "255.9", "uint8 [3] = 255, 255, 255"),
        ("u", "'1e2'", "uint8 [3] = 100, 100, 100"),
        (
            "h",
            "0.1",
            "float16 [3] = 0.0999755859375, 0.0999755859375, 0.0999755859375",
        ),
        ("h", "65504", "float16 [3] = 65504, 65504, 65504"),
        ("h", "-.inf", "float16 [3] = -inf, -inf, -inf"),
        ("v", "true", "float32 [3] = 1, 1, 1"),
        ("b", ".nan", "bool [3] = 1, 1, 1"),
        ("e", "448", "float8_e4m3fn [2] = 448, 448"),
    ];
    for (name, value, expected) in cases {
        let line = format!("fill_: target: {name}, mode: constant, value: {value}");
        gives(&line, name, expected);
        let line = format!("fill: from: {name}, to: y, mode: Constant, value: {value}");
        gives(&line, "y", expected);
    }
    let refused = [
        ("i", "3e9"),
        ("i", ".nan"),
        ("u", "-0.5"),
        ("u", "256"),
        ("h", "65504.1"),
        ("'h::[0:1]'", "1e5"),
        ("v", "1e39"),
        ("e", "449"),
    ];
    for (name, value) in refused {
        fails(
            &format!("fill_: target: {name}, mode: constant, value: {value}"),
            Kind::Value,
        );
    }
}

#[test]
fn values_are_repeated_over_the_shape() {
    let fill = |from: &str, values: &str| {
        format!("fill: from: {from}, to: y, mode: tensor, values: {values}")
    };
    gives(
        &fill("m", "[[1], [2]]"),
        "y",
        "float32 [2, 3] = 1, 1, 1, 2, 2, 2",
    );
    gives(
        &fill("m", "[1, 2, 3]"),
        "y",
        "float32 [2, 3] = 1, 2, 3, 1, 2, 3",
    );
    gives(&fill("m", "7"), "y", "float32 [2, 3] = 7, 7, 7, 7, 7, 7");
    gives(&fill("i", "[-1, 2.7, true]"), "y", "int32 [3] = -1, 2, 1");
    gives(
        &fill("h", "[1e9, -.inf, .nan]"),
        "y",
        "float16 [3] = inf, -inf, NaN",
    );
    gives(
        &fill("e", "[1e9, -.inf]"),
        "y",
        "float8_e4m3fn [2] = 448, -448",
    );
    gives(&fill("b", "[true, 0, 0.5]"), "y", "bool [3] = 1, 0, 1");
    gives(
        "fill_: target: 'm::[:, 1:]', mode: tensor, values: [7, 8]",
        "m",
        "float32 [2, 3] = 0, 7, 8, 3, 7, 8",
    );
    for values in ["[1, 2]", "[[1, 2, 3]]", "[]", "[[1], [2], [3]]"] {
        fails(&fill("v", values), Kind::Shape);
    }
    for values in [
        "[[1, 2], [3]]",
        "[1, [2]]",
        "[a, b, c]",
        "a",
        "null",
        "[null]",
        "{ a: 1 }",
    ] {
        fails(&fill("m", values), Kind::Value);
    }
    for (from, values) in [
        ("u", "[-1, 0, 0]"),
        ("u", "256"),
        ("i", ".nan"),
        ("i", "2147483648"),
    ] {
        fails(&fill(from, values), Kind::Value);
    }
}

#[test]
fn every_match_gets_the_numbers_of_its_seed() {
    let numbers = "float32 [3] = 0.004263520240783691, 0.10556936264038086, 0.2858424782752991";
    let line = "copy: from: v, to: w\nfill_: target: '[vw]', mode: rand, seed: 3";
    gives(line, "v", numbers);
    gives(line, "w", numbers);
    let line = "rand: target: y, shape: [4], seed: 0, distribution: normal, low: 3, high: 3";
    let normal = "1.5409960746765137, -0.293428897857666, -2.1787893772125244, 0.5684312582015991";
    gives(line, "y", &format!("float32 [4] = {normal}"));
    let uniform = "float32 [4] = 0.49625658988952637, 0.7682217955589294, 0.08847743272781372, 0.13203048706054688";
    for seed in ["0", "4294967296", "-4294967296"] {
        let line = format!("rand: target: y, shape: [4], std: 0, seed: {seed}");
        gives(&line, "y", uniform);
    }
    let part = "fill_: target: 'm::[1, 1:]', mode: rand, seed: 0";
    gives(
        part,
        "m",
        "float32 [2, 3] = 0, 1, 2, 3, 0.49625658988952637, 0.7682217955589294",
    );
}

#[test]
fn random_numbers_that_cannot_be_are_refused() {
    for options in [
        "low: 1, high: 1",
        "low: 2",
        "distribution: normal, std: 0",
        "distribution: cauchy",
    ] {
        fails(
            &format!("fill_: target: v, mode: rand, {options}"),
            Kind::Payload,
        );
        fails(
            &format!("rand: target: y, shape: [2], {options}"),
            Kind::Payload,
        );
    }
    for options in [
        "low: .nan",
        "high: .inf",
        "high: 65505",
        "low: -60000, high: 60000",
        "distribution: normal, std: .nan",
        "seed: 18446744073709551616",
        "seed: -9223372036854775809",
    ] {
        fails(
            &format!("fill_: target: h, mode: rand, {options}"),
            Kind::Value,
        );
    }
    for seed in ["1.5", "1.0", "x", "true", "[1]"] {
        fails(
            &format!("fill_: target: v, mode: rand, seed: {seed}"),
            Kind::Payload,
        );
        let line = format!("fill_: target: v, mode: constant, value: 1, seed: {seed}");
        fails(&line, Kind::Payload);
    }
    for name in ["i", "u", "b", "e"] {
        fails(&format!("fill_: target: {name}, mode: rand"), Kind::Dtype);
    }
    fails("rand: target: y, shape: [2], dtype: int32", Kind::Dtype);
    fails("rand: target: v, shape: [2]", Kind::Exists);
    fails("rand: target: y, shape: [2, 0]", Kind::Payload);
}

#[test]
fn a_mode_needs_its_own_key_and_leaves_the_others_aside() {
    fails(
        "fill_: target: v, mode: constant, values: [1]",
        Kind::Payload,
    );
    fails("fill_: target: v, mode: tensor, value: 1", Kind::Payload);
    fails("fill_: target: v, mode: zeros", Kind::Payload);
    fails("fill_: target: v, value: 1", Kind::Payload);
    fails("fill_: target: x, mode: constant, value: 1", Kind::NoMatch);
    fails(
        "fill: from: v, to: m, mode: constant, value: 1",
        Kind::Exists,
    );
    let line =
        "fill_: target: v, mode: constant, value: 1, low: 3, high: 2, std: 0, values: [1, 2]";
    gives(line, "v", "float32 [3] = 1, 1, 1");
}

#[test]
fn new_tensors_have_the_dtype_asked_for() {
    gives(
        "zeroes: target: y, shape: [2], dtype: bool",
        "y",
        "bool [2] = 0, 0",
    );
    gives(
        "ones: target: y, shape: [1], dtype: BF16",
        "y",
        "bfloat16 [1] = 1",
    );
    gives(
        "ones: target: y, shape: [1], dtype: float8_e5m2",
        "y",
        "float8_e5m2 [1] = 1",
    );
    fails(
        "zeroes: target: y, shape: [2], dtype: complex64",
        Kind::Payload,
    );
}
