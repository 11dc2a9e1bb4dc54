//! Every dtype a file can hold is shown, compared and named, whether or not it can be computed.

use crate::place::Place;
use std::fs;

/// The name in a file, the name here, the bytes of two elements, and what they show as: their values, the least
/// and the greatest.
const TWO: [(&str, &str, &[u8], &str, &str); 10] = [
    ("BOOL", "bool", &[1, 0], "True, False", "min=0 max=1"),
    (
        "C64",
        "complex64",
        &[0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 192],
        "(1.0+2.0j), (3.0-4.0j)",
        "min=1 max=3",
    ),
    (
        "U16",
        "uint16",
        &[1, 0, 255, 255],
        "1, 65535",
        "min=1 max=65535",
    ),
    (
        "U64",
        "uint64",
        &[
            2, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
        ],
        "2, 18446744073709551615",
        "min=2 max=1.84467e+19",
    ),
    ("F4", "float4_e2m1fn", &[0x21], "0.5, 1.0", "min=0.5 max=1"),
    (
        "F8_E4M3",
        "float8_e4m3fn",
        &[0x38, 0x40],
        "1.0, 2.0",
        "min=1 max=2",
    ),
    (
        "F8_E5M2",
        "float8_e5m2",
        &[0x3c, 0x40],
        "1.0, 2.0",
        "min=1 max=2",
    ),
    (
        "F8_E8M0",
        "float8_e8m0fnu",
        &[127, 128],
        "1.0, 2.0",
        "min=1 max=2",
    ),
    (
        "F8_E5M2FNUZ",
        "float8_e5m2fnuz",
        &[0x40, 0x44],
        "1.0, 2.0",
        "min=1 max=2",
    ),
    (
        "F8_E4M3FNUZ",
        "float8_e4m3fnuz",
        &[0x40, 0x48],
        "1.0, 2.0",
        "min=1 max=2",
    ),
];

/// A folder with `all.safetensors`, in which each tensor has the name of its dtype.
fn place() -> Place {
    let place = Place::new();
    let (mut entries, mut data) = (Vec::new(), Vec::new());
    for (written, name, bytes, ..) in TWO {
        let start = data.len();
        data.extend_from_slice(bytes);
        let end = data.len();
        entries.push(format!(
            r#""{name}":{{"dtype":"{written}","shape":[2],"data_offsets":[{start},{end}]}}"#
        ));
    }
    let json = format!("{{{}}}", entries.join(","));
    let header = [&(json.len() as u64).to_le_bytes(), json.as_bytes()].concat();
    let file = [&header[..], &data].concat();
    fs::write(place.path("all.safetensors"), file).expect("an input is written");
    place
}

#[test]
fn one_dtype_does_not_keep_the_others_from_being_shown() {
    let place = place();
    let dump = |how: &str| {
        let line = format!("all.safetensors -c 'dump: format: tree, verbosity: {how}'");
        place.run(&line).out()
    };
    let (stat, full) = (dump("stat"), dump("full"));
    for (_, name, _, values, ends) in TWO {
        let shown = format!("{name}  shape=[2] dtype={name} {ends} mean=");
        assert!(stat.contains(&shown), "{shown}\n{stat}");
        let shown =
            format!("{name}  shape=[2] dtype=torch.{name} device=cpu values=[{values}] reads");
        assert!(full.contains(&shown), "{shown}\n{full}");
    }
}

#[test]
fn they_are_shown_as_data_too() {
    let line = "all.safetensors --json -c 'dump: verbosity: stat'";
    let shown = place().run(line).out();
    let answer: serde_json::Value =
        serde_json::from_str(shown.lines().next().unwrap_or("")).expect("an answer");
    let complex = &answer["data"]["model"]["complex64"];
    assert_eq!(complex["max"], 3.0);
    assert_eq!(complex["histogram"].as_array().map(Vec::len), Some(16));
}

#[test]
fn they_are_compared() {
    let place = place();
    let run = |line: &str| place.run(&format!("all.safetensors -c '{line}'"));
    let same = run("diff: left: .*, right: .*, eps: 0, fail: true").out();
    assert!(same.contains("(none)"), "{same}");
    run("assert: equal: { left: (.*), right: \\1 }").gives("");
}

#[test]
fn a_claim_can_name_them_and_a_cast_only_those_it_can_make() {
    let place = place();
    for (_, name, ..) in TWO {
        let claim = format!("assert: dtype: {{ of: {name}, is: {name} }}");
        place
            .run(&format!("all.safetensors -c '{claim}'"))
            .gives("");
    }
    let wrong = "assert: dtype: { of: uint16, is: complex64 }";
    let said = place.run(&format!("all.safetensors -c '{wrong}'")).err();
    assert!(
        said.contains("`model::uint16` is uint16, expected complex64"),
        "{said}"
    );
    let cast = "cast_: target: bool, to: uint16";
    let said = place.run(&format!("all.safetensors -c '{cast}'")).err();
    assert!(
        said.contains("uint16 tensors can be held, but not made"),
        "{said}"
    );
    assert!(said.contains("hint: dtypes are float64, "), "{said}");
}
