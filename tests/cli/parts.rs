//! Plans that fold, turn, cut and join: over several aliases, and again from their own summary.

use crate::place::Place;
use std::fs;

const PLAN: &str = "\
inputs: [a::in.safetensors, b::in.safetensors]
transforms:
- reshape: {from: 'a::w', to: 'b::h.010.w', shape: [-1, 1]}
- split: {from: 'a::w', to: ['a::p', 'b::q.z'], sizes: [1, 2]}
- concat: {from: [[b::h, 010, w, '::[1:, 0]'], 'a::[p]', 'b::q\\.z'], to: 'b::y'}
- reshape: {from: 'b::y', to: 'b::m', shape: [1, 5]}
- permute: {from: 'b::m', to: 'b::t', order: [1, 0]}
- assert: {equal: {left: 'b::y', right: 'b::t::[:, 0]'}}
- dump: {target: 'b::y', verbosity: full}
output: {path: out.safetensors, alias: b}
";

const RESOLVED: &str = "\
- split:
    from: a::w
    to:
    - a::p
    - b::q.z
    sizes:
    - 1
    - 2
    dim: 0
- concat:
    from:
    - - b::h
      - '010'
      - w::[1:, 0]
    - a::[p]
    - b::q\\.z
    to: b::y
    dim: 0
";

const SHOWN: &str = "└── y  shape=[5] dtype=torch.float32 device=cpu values=[2.0, 3.0, 1.0, 2.0, 3.0] reads=3 writes=1\n";

#[test]
fn a_summary_of_either_mode_runs_to_the_same_bytes() {
    let place = Place::new();
    place.write("parts.yaml", PLAN);
    place.run("parts.yaml --no-summarize").gives(SHOWN);
    let bytes = fs::read(place.path("out.safetensors")).expect("written");
    for mode in ["raw", "resolve"] {
        let options = format!("--summary-mode {mode} --summarize-path {mode}.yaml");
        place.run(&format!("parts.yaml {options}")).gives(SHOWN);
        fs::remove_file(place.path("out.safetensors")).expect("removed");
        place.run(&format!("{mode}.yaml --no-summarize")).out();
        let again = fs::read(place.path("out.safetensors")).expect("written");
        assert!(again == bytes, "{mode}");
    }
    let resolved = place.read("resolve.yaml");
    assert!(resolved.contains(RESOLVED), "{resolved}");
}

#[test]
fn a_check_finds_what_does_not_fit_before_anything_runs() {
    let place = Place::new();
    place.write("parts.yaml", PLAN);
    place.run("check parts.yaml").out();
    for (change, words) in [
        (
            "transforms[1].split.dim=1",
            "there is no dimension 1 in [3]",
        ),
        (
            "transforms[2].concat.dim=-2",
            "there is no dimension -2 in [2]",
        ),
        (
            "transforms[4].permute.order=[1]",
            "does not name each dimension",
        ),
    ] {
        let found = place.run(&format!("check parts.yaml {change}")).err();
        assert!(found.contains(words), "{found}");
    }
    assert!(!place.path("out.safetensors").exists());
}

#[test]
fn a_preview_names_what_would_be_made() {
    let place = Place::new();
    let preview = "-c 'set: preview: true' -c 'split: from: w, to: [p, q], sizes: [1, 2]'";
    let shown = place.run(&format!("in.safetensors {preview}")).out();
    assert!(shown.contains("created[2] model::p, model::q"), "{shown}");
}
