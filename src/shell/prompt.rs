//! The prompt: what is open and what is not saved, in a few columns.

use crate::report::human;
use crate::session::Session;
use serde::Deserialize;

/// A longer list of aliases is only counted.
const ALIASES: usize = 24;

/// How much a prompt says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prompt {
    /// Aliases, tensors, bytes and unsaved steps: `model 148 tensors 548 MiB *3> `.
    #[default]
    Full,
    /// Aliases and unsaved steps: `model *3> `.
    Short,
}

impl Prompt {
    /// The prompt for a session on a screen of so many columns, at least half of which stay free.
    pub(super) fn text(self, session: &Session, columns: usize) -> String {
        let aliases = aliases(session);
        let state = state(session);
        let full = (self == Prompt::Full).then(|| format!("{aliases}{}{state}> ", held(session)));
        let mut forms = full.into_iter().chain([format!("{aliases}{state}> ")]);
        let fitting = forms.find(|form| form.chars().count() <= columns / 2);
        fitting.unwrap_or_else(|| "> ".to_string())
    }
}

/// The aliases, or how many there are; the name of the program where there is none.
fn aliases(session: &Session) -> String {
    let names: Vec<&str> = session.state().models.keys().map(|name| &**name).collect();
    let joined = names.join("+");
    match names.len() {
        0 => "brainsurgery".to_string(),
        _ if joined.chars().count() <= ALIASES => joined,
        count => format!("{count} aliases"),
    }
}

/// How many tensors there are, and their bytes together.
fn held(session: &Session) -> String {
    let models = session.state().models.values();
    let tensors = models.flat_map(|model| model.tensors.by_name());
    let add = |(count, bytes): (u64, u64), size: u64| (count + 1, bytes.saturating_add(size));
    let (count, bytes) = tensors.map(|(_, tensor)| tensor.bytes()).fold((0, 0), add);
    let counted = human::counted(count, "tensor");
    match bytes {
        _ if session.state().models.is_empty() => String::new(),
        0 => format!(" {counted}"),
        bytes => format!(" {counted} {}", human::bytes(bytes)),
    }
}

/// How many steps are unsaved, whether steps run on a copy, whether files are safe, and which step is looked at.
fn state(session: &Session) -> String {
    let flags = session.flags();
    let unsaved = match session.unsaved() {
        0 => String::new(),
        steps => format!(" *{steps}"),
    };
    let dry = if flags.dry_run { " dry-run" } else { "" };
    let safe = if flags.safe.is_on() { " safe" } else { "" };
    let at = session.looks_at().map(|step| format!(" @{step}"));
    format!("{unsaved}{dry}{safe}{}", at.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan;
    use crate::session::Disk;
    use crate::syntax::{Line, Size};
    use crate::tensor::Engine;

    /// Runs steps and nothing else.
    struct Deaf;

    impl plan::Listener for Deaf {}

    /// The prompt behind some lines.
    fn prompt(form: Prompt, lines: &str, columns: usize) -> String {
        let engine = Engine::new(1);
        let mut disk = Disk::new(&engine, Size::None);
        let mut session = Session::default();
        for line in lines.lines() {
            let line = Line::read(line, &mut Vec::new()).expect("a line");
            let step = line.expect("a step").step;
            let ended = plan::run(&[step], &mut session, &mut disk, &mut Deaf);
            assert!(ended.error.is_none(), "{:?}", ended.error);
        }
        form.text(&session, columns)
    }

    const MODEL: &str = "prefixes: mode: add, alias: model\nzeroes: target: w, shape: [64, 64]";

    #[test]
    fn a_prompt_says_what_is_open_and_what_is_not_saved() {
        let full = |lines: &str| prompt(Prompt::Full, lines, 100);
        assert_eq!(full("help"), "brainsurgery> ");
        assert_eq!(full("prefixes: mode: add, alias: a"), "a 0 tensors> ");
        assert_eq!(full(MODEL), "model 1 tensor 16.0 KiB *1> ");
        let two = format!("{MODEL}\nprefixes: mode: add, alias: b\nundo: 2");
        assert_eq!(full(&two), "model 0 tensors> ");
        let dry = format!("{MODEL}\nset: dry-run: true\nscale_: target: w, by: 2");
        assert_eq!(full(&dry), "model 1 tensor 16.0 KiB *1 dry-run> ");
        assert_eq!(full("set: safe: true"), "brainsurgery safe> ");
        let long = "prefixes: mode: add, alias: before_surgery\nprefixes: mode: add, alias: behind_surgery";
        assert_eq!(full(long), "2 aliases 0 tensors> ");
    }

    #[test]
    fn half_of_the_screen_stays_free() {
        for (columns, text) in [
            (56, "model 1 tensor 16.0 KiB *1> "),
            (55, "model *1> "),
            (20, "model *1> "),
            (19, "> "),
            (0, "> "),
        ] {
            assert_eq!(prompt(Prompt::Full, MODEL, columns), text, "{columns}");
        }
        assert_eq!(prompt(Prompt::Short, MODEL, 100), "model *1> ");
    }
}
