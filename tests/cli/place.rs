//! A folder to run the program in, and what is expected of a run.

use crate::inputs;
use crate::program::{Ran, program, run};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with `in.safetensors`, which holds `w`, float32, 1 2 3, and the plan `plan.yaml`.
pub struct Place(TempDir);

/// A run, and the command line it came from.
pub struct Run {
    line: String,
    ran: Ran,
}

impl Place {
    pub fn new() -> Self {
        let place = Place(tempfile::tempdir().expect("a temporary folder"));
        inputs::make(&place.path("in.safetensors"), 3, &[1.0, 2.0, 3.0]);
        let steps =
            "- scale_: {target: w, by: 2}\n- dump: {target: w, format: tree, verbosity: full}\n";
        place.write(
            "plan.yaml",
            &format!("inputs: [in.safetensors]\ntransforms:\n{steps}"),
        );
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file is written");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text was written")
    }

    /// Runs the program with these arguments; an argument that has blanks stands in single quotes.
    pub fn run(&self, line: &str) -> Run {
        let words = line
            .split('\'')
            .enumerate()
            .flat_map(|(index, part)| match index % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![part],
            });
        let words: Vec<&str> = words.collect();
        self.run_words(&words)
    }

    /// Runs the program with these arguments, whatever they hold.
    pub fn run_words(&self, words: &[&str]) -> Run {
        let ran = run(program(self.0.path()).args(words), "");
        Run {
            line: words.join(" "),
            ran,
        }
    }
}

impl Run {
    /// Exit code 0, and exactly this on standard output.
    pub fn gives(self, expected: &str) {
        let Run { line, ran } = self;
        assert_eq!(ran.code, Some(0), "{line}: {}", ran.err);
        assert_eq!(ran.out, expected, "{line}");
    }

    /// This exit code, nothing on standard output, and these words on standard error.
    pub fn fails(self, code: i32, words: &str) {
        let Run { line, ran } = self;
        assert_eq!(ran.code, Some(code), "{line}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{line}");
        assert!(ran.err.contains(words), "{line}: {}", ran.err);
    }

    /// All of standard output of a run that succeeds.
    pub fn out(self) -> String {
        assert_eq!(self.ran.code, Some(0), "{}: {}", self.line, self.ran.err);
        self.ran.out
    }

    /// All of standard error of a run that succeeds.
    pub fn notes(self) -> String {
        assert_eq!(self.ran.code, Some(0), "{}: {}", self.line, self.ran.err);
        self.ran.err
    }

    /// The exit code and all of standard output of a run that fails.
    pub fn failed(self) -> (Option<i32>, String) {
        assert_ne!(self.ran.code, Some(0), "{}", self.line);
        (self.ran.code, self.ran.out)
    }

    /// All of standard error of a run that fails with this code.
    pub fn fails_with(self, code: i32) -> String {
        assert_eq!(self.ran.code, Some(code), "{}: {}", self.line, self.ran.err);
        self.ran.err
    }

    /// All of standard error of a run that fails.
    pub fn err(self) -> String {
        assert_ne!(self.ran.code, Some(0), "{}", self.line);
        self.ran.err
    }
}

/// What `dump` shows of `w` with these values after one edit.
pub fn shown(values: &str) -> String {
    counted(values, 2, 2)
}

/// What `dump` shows of `w` with these values, read and written so often.
pub fn counted(values: &str, reads: u64, writes: u64) -> String {
    let counts = format!("reads={reads} writes={writes}");
    format!("└── w  shape=[3] dtype=torch.float32 device=cpu values=[{values}] {counts}\n")
}
