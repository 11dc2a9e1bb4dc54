//! The configuration file of the user: defaults, which flags override.

mod values;

use crate::cli::{Color, How, LogLevel, Run, SummaryMode};
use brainsurgery::error::{Error, Kind, Place, Result, Text};
use brainsurgery::report::Form;
use brainsurgery::session::{Flag, Setting};
use brainsurgery::shell::Prompt;
use brainsurgery::syntax::nearest;
use serde::Deserialize;
use std::ffi::OsString;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a configuration file may say; every key may be left out.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "keys and their values"
)]
pub struct Settings {
    #[serde(deserialize_with = "values::size")]
    shard_size: Option<String>,
    #[serde(deserialize_with = "values::whole")]
    threads: Option<NonZeroU64>,
    #[serde(deserialize_with = "values::whole")]
    num_workers: Option<NonZeroU64>,
    #[serde(deserialize_with = "values::provider")]
    provider: Option<String>,
    arena_root: Option<PathBuf>,
    #[serde(deserialize_with = "values::size")]
    arena_segment_size: Option<String>,
    #[serde(deserialize_with = "values::size")]
    memory_limit: Option<String>,
    log_level: Option<LogLevel>,
    #[serde(deserialize_with = "values::flag")]
    strict_yaml: Option<bool>,
    #[serde(deserialize_with = "values::flag")]
    safe: Option<bool>,
    #[serde(deserialize_with = "values::flag")]
    summarize: Option<bool>,
    summary_mode: Option<SummaryMode>,
    #[serde(deserialize_with = "values::flag")]
    record: Option<bool>,
    #[serde(deserialize_with = "values::count")]
    history: Option<usize>,
    prompt: Option<Prompt>,
    color: Option<Color>,
    #[serde(deserialize_with = "values::form")]
    format: Option<Form>,
    #[serde(deserialize_with = "values::flag")]
    preview: Option<bool>,
    #[serde(deserialize_with = "values::flag")]
    timer: Option<bool>,
    pager: Option<String>,
}

impl Settings {
    /// The settings of the user: those in the file that `$BRAINSURGERY_CONFIG` names, else in
    /// `brainsurgery/config.yaml` below `$XDG_CONFIG_HOME` or `~/.config`, if it is there.
    ///
    /// # Errors
    /// `io` for a file that cannot be read; `payload`, with its place, for what it may not say.
    pub fn of_user() -> Result<Self> {
        let Some(path) = path(|name| std::env::var_os(name)) else {
            return Ok(Settings::default());
        };
        match std::fs::read_to_string(&path.file) {
            Ok(text) => Settings::parse(&path.file, text),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound && !path.asked_for => {
                Ok(Settings::default())
            }
            Err(cause) => Err(Error::io(&path.file, "read the configuration", &cause)),
        }
    }

    fn parse(path: &Path, text: String) -> Result<Self> {
        let text = Text::file(path.display().to_string(), text);
        let parsed: Result<Option<Settings>, _> = serde_yaml::from_str(text.content());
        match parsed {
            Ok(settings) => Ok(settings.unwrap_or_default()),
            Err(cause) => Err(wrong(&text, &cause)),
        }
    }

    /// Fills in what the flags of a run leave open.
    pub fn fill_run(&self, run: &mut Run) {
        self.fill(&mut run.how);
        if !run.summarize && !run.no_summarize {
            run.summarize = self.summarize == Some(true);
            run.no_summarize = self.summarize == Some(false);
        }
        run.summary_mode = run.summary_mode.or(self.summary_mode);
        run.no_record |= self.record == Some(false) && run.record.is_none();
    }

    /// Fills in what the flags of any command leave open.
    pub fn fill(&self, how: &mut How) {
        how.shard_size = how.shard_size.take().or(self.shard_size.clone());
        how.threads = how.threads.or(self.threads.map(NonZeroU64::get));
        how.num_workers = how.num_workers.or(self.num_workers.map(NonZeroU64::get));
        how.provider = how.provider.take().or(self.provider.clone());
        how.arena_root = how.arena_root.take().or(self.arena_root.clone());
        let segment = how.arena_segment_size.take();
        how.arena_segment_size = segment.or(self.arena_segment_size.clone());
        how.memory_limit = how.memory_limit.take().or(self.memory_limit.clone());
        how.log_level = how.log_level.or(self.log_level);
        how.color = how.color.or(self.color);
        how.strict_yaml |= self.strict_yaml == Some(true);
        how.safe |= self.safe == Some(true);
    }

    /// How many entries the history of the shell keeps.
    pub fn history(&self) -> usize {
        self.history.unwrap_or(10_000)
    }

    /// How much the prompt of the shell says.
    pub fn prompt(&self) -> Prompt {
        self.prompt.unwrap_or_default()
    }

    /// The command through which the shell shows long answers, if one is set.
    pub fn pager(&self) -> Option<String> {
        self.pager.clone()
    }

    /// What the shell begins with, as `set` sets it.
    pub fn set(&self) -> Vec<Setting> {
        let preview = self.preview.map(|on| Setting::Turned(Flag::Preview, on));
        let format = self.format.map(Setting::Shown);
        let timer = self.timer.map(|on| Setting::Turned(Flag::Timer, on));
        preview.into_iter().chain(timer).chain(format).collect()
    }
}

/// A file that may hold settings, and whether it was asked for by name.
struct Candidate {
    file: PathBuf,
    asked_for: bool,
}

fn path(variable: impl Fn(&str) -> Option<OsString>) -> Option<Candidate> {
    let path = |name| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(file) = path("BRAINSURGERY_CONFIG") {
        return Some(Candidate {
            file,
            asked_for: true,
        });
    }
    let folder = path("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
    let folder = folder.or_else(|| path("HOME").map(|home| home.join(".config")))?;
    Some(Candidate {
        file: folder.join("brainsurgery/config.yaml"),
        asked_for: false,
    })
}

/// What is wrong with a configuration, and where.
fn wrong(text: &Arc<Text>, cause: &serde_yaml::Error) -> Error {
    let said = cause.to_string();
    let message = said
        .rsplit_once(" at line ")
        .map_or(&*said, |(message, _)| message);
    let error = match unknown(message) {
        Some(error) => error,
        None => Error::new(
            Kind::Payload,
            format!("the configuration is wrong: {message}"),
        ),
    };
    match cause.location() {
        Some(location) => error.at(&word_at(text, location.line(), location.column())),
        None => error,
    }
}

/// What is unknown in `unknown field \`a\`, expected one of \`b\`, \`c\``, with the nearest of what is known.
fn unknown(message: &str) -> Option<Error> {
    let (before, rest) = message.split_once("unknown ")?;
    let what = match rest.split_once(' ')?.0 {
        "field" => "key",
        _ => "value",
    };
    let mut words = rest.split('`').skip(1).step_by(2);
    let found = words.next()?;
    let known: Vec<&str> = words.collect();
    let message = format!("the configuration is wrong: {before}unknown {what} `{found}`");
    let error = Error::new(Kind::Payload, message);
    Some(match nearest(found, known.iter().copied(), 1).first() {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("known are {}", known.join(", "))),
    })
}

/// The rest of a line from a column on, both counted from 1.
fn word_at(text: &Arc<Text>, line: usize, column: usize) -> Place {
    let before: usize = text
        .content()
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = text.content()[before..].lines().next().unwrap_or("");
    let start = line
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(at, _)| at);
    Place::new(
        text,
        before + start..before + line.trim_end().len().max(start),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Settings> {
        Settings::parse(Path::new("config.yaml"), text.to_string())
    }

    #[test]
    fn every_key_may_be_given_or_left_out() {
        assert_eq!(parse("").expect("nothing"), Settings::default());
        assert_eq!(parse("# nothing\n").expect("nothing"), Settings::default());
        let text = "shard-size: 2GB\nthreads: 3\nnum-workers: 2\nlog-level: warning\nstrict-yaml: true\nsafe: true\n\
                    provider: arena\narena-root: /scratch\narena-segment-size: 2GB\nmemory-limit: none\n\
                    summarize: false\nsummary-mode: resolve\nrecord: false\nhistory: 50\nprompt: short\n\
                    color: never\nformat: csv\npreview: true\ntimer: true\npager: less -F\n";
        let settings = parse(text).expect("settings");
        let mut run = Run::default();
        settings.fill_run(&mut run);
        assert_eq!(run.how.shard_size.as_deref(), Some("2GB"));
        assert_eq!((run.how.threads, run.how.num_workers), (Some(3), Some(2)));
        assert_eq!(run.how.provider.as_deref(), Some("arena"));
        assert_eq!(run.how.arena_root.as_deref(), Some(Path::new("/scratch")));
        assert_eq!(run.how.arena_segment_size.as_deref(), Some("2GB"));
        assert_eq!(run.how.memory_limit.as_deref(), Some("none"));
        assert_eq!(run.how.log_level, Some(LogLevel::Warning));
        assert!(run.how.strict_yaml && run.how.safe && run.no_summarize && run.no_record);
        assert_eq!(settings.history(), 50);
        assert_eq!(settings.prompt(), Prompt::Short);
        assert_eq!(run.how.color, Some(Color::Never));
        assert_eq!(settings.pager().as_deref(), Some("less -F"));
        assert_eq!(
            settings.set(),
            [
                Setting::Turned(Flag::Preview, true),
                Setting::Turned(Flag::Timer, true),
                Setting::Shown(Form::Csv)
            ]
        );
    }

    #[test]
    fn flags_come_before_settings() {
        let settings = parse("threads: 3\nsummarize: false\nrecord: false\n").expect("settings");
        let mut run = Run {
            summarize: true,
            record: Some("here.oly".into()),
            ..Run::default()
        };
        run.how.threads = Some(8);
        settings.fill_run(&mut run);
        assert_eq!(run.how.threads, Some(8));
        assert!(!run.no_summarize && !run.no_record);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let cases = [
            ("theads: 3\n", "unknown key `theads`", (1, 1)),
            (
                "record: true\nthreads: 0\n",
                "expected a whole number of at least 1",
                (2, 10),
            ),
            ("history: -1\n", "expected a whole number", (1, 10)),
            ("shard-size: five\n", "five", (1, 13)),
            ("threads: 2.5\n", "expected a whole number", (1, 10)),
            (
                "history: x\n",
                "history: invalid type: string \"x\", expected a whole number",
                (1, 10),
            ),
            ("safe: yes\n", "expected true or false", (1, 7)),
            (
                "provider: cloud\n",
                "provider: unknown value `cloud`",
                (1, 11),
            ),
            (
                "log-level: loud\n",
                "log-level: unknown value `loud`",
                (1, 12),
            ),
            ("format: tabel\n", "unknown value `tabel`", (1, 9)),
            ("- 1\n", "expected keys and their values", (1, 1)),
            ("\tthreads: 3\n", "", (1, 1)),
        ];
        for (text, message, place) in cases {
            let error = parse(text).expect_err(text);
            assert_eq!(error.kind(), Kind::Payload);
            assert!(error.message().contains(message), "{error}");
            let found = error.place().map(Place::line_and_column);
            assert_eq!(found, Some(place), "{text}: {error}");
        }
    }

    #[test]
    fn the_nearest_word_is_named() {
        for (text, hint) in [
            ("theads: 3\n", "did you mean `threads`?"),
            ("format: tabel\n", "did you mean `table`?"),
            ("color: nevr\n", "did you mean `never`?"),
            ("provider: aren\n", "did you mean `arena`?"),
            ("log-level: xyz\n", "known are debug, info, "),
        ] {
            let error = parse(text).expect_err(text);
            let found = error.hints().first().map(String::as_str);
            assert!(
                found.is_some_and(|found| found.starts_with(hint)),
                "{error}"
            );
        }
    }

    #[test]
    fn a_file_asked_for_by_name_comes_first() {
        let of = |variables: &'static [(&str, &str)]| {
            let value = move |name: &str| {
                let found = variables.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| OsString::from(value))
            };
            path(value).map(|path| (path.file.display().to_string(), path.asked_for))
        };
        assert_eq!(
            of(&[("HOME", "/h")]),
            Some(("/h/.config/brainsurgery/config.yaml".into(), false))
        );
        let set = of(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/c")]);
        assert_eq!(set, Some(("/c/brainsurgery/config.yaml".into(), false)));
        assert_eq!(
            of(&[("HOME", "/h"), ("BRAINSURGERY_CONFIG", "x")]),
            Some(("x".into(), true))
        );
        assert_eq!(of(&[]), None);
    }
}
