//! What a step or a command says: as data, as text, and as a table for a person at a screen.

use super::{Form, Table};
use serde_json::Value;

/// The answer of one verb, in every form it may be shown in.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The verb that answers.
    pub name: String,
    /// The step that answers, counted from 0 within `transforms`; nothing for commands.
    pub step: Option<usize>,
    /// The exact text for pipes and batch runs, without a final line end.
    pub plain: String,
    /// What a terminal shows instead of the text.
    pub table: Option<Table>,
    /// What `--json` shows.
    pub data: Value,
    /// Documents that `--json` prints as they are, one a line, in place of `data`.
    pub documents: Option<Vec<String>>,
    /// What a screen shows it as.
    pub form: Form,
    /// Whether a screen shows all of it, however much that is.
    pub whole: bool,
    /// Whether a screen breaks its long lines between words.
    pub prose: bool,
}

impl Answer {
    /// An answer in words and as data.
    pub fn new(name: impl Into<String>, plain: impl Into<String>, data: Value) -> Self {
        Answer {
            name: name.into(),
            step: None,
            plain: plain.into(),
            table: None,
            data,
            documents: None,
            form: Form::Table,
            whole: false,
            prose: false,
        }
    }

    /// An answer that is JSON documents already: they are its text and stand for its data.
    pub fn of_documents(name: impl Into<String>, documents: Vec<String>) -> Self {
        let plain = documents.join("\n");
        Answer {
            documents: Some(documents),
            ..Answer::new(name, plain, Value::Null)
        }
    }

    /// Shows this table on a terminal.
    pub fn with_table(mut self, table: Table) -> Self {
        self.table = Some(table);
        self
    }

    /// Shows all of it on a screen, however much that is.
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// Has a screen break its long lines between words.
    pub fn prose(mut self) -> Self {
        self.prose = true;
        self
    }

    /// Says which step answers, counted from 0.
    pub fn in_step(mut self, step: usize) -> Self {
        self.step = Some(step);
        self
    }
}
