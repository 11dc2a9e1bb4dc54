//! Plan documents: every form of every section, how files and overrides meet, and what is refused.

use brainsurgery::checkpoint::Format;
use brainsurgery::error::{Error, Kind, Text};
use brainsurgery::plan::document::{Context, Document, Input, Items};
use brainsurgery::syntax::yaml::Dialect;
use brainsurgery::syntax::{Node, Warning, oly};
use std::sync::Arc;

const STEPS: [&str; 6] = ["assert", "copy", "exit", "load", "scale", "scale_"];

fn context(strict: bool) -> Context {
    Context {
        dialect: Dialect {
            strict,
            is_step: |word| STEPS.contains(&word),
        },
        variable: |name| (name == "ROOT").then(|| "/data".to_owned()),
    }
}

/// A plan that can be run.
fn assemble(files: &[&str], overrides: &[&str]) -> Result<(Document, Vec<Warning>), Vec<Error>> {
    let named = |(index, content): (usize, &&str)| Text::file(format!("{index}.yaml"), *content);
    let files: Vec<Arc<Text>> = files.iter().enumerate().map(named).collect();
    let overrides: Vec<String> = overrides.iter().map(|item| (*item).to_owned()).collect();
    let items = Items {
        files: &files,
        overrides: &overrides,
        ..Items::default()
    };
    let (document, warnings) = Document::assemble(&items, &context(false))?;
    match document.faults.is_empty() {
        true => Ok((document, warnings)),
        false => Err(document.faults),
    }
}

fn plan(content: &str) -> Document {
    assemble(&[content], &[]).expect(content).0
}

/// The errors of a plan: the words pointed at, the step if one is to blame, and the message.
fn told(files: &[&str], overrides: &[&str]) -> Vec<(String, Option<usize>, String)> {
    let errors = assemble(files, overrides).expect_err("an error");
    let tell = |error: Error| {
        assert_eq!(error.kind(), Kind::Payload, "{error}");
        let words = error.place().map_or("nowhere", |place| place.words());
        (words.to_owned(), error.step(), error.message().to_owned())
    };
    errors.into_iter().map(tell).collect()
}

/// Steps as lines of OLY.
fn lines(document: &Document) -> Vec<String> {
    let line = |step: &Node| oly::emit(step).expect("a step");
    document.steps.iter().map(line).collect()
}

/// Inputs as `alias::path`.
fn inputs(document: &Document) -> Vec<String> {
    let shown = |input: &Input| format!("{}::{}", input.alias, input.path);
    document.inputs.iter().map(shown).collect()
}

#[test]
fn inputs_have_many_forms() {
    for (content, expected) in [
        ("{}", &[][..]),
        ("inputs:", &[]),
        ("inputs: []", &[]),
        ("inputs: [a/b.pt]", &["model::a/b.pt"]),
        ("inputs: ['::p']", &["model::p"]),
        ("inputs: [a::p]", &["a::p"]),
        ("input: p", &["model::p"]),
        ("inputs: a::p", &["a::p"]),
        ("inputs: [a::b::c, d::e]", &["a::b::c", "d::e"]),
        ("inputs: {a: p, b: q::r}", &["a::p", "b::q::r"]),
        ("inputs: {'': p}", &["model::p"]),
        (
            "inputs:\n- a: p\n- b::q\n- {c: r, d: s}",
            &["a::p", "b::q", "c::r", "d::s"],
        ),
        (
            "inputs: ['a::${env:ROOT}/m', 'b::${oc.env:NONE, x}']",
            &["a::/data/m", "b::x"],
        ),
    ] {
        assert_eq!(inputs(&plan(content)), expected, "{content}");
    }
    let (_, warnings) = assemble(&["inputs: [1a::p]"], &[]).expect("an odd alias");
    assert_eq!(warnings[0].message, "the alias `1a` is unusual");
}

#[test]
fn wrong_inputs_are_all_told() {
    let text = "inputs: [p, 'a::', 3, 'b::x', 'b::y', '', ~, 'c d::z', 'e::${env:NONE}']";
    let expected = [
        ("p", "an input needs an alias where there are several"),
        ("'a::'", "the input `a` has no path"),
        ("3", "an input is a path, found a number"),
        ("'b::y'", "the alias `b` is taken by `x`"),
        ("''", "an input is empty"),
        ("~", "an input is missing"),
        ("'c d::z'", "`c d` cannot be an alias"),
        (
            "'e::${env:NONE}'",
            "the environment variable `NONE` is not set",
        ),
    ];
    let expected = expected.map(|(words, message)| (words.to_owned(), None, message.to_owned()));
    assert_eq!(told(&[text], &[]), expected);
    assert_eq!(
        told(&["inputs: 5"], &[])[0].2,
        "an input is a path, found a number"
    );
    assert_eq!(
        told(&["inputs: []\ninput: p"], &[])[0],
        (
            "input".into(),
            None,
            "`input` and `inputs` are the same; give one of them".into()
        )
    );
}

#[test]
fn checkpoints_follow_the_inputs_of_files() {
    let file = Text::line("input: a::x");
    let items = Items {
        files: &[file],
        inputs: &["b::y.pt".to_owned(), "c::z".to_owned()],
        overrides: &["inputs[2]=d::w".to_owned()],
        ..Items::default()
    };
    let (document, _) = Document::assemble(&items, &context(true)).expect("a plan");
    assert_eq!(inputs(&document), ["a::x", "b::y.pt", "d::w"]);
    let place = document.inputs[1].place.as_ref().expect("a place");
    assert_eq!(place.words(), "b::y.pt");
}

#[test]
fn steps_have_many_forms() {
    for (content, expected) in [
        ("transforms:", &[][..]),
        ("transforms: exit", &["exit"]),
        (
            "transforms: {scale_: {target: a, by: 2}}",
            &["scale_: target: a, by: 2"],
        ),
        ("- exit\n- exit:\n- exit: ~\n- exit: {}", &["exit"; 4]),
        (
            "- 'copy: from: x, to: y'\n- \"copy: from: '\\\\.', to: y\"",
            &["copy: from: x, to: y", r"copy: from: \., to: y"],
        ),
        (
            "transforms:\n- unknown: 1\n- load: a.pt",
            &["unknown: 1", "load: a.pt"],
        ),
        (
            "- load: {path: '${env:ROOT}/a', to: '${i}'}",
            &["load: path: /data/a, to: ${i}"],
        ),
        (
            "- copy: {from: '${env:ROOT}', to: x}",
            &["copy: from: ${env:ROOT}, to: x"],
        ),
        (
            "scale_: target: \"a\\.b\", by: 0.5\nexit:",
            &[r"scale_: target: a\.b, by: 0.5", "exit"],
        ),
    ] {
        assert_eq!(lines(&plan(content)), expected, "{content}");
    }
}

#[test]
fn wrong_steps_are_told_with_their_index() {
    let text = "transforms:\n- exit\n- {scale_: {}, exit: {}}\n- ~\n- 5\n- {}\n- 'copy: from: x y'\n- [a]\n- load: {path: '${env:NO}'}";
    let expected = [
        ("exit", 1, "an item is one step, found `scale_` and `exit`"),
        ("~", 2, "a step is missing"),
        ("5", 3, "a step is a name or a mapping, found a number"),
        ("{}", 4, "a step needs a name, found an empty mapping"),
        ("y", 5, "expected `,` or the end of the line, found `y`"),
        ("[a]", 6, "a step is a name or a mapping, found a list"),
        ("'${env:NO}'", 7, "the environment variable `NO` is not set"),
    ];
    let expected =
        expected.map(|(words, step, message)| (words.to_owned(), Some(step), message.to_owned()));
    assert_eq!(told(&[text], &[]), expected);
}

/// What to do about a plan that is wrong.
#[test]
fn each_mistake_says_what_to_write() {
    for (content, hint) in [
        (
            "transforms:\n- copy:\n  from: a\n  to: b",
            "`from` belongs to `copy`: indent it further",
        ),
        (
            "transforms:\n- copy: {from: a, to: b}\n  exit:",
            "begin each with a dash: `- exit:`",
        ),
        (
            "transforms:\n- exit:\n  from: a",
            "begin each with a dash: `- from:`",
        ),
        (
            "transforms:\n-",
            "write it, or take its place in the list away",
        ),
        (
            "inputs: [~]",
            "write it, or take its place in the list away",
        ),
        (
            "transforms:\n-copy: a",
            "put a blank behind the dash: `- copy:`",
        ),
        (
            "-frob: a",
            "the keys are `inputs`, `transforms` and `output`",
        ),
        (
            "output: {path: x, shard: 1.5GB}",
            "write a whole number, such as `1536MB` for 1.5GB",
        ),
        ("inputs: [p, a::q]", "write `alias::p`"),
    ] {
        let errors = assemble(&[content], &[]).expect_err(content);
        let hints: Vec<&String> = errors.iter().flat_map(Error::hints).collect();
        assert_eq!(hints, [hint], "{content}");
    }
    let far = assemble(&["transforms: [exit]"], &["transforms[3].copy.to=x"]).expect_err("holes");
    let told: Vec<_> = far.iter().map(|e| (e.step(), e.hints())).collect();
    let hints = ["an override names a later one".to_owned()];
    assert_eq!(told, [(Some(1), &hints[..])]);
}

#[test]
fn whatever_is_wrong_with_an_input_is_a_matter_of_that_key() {
    let text = "inputs: [p, 'a::', 3, '', ~, 'c d::z', 'e::${env:NONE}', 'b::x', 'b::y']";
    let errors = assemble(&[text], &[]).expect_err("inputs");
    let keys: Vec<_> = errors.iter().map(Error::key).collect();
    assert_eq!(keys, [Some("inputs"); 8]);
}

#[test]
fn recordings_follow_files_and_overrides_reach_both() {
    let recording = |content: &str| {
        let dialect = context(true).dialect;
        let read = brainsurgery::syntax::yaml::parse(&Text::line(content), &dialect);
        read.expect(content).0
    };
    let recordings = [
        recording("{inputs: [b::y], transforms: [exit], output: {path: r, shard: 1KB}}"),
        recording("{transforms: [{scale: {from: a, to: b, by: 2}}], output: {path: s}}"),
    ];
    let overrides = [
        "transforms[2].scale.by=3",
        "inputs+=c::z",
        "output.format=torch",
    ];
    let overrides = overrides.map(str::to_owned);
    let items = Items {
        files: &[Text::file(
            "0.yaml",
            "inputs: [a::x]\ntransforms: exit\noutput: o",
        )],
        recordings: &recordings,
        overrides: &overrides,
        ..Items::default()
    };
    let (document, _) = Document::assemble(&items, &context(true)).expect("a plan");
    assert_eq!(inputs(&document), ["a::x", "b::y", "c::z"]);
    let steps = ["exit", "exit", "scale: from: a, to: b, by: 3"];
    assert_eq!(lines(&document), steps);
    let output = document.output.expect("an output");
    assert_eq!((output.path.as_str(), output.shard), ("s", None));
    assert_eq!(output.format, Some(Format::Torch));
}

#[test]
fn output_has_many_forms() {
    for content in ["{}", "output:", "output: ''", "output: {}"] {
        assert_eq!(plan(content).output, None, "{content}");
    }
    let output = |content| plan(content).output.expect(content);
    let path = output("output: a::b.pt");
    assert_eq!(
        (path.path.as_str(), &path.alias, path.format, path.shard),
        ("a::b.pt", &None, None, None)
    );
    assert_eq!(path.target(|alias| alias == "a"), (Some("a"), "b.pt"));
    assert_eq!(path.target(|_| false), (None, "a::b.pt"));
    let whole = output("output: {path: '${env:ROOT}/o', format: DCP, shard: 1 gb, alias: m}");
    assert_eq!(whole.path, "/data/o");
    assert_eq!(whole.format, Some(Format::Dcp));
    assert_eq!(
        whole.shard.map(|size| size.to_string()).as_deref(),
        Some("1GB")
    );
    assert_eq!(whole.target(|_| false), (Some("m"), "/data/o"));
    assert_eq!(
        output("output: {path: x, shard: None, format: ~}")
            .shard
            .and_then(|size| size.bytes()),
        None
    );
}

#[test]
fn wrong_output_is_all_told() {
    for (content, expected) in [
        (
            "output: 5",
            &[("5", "`output` is a path or a mapping, found a number")][..],
        ),
        (
            "output: [a, b]",
            &[("[a, b]", "`output` is a path or a mapping, found a list")],
        ),
        (
            "output: {shard: none}",
            &[("{shard: none}", "`output` needs a `path`")],
        ),
        (
            "output: {path: '', format: np, shard: 100, shards: 1, alias: [a]}",
            &[
                ("shards", "`output` has no key `shards`"),
                ("''", "`path` is empty"),
                ("[a]", "`alias` is text, found a list"),
                ("100", "`shard` is a size, found the number 100"),
                ("np", "`np` is not a format"),
            ],
        ),
        ("output: {pth: x}", &[("pth", "`output` has no key `pth`")]),
        (
            "output: {path: x, shard: 1.5GB}",
            &[("1.5GB", "`1.5GB` is not a size")],
        ),
    ] {
        let expected: Vec<_> = expected
            .iter()
            .map(|(words, message)| ((*words).to_owned(), None, (*message).to_owned()))
            .collect();
        assert_eq!(told(&[content], &[]), expected, "{content}");
    }
}

#[test]
fn the_top_has_three_keys() {
    for (key, hint) in [
        ("transform", "did you mean `transforms`?"),
        ("Output", "did you mean `output`?"),
        ("frob", "the keys are `inputs`, `transforms` and `output`"),
    ] {
        let errors = assemble(&[&format!("{key}: x")], &[]).expect_err(key);
        assert_eq!(errors[0].message(), format!("a plan has no key `{key}`"));
        assert_eq!(errors[0].hints(), [hint]);
    }
    let file = Text::line("scale_: {target: a, by: 2}");
    let items = Items {
        files: &[file],
        ..Items::default()
    };
    let (document, warnings) = Document::assemble(&items, &context(false)).expect("a step");
    assert_eq!(lines(&document), ["scale_: target: a, by: 2"]);
    assert_eq!(
        warnings[0].message,
        "`scale_` at the top is read as a step of `transforms`"
    );
    let (strict, _) =
        Document::assemble(&items, &context(true)).expect("steps that can be checked");
    assert_eq!(strict.faults.len(), 1);
    let both = told(&["exit:\ntransforms: []"], &[]);
    assert_eq!(
        both[0],
        ("exit".into(), None, "a plan has no key `exit`".into())
    );
    assert_eq!(
        told(&["just text"], &[])[0].2,
        "a plan is a mapping, found text"
    );
    assert_eq!(lines(&plan("- exit")), ["exit"]);
    assert_eq!(lines(&plan("# nothing")), [""; 0]);
}

#[test]
fn files_and_overrides_meet_in_order() {
    let base = "inputs: [a.pt]\ntransforms:\n- scale_: {target: vec, by: 2}\n- copy: {from: vec, to: new}\noutput: {path: o, shard: 1KB}\n";
    let over = |files: &[&str], overrides: &[&str]| {
        let all: Vec<&str> = [base].into_iter().chain(files.iter().copied()).collect();
        assemble(&all, overrides).expect("a plan").0
    };
    let merged = over(
        &[
            "transforms:\n- scale_: {by: 3}",
            "transforms: [~, {copy: {to: b}}]",
        ],
        &["transforms[1].copy.to=final"],
    );
    assert_eq!(
        lines(&merged),
        ["scale_: target: vec, by: 3", "copy: from: vec, to: final"]
    );
    let longer = over(
        &["transforms+: [exit]", "+transforms: 'load: a'"],
        &["transforms[0].load.path=b", "inputs[0]=x"],
    );
    assert_eq!(
        lines(&longer),
        [
            "load: path: b",
            "scale_: target: vec, by: 2",
            "copy: from: vec, to: new",
            "exit"
        ]
    );
    assert_eq!(inputs(&longer), ["model::x"]);
    let output = |document: Document| {
        document
            .output
            .map(|output| (output.path, output.shard.is_some()))
    };
    assert_eq!(
        output(over(&["output: {path: p}"], &[])),
        Some(("p".into(), true))
    );
    assert_eq!(output(over(&["output: q"], &[])), Some(("q".into(), false)));
    assert_eq!(output(over(&[], &["output=null"])), None);
    assert_eq!(
        output(over(&[], &["output=x.yaml"])),
        Some(("x.yaml".into(), false))
    );
    let replaced = over(&[], &["transforms=[exit]", "output.path='null'"]);
    assert_eq!(
        (lines(&replaced), output(replaced)),
        (vec!["exit".into()], Some(("null".into(), true)))
    );
}

#[test]
fn holes_and_clashes_are_told() {
    assert_eq!(
        told(&["- exit"], &["transforms[2]=exit"]),
        [("[2]".into(), Some(1), "a step is missing".into())]
    );
    let files = [
        "- copy: {from: a, to: b}",
        "- ~\n- exit\n- ~",
        "- scale_: {by: 3}",
    ];
    assert_eq!(
        told(&files, &[]),
        [
            (
                "scale_".into(),
                Some(0),
                "an item is one step, found `copy` and `scale_`".into()
            ),
            ("~".into(), Some(2), "a step is missing".into())
        ]
    );
    let errors = assemble(&files, &[]).expect_err("a clash");
    assert_eq!(
        errors[0].hints(),
        ["merged files meet item by item; `transforms+` adds steps at the end"]
    );
}

#[test]
fn every_file_and_override_is_read_before_giving_up() {
    let errors = told(
        &["a: [", "inputs: []\n  x: y", "- exit"],
        &["x", "a..b=1", "output=*all"],
    );
    let words: Vec<&str> = errors.iter().map(|(words, ..)| words.as_str()).collect();
    assert_eq!(words, ["", "x", "x", "", "*all"]);
    let names: Vec<_> = assemble(&["- exit", "a: ["], &[]).expect_err("broken");
    let place = names[0].place().expect("a place");
    assert_eq!(place.text().name(), Some("1.yaml"));
}
