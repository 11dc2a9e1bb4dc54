//! `--json`: one document a line on both streams.

use crate::checks::BAD;
use crate::place::Place;
use serde_json::{Value as Json, json};

fn documents(stream: &str) -> Vec<Json> {
    let documents = stream.lines().map(serde_json::from_str);
    documents
        .collect::<Result<_, _>>()
        .expect("one document a line")
}

#[test]
fn answers_the_summary_and_the_end_of_a_run_are_documents() {
    let out = Place::new()
        .run("plan.yaml output=out.safetensors --json")
        .out();
    let mut said = documents(&out);
    let seconds = said[2]["seconds"].take();
    assert!(seconds.as_f64().is_some_and(|seconds| seconds > 0.0));
    let expected = json!([
        {
            "answer": "dump",
            "step": 1,
            "data": {"w": {
                "bytes": 12,
                "device": "cpu",
                "dtype": "torch.float32",
                "reads": 2,
                "shape": [3],
                "values": [2.0, 4.0, 6.0],
                "writes": 2,
            }},
        },
        {
            "answer": "summary",
            "step": null,
            "data": {
                "inputs": ["in.safetensors"],
                "transforms": [
                    {"scale_": {"target": "w", "by": 2}},
                    {"dump": {"target": "w", "format": "tree", "verbosity": "full"}},
                ],
                "output": "out.safetensors",
            },
        },
        {
            "answer": "run",
            "steps": 2,
            "written": [{"path": "out.safetensors", "bytes": 12, "tensors": 1}],
            "seconds": null,
        },
    ]);
    assert_eq!(Json::Array(said), expected);
}

#[test]
fn a_check_answers_with_a_document() {
    let out = Place::new().run("check plan.yaml --json").out();
    let data = json!({"steps": 2, "tensors": 1, "bytes": 0});
    assert_eq!(
        documents(&out),
        [json!({"answer": "check", "step": null, "data": data})]
    );
}

#[test]
fn each_failure_is_a_document() {
    let place = Place::new();
    place.write("bad.yaml", BAD);
    let said = documents(&place.run("bad.yaml --json").err());
    let last = json!({
        "kind": "no-match",
        "step": 0,
        "key": "target",
        "place": {"file": "bad.yaml", "line": 3, "column": 20, "length": 1},
        "message": "scale_: no tensor in `model` matches `v`",
        "hints": ["`model` holds 1 tensor: `dump: target: 'model::.*'` shows all"],
    });
    assert_eq!(said[2], last);
    let brief = |failure: &Json| {
        [
            failure["kind"].clone(),
            failure["step"].clone(),
            failure["key"].clone(),
        ]
    };
    let found: Vec<_> = said.iter().map(brief).collect();
    assert_eq!(
        json!(found),
        json!([
            ["payload", 1, "bogus"],
            ["payload", 3, "to"],
            ["no-match", 0, "target"]
        ])
    );
}

#[test]
fn a_failure_outside_of_steps_has_neither_step_nor_key() {
    let said = documents(&Place::new().run("missing.yaml --json").err());
    let hints = said[0]["hints"].clone();
    let message = "plan file `missing.yaml` does not exist";
    let expected = json!({"kind": "io", "step": null, "key": null, "place": null, "message": message, "hints": hints});
    assert_eq!(said, [expected]);
}

#[test]
fn a_preview_is_a_document_for_each_step_and_one_for_all() {
    let place = Place::new();
    let lines = "-c 'set: preview: true' -c 'copy: from: w, to: v' --json --no-summarize";
    let said = documents(&place.run(&format!("in.safetensors {lines}")).out());
    let impact =
        json!({"changed": [], "created": ["model::v"], "deleted": [], "files_or_aliases": false});
    let made = json!({"before": null, "after": {"dtype": "float32", "shape": [3], "bytes": 12}});
    let data = json!({"verb": "copy", "impact": impact, "tensors": {"model::v": made}});
    let expected = [
        json!({"answer": "preview", "step": 1, "data": data}),
        json!({"answer": "previewed", "step": null, "data": impact}),
    ];
    assert_eq!(said[..2], expected);
}

#[test]
fn help_is_a_document() {
    let said = documents(&Place::new().run("help scale_ --json").out());
    assert_eq!(said.len(), 1);
    assert_eq!(said[0]["answer"], "help");
    assert!(said[0]["data"].is_object(), "{}", said[0]);
}

#[test]
fn a_command_line_that_is_none_is_a_document() {
    let said = documents(&Place::new().run("plan.yaml --bogus --json").err());
    assert_eq!(said.len(), 1);
    assert_eq!(said[0]["kind"], "payload");
    let message = said[0]["message"].as_str().expect("a message");
    assert_eq!(message, "unknown option `--bogus`");
}

#[test]
fn statistics_and_differences_are_told_in_full() {
    let lines = "-c 'dump: target: w, verbosity: stat' -c 'prefixes: mode: add, alias: old' \
                 -c 'copy: from: w, to: old::w' -c 'scale_: target: model::w, by: 2' \
                 -c 'diff: mode: aliases, left_alias: old, right_alias: model' --no-summarize";
    let said = documents(
        &Place::new()
            .run(&format!("in.safetensors {lines} --json"))
            .out(),
    );
    let mut histogram = [0; 16];
    (histogram[0], histogram[8], histogram[15]) = (1, 1, 1);
    let statistics = json!({
        "bytes": 12, "dtype": "float32", "histogram": histogram, "inf": 0, "max": 3.0, "mean": 2.0,
        "min": 1.0, "nan": 0, "reads": 1, "shape": [3], "std": 1.0, "writes": 1, "zeros": 0,
    });
    assert_eq!(said[0]["data"], json!({ "w": statistics }));
    let difference = json!([{
        "name": "w", "reason": "values", "max_abs_diff": 3.0, "differing": 3, "elements": 3,
        "first": [0], "largest_at": [2], "mean_abs_diff": 2.0, "relative_error": 1.0, "cosine": 1.0,
    }]);
    assert_eq!(said[1]["data"]["differing"], difference);
    let plain = Place::new().run(&format!("in.safetensors {lines}")).out();
    let expected = "└── w  shape=[3] dtype=float32 min=1 max=3 mean=2 reads=1 writes=1\n";
    assert!(plain.starts_with(expected), "{plain}");
}
