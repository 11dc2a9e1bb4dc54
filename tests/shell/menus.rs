//! The menu of candidates on screens of every size, and what Tab writes.

use crate::terminal::{Place, Terminal};

const LEFT: &str = "\x1b[D";

/// A shell on tensors of these names.
fn shell(place: &Place, names: &[&str], cols: u16, rows: u16) -> Terminal {
    let tensors: Vec<_> = names
        .iter()
        .map(|name| (name.to_string(), vec![1.0]))
        .collect();
    place.tensors("m.safetensors", &tensors);
    let mut shell = place.shell_sized(&["m.safetensors"], cols, rows);
    shell.prompt();
    shell
}

#[test]
fn all_verbs_fit_on_a_usual_screen() {
    let place = Place::new("menu-usual");
    let mut shell = shell(&place, &["w"], 80, 24);
    shell.keys("\t");
    shell.shows("undo:");
    shell.wait_for_end_with("model 1 tensor 4 B>");
    let rows = shell.rows();
    let loads = rows.iter().find(|row| row.starts_with("load: "));
    let loads = loads.expect("the first verb");
    assert!(loads.contains("Open a"), "{rows:#?}");
    shell.keys("exit\r");
    assert_eq!(shell.end(), 0);
}

#[test]
fn what_has_no_room_is_counted_and_asks_nothing() {
    let place = Place::new("menu-small");
    for (cols, rows, first) in [(20, 24, "load:"), (80, 5, "load:"), (20, 5, "load:")] {
        let mut shell = shell(&place, &["w"], cols, rows);
        shell.keys("\t");
        shell.shows(" more");
        let shown = shell.rows();
        assert!(shown.iter().any(|row| row.starts_with(first)), "{shown:#?}");
        shell.keys("help: cop");
        shell.wait_for_end_with("> help: cop");
        shell.keys("\t\x15exit\r");
        assert_eq!(shell.end(), 0);
    }
}

#[test]
fn names_that_would_move_the_cursor_are_written_out() {
    let place = Place::new("menu-hostile");
    let mut shell = shell(&place, &["a\\u001b[31mred", "a\\nb", "ab"], 80, 24);
    shell.keys("dump: target: a\t");
    shell.shows(r"a\x1b[31mred");
    shell.shows(r"a\nb");
    let red = shell.cell("red").fgcolor();
    assert_eq!(red, vt100::Color::Default);
}

#[test]
fn wide_names_stand_in_columns() {
    let place = Place::new("menu-wide");
    let mut shell = shell(&place, &["日本.語", "日a", "日語語語"], 80, 24);
    shell.keys("dump: target: 日\t");
    shell.shows("日語語語");
    let rows = shell.rows();
    let row = rows.iter().find(|row| row.starts_with("日a"));
    assert!(
        row.is_some_and(|row| row.starts_with("日a       float32 [1]  ")),
        "{rows:#?}"
    );
}

#[test]
fn tab_within_a_line_goes_on_to_what_is_there() {
    let place = Place::new("menu-within");
    let mut shell = shell(&place, &["w", "v"], 80, 24);
    shell.keys(&format!("copy: from: w, to: x{}", LEFT.repeat(13)));
    shell.keys("\t");
    shell.keys("!");
    shell.wait_for_end_with("> copy: from: !w, to: x");
}
