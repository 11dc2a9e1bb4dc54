//! What a screen shows of answers: tables folded and cut, all of the last, other forms.

use crate::terminal::{Place, Terminal};

/// Layers of two tensors each, and one with numbers of its own.
fn layers(place: &Place, layers: usize) {
    let mut tensors = vec![("wte".to_string(), vec![0.0, 0.5, -1.5, f32::NAN])];
    for layer in 0..layers {
        tensors.push((format!("h.{layer}.attn.weight"), vec![1.0, 2.0]));
        tensors.push((format!("h.{layer}.bias"), vec![layer as f32]));
    }
    place.tensors("m.safetensors", &tensors);
}

/// A shell on a checkpoint of so many layers.
fn shell(place: &Place, count: usize) -> Terminal {
    layers(place, count);
    let mut shell = place.shell(&["m.safetensors"]);
    shell.prompt();
    shell
}

#[test]
fn layers_alike_are_one_row() {
    let place = Place::new("folded");
    let mut shell = shell(&place, 12);
    shell.line("dump");
    shell.shows("model::h.0-11.attn.weight  ×12  float32    [2]   8 B");
    shell.shows("model::h.0-11.bias         ×12  float32    [1]   4 B");
    shell.shows("25 tensors, 160 B");
}

#[test]
fn statistics_are_shown_with_a_histogram() {
    let place = Place::new("stat");
    let mut shell = shell(&place, 2);
    shell.line("dump: target: h.*, verbosity: stat");
    shell.shows("shape  min  max  mean       std  zeros  nan  inf  histogram");
    shell.shows(
        "h.0-1.attn.weight  ×2  float32    [2]    1    2   1.5  0.707107      0    0    0  █",
    );
    shell.shows(
        "h.1.bias               float32    [1]    1    1     1         -      0    0    0  █",
    );
    shell.shows("4 tensors, 24 B; no room for size, reads, writes");
    shell.line("dump: target: wte, verbosity: stat");
    shell.shows("nan  nan   nan  nan      1    1    0  █");
}

#[test]
fn differences_are_measured() {
    let place = Place::new("measured");
    let mut shell = shell(&place, 1);
    shell.line("prefixes: mode: add, alias: old");
    shell.line("copy: from: model::h.*, to: 'old::\\g<0>'");
    shell.line("fill_: target: model::h.0.attn.weight, mode: constant, value: 2");
    shell.shows("~ 1 filled  model::h.0.attn.weight  float32  8 B");
    shell.line("diff: mode: aliases, left_alias: model, right_alias: old");
    shell.shows(
        "tensor           difference        differ  max  mean  relative    cosine  largest at",
    );
    shell.shows("wte              missing on right");
    shell.shows("h.0.attn.weight  values              50 %    1   0.5  0.353553  0.948683  [0]");
    shell.shows("2 findings, model::.* <-> old::.*");
}

#[test]
fn long_tables_show_both_ends_and_last_all_of_it() {
    let place = Place::new("ends");
    let mut shell = shell(&place, 100);
    shell.line("dump: target: '.*bias', verbosity: stat");
    shell.shows("... 67 more");
    shell.shows("100 tensors");
    shell.enter("last");
    shell.shows("-- 64 more lines, Enter goes on, q ends --");
    shell.keys("\r");
    shell.shows("-- 25 more lines");
    shell.keys("q\r");
    shell.shows("the rest is not shown");
    shell.prompt();
}

#[test]
fn a_narrow_screen_keeps_what_matters_most() {
    let place = Place::new("narrow");
    layers(&place, 4);
    let mut shell = place.shell_in(&["m.safetensors"], 40, &[]);
    shell.prompt();
    shell.line("dump: verbosity: stat");
    shell.shows("name                      min  max  mean\n────");
    shell.shows("model::h.0-3...eight  ×4    1    2   1.5\nmodel::h.0.bias ");
    shell.shows("64 B; no room for std,\nhistogram, dtype, shape");
    shell.line("scale_: target: h.*, by: 2");
    shell.shows("~ 8 scaled  h.*  float32  48 B · ");
}

#[test]
fn a_screen_shows_other_forms() {
    let place = Place::new("forms");
    let mut shell = shell(&place, 2);
    shell.line("set: format: csv");
    shell.line("dump: target: h.*.attn.weight");
    shell.shows("name,dtype,shape,size\nh.0.attn.weight,float32,[2],8\nh.1.attn.weight,");
    shell.line("set: format: markdown");
    shell.line("dump: wte");
    shell.shows("| name | dtype | shape | size |\n| --- | --- | ---: | ---: |\n| wte | float32 | [4] | 16 B |");
    shell.line("set: format: json");
    shell.line("dump: wte");
    shell.shows(r#"{"wte":{"bytes":16,"dtype":"float32","shape":[4]}}"#);
    shell.line("set: format: tree");
    shell.line("dump: wte");
    shell.shows("└── wte  shape=[4]");
    shell.line("set");
    shell.shows("set flags: dry-run=False");
}

#[test]
fn the_pager_of_the_person_gets_all_of_it() {
    let place = Place::new("pager");
    layers(&place, 100);
    let mut shell = place.shell_in(&["m.safetensors"], 100, &[("PAGER", "/bin/cat -n")]);
    shell.prompt();
    shell.line("dump: target: '.*bias', verbosity: stat");
    shell.shows("... 67 more");
    shell.line("last");
    shell.shows("102  h.99.bias");
}

#[test]
fn colours_are_for_those_who_want_them() {
    for (no_color, painted) in [("1", false), ("", true)] {
        let place = Place::new(&format!("painted-{painted}"));
        layers(&place, 1);
        let variables = [("NO_COLOR", no_color)];
        let mut shell = place.shell_in(&["m.safetensors"], 100, &variables);
        shell.prompt();
        shell.line("copy: from: wte, to: v");
        shell.line("dump");
        assert_eq!(shell.is_painted(), painted, "{no_color}");
    }
}
