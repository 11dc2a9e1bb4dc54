//! What flags mean, worked out once.

mod memory;

use crate::cli::{Color, How, LogLevel, SummaryMode};
use brainsurgery::error::{Error, Kind, Result};
use brainsurgery::report::{Level, Voice};
use brainsurgery::session::{self, Mode};
use brainsurgery::syntax::Size;
use brainsurgery::tensor::{Arena, Engine, Scratch};
use std::path::Path;

/// The providers of room for heavy results.
pub const PROVIDERS: [&str; 2] = ["inmemory", "arena"];

/// At most so many threads for each core: more would only wait for each other.
const MOST_THREADS: usize = 8;

/// How things are done in this process.
pub struct Options {
    /// The size of a shard where none is given.
    pub shard: Size,
    /// At most so many files are written at once, if that is given.
    pub files_at_once: Option<usize>,
    /// Whether plans must be YAML to the letter.
    pub strict: bool,
    /// Whether only new files in the working folder may be written.
    pub safe: bool,
    /// Evaluates tensors.
    pub engine: Engine,
}

impl Options {
    /// What the flags mean.
    ///
    /// # Errors
    /// `payload` for a value that is none.
    pub fn new(how: &How) -> Result<Self> {
        let scratch = scratch(how)?;
        let shard = how.shard_size.as_deref().unwrap_or("5GB");
        Ok(Options {
            shard: Size::parse(shard).map_err(|error| error.for_key("--shard-size"))?,
            files_at_once: how
                .num_workers
                .and_then(|files| usize::try_from(files).ok()),
            strict: how.strict_yaml,
            safe: how.safe,
            engine: Engine::keeping(threads(how), scratch),
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
    let color = match how.color.unwrap_or_default() {
        Color::Auto => None,
        Color::Always => Some(true),
        Color::Never => Some(false),
    };
    Voice::new(how.json, level, color)
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
        .map(|threads| threads.min(cores.saturating_mul(MOST_THREADS)))
        .unwrap_or(cores)
}

/// Where heavy results are kept.
fn scratch(how: &How) -> Result<Scratch> {
    let root = how.arena_root.as_deref();
    let root = root.unwrap_or(Path::new(".brainsurgery"));
    if how.safe {
        session::lies_inside(root).map_err(|error| error.for_key("--arena-root"))?;
    }
    let arena = Arena::new(root, segment(how)?);
    let limit = memory_limit(how)?;
    let name = how.provider.as_deref().unwrap_or("inmemory").trim();
    let provider = name.to_ascii_lowercase();
    // A root that nobody has named may never be needed.
    if how.arena_root.is_some() || provider == "arena" {
        arena
            .check()
            .map_err(|error| error.for_key("--arena-root"))?;
    }
    match provider.as_str() {
        "inmemory" => Ok(Scratch::in_memory(limit, arena)),
        "arena" => Ok(Scratch::in_arena(arena)),
        _ => {
            let message = format!("unknown provider `{name}`");
            let error = Error::new(Kind::Payload, message).for_key("--provider");
            Err(error.hint(format!("providers are {}", PROVIDERS.join(", "))))
        }
    }
}

/// The size of a segment of the arena.
fn segment(how: &How) -> Result<u64> {
    let size = how.arena_segment_size.as_deref().unwrap_or("1GB");
    let size = Size::parse(size).map_err(|error| error.for_key("--arena-segment-size"))?;
    size.bytes().ok_or_else(|| {
        let message = "a segment of the arena needs a size, found `none`";
        Error::new(Kind::Payload, message).for_key("--arena-segment-size")
    })
}

/// How much memory results and buffers may take.
fn memory_limit(how: &How) -> Result<u64> {
    match &how.memory_limit {
        None => Ok(memory::most() / 5 * 4),
        Some(limit) => {
            let size = Size::parse(limit).map_err(|error| error.for_key("--memory-limit"))?;
            Ok(size.bytes().unwrap_or(u64::MAX))
        }
    }
}
