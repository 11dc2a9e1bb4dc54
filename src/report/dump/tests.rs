//! The worked examples of the format.

mod hard;

use super::*;
use serde_json::json;

fn shape(name: &str, shape: &[u64]) -> Entry {
    Entry {
        name: name.to_owned(),
        fields: vec![("shape", Field::Shape(shape.to_vec()))],
    }
}

fn block(entries: Vec<Entry>) -> [Block; 1] {
    [Block {
        alias: None,
        entries,
    }]
}

fn named(names: &[&str]) -> [Block; 1] {
    block(names.iter().map(|name| shape(name, &[1])).collect())
}

/// The tensors of the worked examples: name, shape, dtype, elements.
fn tensors() -> Vec<(&'static str, Vec<u64>, &'static str, Elements)> {
    let floats = |items: &[f64]| Elements::Floats(items.to_vec());
    vec![
        ("step", vec![], "int64", Elements::Signed(vec![7])),
        (
            "emb.w",
            vec![2, 2],
            "bfloat16",
            floats(&[1.0, -2.0, 3.0, 0.5]),
        ),
        ("h.0.w", vec![2], "float32", floats(&[1.0, 2.0])),
        ("h.1.w", vec![2], "float32", floats(&[1.0, 2.0])),
        ("h.2.w", vec![3], "float32", floats(&[1.0, 2.0, 4.0])),
        ("h.0.b", vec![1], "float32", floats(&[0.0])),
        ("h.1.b", vec![1], "float32", floats(&[0.0])),
        ("h.2.b", vec![1], "float32", floats(&[0.0])),
        ("none", vec![0, 3], "float32", floats(&[])),
    ]
}

fn shapes_of_h() -> [Block; 1] {
    let layers = tensors()
        .into_iter()
        .filter(|tensor| tensor.0.starts_with("h."));
    block(
        layers
            .map(|(name, dimensions, ..)| shape(name, &dimensions))
            .collect(),
    )
}

fn statistics(elements: &Elements) -> [Field; 3] {
    let items = match elements {
        Elements::Floats(items) => items.clone(),
        _ => vec![7.0],
    };
    if items.is_empty() {
        return [Field::Null, Field::Null, Field::Null];
    }
    let mean = items.iter().sum::<f64>() / items.len() as f64;
    let min = items.iter().copied().fold(f64::INFINITY, f64::min);
    let max = items.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    [min, max, f64::from(mean as f32)].map(Field::Number)
}

fn stat() -> [Block; 1] {
    let entry = |(name, shape, _, elements): (&str, Vec<u64>, _, Elements)| {
        let [min, max, mean] = statistics(&elements);
        Entry {
            name: name.to_owned(),
            fields: vec![
                ("shape", Field::Shape(shape)),
                ("min", min),
                ("max", max),
                ("mean", mean),
                ("reads", Field::Count(1)),
                ("writes", Field::Count(0)),
            ],
        }
    };
    block(tensors().into_iter().map(entry).collect())
}

fn full() -> [Block; 1] {
    let entry = |(name, shape, dtype, elements): (&str, Vec<u64>, &str, Elements)| Entry {
        name: name.to_owned(),
        fields: vec![
            ("shape", Field::Shape(shape.clone())),
            ("dtype", Field::Text(format!("torch.{dtype}"))),
            ("device", Field::Text("cpu".into())),
            ("values", Field::Values(Values { shape, elements })),
            ("reads", Field::Count(1)),
            ("writes", Field::Count(0)),
        ],
    };
    block(tensors().into_iter().map(entry).collect())
}

#[test]
fn compact_shape() {
    let expected = "\
└── h
    ├── [0-1]
    │   ├── b  shape=[1]
    │   └── w  shape=[2]
    └── [2]
        ├── b  shape=[1]
        └── w  shape=[3]";
    assert_eq!(text(&shapes_of_h(), Layout::Compact), expected);
}

#[test]
fn tree_shape() {
    let expected = "\
└── h
    ├── [0]
    │   ├── b  shape=[1]
    │   └── w  shape=[2]
    ├── [1]
    │   ├── b  shape=[1]
    │   └── w  shape=[2]
    └── [2]
        ├── b  shape=[1]
        └── w  shape=[3]";
    assert_eq!(text(&shapes_of_h(), Layout::Tree), expected);
}

#[test]
fn compact_stat() {
    let expected = "\
├── emb
│   └── w  shape=[2, 2] min=-2 max=3 mean=0.625 reads=1 writes=0
├── h
│   ├── [0-1]
│   │   ├── b  shape=[1] min=0 max=0 mean=0 reads=1 writes=0
│   │   └── w  shape=[2] min=1 max=2 mean=1.5 reads=1 writes=0
│   └── [2]
│       ├── b  shape=[1] min=0 max=0 mean=0 reads=1 writes=0
│       └── w  shape=[3] min=1 max=4 mean=2.33333 reads=1 writes=0
├── none  shape=[0, 3] min=None max=None mean=None reads=1 writes=0
└── step  shape=[] min=7 max=7 mean=7 reads=1 writes=0";
    assert_eq!(text(&stat(), Layout::Compact), expected);
}

#[test]
fn compact_full() {
    let expected = "\
├── emb
│   └── w  shape=[2, 2] dtype=torch.bfloat16 device=cpu values=[[1.0, -2.0], [3.0, 0.5]] reads=1 writes=0
├── h
│   ├── [0-1]
│   │   ├── b  shape=[1] dtype=torch.float32 device=cpu values=[0.0] reads=1 writes=0
│   │   └── w  shape=[2] dtype=torch.float32 device=cpu values=[1.0, 2.0] reads=1 writes=0
│   └── [2]
│       ├── b  shape=[1] dtype=torch.float32 device=cpu values=[0.0] reads=1 writes=0
│       └── w  shape=[3] dtype=torch.float32 device=cpu values=[1.0, 2.0, 4.0] reads=1 writes=0
├── none  shape=[0, 3] dtype=torch.float32 device=cpu values=[] reads=1 writes=0
└── step  shape=[] dtype=torch.int64 device=cpu values=7 reads=1 writes=0";
    assert_eq!(text(&full(), Layout::Compact), expected);
}

#[test]
fn json_documents() {
    let only = |name: &str, blocks: [Block; 1]| {
        let [block] = blocks;
        let entries = block.entries.into_iter().filter(|entry| entry.name == name);
        documents(&[Block {
            alias: None,
            entries: entries.collect(),
        }])
    };
    assert_eq!(
        documents(&shapes_of_h()),
        [
            r#"{"h":[{"b":{"shape":[1]},"w":{"shape":[2]}},{"b":{"shape":[1]},"w":{"shape":[2]}},{"b":{"shape":[1]},"w":{"shape":[3]}}]}"#
        ]
    );
    assert_eq!(
        only("h.2.w", stat()),
        [
            r#"{"h":[null,null,{"w":{"max":4.0,"mean":2.3333332538604736,"min":1.0,"reads":1,"shape":[3],"writes":0}}]}"#
        ]
    );
    assert_eq!(
        only("step", full()),
        [
            r#"{"step":{"device":"cpu","dtype":"torch.int64","reads":1,"shape":[],"values":7,"writes":0}}"#
        ]
    );
}

#[test]
fn aliases_are_roots() {
    let [a] = named(&["h.0.w", "h.1.w", "x"]);
    let alias = |alias: &str, entries| Block {
        alias: Some(alias.into()),
        entries,
    };
    let blocks = [
        alias("a", a.entries),
        alias("b", vec![shape("x", &[2])]),
        alias("empty", Vec::new()),
    ];
    let expected = "\
└── a
    ├── h
    │   └── [0-1]
    │       └── w  shape=[1]
    └── x  shape=[1]

└── b
    └── x  shape=[2]

└── empty";
    assert_eq!(text(&blocks, Layout::Compact), expected);
    let first = r#"{"a":{"h":[{"w":{"shape":[1]}},{"w":{"shape":[1]}}],"x":{"shape":[1]}}}"#;
    let others = [r#"{"b":{"x":{"shape":[2]}}}"#, r#"{"empty":{}}"#];
    assert_eq!(documents(&blocks), [first, others[0], others[1]]);
    assert_eq!(
        data(&blocks[1..]),
        json!({"b": {"x": {"shape": [2]}}, "empty": {}})
    );
}

#[test]
fn without_any_alias_there_is_nothing() {
    assert_eq!(text(&[], Layout::Compact), "");
    assert_eq!(documents(&[]), ["{}"]);
    assert_eq!(data(&[]), json!({}));
}

#[test]
fn numbers_are_compared_at_full_precision() {
    let entry = |name: &str, mean: f64| Entry {
        name: name.to_owned(),
        fields: vec![("mean", Field::Number(mean))],
    };
    let blocks = block(vec![
        entry("h.0", 1.0),
        entry("h.1", 1.000_000_01),
        entry("h.2", f64::NAN),
        entry("h.3", f64::NAN),
    ]);
    let expected = "└── h\n    ├── [0]  mean=1\n    ├── [1]  mean=1\n    └── [2-3]  mean=nan";
    assert_eq!(text(&blocks, Layout::Compact), expected);
}
