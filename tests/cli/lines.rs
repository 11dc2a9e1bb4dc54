//! Lines given with `-c`.

use crate::place::{Place, counted, shown};

#[test]
fn lines_run_in_order_behind_the_items() {
    let place = Place::new();
    let lines = "-c '# thrice' -c 'scale_: target: w, by: 3' -c 'dump: target: w, verbosity: full'";
    place
        .run(&format!("in.safetensors {lines}"))
        .gives(&shown("3.0, 6.0, 9.0"));
    let behind = format!("plan.yaml --no-summarize {lines}");
    place
        .run(&behind)
        .gives(&(shown("2.0, 4.0, 6.0") + &counted("6.0, 12.0, 18.0", 4, 3)));
}

#[test]
fn a_line_that_fails_ends_the_run() {
    let place = Place::new();
    let lines = "-c 'scale_: target: w, by: 3' -c 'assert: iszero: w' -c 'save: out.safetensors'";
    let message = "error: step 2: assert: iszero: `model::w` is not zero";
    place
        .run(&format!("in.safetensors {lines}"))
        .fails(1, message);
    assert!(!place.path("out.safetensors").exists());
}

#[test]
fn a_mistake_in_a_later_line_is_found_before_the_first_runs() {
    let place = Place::new();
    let run = place.run("in.safetensors -c 'save: out.safetensors' -c 'scale_: target: v, by: 3'");
    run.fails(2, "error: step 2: scale_: no tensor in `model` matches `v`");
    assert!(!place.path("out.safetensors").exists());
}

#[test]
fn an_answer_goes_to_a_file_behind_the_last_arrow_but_over_no_checkpoint() {
    let place = Place::new();
    let line = "in.safetensors -c 'dump: target: w, verbosity: full > \"my answer.txt\"'";
    place.run(line).gives("");
    assert_eq!(place.read("my answer.txt"), counted("1.0, 2.0, 3.0", 1, 1));
    let over = place.run("in.safetensors -c 'dump > in.safetensors'");
    over.fails(2, "`in.safetensors` is an open input");
}

#[test]
fn no_text_replaces_an_open_input() {
    let place = Place::new();
    let before = std::fs::read(place.path("in.safetensors")).expect("an input");
    for run in [
        "in.safetensors -c 'summarize: path: in.safetensors'",
        "in.safetensors -c 'dump > in.safetensors'",
        "in.safetensors -c 'dump > no/../in.safetensors'",
        "plan.yaml --summarize-path in.safetensors",
    ] {
        place
            .run(run)
            .fails(2, "is an open input, a text does not replace it");
        let after = std::fs::read(place.path("in.safetensors")).expect("an input");
        assert_eq!(after, before, "{run}");
    }
}
