//! Safe mode: nothing outside the working folder is written, nothing is replaced.

use crate::place::Place;

#[test]
fn new_files_in_the_working_folder_are_written() {
    let place = Place::new();
    let line = "in.safetensors --safe -c 'copy: from: w, to: v' -c 'save: path: new/out.safetensors' -c 'set > flags.txt'";
    place.run(line).notes();
    assert!(place.path("new/out.safetensors").exists());
    assert!(place.read("flags.txt").ends_with(", safe=True\n"));
}

#[test]
fn nothing_else_is_written() {
    for (line, words) in [
        (
            "-c 'save: path: in.safetensors'",
            "`in.safetensors` is there already",
        ),
        (
            "-c 'save: path: ../out.safetensors'",
            "is outside the working folder",
        ),
        (
            "-c 'save: path: /tmp/out.safetensors, target: w'",
            "is outside the working folder",
        ),
        ("-c 'dump > ../out.txt'", "is outside the working folder"),
        ("-c 'dump > plan.yaml'", "`plan.yaml` is there already"),
        (
            "-c 'summarize: path: plan.yaml'",
            "`plan.yaml` is there already",
        ),
        (
            "-c help --summarize --summarize-path ../plan.yaml",
            "is outside the working folder",
        ),
        (
            "plan.yaml output.path=in.safetensors",
            "`in.safetensors` is there already",
        ),
        (
            "plan.yaml output.path=/tmp/out",
            "is outside the working folder",
        ),
        ("-c help --arena-root /tmp/arena", "key `--arena-root`"),
        ("-c help --record ../here.oly", "key `--record`"),
        (
            "-c 'set: safe: false'",
            "safe mode was asked for at the start and stays on",
        ),
    ] {
        let place = Place::new();
        let before = (
            std::fs::read(place.path("in.safetensors")).ok(),
            place.read("plan.yaml"),
        );
        let input = if line.starts_with("plan") {
            ""
        } else {
            "in.safetensors"
        };
        let ran = place.run(&format!("{input} --safe {line}"));
        assert!(ran.err().contains(words), "{line}");
        let after = (
            std::fs::read(place.path("in.safetensors")).ok(),
            place.read("plan.yaml"),
        );
        assert_eq!(before, after, "{line}");
    }
}

#[test]
fn a_check_tells_before_a_run_does() {
    let place = Place::new();
    let checked = place.run("check plan.yaml output.path=../out.safetensors --safe");
    checked.fails(
        2,
        "safe mode: `../out.safetensors` is outside the working folder",
    );
}

#[test]
fn within_a_session_it_may_be_turned_off_again() {
    let place = Place::new();
    let refused = "in.safetensors -c 'set: safe: true' -c 'dump > plan.yaml'";
    place.run(refused).fails(2, "`plan.yaml` is there already");
    let line = "in.safetensors -c 'set: safe: true' -c 'set: safe: false' -c 'dump > plan.yaml'";
    place.run(line).notes();
    assert!(place.read("plan.yaml").contains('w'));
}
