//! Options, wherever they stand, and help on what there is.

use crate::place::{Place, shown};
use std::collections::BTreeSet;

#[test]
fn options_may_stand_anywhere_and_two_dashes_end_them() {
    for line in [
        "plan.yaml --no-summarize",
        "--no-summarize plan.yaml",
        "--threads 1 plan.yaml --no-summarize --log-level ERROR --shard-size 5MB",
        "--no-summarize -- plan.yaml",
        "cli plan.yaml --no-summarize",
        "plan.yaml --summarize --no-summarize",
    ] {
        Place::new().run(line).gives(&shown("2.0, 4.0, 6.0"));
    }
}

#[test]
fn what_is_no_option_no_item_and_no_value_is_refused_before_any_work() {
    for (line, word) in [
        ("--bogus plan.yaml", "`--bogus`"),
        ("plan.yaml --num-workers 0", "found `0`"),
        (
            "plan.yaml --threads many",
            "takes a whole number of at least 1, found `many`",
        ),
        (
            "plan.yaml --summary-mode full",
            "takes one of raw, resolve, found `full`",
        ),
        ("plan.yaml --log-level loud", "critical, found `loud`"),
        ("plan.yaml --shard-size 3", "`3`"),
        ("plan.yaml --provider cloud", "`cloud`"),
        ("plan.yaml --arena-segment-size none", "`none`"),
        ("plan.yaml --record a.oly --no-record", "--no-record"),
        ("plan.yaml nonsense", "`nonsense`"),
        ("plan.yaml missing.yaml", "`missing.yaml`"),
        (
            "plan.yaml m::missing.safetensors",
            "`m::missing.safetensors`",
        ),
        ("plan.yaml -c 'scale_ w'", "scale_ w"),
        ("check", "ITEM"),
        ("help coppy", "did you mean `copy`?"),
        ("help assert bogus", "`help: assert` lists all claims"),
        ("help copy from", "`copy` has no help of its own for `from`"),
        (
            "help assert not exists",
            "`not` has no help of its own for `exists`",
        ),
        ("plan.yaml --provider cloud", "key `--provider`"),
        (
            "plan.yaml --arena-segment-size 3",
            "key `--arena-segment-size`",
        ),
        (
            "plan.yaml --arena-segment-size none",
            "key `--arena-segment-size`",
        ),
    ] {
        Place::new().run(line).fails(2, word);
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = format!("brainsurgery {}\n", env!("CARGO_PKG_VERSION"));
    Place::new().run("--version").gives(&version);
}

#[test]
fn help_explains_verbs_and_claims() {
    let place = Place::new();
    let all = place.run("help").out();
    for verb in brainsurgery::transforms::names() {
        let listed = |line: &str| line.split_whitespace().next() == Some(verb);
        assert!(all.lines().any(listed), "{verb} in:\n{all}");
        let page = place.run(&format!("help {verb}")).out();
        assert!(page.starts_with(&format!("Help for {verb}\n")), "{page}");
    }
    let titles = all
        .lines()
        .filter(|line| line.ends_with(':') && *line != "Available commands:");
    let titles: Vec<&str> = titles.collect();
    let once = titles.iter().collect::<BTreeSet<_>>().len();
    assert!(once > 3 && titles.len() == once, "{titles:?}");
    let page = place.run("help assert equal").out();
    assert!(page.starts_with("Help for assert.equal\n"), "{page}");
    place
        .run("in.safetensors -c 'help: copy'")
        .gives(&place.run("help copy").out());
}

#[test]
fn more_threads_than_the_machine_has_use_are_not_started() {
    let place = Place::new();
    place
        .run("in.safetensors --threads 100000 -c 'scale_: target: w, by: 2' -c 'save: o.safetensors'")
        .out();
}
