//! A play that someone watches at a terminal.

use crate::terminal::Place;

#[test]
fn enter_plays_the_next_line_and_q_ends() {
    let place = Place::new("play");
    place.checkpoint("m.safetensors", &[1.0]);
    place.file(
        "session.oly",
        "inputs: [m.safetensors]\noutput: out.safetensors\ncopy: from: w, to: v\n# Next.\ndump\nassert: exists: v\ndelete: target: w\n",
    );
    let mut play = place.shell(&["play", "session.oly"]);
    play.wait_for_end_with("> copy: from: w, to: v");
    assert!(!play.screen().contains("copied"), "{}", play.screen());
    play.keys("\r");
    play.shows("> copy: from: w, to: v \n+ 1 copied  v  float32  4 B");
    play.shows("\n\nNext.\n> dump");
    assert!(!play.screen().contains("2 tensors"), "{}", play.screen());
    play.keys("\r");
    play.shows("> assert: exists: v");
    play.keys("\r");
    play.shows("assert: ok");
    play.shows("> delete: target: w");
    play.keys("q\r");
    assert_eq!(play.end(), 0);
    assert!(!place.join("out.safetensors").exists());
}

#[test]
fn a_play_shows_all_that_the_shell_shows() {
    let place = Place::new("play-details");
    place.checkpoint("m.safetensors", &[1.0, 3.0]);
    place.file(
        "session.oly",
        "inputs: [m.safetensors]\nscale_: target: w, by: 2\ndiff: left: model@0, right: model\ndump: verbosity: stat\n",
    );
    let mut play = place.shell(&["play", "session.oly", "--no-pause"]);
    play.shows("w       values       100 %    3     2         1       1  [1]");
    play.shows("2.82843");
    assert_eq!(play.end(), 0);
}

#[test]
fn ctrl_c_ends_a_play_at_once() {
    let place = Place::new("play-stopped");
    place.checkpoint("m.safetensors", &[1.0]);
    place.file(
        "session.oly",
        "inputs: [m.safetensors]\noutput: out.safetensors\ndelete: target: w\n",
    );
    for pace in [&[][..], &["--pace", "60"]] {
        let mut play = place.shell(&[&["play", "session.oly"], pace].concat());
        play.shows("> delete: target: w");
        play.keys("\u{3}");
        assert_eq!(play.end(), 130);
    }
    assert!(!place.join("out.safetensors").exists());
}
