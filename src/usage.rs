//! What is wrong with a command line, in words of our own.

use brainsurgery::error::{Error, Kind};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::env::args_os;

/// The failure to read a command line.
pub fn error(usage: &clap::Error) -> Error {
    let parts = Parts(usage);
    let (option, value) = (
        parts.word(ContextKind::InvalidArg),
        parts.text(ContextKind::InvalidValue),
    );
    let message = match usage.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            format!("unknown option `{option}`")
        }
        ErrorKind::UnknownArgument => format!("nothing is expected where `{option}` stands"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{option}` needs a value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{option}` takes {}, found `{value}`", parts.taken())
        }
        ErrorKind::TooManyValues => format!("`{option}` takes no value, found `{value}`"),
        ErrorKind::ArgumentConflict => {
            let other = parts.word(ContextKind::PriorArg);
            format!("`{option}` and `{other}` exclude each other")
        }
        ErrorKind::MissingRequiredArgument => format!("`{option}` is missing"),
        ErrorKind::InvalidUtf8 => not_text(),
        _ => first_line(usage),
    };
    let error = Error::new(Kind::Payload, message);
    match parts.suggested() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None if usage.kind() == ErrorKind::InvalidUtf8 => {
            error.hint("rename the file, or name the folder that it is in")
        }
        None => error.hint("`brainsurgery --help` lists the options"),
    }
}

/// What the parser tells of a fault.
struct Parts<'a>(&'a clap::Error);

impl Parts<'_> {
    fn texts(&self, kind: ContextKind) -> Vec<String> {
        match self.0.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }

    fn text(&self, kind: ContextKind) -> String {
        self.texts(kind).join("`, `")
    }

    /// An option without the name of its value: `--threads` of `--threads <N>`.
    fn word(&self, kind: ContextKind) -> String {
        let words = self.texts(kind);
        let word = |text: &String| text.split(' ').next().unwrap_or(text).to_owned();
        let words: Vec<String> = words.iter().map(word).collect();
        words.join("`, `")
    }

    /// What an option takes: one of some words, or what its own reader says.
    fn taken(&self) -> String {
        let words = self.texts(ContextKind::ValidValue);
        let reader = std::error::Error::source(self.0);
        match (&words[..], reader) {
            ([], Some(reader)) => reader.to_string(),
            ([], None) => "another value".to_owned(),
            (words, _) => format!("one of {}", words.join(", ")),
        }
    }

    fn suggested(&self) -> Option<String> {
        let kinds = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedValue,
            ContextKind::SuggestedSubcommand,
        ];
        kinds
            .into_iter()
            .find_map(|kind| self.texts(kind).into_iter().next())
    }
}

/// Refuses a word that is no text; where that is a file, it cannot be named here.
fn not_text() -> String {
    let odd = args_os().find(|word| word.to_str().is_none());
    let odd = odd.unwrap_or_default();
    format!("`{}` is not UTF-8", odd.display())
}

fn first_line(usage: &clap::Error) -> String {
    let text = usage.to_string();
    let line = text.lines().next().unwrap_or(&text);
    line.trim_start_matches("error: ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::Parser;

    fn of(line: &str) -> (String, String) {
        let words = ["brainsurgery"].into_iter().chain(line.split(' '));
        let error = error(&Cli::try_parse_from(words).expect_err(line));
        assert_eq!((error.exit_code(), error.hints().len()), (2, 1), "{line}");
        (error.message().to_owned(), error.hints()[0].clone())
    }

    #[test]
    fn each_fault_of_a_command_line_is_said_in_our_words() {
        for (line, message) in [
            (
                "--threads abc",
                "`--threads` takes a whole number of at least 1, found `abc`",
            ),
            (
                "--threads 0",
                "`--threads` takes a whole number of at least 1, found `0`",
            ),
            (
                "--num-workers=-1",
                "`--num-workers` takes a whole number of at least 1, found `-1`",
            ),
            ("--threads", "`--threads` needs a value"),
            ("--bogus", "unknown option `--bogus`"),
            ("-z", "unknown option `-z`"),
            (
                "--summary-mode x",
                "`--summary-mode` takes one of raw, resolve, found `x`",
            ),
            ("--safe=yes", "`--safe` takes no value, found `yes`"),
            (
                "--record a --no-record",
                "`--record` and `--no-record` exclude each other",
            ),
            ("check", "`<ITEM>...` is missing"),
            ("play", "`<FILE>` is missing"),
            ("play x --pace -1", "unknown option `-1`"),
            (
                "play x --pace=-1",
                "`--pace` takes seconds from 0 up, found `-1`",
            ),
            (
                "play x --pace inf",
                "`--pace` takes seconds from 0 up, found `inf`",
            ),
            ("sessions x", "nothing is expected where `x` stands"),
        ] {
            assert_eq!(of(line).0, message, "{line}");
        }
    }

    #[test]
    fn what_is_near_is_the_hint() {
        assert_eq!(of("--thread 3").1, "did you mean `--threads`?");
        assert_eq!(of("--log-level warnin").1, "did you mean `warning`?");
        assert_eq!(of("--bogus").1, "`brainsurgery --help` lists the options");
    }
}
