//! What a rule stands in: the line itself, or a bracket that must be closed before the line ends.

use super::fault::Fault;

/// What is innermost, and how many levels are open.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    within: Within<'a>,
    levels: usize,
}

/// The line, or an open bracket with the rest of the line from it on.
#[derive(Clone, Copy)]
enum Within<'a> {
    Line,
    List(&'a str),
    Map(&'a str),
}

impl<'a> Frame<'a> {
    /// The line, before any bracket.
    pub const LINE: Self = Frame {
        within: Within::Line,
        levels: 0,
    };

    /// One level further in, inside the list that opens here.
    pub fn list(self, opener: &'a str) -> Result<Self, Fault<'a>> {
        let within = Within::List(opener);
        Ok(Frame {
            within,
            ..self.deeper(opener)?
        })
    }

    /// One level further in, inside the mapping that opens here.
    pub fn map(self, opener: &'a str) -> Result<Self, Fault<'a>> {
        let within = Within::Map(opener);
        Ok(Frame {
            within,
            ..self.deeper(opener)?
        })
    }

    /// One level further in at `opener`, without a bracket.
    pub fn deeper(self, opener: &'a str) -> Result<Self, Fault<'a>> {
        let levels = self.levels + 1;
        if levels > super::MOST_LEVELS {
            Err(Fault::too_deep(opener))
        } else {
            Ok(Frame { levels, ..self })
        }
    }

    /// The text behind the end of what is open, if it ends here.
    pub fn end(self, input: &str) -> Option<&str> {
        match self.within {
            Within::Line => input.is_empty().then_some(input),
            Within::List(_) => input.strip_prefix(']'),
            Within::Map(_) => input.strip_prefix('}'),
        }
    }

    /// What a message calls the end of what is open.
    pub fn end_name(self) -> &'static str {
        match self.within {
            Within::Line => "the end of the line",
            Within::List(_) => "`]`",
            Within::Map(_) => "`}`",
        }
    }

    /// What a message calls the things between the commas.
    pub fn due(self) -> &'static str {
        match self.within {
            Within::List(_) => "a value",
            Within::Line | Within::Map(_) => "a key",
        }
    }

    /// Whether this is a list, whose items may be pairs without braces.
    pub fn is_list(self) -> bool {
        matches!(self.within, Within::List(_))
    }

    /// Fails where the line ends inside a bracket: that bracket is at fault, whatever was due.
    pub fn go_on(self, input: &'a str) -> Result<(), Fault<'a>> {
        match self.within {
            Within::List(opener) if input.is_empty() => Err(Fault::unclosed_list(opener)),
            Within::Map(opener) if input.is_empty() => Err(Fault::unclosed_map(opener)),
            _ => Ok(()),
        }
    }
}
