//! The kinds of failure, each with the stable name that `--json` shows.

/// What sort of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A plan or a payload of the wrong structure: unknown or missing keys, wrong kinds of value.
    Payload,
    /// A malformed reference, slice, pattern or template.
    Reference,
    /// An unknown alias, or one that must be new and is not.
    Alias,
    /// A pattern that must match matched nothing.
    NoMatch,
    /// Several matches where exactly one is allowed.
    NotUnique,
    /// Two results of one step have the same name.
    Collision,
    /// A destination that must be new is taken.
    Exists,
    /// A destination or a mapped second operand is not there.
    Missing,
    /// A slice that does not fit the shape of its tensor.
    SliceRange,
    /// Shapes that do not fit each other or the operation.
    Shape,
    /// Dtypes that do not fit each other or the operation.
    Dtype,
    /// A number that the dtype cannot hold, or malformed values.
    Value,
    /// Source and destination of an in-place edit overlap in part.
    Overlap,
    /// A decomposition that did not converge.
    Numeric,
    /// A file that is absent, unreadable, corrupt, or cannot be written.
    Io,
    /// An unsupported format or combination of options.
    Format,
    /// The alias to write cannot be told.
    Output,
    /// An assertion was evaluated and is false.
    Assertion,
    /// The work was stopped from outside.
    Interrupted,
}

impl Kind {
    /// The stable name shown to programs.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Payload => "payload",
            Kind::Reference => "reference",
            Kind::Alias => "alias",
            Kind::NoMatch => "no-match",
            Kind::NotUnique => "not-unique",
            Kind::Collision => "collision",
            Kind::Exists => "exists",
            Kind::Missing => "missing",
            Kind::SliceRange => "slice-range",
            Kind::Shape => "shape",
            Kind::Dtype => "dtype",
            Kind::Value => "value",
            Kind::Overlap => "overlap",
            Kind::Numeric => "numeric",
            Kind::Io => "io",
            Kind::Format => "format",
            Kind::Output => "output",
            Kind::Assertion => "assertion",
            Kind::Interrupted => "interrupted",
        }
    }
}
