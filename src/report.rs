//! An answer as data, then as text, table or JSON; diagnostics, progress, sizes and times.
//!
//! Invariant: this room knows no tensors, no files and no session. It turns data into text; only
//! [`Printer`] and [`Progress`] touch a stream.

mod alphabet;
mod answer;
mod bars;
pub mod diagnostic;
pub mod diff;
pub mod dump;
mod form;
pub mod human;
pub mod json;
mod names;
pub mod number;
mod printer;
mod progress;
mod render;
mod run;
mod style;
mod table;
mod text;
mod tone;
mod voice;

pub use alphabet::Alphabet;
pub use answer::Answer;
pub use bars::bars;
pub use form::Form;
pub use names::common;
pub use printer::Printer;
pub use progress::{Progress, Work};
pub use render::{render, step_line};
pub use run::{Run, Written};
pub use style::{Facts, Style};
pub use table::{Align, Cell, Column, Table};
pub use text::{columns, cut, one_line, rows, shorten, visible, wrapped};
pub use tone::Tone;
pub use voice::{Level, Voice};
