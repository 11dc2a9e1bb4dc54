//! A play that someone watches at a terminal.

use crate::terminal::Place;

#[test]
fn enter_plays_the_next_line_and_q_ends() {
    let place = Place::new("play");
    place.checkpoint("m.safetensors", &[1.0]);
    place.file(
        "session.oly",
        "inputs: [m.safetensors]\noutput: out.safetensors\ncopy: from: w, to: v\n# Next.\ndump\ndelete: target: w\n",
    );
    let mut play = place.shell(&["play", "session.oly"]);
    play.wait_for_end_with("> copy: from: w, to: v");
    assert!(!play.screen().contains("Next."), "{}", play.screen());
    play.keys("\r");
    play.shows("Next.\n> dump\n");
    assert!(!play.screen().contains("> delete"), "{}", play.screen());
    play.keys("q\r");
    assert_eq!(play.end(), 0);
    assert!(!place.join("out.safetensors").exists());
}
