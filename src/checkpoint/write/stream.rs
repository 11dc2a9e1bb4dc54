//! The bytes of new files, from their sources into place.

use super::checksums::Checksums;
use super::contents::{Contents, Frame, Piece, Source};
use super::flush;
use super::tasks::{self, BLOCK, Task};
use crate::checkpoint::publish::failed;
use crate::error::Result;
use crate::tensor::{Buffers, Engine, Progress};
use rustix::fs::{FallocateFlags, copy_file_range, fallocate};
use rustix::io::Errno;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// A new file and what it is to hold.
#[derive(Debug)]
pub struct Output<'a> {
    /// What messages call it.
    pub path: &'a Path,
    /// The open file.
    pub file: &'a File,
    /// What it is to hold.
    pub contents: &'a Contents,
}

/// Fills new files, on all cores, and flushes them to disk.
pub fn write(engine: &Engine, outputs: &[Output]) -> Result<()> {
    outputs.iter().try_for_each(Output::begin)?;
    let sums: Vec<Checksums> = outputs.iter().map(Output::checksums).collect();
    let tasks: Vec<(&Output, &Checksums, Task)> = outputs
        .iter()
        .zip(&sums)
        .flat_map(|(output, sums)| {
            let tasks = tasks::cut(output.contents).into_iter();
            tasks.map(move |task| (output, sums, task))
        })
        .collect();
    flush::behind(outputs, |behind| {
        engine.run(&tasks, |(output, sums, task), buffers| {
            let mut worker = Worker {
                output,
                sums,
                progress: engine.progress(),
                buffers,
            };
            worker.perform(task)?;
            behind.wrote(task.bytes());
            Ok(())
        })
    })?;
    drop(tasks);
    let outputs: Vec<_> = outputs.iter().zip(sums).collect();
    engine.run(&outputs, |(output, sums), buffers| {
        output.finish(sums, buffers)?;
        output.flush()
    })
}

impl Output<'_> {
    /// Takes the room for the whole file, so that a full disk is noticed first, and puts its header.
    fn begin(&self) -> Result<()> {
        reserve(self.file, self.contents.length)
            .map_err(|cause| failed(self.path, "take room for", &cause))?;
        match &self.contents.frame {
            Frame::Header(header) => self.put(header, 0),
            Frame::Archive(_) => Ok(()),
        }
    }

    /// The sums to be taken of what is written.
    fn checksums(&self) -> Checksums {
        match &self.contents.frame {
            Frame::Header(_) => Checksums::unwanted(),
            Frame::Archive(_) => Checksums::wanted(),
        }
    }

    /// Puts what could not be known before the tensors were written.
    fn finish(&self, sums: &Checksums, buffers: &Buffers) -> Result<()> {
        let Frame::Archive(archive) = &self.contents.frame else {
            return Ok(());
        };
        archive.close(&sums.taken(), |bytes, at| {
            buffers.cancel().check()?;
            self.put(bytes, at)
        })
    }

    fn put(&self, bytes: &[u8], at: u64) -> Result<()> {
        self.file
            .write_all_at(bytes, at)
            .map_err(|cause| failed(self.path, "write", &cause))
    }

    /// Waits until the bytes written so far are on disk.
    pub fn flush(&self) -> Result<()> {
        self.file
            .sync_all()
            .map_err(|cause| failed(self.path, "flush", &cause))
    }
}

/// Allocated space is written twice as fast as a file that grows.
fn reserve(file: &File, length: u64) -> io::Result<()> {
    match fallocate(file, FallocateFlags::empty(), 0, length) {
        Err(Errno::OPNOTSUPP | Errno::NOSYS) => file.set_len(length),
        done => Ok(done?),
    }
}

/// One thread at work on one output.
struct Worker<'a> {
    output: &'a Output<'a>,
    sums: &'a Checksums,
    progress: &'a Progress,
    buffers: &'a mut Buffers,
}

impl Worker<'_> {
    fn perform(&mut self, task: &Task) -> Result<()> {
        let mut block = self.buffers.take(BLOCK as usize);
        match task {
            Task::Gather(pieces) => self.gather(pieces, &mut block)?,
            Task::Part(piece, range) => self.part(piece, range.clone(), &mut block)?,
        }
        self.buffers.give(block);
        Ok(())
    }

    /// Small pieces, as many in a block as fit. Gaps between them are filled with zeros.
    fn gather(&mut self, pieces: &[Piece], block: &mut [u8]) -> Result<()> {
        let mut begin = pieces.first().map_or(0, |first| first.at);
        let mut filled = 0;
        for piece in pieces {
            if piece.at + piece.length - begin > block.len() as u64 {
                self.put(&block[..filled], begin)?;
                begin = piece.at;
                filled = 0;
            }
            let at = (piece.at - begin) as usize;
            block[filled..at].fill(0);
            filled = at + piece.length as usize;
            let bytes = &mut block[at..filled];
            piece.read(0, bytes, self.buffers)?;
            self.sums.start(piece.at).add(bytes).keep();
            self.progress.add(piece.length);
        }
        self.put(&block[..filled], begin)
    }

    /// A range of a large piece, block by block; what the kernel copies itself need not come here.
    fn part(&mut self, piece: &Piece, range: Range<u64>, block: &mut [u8]) -> Result<()> {
        let mut begin = range.start + self.share(piece, &range)?;
        let mut sum = self.sums.start(piece.at + begin);
        while begin < range.end {
            let end = range.end.min(begin + BLOCK);
            let block = &mut block[..(end - begin) as usize];
            piece.read(begin, block, self.buffers)?;
            sum = sum.add(block);
            self.put(block, piece.at + begin)?;
            self.progress.add(end - begin);
            begin = end;
        }
        sum.keep();
        Ok(())
    }

    /// Lets the kernel copy from file to file, where it may share blocks instead: stored bytes that lie
    /// alike within their pages, of which nobody wants a sum. The result is how many bytes it took; a failure shows when the rest is
    /// copied by hand, which is as fast where nothing can be shared, and faster elsewhere.
    fn share(&mut self, piece: &Piece, range: &Range<u64>) -> Result<u64> {
        let Source::Stored { bytes, offset } = &piece.source else {
            return Ok(0);
        };
        let (mut from, mut to) = (offset + range.start, piece.at + range.start);
        let may_share = from % PAGE == to % PAGE && !self.sums.are_wanted();
        let Some(file) = bytes.file().filter(|_| may_share) else {
            return Ok(0);
        };
        let mut left = range.end - range.start;
        while left > 0 {
            let copied = copy_file_range(
                file,
                Some(&mut from),
                self.output.file,
                Some(&mut to),
                left as usize,
            );
            match copied {
                Ok(0) | Err(_) => break,
                Ok(copied) => left -= copied as u64,
            }
        }
        // Reading nothing asks whether the input is still what it was.
        bytes.read_at(from, &mut [])?;
        let done = range.end - range.start - left;
        self.progress.add(done);
        Ok(done)
    }

    fn put(&mut self, bytes: &[u8], at: u64) -> Result<()> {
        self.buffers.cancel().check()?;
        self.output.put(bytes, at)
    }
}

/// Bytes that file systems share or copy as a whole.
const PAGE: u64 = 4096;

impl Piece {
    /// Fills `into` with the bytes of this piece from `begin` on.
    fn read(&self, begin: u64, into: &mut [u8], buffers: &mut Buffers) -> Result<()> {
        match &self.source {
            Source::Stored { bytes, offset } => bytes.read_at(offset + begin, into),
            Source::Evaluated(tensor) => {
                let first = begin * 8 / u64::from(tensor.dtype().bits());
                tensor.read(first, into, buffers)
            }
        }
    }
}
