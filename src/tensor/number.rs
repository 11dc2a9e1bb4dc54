//! Numbers for people: the values of elements, exact.

/// The value of one element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// True or false.
    Bool(bool),
    /// Any integer of up to 64 bits.
    Int(i128),
    /// Any real float of up to 64 bits.
    Float(f64),
}
