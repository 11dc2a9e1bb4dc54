//! The forms in which a screen may show answers.

/// How a screen shows an answer that has a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As a table that fits the screen.
    #[default]
    Table,
    /// As the text that pipes get.
    Tree,
    /// As one line of JSON.
    Json,
    /// As comma-separated values (RFC 4180), a line of headings first.
    Csv,
    /// As a table in Markdown.
    Markdown,
}

impl Form {
    /// The names of all forms.
    pub const NAMES: [&'static str; 5] = ["table", "tree", "json", "csv", "markdown"];

    /// The form of this name.
    pub fn named(name: &str) -> Option<Form> {
        Some(match name {
            "table" => Form::Table,
            "tree" => Form::Tree,
            "json" => Form::Json,
            "csv" => Form::Csv,
            "markdown" => Form::Markdown,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Form::Table => "table",
            Form::Tree => "tree",
            Form::Json => "json",
            Form::Csv => "csv",
            Form::Markdown => "markdown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_a_form() {
        for name in Form::NAMES {
            assert_eq!(Form::named(name).map(Form::name), Some(name));
        }
        assert_eq!(Form::named("yaml"), None);
    }
}
