//! The shell as a person at a terminal sees it.

mod alphabets;
mod answers;
mod blame;
mod blocks;
mod editing;
mod helping;
mod looks;
mod menus;
mod nested;
mod paging;
mod piped;
mod playing;
mod resuming;
mod screens;
mod stopping;
mod svg;
mod terminal;
mod travel;
mod typing;

#[path = "../support/program.rs"]
mod program;
