//! The closing answer of a batch run: how many steps ran, what was written, how long it took.

use super::{Answer, human, json, number, visible};
use serde_json::{Value, json};
use std::time::Duration;

/// A batch run that came to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// How many steps were done.
    pub steps: usize,
    /// The checkpoints written, in order.
    pub written: Vec<Written>,
    /// How long it took.
    pub time: Duration,
}

/// A checkpoint that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file or folder.
    pub path: String,
    /// Its size, all files of a folder together.
    pub bytes: u64,
    /// How many tensors it holds.
    pub tensors: u64,
}

impl Run {
    /// One line for each checkpoint written; as data the document with all of it.
    pub fn answer(&self) -> Answer {
        let lines: Vec<String> = self.written.iter().map(Written::line).collect();
        Answer {
            plain: lines.join("\n"),
            ..Answer::of_documents("run", vec![self.document()])
        }
    }

    fn document(&self) -> String {
        let written: Vec<Value> = self.written.iter().map(Written::data).collect();
        json::line(&json!({
            "answer": "run",
            "steps": self.steps,
            "written": written,
            "seconds": number::to_json(self.time.as_secs_f64()),
        }))
    }
}

impl Written {
    fn line(&self) -> String {
        let tensors = human::counted(self.tensors, "tensor");
        let path = visible(&self.path);
        format!("wrote {path}: {tensors}, {}", human::bytes(self.bytes))
    }

    fn data(&self) -> Value {
        json!({ "path": self.path, "bytes": self.bytes, "tensors": self.tensors })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_says_what_it_wrote() {
        let run = Run {
            steps: 5,
            written: vec![Written {
                path: "out.safetensors".into(),
                bytes: 1_288_490_188,
                tensors: 4312,
            }],
            time: Duration::from_millis(400),
        };
        let answer = run.answer();
        assert_eq!(
            answer.plain,
            "wrote out.safetensors: 4 312 tensors, 1.2 GiB"
        );
        let expected = concat!(
            r#"{"answer":"run","steps":5,"written":[{"path":"out.safetensors","bytes":1288490188,"#,
            r#""tensors":4312}],"seconds":0.4}"#
        );
        assert_eq!(answer.documents, Some(vec![expected.to_owned()]));
    }
}
