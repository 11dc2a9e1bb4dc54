//! Flushing behind the writers, so that the disk works while the cores do.

use super::stream::Output;
use crate::checkpoint::publish::failed;
use crate::error::{Error, Result};
use std::fs::File;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// Bytes between two flushes.
const STEP: u64 = 32 << 20;

/// Where writers tell how far they are.
#[derive(Debug)]
pub struct Behind(Option<Sender<u64>>);

impl Behind {
    /// So many bytes more are written.
    pub fn wrote(&self, bytes: u64) {
        if let Some(sender) = &self.0 {
            // A flusher that failed is gone; it tells why at the end.
            let _ = sender.send(bytes);
        }
    }
}

/// Does `work`, which writes the outputs, while a thread flushes what it has written so far.
///
/// A save ends with a flush in any case; of large files most is then on disk already. Small files are
/// left to that last flush. Where the work fails nobody waits for the disk.
pub fn behind(outputs: &[Output], work: impl FnOnce(&Behind) -> Result<()>) -> Result<()> {
    let length: u64 = outputs.iter().map(|output| output.contents.length).sum();
    let files = outputs.iter().map(|output| {
        let file = output.file.try_clone();
        file.map(|file| (output.path.to_path_buf(), file))
    });
    let files: Vec<_> = match files.collect() {
        Ok(files) if length >= 2 * STEP => files,
        _ => return work(&Behind(None)),
    };
    let (sender, receiver) = mpsc::channel();
    let flusher = thread::spawn(move || follow(&files, &receiver));
    let behind = Behind(Some(sender));
    work(&behind)?;
    drop(behind);
    let lost = || Error::interrupted().while_writing();
    flusher.join().unwrap_or_else(|_| Err(lost()))
}

/// Flushes whenever a step more is written, until all is. The system reports a failure once, so it must
/// be kept: the last flush would not see it.
fn follow(files: &[(PathBuf, File)], written: &Receiver<u64>) -> Result<()> {
    let mut pending = 0;
    while let Ok(bytes) = written.recv() {
        pending += bytes + written.try_iter().sum::<u64>();
        if pending >= STEP {
            pending = 0;
            for (path, file) in files {
                file.sync_data()
                    .map_err(|cause| failed(path, "flush", &cause))?;
            }
        }
    }
    Ok(())
}
