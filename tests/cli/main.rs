//! The command line: what may be given, where, and what comes of it.

mod blame;
mod carets;
mod checks;
mod documents;
mod dtypes;
mod earlier;
mod edits;
mod faults;
mod generated;
mod lines;
mod messages;
mod nested;
mod options;
mod parts;
mod place;
mod plans;
mod plays;
mod safe;
mod scratch;
mod summaries;
mod torch;

#[path = "../support/inputs.rs"]
mod inputs;
#[path = "../support/program.rs"]
mod program;
