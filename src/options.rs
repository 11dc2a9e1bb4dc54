//! What flags mean, worked out once.

use crate::cli::{How, LogLevel, SummaryMode};
use brainsurgery::error::{Error, Kind, Result};
use brainsurgery::report::{Level, Voice};
use brainsurgery::session::Mode;
use brainsurgery::syntax::Size;
use brainsurgery::tensor::Engine;

/// The providers of memory for heavy results.
const PROVIDERS: [&str; 2] = ["inmemory", "arena"];

/// How things are done in this process.
pub struct Options {
    /// The size of a shard where none is given.
    pub shard: Size,
    /// At most so many files are written at once, if that is given.
    pub files_at_once: Option<usize>,
    /// Whether plans must be YAML to the letter.
    pub strict: bool,
    /// Evaluates tensors.
    pub engine: Engine,
}

impl Options {
    /// What the flags mean.
    ///
    /// # Errors
    /// `payload` for a value that is none.
    pub fn new(how: &How) -> Result<Self> {
        provider(how)?;
        let shard = how.shard_size.as_deref().unwrap_or("5GB");
        Ok(Options {
            shard: Size::parse(shard).map_err(|error| error.for_key("--shard-size"))?,
            files_at_once: how
                .num_workers
                .and_then(|files| usize::try_from(files).ok()),
            strict: how.strict_yaml,
            engine: Engine::new(threads(how)),
        })
    }
}

/// The voice that the flags ask for.
pub fn voice(how: &How) -> Voice {
    let level = match how.log_level.unwrap_or_default() {
        LogLevel::Debug => Level::All,
        LogLevel::Info => Level::Notes,
        LogLevel::Warning => Level::Warnings,
        LogLevel::Error | LogLevel::Critical => Level::Failures,
    };
    Voice::new(how.json, level)
}

/// The mode of a summary.
pub fn mode(mode: SummaryMode) -> Mode {
    match mode {
        SummaryMode::Raw => Mode::Raw,
        SummaryMode::Resolve => Mode::Resolve,
    }
}

fn threads(how: &How) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    how.threads
        .and_then(|threads| usize::try_from(threads).ok())
        .unwrap_or(cores)
}

/// Checks what is asked of the memory for heavy results.
fn provider(how: &How) -> Result<()> {
    if let Some(name) = &how.provider
        && !PROVIDERS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name.trim()))
    {
        let message = format!("unknown provider `{name}`");
        return Err(Error::new(Kind::Payload, message)
            .hint(format!("providers are {}", PROVIDERS.join(", "))));
    }
    if let Some(limit) = &how.memory_limit {
        Size::parse(limit).map_err(|error| error.for_key("--memory-limit"))?;
    }
    match how
        .arena_segment_size
        .as_deref()
        .map(Size::parse)
        .transpose()?
    {
        Some(Size::None) => Err(Error::new(
            Kind::Payload,
            "a segment of the arena needs a size, found `none`",
        )),
        _ => Ok(()),
    }
}
