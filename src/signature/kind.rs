//! The one list of what the value of a parameter may be.

/// What the value of a parameter may be. Binding checks it; help describes it; completion offers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tensors that are there, by pattern.
    Reference(Slicing),
    /// Tensors that are there, by pattern, or an alias for all of its tensors.
    Side,
    /// Names filled from the match of a source.
    Destination(Slicing, Must),
    /// Names filled from the match of the source under this key, and of its alias unless they say another.
    Beside(&'static str),
    /// A list of references, at least two.
    References(Slicing),
    /// One name as it is written; no pattern, no template.
    Name(Owner),
    /// A list of names as they are written, at least two.
    Names,
    /// A binary64 number, also as text.
    Number,
    /// A number, whole ones of up to 64 bits exact, also as text. Null is no number, and not as if left out.
    Exact,
    /// A number that is at least 0; no flag and no text.
    Tolerance,
    /// A whole number.
    Integer,
    /// A whole number that is at least 0.
    Count,
    /// A whole number that is at least 1, also as text or with a fraction of 0.
    Positive,
    /// True or false, also as the words yes, no, on, off, t, f.
    Flag,
    /// The number of a step, or the word `now`.
    Moment,
    /// Any text that is not empty.
    Text,
    /// A file or folder.
    Path(Access),
    /// An alias that is known.
    Alias,
    /// A name for an alias that does not exist yet.
    NewAlias,
    /// An element type to make tensors of, by one of its names.
    Dtype,
    /// An element type that a tensor may have, by one of its names.
    AnyDtype,
    /// One of these words, in any case.
    Choice(&'static [&'static str]),
    /// The sizes of a new tensor's dimensions: whole numbers, each at least 1.
    Shape,
    /// The sizes of dimensions: whole numbers of at least 1, of which one may be -1: what is left.
    OpenShape,
    /// A list of whole numbers of at least 1.
    Sizes,
    /// A list of dimensions by their numbers, at least one.
    Dimensions,
    /// A list of whole numbers, which may be empty.
    Integers,
    /// What a generator of random numbers starts from: a whole number from -2^63 to 2^64 - 1.
    Seed,
    /// A number, or nested lists of numbers.
    Values,
    /// A size of a file such as `512MB`, or `none`.
    Size,
    /// A claim that holds or not.
    Claim,
    /// Claims, at least one.
    Claims,
    /// What to explain: a verb, or a verb and one of its claims.
    Topic,
    /// A step, or a list of steps.
    Steps,
    /// A plan: its inputs, transforms and output, or a list of steps.
    Plan,
}

/// Whether a reference may take part of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slicing {
    /// `::[slice]` may follow.
    Allowed,
    /// Whole tensors only.
    Refused,
}

/// What must be true of a destination before the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    /// None of the names may exist.
    BeNew,
    /// Every name must exist.
    Exist,
}

/// Whose a name is when it says no alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// That of the default alias.
    Default,
    /// That of the alias under the key `alias`, else of the default alias, else of `model`.
    AliasKey,
}

/// What a path is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is read.
    Read,
    /// It is written.
    Write,
}

impl Kind {
    /// What a person is told to write, as in "expected a number".
    pub fn words(self) -> String {
        let words = match self {
            Kind::Reference(_) => "a reference",
            Kind::Side => "a reference or an alias",
            Kind::Destination(..) | Kind::Beside(_) => "a destination",
            Kind::References(_) => "a list of at least two references",
            Kind::Name(_) => "a tensor name",
            Kind::Names => "a list of at least two tensor names",
            Kind::Number | Kind::Exact => "a number",
            Kind::Tolerance => "a number of at least 0",
            Kind::Integer => "a whole number",
            Kind::Count => "a whole number of at least 0",
            Kind::Positive => "a whole number of at least 1",
            Kind::Flag => "true or false",
            Kind::Moment => "the number of a step or `now`",
            Kind::Text => "text",
            Kind::Path(_) => "a path",
            Kind::Alias => "an alias",
            Kind::NewAlias => "a new alias",
            Kind::Dtype | Kind::AnyDtype => "a dtype",
            Kind::Choice(words) => return format!("one of {}", words.join(", ")),
            Kind::Shape => "a list of whole numbers of at least 1",
            Kind::OpenShape => "a list of whole numbers of at least 1, of which one may be -1",
            Kind::Sizes => "a list of whole numbers of at least 1",
            Kind::Dimensions => "a list of dimensions such as [1, 0]",
            Kind::Integers => "a list of whole numbers",
            Kind::Seed => "a whole number",
            Kind::Values => "a number or nested lists of numbers",
            Kind::Size => "a size such as 512MB, or none",
            Kind::Claim => "a claim such as { exists: x }",
            Kind::Claims => "a list of claims",
            Kind::Topic => "a verb, or { assert: claim }",
            Kind::Steps => "a list of steps",
            Kind::Plan => "a plan",
        };
        words.to_string()
    }
}
