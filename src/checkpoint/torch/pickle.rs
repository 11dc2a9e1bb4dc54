//! Pickles: the programs of Python's pickle module, run by a machine that builds values and calls nothing.
//!
//! The opcodes are those of protocols 2 to 5 (`Lib/pickletools.py` of CPython describes them). A value
//! refers to others by number, so that neither depth nor cycles of a hostile program matter.

mod call;
mod global;
mod machine;
mod opcode;
mod rebuild;
mod stack;
mod tape;
#[cfg(test)]
mod tests;
mod value;

pub use global::Element;
pub use machine::{Pickle, run};
pub use rebuild::View;
pub use tape::Fault;
pub use value::{Heap, Id, Value};
