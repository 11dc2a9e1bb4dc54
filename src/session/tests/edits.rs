//! Edits as data: joined, settled, foreseen, kept away from the past; and states exchanged.

use super::shapes::{given, outcome, shown, stored};
use super::*;
use crate::session::state::Change;
use crate::syntax::Size;

const MODEL: &str = "model";

/// An edit of `model`: `a = 5` puts a tensor there, `a` alone takes it away.
fn edit(touches: &str) -> Edit {
    let alias = Arc::from(MODEL);
    let mut edit = Edit::default();
    for touch in touches.split("; ") {
        let (name, values) = match touch.split_once(" = ") {
            Some((name, values)) => (name, Some(values)),
            None => (touch, None),
        };
        let tensor = values.map(|values| stored(Dtype::F32, values));
        edit.touch(&alias, &Arc::from(name), tensor);
    }
    edit
}

/// The touches of an edit: `+a` for what comes, `-a` for what goes.
fn touched(edit: &Edit) -> String {
    let sign = |touch: &Touch| if touch.tensor.is_some() { '+' } else { '-' };
    let touch = |touch: &Touch| format!("{}{}", sign(touch), touch.name);
    edit.touches.iter().map(touch).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_settled_edit_touches_each_name_for_its_last_state() {
    let session = given("a = 1; b = 2; c = 3");
    for (touches, settled) in [
        ("a = 5", "-a +a"),
        ("a", "-a"),
        ("x = 5", "+x"),
        ("x = 5; x", ""),
        ("x = 5; x = 6", "+x"),
        ("a; x = 1; x; b = 1", "-a -b +b"),
        ("b = 9; a; b", "-b -a"),
        ("a; a = 4", "-a +a"),
        ("a; x = 1; b; y = 2; x; z = 1", "-a -b +y +z"),
    ] {
        let edit = edit(touches);
        let once = session.settled(edit.clone());
        assert_eq!(touched(&once), settled, "{touches}");
        let again = session.settled(once.clone());
        assert_eq!(touched(&again), settled, "{touches} again");
        let names = |effect: Edit| {
            let after = outcome(&session, Ok(Effect::Edit(effect)));
            let mut lines: Vec<String> = after.split("; ").map(str::to_string).collect();
            lines.sort();
            lines
        };
        assert_eq!(names(edit), names(once), "{touches}");
    }
}

/// An edit that tells what was made of what: `a>b` makes `b` of `a`, `a+b>c` makes `c` of both, `a` changes it.
fn told(items: &str) -> Edit {
    let alias = Arc::from(MODEL);
    let mut edit = Edit::default();
    for item in items.split_whitespace() {
        match item.split_once('>') {
            Some((from, to)) => {
                let from: Vec<Arc<str>> = from.split('+').map(Arc::from).collect();
                edit.join(&from, &alias, Arc::from(to), tensor(1.0));
                from.iter().for_each(|name| edit.read(&alias, name));
            }
            None => edit.change(&alias, &Arc::from(item), tensor(1.0)),
        }
    }
    edit
}

#[test]
fn what_was_made_in_between_was_made_of_what_that_was_made_of() {
    for (edits, lines) in [
        (&["a>b"][..], &["a -> b"][..]),
        (&["a>b", "b>c"], &["a -> c"]),
        (&["a>b", "b>c", "c>d"], &["a -> d"]),
        (&["a>b", "c>d"], &["a -> b", "c -> d"]),
        (&["a>b", "b>c", "b>d"], &["a -> c", "b -> d"]),
        (&["a+b>c", "c>d"], &["a, b -> d"]),
        (&["a>b", "b+x>c"], &["a -> b", "b, x -> c"]),
        (&["a>t b>a", "t>b"], &["a -> b", "b -> a"]),
        (&["a>b", "b"], &["a -> b", "b"]),
        (&[], &[]),
    ] {
        let joined = Edit::joined(edits.iter().map(|items| told(items)));
        let said: Vec<String> = joined.items.iter().map(Item::line).collect();
        assert_eq!(said, lines, "{edits:?}");
        let touches: usize = edits
            .iter()
            .map(|items| items.split_whitespace().count())
            .sum();
        assert_eq!(joined.touches.len(), touches, "{edits:?}");
        let read = |items: &&str| told(items).reads.len();
        assert_eq!(joined.reads.len(), edits.iter().map(read).sum::<usize>());
    }
}

#[test]
fn what_an_edit_would_make_is_foreseen_by_its_last_touch() {
    let session = given("a = 1; h.0.w = 2, 3");
    for (touches, foreseen) in [
        ("x = 5", &["created model::x as model::x"][..]),
        ("a = 5", &["changed model::a as model::a"]),
        ("h.0.w", &["deleted model::h.0.w as model::h.*.w"]),
        ("x = 5; x", &[]),
        (
            "x = 1; a; x = 2",
            &[
                "deleted model::a as model::a",
                "created model::x as model::x",
            ],
        ),
        ("a; a = 7", &["changed model::a as model::a"]),
    ] {
        let effect = Effect::Edit(edit(touches));
        let found = session.foresees(&effect);
        let line =
            |one: &Foreseen| format!("{} {} as {}", one.change(), one.label(), one.pattern());
        let lines: Vec<String> = found.iter().map(line).collect();
        assert_eq!(lines, foreseen, "{touches}");
    }
    assert!(session.foresees(&Effect::Undo(1)).is_empty());
}

#[test]
fn the_alias_worked_on_is_that_of_what_is_made() {
    let (one, other) = (Arc::from("one"), Arc::from("other"));
    let name = Arc::from("x");
    let mut edit = Edit::default();
    assert_eq!(edit.meant(), None);
    edit.touch(&one, &name, None);
    assert_eq!(edit.meant(), Some(&one));
    edit.touch(&other, &name, Some(tensor(1.0)));
    assert_eq!(edit.meant(), Some(&other));
    edit.home = Some(one.clone());
    assert_eq!(edit.meant(), Some(&one));
}

#[test]
fn items_are_listed_as_what_was_made_of_what() {
    let names = |names: &[&str]| names.iter().map(|name| Arc::from(*name)).collect();
    for (from, to, line) in [
        (&["a"][..], None, "a"),
        (&["a"], Some("b"), "a -> b"),
        (&["a", "b"], Some("c"), "a, b -> c"),
        (&[], Some("c"), "c"),
    ] {
        let item = Item {
            from: names(from),
            to: to.map(Arc::from),
        };
        assert_eq!(item.line(), line);
    }
}

#[test]
fn an_effect_on_the_past_is_refused() {
    let touching = |alias: &str| {
        let mut edit = Edit::default();
        edit.touch(&Arc::from(alias), &Arc::from("a"), None);
        Effect::Edit(edit)
    };
    let renaming = |alias: &str| Effect::Alias(AliasEdit::Rename(alias.into(), "x".into()));
    for (effect, refused) in [
        (touching("model"), false),
        (touching("model@"), false),
        (touching("model@x"), false),
        (touching("model@3"), true),
        (renaming("model"), false),
        (renaming("model@3"), true),
        (Effect::Undo(3), false),
    ] {
        let spared = effect.spares_the_past();
        assert_eq!(spared.is_err(), refused, "{effect:?}");
        if let Err(error) = spared {
            let message = "`model@3` is only read: it is `model` as step 3 left it";
            assert_eq!((error.kind(), error.message()), (Kind::Reference, message));
        }
    }
}

#[test]
fn earlier_aliases_stand_beside_those_of_now() {
    let mut session = given("a = 1");
    for number in 2..4 {
        let target = source(&session, "a");
        let effect = session.rewrite(&target, |_| Ok(stored(Dtype::F32, &number.to_string())));
        step(&mut session, effect.expect("it is there"));
    }
    step(
        &mut session,
        Effect::Alias(AliasEdit::Rename(MODEL.into(), "new".into())),
    );
    let value = |written: &str| {
        let recalled = session.recalling([(written, None)])?;
        let model = recalled.model(written).cloned()?;
        let alone = Session::new([(Arc::from(MODEL), model)]);
        Ok::<_, Error>(shown(&alone))
    };
    for (written, expected) in [("new", "a = 3"), ("new@3", "a = 3")] {
        assert_eq!(value(written).expect(written), expected);
    }
    for (written, message) in [
        ("new@2", "`new@2`: there was no alias `new` after step 2"),
        ("new@4", "`new@4`: there is no step 4, the last is 3"),
        ("other", "unknown alias `other`"),
    ] {
        assert_eq!(value(written).expect_err(written).message(), message);
    }
    undo(&mut session, 1);
    let values = ["model@0", "model@1", "model@2", "model"].map(|written| {
        let recalled = session.recalling([(written, None)]).expect(written);
        let model = recalled.model(written).expect(written).clone();
        shown(&Session::new([(Arc::from(MODEL), model)]))
    });
    assert_eq!(values, ["a = 1", "a = 2", "a = 3", "a = 3"]);
}

#[test]
fn exchanged_changes_lead_back() {
    let entry = |session: &Session, name: &str| {
        let model = session.model(MODEL).expect("it is there");
        let mut tensors = model.tensors.clone();
        tensors.put(&Arc::from(name), stored(Dtype::F32, "9"), 1);
        let entry = tensors.restore(&Arc::from(name), None);
        (Arc::from(name), entry)
    };
    let session = given("a = 1; b = 2; base::c = 3");
    let alias: Arc<str> = Arc::from(MODEL);
    let other = given("x = 7").state().clone();
    let changes: [fn(&Arc<str>, &State) -> Change; 5] = [
        |alias, _| Change::Tensors(alias.clone(), vec![(Arc::from("b"), None)]),
        |alias, other| Change::Dict(alias.clone(), other.models[alias].tensors.clone()),
        |alias, _| Change::Model(alias.clone(), None),
        |alias, _| Change::Roles(Vec::new(), [alias.clone()].into()),
        |_, other| Change::State(Box::new(other.clone())),
    ];
    let seen = |state: &State| format!("{:?}", (shown(&of(state)), &state.inputs, &state.written));
    for change in changes {
        let mut state = session.state().clone();
        let (name, put) = entry(&session, "a");
        let changes = vec![
            Change::Tensors(alias.clone(), vec![(name, put)]),
            change(&alias, &other),
        ];
        let back = state.exchange(changes);
        assert_ne!(seen(&state), seen(session.state()));
        let again = state.exchange(back);
        assert_eq!(seen(&state), seen(session.state()));
        state.exchange(again);
        assert_ne!(seen(&state), seen(session.state()));
    }
}

/// A session of the models of a state.
fn of(state: &State) -> Session {
    let models = state.models.iter();
    Session::new(models.map(|(alias, model)| (alias.clone(), model.clone())))
}

#[test]
fn a_change_of_names_is_in_that_of_their_whole_alias() {
    let (one, other): (Arc<str>, Arc<str>) = (Arc::from("one"), Arc::from("other"));
    let names = |alias: &Arc<str>| Change::Tensors(alias.clone(), Vec::new());
    let whole = |alias: &Arc<str>| Change::Dict(alias.clone(), StateDict::default());
    assert!(names(&one).is_in(&[whole(&other), whole(&one)]));
    assert!(!names(&one).is_in(&[whole(&other), names(&one)]));
    assert!(!whole(&one).is_in(&[whole(&one)]));
}

/// What is kept of a step that answers with so much text.
fn kept(answer: String) -> String {
    let mut session = given("a = 1");
    step(&mut session, Effect::nothing());
    session.answered(&answer);
    let last = session.steps().last().and_then(|done| done.answer.clone());
    last.expect("an answer")
}

#[test]
fn of_a_long_answer_the_beginning_is_kept() {
    let most = 16 << 10;
    let rest = "\n(the rest is left out)";
    assert_eq!(kept("x".repeat(most)), "x".repeat(most));
    assert_eq!(kept("x".repeat(most + 1)), "x".repeat(most) + rest);
    // A character that the end would cut in two is left out whole.
    let wide = "x".repeat(most - 1) + "é and more";
    assert_eq!(kept(wide), "x".repeat(most - 1) + rest);
}

#[test]
fn steps_are_unsaved_since_the_last_that_wrote() {
    let mut session = given("a = 1");
    let save = Effect::Save(Save {
        alias: MODEL.into(),
        target: None,
        path: "unsaved/model.safetensors".into(),
        format: None,
        shard: Some(Size::None),
    });
    let changed = |session: &mut Session, name: &str| {
        let effect = copy(session, "a", name).expect("a copy");
        step(session, effect);
    };
    assert_eq!(session.unsaved(), 0);
    changed(&mut session, "b");
    step(&mut session, Effect::nothing());
    changed(&mut session, "c");
    assert_eq!(session.unsaved(), 2);
    step(&mut session, save);
    assert_eq!(session.unsaved(), 0);
    changed(&mut session, "d");
    assert_eq!(session.unsaved(), 1);
    undo(&mut session, 2);
    assert_eq!(session.unsaved(), 2);
    redo(&mut session, 1);
    assert_eq!(session.unsaved(), 0);
}
