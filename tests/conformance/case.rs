//! A case as its file has it; `README.md` beside this file says what each key means.

use serde::Deserialize;
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A plan and what must come of it.
#[derive(Debug, Deserialize)]
pub struct Case {
    pub name: String,
    plan: Option<Value>,
    plan_text: Option<String>,
    #[serde(default)]
    pub args: Vec<String>,
    #[serde(default)]
    pub files: BTreeMap<PathBuf, String>,
    pub expect: Expect,
}

/// What must come of a plan: a failure if one is named, else success.
#[derive(Debug, Deserialize)]
pub struct Expect {
    #[serde(default)]
    pub ok: Success,
    pub error: Option<Failure>,
}

/// What holds after a plan that succeeds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Success {
    pub tensors: Vec<Group>,
    pub absent: Vec<PathBuf>,
    pub dump: Option<Vec<serde_json::Value>>,
    pub diff: Option<Vec<Diff>>,
    pub summary: Option<Summary>,
}

/// How a plan fails.
#[derive(Debug, Deserialize)]
pub struct Failure {
    pub category: String,
    #[serde(default)]
    pub or: Vec<String>,
    pub step: Option<usize>,
    #[serde(default)]
    pub absent: Vec<PathBuf>,
}

/// The tensors of an alias in memory, or of a path on disk.
#[derive(Debug, Deserialize)]
pub struct Group {
    pub alias: Option<String>,
    pub path: Option<PathBuf>,
    pub complete: bool,
    pub data: PathBuf,
    pub entries: Vec<Entry>,
    pub index: Option<Index>,
}

/// One tensor of a group.
#[derive(Debug, Deserialize)]
pub struct Entry {
    pub name: String,
    pub shape: Vec<usize>,
    pub dtype: String,
    pub compare: Compare,
}

/// How near a tensor must be to the expected one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Compare {
    Exact(Exact),
    Close {
        rel_frobenius: f64,
        #[serde(default = "tiny")]
        abs: f64,
    },
    UpToSign {
        axis: usize,
        tol: f64,
    },
    Range {
        range: [f64; 2],
    },
}

/// Bit for bit.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Exact {
    Exact,
}

/// The index of a folder of shards.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Index {
    pub weight_map: BTreeMap<String, String>,
    pub total_size: u64,
}

/// What one diff finds.
#[derive(Debug, Default, Deserialize, PartialEq)]
pub struct Diff {
    pub missing_on_left: Vec<String>,
    pub missing_on_right: Vec<String>,
    pub differing: Vec<String>,
}

/// The summary that a run writes.
#[derive(Debug, Deserialize)]
pub struct Summary {
    pub path: PathBuf,
    pub transforms: serde_json::Value,
}

impl Case {
    /// The text of the plan's file.
    pub fn plan(&self) -> String {
        match &self.plan_text {
            Some(text) => text.clone(),
            None => serde_yaml::to_string(&self.plan).expect("a plan is YAML"),
        }
    }
}

/// Where the suite lies.
pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

/// Every case, by name.
pub fn all() -> Vec<Case> {
    let files = fs::read_dir(home().join("cases")).expect("the cases are listed");
    let mut cases: Vec<Case> = files
        .map(|file| read(&file.expect("an entry").path()))
        .collect();
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    cases
}

fn read(path: &Path) -> Case {
    let text = fs::read_to_string(path).expect("a case is text");
    let case: Case =
        serde_yaml::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    assert_eq!(
        path.file_stem(),
        Some(case.name.as_ref()),
        "a case has the name of its file"
    );
    case
}

fn tiny() -> f64 {
    1e-12
}
