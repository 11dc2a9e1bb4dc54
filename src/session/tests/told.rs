//! What the session says of names that are not there, and of its own steps.

use super::shapes::given;
use super::*;

/// What is said of a source that matches nothing: the message, then its hints.
fn missed(lines: &str, text: &str) -> Vec<String> {
    let session = given(lines);
    let error = session.some(&source(&session, text)).expect_err(text);
    let hints = error.hints().iter().cloned();
    std::iter::once(error.message().to_string())
        .chain(hints)
        .collect()
}

#[test]
fn a_name_that_is_not_there_is_told_with_what_is() {
    let lines = "h.0.attn.w = 1; h.0.attn.b = 2; h.1.attn.w = 3; ln_f.w = 4";
    for (text, expected) in [
        (
            "ln_g.w",
            &[
                "no tensor in `model` matches `ln_g.w`",
                "the part `ln_` matches, what follows does not",
                "did you mean `ln_f.w`?",
            ][..],
        ),
        (
            "h.0.attn",
            &[
                "no tensor in `model` matches `h.0.attn`",
                "names begin so and go on: an expression matches whole names, as `h.0.attn.*` does",
                "did you mean one of `h.0.attn.b`, `h.0.attn.w`?",
            ],
        ),
        (
            "zzzzzzzzzz",
            &[
                "no tensor in `model` matches `zzzzzzzzzz`",
                "`model` holds 4 tensors: `dump: target: 'model::.*'` shows all",
            ],
        ),
    ] {
        assert_eq!(missed(lines, text), expected, "{text}");
    }
}

#[test]
fn an_alias_without_tensors_says_so() {
    let session = Session::new([(Arc::from("empty"), Model::default())]);
    let error = session.some(&source(&session, "a")).expect_err("nothing");
    let hints: Vec<String> = error.hints().to_vec();
    assert_eq!(hints, ["`empty` has no tensors"]);
}

#[test]
fn an_unknown_alias_is_told_with_the_nearest_or_all() {
    let one = given("a = 1; base::b = 2");
    for (session, alias, hint) in [
        (&one, "bsae", "did you mean `base`?"),
        (&one, "x", "known aliases: base, model"),
        (
            &Session::default(),
            "x",
            "nothing is loaded yet: `load: path: model.safetensors`",
        ),
    ] {
        let error = session.unknown_alias(alias);
        assert_eq!(error.kind(), Kind::Alias);
        assert_eq!(error.message(), format!("unknown alias `{alias}`"));
        let hints: Vec<String> = error.hints().to_vec();
        assert_eq!(hints, [hint], "{alias}");
    }
}

#[test]
fn a_step_is_known_by_its_number_while_it_stands() {
    let mut session = given("a = 1");
    let told = |session: &Session, step: usize| match session.known_step(step) {
        Ok(()) => "known".to_string(),
        Err(error) => {
            let hints: Vec<String> = error.hints().to_vec();
            format!("{}; {}", error.message(), hints.join("; "))
        }
    };
    assert_eq!(told(&session, 0), "known");
    let none = "there is no step 1, none took effect yet; `steps` lists them";
    assert_eq!(told(&session, 1), none);
    for name in ["b", "c"] {
        let effect = copy(&session, "a", name).expect("a copy");
        step(&mut session, effect);
    }
    assert_eq!(told(&session, 2), "known");
    let beyond = "there is no step 3, the last is 2; `steps` lists them";
    assert_eq!(told(&session, 3), beyond);
    undo(&mut session, 1);
    let undone = "there is no step 2, the last is 1; undone steps have no number until `redo` does them again";
    assert_eq!(told(&session, 2), undone);
}

#[test]
fn an_earlier_state_is_only_looked_at() {
    let mut session = given("a = 1");
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect.clone());
    let script = vec![Script::Text("exit".into())];
    let effects = [
        (effect, false),
        (Effect::Set(Vec::new()), false),
        (Effect::Undo(1), false),
        (Effect::Redo(1), false),
        (Effect::Run(script), false),
        (Effect::nothing(), true),
        (Effect::At(None), true),
        (Effect::Restore(0), true),
        (Effect::Exit, true),
    ];
    for (effect, _) in &effects {
        assert!(session.may(effect).is_ok(), "{effect:?}");
    }
    step_as(&mut session, Effect::At(Some(0)), Standing::Steering);
    assert_eq!((session.looks_at(), order(&session)), (Some(0), "a".into()));
    for (effect, may) in &effects {
        let allowed = session.may(effect);
        assert_eq!(allowed.is_ok(), *may, "{effect:?}");
        if let Err(error) = allowed {
            assert_eq!(error.message(), "step 0 is only looked at");
        }
    }
    let now = session.now().models["model"].tensors.len();
    assert_eq!(now, 2);
    session.look_at_now();
    assert_eq!((session.looks_at(), order(&session)), (None, "a b".into()));
}

/// A session whose steps are called by their numbers, each standing as a letter says: `s` is a step, `r` only reads,
/// `t` steers.
fn stood(letters: &str) -> Session {
    let mut session = Session::default();
    for (at, letter) in letters.chars().enumerate() {
        let standing = match letter {
            's' => Standing::Step,
            'r' => Standing::ReadOnly,
            _ => Standing::Steering,
        };
        let typed = Node::text(format!("typed {}", at + 1));
        let resolved = Node::text(format!("resolved {}", at + 1));
        session.tell(Done::new(typed, resolved, standing), &as_it_is);
    }
    session
}

/// The steps of a summary, one text each.
fn summarized(session: &Session, mode: Mode, read_only: bool, renumber: &Renumber) -> Vec<String> {
    let plan = session.summary(mode, read_only, renumber);
    let steps = &plan.as_map().expect("a plan")["transforms"].node;
    let steps = steps.as_list().expect("steps").iter();
    steps
        .map(|step| step.as_name().expect("a text").to_string())
        .collect()
}

#[test]
fn a_summary_holds_the_steps_of_the_plan() {
    for (letters, read_only, kept) in [
        ("", true, &[][..]),
        ("srs", true, &[1, 2, 3]),
        ("srs", false, &[1, 3]),
        ("rtr", true, &[1, 3]),
        ("rtr", false, &[]),
        ("tsrts", false, &[2, 5]),
    ] {
        let session = stood(letters);
        for (mode, word) in [(Mode::Raw, "typed"), (Mode::Resolve, "resolved")] {
            let expected: Vec<String> = kept.iter().map(|step| format!("{word} {step}")).collect();
            let steps = summarized(&session, mode, read_only, &as_it_is);
            assert_eq!(steps, expected, "{letters}");
        }
    }
}

#[test]
fn numbers_in_a_summary_are_those_that_its_own_steps_have() {
    // Each step tells what becomes of the numbers up to its own, and of two behind it: those of steps inside it.
    let told = |step: &Node, number: &dyn Fn(usize) -> usize| {
        let own = step.as_name().expect("a text");
        let own: usize = own
            .rsplit(' ')
            .next()
            .and_then(|own| own.parse().ok())
            .expect("a number");
        let numbers = (0..own + 2).map(|before| number(before).to_string());
        Node::text(numbers.collect::<Vec<_>>().join(" "))
    };
    for (letters, read_only, expected) in [
        ("sss", false, &["0 1 2", "0 1 2 3", "0 1 2 3 4"][..]),
        ("srs", true, &["0 1 2", "0 1 2 3", "0 1 2 3 4"]),
        ("srs", false, &["0 1 2", "0 1 1 2 3"]),
        ("rss", false, &["0 0 1 2", "0 0 1 2 3"]),
        ("rrs", false, &["0 0 0 1 2"]),
        ("strs", true, &["0 1 2", "0 1 1 2 3", "0 1 1 2 3 4"]),
    ] {
        let steps = summarized(&stood(letters), Mode::Raw, read_only, &told);
        assert_eq!(steps, expected, "{letters}");
    }
}

#[test]
fn a_summary_has_the_frame_of_its_mode() {
    let mut session = stood("s");
    let keys = |session: &Session, mode: Mode| {
        let plan = session.summary(mode, true, &as_it_is);
        let map = plan.as_map().expect("a plan");
        map.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys(&session, Mode::Raw), "transforms");
    assert_eq!(keys(&session, Mode::Resolve), "inputs transforms");
    session.set_frame(Frame {
        inputs: Some(Node::text("as given")),
        opened: vec![
            ("b".to_string(), "y".to_string()),
            ("a".to_string(), "z".to_string()),
        ],
        output: Some(Node::text("out")),
        output_resolved: None,
    });
    assert_eq!(keys(&session, Mode::Raw), "inputs transforms output");
    assert_eq!(keys(&session, Mode::Resolve), "inputs transforms");
    let inputs = |mode: Mode| {
        let plan = session.summary(mode, true, &as_it_is);
        plan.as_map().expect("a plan")["inputs"].node.clone()
    };
    assert_eq!(inputs(Mode::Raw).as_name(), Some("as given"));
    let opened = inputs(Mode::Resolve);
    let opened: Vec<_> = opened
        .as_list()
        .expect("inputs")
        .iter()
        .filter_map(Node::as_name)
        .collect();
    assert_eq!(opened, ["a::z", "b::y"]);
}

#[test]
fn a_tensor_is_named_by_the_default_alias_alone() {
    let session = given("a = 1; base::b = 2");
    for (name, named) in [("a", true), ("b", false), ("x", false)] {
        assert_eq!(session.names_tensor(name), named, "{name}");
    }
    assert!(!Session::default().names_tensor("a"));
}

#[test]
fn a_dry_run_says_what_it_would_write_and_writes_nothing() {
    let text = |path: &str| {
        Effect::Write(TextFile {
            path: path.into(),
            content: "text".into(),
        })
    };
    let mut session = given("a = 1");
    let mut paper = Paper::new(Size::None);
    let wrote = session.apply(text("one.txt"), &mut paper).expect("written");
    assert_eq!(wrote.note.as_deref(), Some("wrote `one.txt`"));
    step(
        &mut session,
        Effect::Set(vec![Setting::Turned(Flag::DryRun, true)]),
    );
    let would = session.apply(text("two.txt"), &mut paper).expect("told");
    let note = "dry run: would write `two.txt`";
    assert_eq!(would.note.as_deref(), Some(note));
    assert!(paper.text(std::path::Path::new("one.txt")).is_ok());
    assert!(paper.text(std::path::Path::new("two.txt")).is_err());
}
