//! A recording: the steps of a session as they take effect, one line each, flushed at once.

use crate::error::{Error, Result};
use crate::syntax::{Node, Value, oly, yaml};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// An append-only `.oly` file, locked while it is open.
#[derive(Debug)]
pub struct Recording {
    path: PathBuf,
    file: File,
}

impl Recording {
    /// Starts a recording at `path`, for this user alone; folders above it are made.
    ///
    /// # Errors
    /// `io` when it cannot be made or another program holds it.
    pub fn start(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "create", &cause))?;
        }
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(path)
            .map_err(|cause| Error::io(path, "record to", &cause))?;
        file.try_lock()
            .map_err(|cause| Error::io(path, "record to", &cause.into()))?;
        Ok(Recording {
            path: path.to_path_buf(),
            file,
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a step, an `inputs` or an `output` line.
    ///
    /// # Errors
    /// `io`.
    pub fn step(&mut self, step: &Node) -> Result<()> {
        let line = line(step)?;
        self.line(&line)
    }

    /// Adds a comment of our own: `#: name: key: value`.
    ///
    /// # Errors
    /// `io`.
    pub fn remark(&mut self, remark: &Node) -> Result<()> {
        let line = line(remark)?;
        self.line(&format!("#: {line}"))
    }

    /// Adds a comment as a person typed it.
    ///
    /// # Errors
    /// `io`.
    pub fn comment(&mut self, typed: &str) -> Result<()> {
        let ours = typed.trim_start().strip_prefix("#:");
        match ours {
            Some(rest) => self.line(&format!("# :{rest}")),
            None => self.line(typed),
        }
    }

    fn line(&mut self, line: &str) -> Result<()> {
        let write = writeln!(self.file, "{line}").and_then(|()| self.file.flush());
        write.map_err(|cause| Error::io(&self.path, "record to", &cause).while_writing())
    }
}

/// A step as one line; one that OLY cannot hold goes through `execute: plan-yaml:`.
fn line(step: &Node) -> Result<String> {
    if let Ok(line) = oly::emit(step) {
        return Ok(line);
    }
    let text = yaml::emit(&Node::list([step.clone()]))?;
    let payload = Node::map([("plan-yaml", Node::new(Value::Str(text)))]);
    oly::emit(&Node::map([("execute", payload)])).map_err(Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Text;

    #[test]
    fn a_key_that_oly_cannot_hold_goes_through_a_plan_as_text() {
        let inputs = Node::map([("my model", Node::text("m.safetensors"))]);
        let plan = Node::map([("inputs", inputs)]);
        let step = Node::map([("execute", Node::map([("plan", plan)]))]);
        let recorded = line(&step).expect("a line");
        let read = oly::parse(&Text::line(recorded.as_str())).expect("OLY");
        let payload = read.as_map().and_then(|map| map.get("execute"));
        let payload = payload.and_then(|entry| entry.node.as_map());
        let text = payload.and_then(|keys| keys.get("plan-yaml"));
        let text = text.and_then(|entry| entry.node.as_name()).expect("text");
        let again = yaml::emit(&Node::list([step])).expect("YAML");
        assert_eq!(text, again);
        assert!(!recorded.contains('\n'));
    }

    #[test]
    fn other_steps_are_lines_of_their_own() {
        let typed = "copy: from: h\\.(.*), to: g.\\1";
        let step = oly::parse(&Text::line(typed)).expect("OLY");
        assert_eq!(line(&step).expect("a line"), typed);
    }
}
