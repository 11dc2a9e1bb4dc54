//! What a recording says beside its steps: `#: name: key: value`. It is never needed to replay.

use super::absolute;
use crate::checkpoint::{Fingerprint, Origin, Written};
use crate::error::Error;
use crate::syntax::{Map, Node, Value};

const RECORDING: &str = "recording";
const RESUMED: &str = "resumed";
const LEFT: &str = "left";
const INPUT: &str = "input";
const SAVED: &str = "saved";
const FAILED: &str = "failed";
const SHOWN: &str = "shown";

/// Nanoseconds of a second.
const NANOSECONDS: i128 = 1_000_000_000;

/// A remark as it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// The recording began.
    Began(Began),
    /// The session was gone on with.
    Resumed,
    /// The session was left.
    Left,
    /// A checkpoint was opened.
    Opened(Opened),
    /// A checkpoint was written to this path.
    Saved(String),
    /// A line of the answer of the step before.
    Shown(String),
    /// Something that matters to nobody but a reader.
    Other,
}

/// A checkpoint that was opened: its alias, its path, and what it held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opened {
    pub alias: String,
    pub path: String,
    pub fingerprint: Fingerprint,
}

impl Opened {
    /// The checkpoint that `alias` came from.
    pub fn new(alias: &str, origin: &Origin) -> Self {
        Opened {
            alias: alias.to_string(),
            path: absolute::path(&origin.path.display().to_string()),
            fingerprint: origin.fingerprint.clone(),
        }
    }

    /// The remark that says so.
    pub fn to_node(&self) -> Node {
        let (seconds, nanoseconds) = self.fingerprint.modified;
        let modified = i128::from(seconds) * NANOSECONDS + i128::from(nanoseconds);
        let fields = [
            ("alias", Node::text(&self.alias)),
            ("path", Node::text(&self.path)),
            ("size", number(self.fingerprint.bytes)),
            ("mtime", number(modified)),
            ("header", Node::text(&self.fingerprint.header)),
        ];
        remark(INPUT, fields)
    }

    fn read(fields: &Map) -> Option<Self> {
        let modified = whole(fields, "mtime")?;
        let seconds = i64::try_from(modified.div_euclid(NANOSECONDS)).ok()?;
        let nanoseconds = i64::try_from(modified.rem_euclid(NANOSECONDS)).ok()?;
        Some(Opened {
            alias: text(fields, "alias")?,
            path: text(fields, "path")?,
            fingerprint: Fingerprint {
                bytes: u64::try_from(whole(fields, "size")?).ok()?,
                modified: (seconds, nanoseconds),
                header: text(fields, "header")?,
            },
        })
    }
}

impl Remark {
    /// What a remark says, as far as it is understood.
    pub fn read(node: &Node) -> Self {
        let first = node.as_map().and_then(|map| map.first());
        let Some((name, fields)) =
            first.and_then(|(name, entry)| Some((name, entry.node.as_map()?)))
        else {
            return Remark::Other;
        };
        let read = match name.as_str() {
            RECORDING => Began::read(fields).map(Remark::Began),
            RESUMED => Some(Remark::Resumed),
            LEFT => Some(Remark::Left),
            INPUT => Opened::read(fields).map(Remark::Opened),
            SAVED => text(fields, "path").map(Remark::Saved),
            SHOWN => text(fields, "text").map(Remark::Shown),
            _ => None,
        };
        read.unwrap_or(Remark::Other)
    }
}

/// How a recording begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Began {
    /// When.
    pub time: String,
    /// In which folder, if it says so.
    pub folder: Option<String>,
}

impl Began {
    fn read(fields: &Map) -> Option<Self> {
        Some(Began {
            time: text(fields, "time")?,
            folder: text(fields, "folder"),
        })
    }
}

/// A recording begins, in this folder.
pub(super) fn began(time: &str, folder: &str) -> Node {
    let fields = [
        ("version", number(1u64)),
        ("time", Node::text(time)),
        ("folder", Node::text(folder)),
    ];
    remark(RECORDING, fields)
}

/// A recording goes on.
pub(super) fn resumed(time: &str) -> Node {
    remark(RESUMED, [("time", Node::text(time))])
}

/// The session of a recording was left.
pub(super) fn left(time: &str) -> Node {
    remark(LEFT, [("time", Node::text(time))])
}

/// A checkpoint was written.
pub(super) fn saved(written: &Written) -> Node {
    let path = absolute::path(&written.path.display().to_string());
    let fields = [("path", Node::text(path)), ("bytes", number(written.bytes))];
    remark(SAVED, fields)
}

/// A line of an answer was shown.
pub(super) fn shown(line: &str) -> Node {
    remark(SHOWN, [("text", Node::text(line))])
}

/// Something typed failed.
pub(super) fn failed(typed: &str, error: &Error) -> Node {
    let fields = [
        ("line", Node::text(typed)),
        ("kind", Node::text(error.kind().name())),
        ("message", Node::text(error.message())),
    ];
    remark(FAILED, fields)
}

fn remark<const N: usize>(name: &str, fields: [(&str, Node); N]) -> Node {
    Node::map([(name, Node::map(fields))])
}

fn number(number: impl Into<i128>) -> Node {
    Node::new(Value::Int(number.into()))
}

fn text(fields: &Map, key: &str) -> Option<String> {
    fields.get(key)?.node.as_name().map(str::to_string)
}

fn whole(fields: &Map, key: &str) -> Option<i128> {
    match &fields.get(key)?.node.value {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;
    use crate::syntax::oly;

    fn again(remark: &Node) -> Remark {
        let line = oly::emit(remark).expect("a line");
        Remark::read(&oly::parse(&Text::line(line)).expect("OLY"))
    }

    #[test]
    fn what_is_said_is_read_back() {
        for modified in [(1_763_699_700, 5), (-2, 999_999_999), (0, 0)] {
            let opened = Opened {
                alias: "a".to_string(),
                path: "/x, y/m: 1.safetensors".to_string(),
                fingerprint: Fingerprint {
                    bytes: 12,
                    modified,
                    header: "0123".to_string(),
                },
            };
            assert_eq!(again(&opened.to_node()), Remark::Opened(opened));
        }
        let time = "2025-11-21T04:35:00Z";
        let begun = Began {
            time: time.to_string(),
            folder: Some("/home/a b".to_string()),
        };
        assert_eq!(again(&began(time, "/home/a b")), Remark::Began(begun));
        assert_eq!(again(&resumed(time)), Remark::Resumed);
        assert_eq!(again(&left(time)), Remark::Left);
        for line in [
            "w  shape=[3]",
            "",
            "  └── 'a', \"b\": \\ é",
            "1",
            "true",
            "# x",
        ] {
            assert_eq!(again(&shown(line)), Remark::Shown(line.to_string()));
        }
    }

    #[test]
    fn what_is_not_understood_matters_to_nobody() {
        for line in [
            "input: alias: a",
            "input",
            "nothing: of: this",
            "saved: path: [1]",
        ] {
            let node = oly::parse(&Text::line(line)).expect("OLY");
            assert_eq!(Remark::read(&node), Remark::Other, "{line}");
        }
    }
}
