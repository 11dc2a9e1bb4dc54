//! The arena: the part of the scratch store that lies in files.
//!
//! Its files, the segments, stand in a folder of this process below a root that processes share. They are
//! made when the first result comes; a segment goes with the last of its results, the folder with the last
//! segment or the process. What a killed process leaves, the next one to make an arena there removes.

mod home;
mod segment;
#[cfg(test)]
mod tests;

pub use segment::Stretch;

use super::Room;
use crate::error::{Error, Kind, Result};
use home::Home;
use segment::Segment;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// The root of arenas where none is named.
const ROOT: &str = ".brainsurgery";

/// The size of a segment where none is named.
const SEGMENT: u64 = 1 << 30;

/// Files for results.
#[derive(Debug)]
pub struct Arena {
    root: PathBuf,
    segment: u64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    home: Option<Arc<Home>>,
    /// The segment that the next result goes to, if it fits.
    current: Weak<Segment>,
    /// How many segments there have been.
    segments: u64,
}

impl Default for Arena {
    /// An arena in `.brainsurgery`, in segments of 1 GiB.
    fn default() -> Self {
        Arena::new(Path::new(ROOT), SEGMENT)
    }
}

impl Arena {
    /// An arena in a folder below `root`, in segments of so many bytes; a larger result gets one of its own.
    /// Nothing is made before the first result comes.
    pub fn new(root: &Path, segment: u64) -> Self {
        Arena {
            root: root.to_path_buf(),
            segment,
            state: Mutex::default(),
        }
    }

    /// Fails where no folder could be made below the root. Nothing is made.
    pub fn check(&self) -> Result<()> {
        home::try_root(&self.root)
    }

    /// Room for so many bytes. The disk has them: a full one is an error here, and none later.
    pub fn room(&self, bytes: u64) -> Result<Room> {
        let stretch = self.stretch(bytes)?;
        stretch.allocate()?;
        let map = stretch.map()?;
        Ok(Room::Arena(map, stretch))
    }

    /// A stretch of the current segment, or of a new one.
    fn stretch(&self, bytes: u64) -> Result<Stretch> {
        let mut state = self.state();
        let current = state.current.upgrade();
        if let Some(stretch) = current.and_then(|segment| segment.take(bytes, self.segment)) {
            return Ok(stretch);
        }
        let home = match &state.home {
            Some(home) => home.clone(),
            None => state.home.insert(Arc::new(Home::make(&self.root)?)).clone(),
        };
        let segment = Arc::new(Segment::make(home, state.segments)?);
        state.segments += 1;
        if bytes <= self.segment {
            state.current = Arc::downgrade(&segment);
        }
        let most = bytes.max(self.segment);
        segment.take(bytes, most).ok_or_else(|| {
            Error::new(
                Kind::Io,
                format!("no file could hold a result of {bytes} bytes"),
            )
        })
    }

    /// Removes all files, even those in use.
    pub fn abandon(&self) {
        if let Some(home) = &self.state().home {
            home.remove();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
