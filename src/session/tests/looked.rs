//! What a step uses is counted, and the counts go back with it.

use super::*;

fn counts(session: &Session, name: &str) -> (u64, u64) {
    let Counts { reads, writes } = session.counts("model", name);
    (reads, writes)
}

/// Says whose numbers it would look at.
#[derive(Debug)]
struct Of(Vec<Source>);

impl Look for Of {
    fn reads(&self) -> Vec<Source> {
        self.0.clone()
    }

    fn look(&self, _engine: &crate::tensor::Engine) -> Result<Option<crate::report::Answer>> {
        Ok(None)
    }
}

#[test]
fn an_edit_counts_its_sources_and_what_it_stores() {
    let mut session = session(&["a", "b"]);
    let (from, to) = (source(&session, "a"), destination(&session, "b"));
    let effect = session.combine_into(&from, &to, |_, source| Ok(source.clone()));
    step(&mut session, effect.expect("it fits"));
    assert_eq!(
        (counts(&session, "a"), counts(&session, "b")),
        ((1, 1), (1, 2))
    );
    undo(&mut session, 1);
    assert_eq!(
        (counts(&session, "a"), counts(&session, "b")),
        ((0, 1), (0, 1))
    );
    redo(&mut session, 1);
    assert_eq!(
        (counts(&session, "a"), counts(&session, "b")),
        ((1, 1), (1, 2))
    );
}

#[test]
fn a_look_counts_each_role_and_is_undone() {
    let mut session = session(&["a", "b"]);
    let source = |name: &str| Source::new(&Arc::from("model"), &Arc::from(name));
    let sources = vec![source("a"), source("b"), source("a"), source("gone")];
    step(&mut session, Effect::Look(Arc::new(Of(sources))));
    assert_eq!(
        (counts(&session, "a"), counts(&session, "b")),
        ((2, 1), (1, 1))
    );
    undo(&mut session, 1);
    assert_eq!(
        (counts(&session, "a"), counts(&session, "b")),
        ((0, 1), (0, 1))
    );
}

#[test]
fn what_is_moved_or_made_again_begins_anew() {
    let mut session = session(&["a"]);
    for (from, to) in [("a", "b"), ("b", "a")] {
        let copied = copy(&session, from, "x").expect("a copy");
        step(&mut session, copied);
        let moved = rename(&session, from, to).expect("a move");
        step(&mut session, moved);
        assert_eq!(counts(&session, to), (0, 1));
        let dropped = rename(&session, "x", &format!("x{to}")).expect("a move");
        step(&mut session, dropped);
    }
    assert_eq!(counts(&session, "b"), (0, 0));
}

#[test]
fn a_dry_run_counts_nothing() {
    let mut session = session(&["a"]);
    step(
        &mut session,
        Effect::Set(vec![Setting::Turned(Flag::DryRun, true)]),
    );
    let effect = copy(&session, "a", "b").expect("a copy");
    step(&mut session, effect);
    assert_eq!(
        (counts(&session, "a"), counts(&session, "b")),
        ((0, 1), (0, 0))
    );
    assert_eq!(
        session.counts_after_look("model", "a"),
        session.counts("model", "a")
    );
}
