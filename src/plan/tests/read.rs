//! The steps inside a step, from where they are written.

use super::*;
use crate::plan::nested::Nested;
use crate::session::Script;

/// The steps that scripts hold, one a line with its name, on a session of these models.
fn parts(models: &[&str], scripts: &[Script]) -> Result<String, Vec<Error>> {
    let session = session(models);
    let mut paper = Paper::new(Size::None);
    let read = Nested::read(scripts, &session, &mut paper, &Context::default());
    let (nested, _) = read?;
    let line = |part: &nested::Part| {
        let step = oly::emit(&part.step(&session)).expect("a line");
        format!("{}: {step}", part.name)
    };
    let lines: Vec<String> = nested.parts.iter().map(line).collect();
    Ok(lines.join("\n"))
}

fn text(text: &str) -> [Script; 1] {
    [Script::Text(text.to_string())]
}

#[test]
fn a_plan_is_its_loads_its_steps_and_its_save() {
    let plan = "inputs:\n- a.safetensors\n- ::b.safetensors\n- c::c.safetensors\ntransforms: [exit]\n\
                output: {path: 'c::d', format: safetensors, shard: 1GB}\n";
    let expected = "inputs: load: path: a.safetensors, alias: model_1\n\
                    inputs: load: path: b.safetensors, alias: model_2\n\
                    inputs: load: path: c.safetensors, alias: c\n\
                    step 1: exit\n\
                    output: save: path: d, alias: c, format: safetensors, shard: 1GB";
    assert_eq!(parts(&["c: x"], &text(plan)).expect("a plan"), expected);
    let alone = "inputs: a.safetensors\noutput: 'q::d.safetensors'\n";
    let expected =
        "inputs: load: path: a.safetensors, alias: model\noutput: save: q::d.safetensors";
    let read = parts(&["c: x"], &text(alone)).expect("a plan");
    assert_eq!(read.replace("save: path: ", "save: "), expected);
}

#[test]
fn a_text_is_yaml_or_else_lines_or_else_repaired_yaml() {
    for (written, expected) in [
        ("exit", "step 1: exit"),
        ("- exit", "step 1: exit"),
        ("dump: x", "step 1: dump: x"),
        (
            "dump: target: x\n\n# a note\nexit\n",
            "step 1: dump: target: x\nstep 2: exit",
        ),
        ("- dump: target: x", "step 1: dump: target: x"),
    ] {
        let read = parts(&["a: x"], &text(written)).expect(written);
        assert_eq!(read, expected, "{written}");
    }
}

#[test]
fn the_error_of_a_text_is_that_of_the_reader_that_came_further() {
    for (written, line) in [
        ("dump: target: x\ncopy: from x, to: y\n", 2),
        ("transforms:\n- dump: {target: x\n", 3),
    ] {
        let errors = parts(&["a: x"], &text(written)).expect_err(written);
        let place = errors[0].place().expect("a place");
        assert_eq!(place.line_and_column().0, line, "{written}");
    }
}

#[test]
fn steps_of_several_scripts_count_on() {
    let steps = |words: &str| Script::Steps(Node::list([Node::text(words)]));
    let scripts = [
        steps("exit"),
        Script::Plan(Node::list([Node::text("help")])),
    ];
    assert_eq!(
        parts(&["a: x"], &scripts).expect("two"),
        "step 1: exit\nstep 2: help"
    );
    let errors = parts(
        &["a: x"],
        &[steps("exit"), Script::Plan(Node::list([Node::list([])]))],
    );
    let error = &errors.expect_err("a list is no step")[0];
    assert!(error.message().starts_with("step 2: "), "{error}");
    assert_eq!((error.step(), error.key()), (None, Some("plan")));
}

#[test]
fn the_alias_meant_is_the_only_input_or_the_only_one_there_is() {
    let meant = |models: &[&str], plan: &str| {
        let mut paper = Paper::new(Size::None);
        let session = session(models);
        let read = Nested::read(&text(plan), &session, &mut paper, &Context::default());
        read.expect("a plan").0.meant.map(|alias| alias.to_string())
    };
    let inputs = |inputs: &str| format!("inputs: {inputs}\ntransforms: [exit]\n");
    assert_eq!(
        meant(&["a: x"], &inputs("['b::b.pt']")).as_deref(),
        Some("b")
    );
    assert_eq!(meant(&["a: x"], "[exit]").as_deref(), Some("a"));
    assert_eq!(
        meant(&["a: x"], &inputs("['b::b.pt', 'c::c.pt']")).as_deref(),
        Some("a")
    );
    assert_eq!(meant(&["a: x", "b: x"], "[exit]"), None);
}
