//! A writer of lines that takes a closed pipe for a quiet end.

use super::Style;
use crate::error::{Error, Kind, Result};
use anstream::{AutoStream, ColorChoice};
use std::io::{self, ErrorKind, Write};

/// Prints texts, each with a line end, and flushes them. Once the reader has gone (`| head`) everything
/// else is thrown away without a word, so that the work itself goes on.
pub struct Printer {
    stream: Box<dyn Write + Send>,
    name: &'static str,
    closed: bool,
}

impl Printer {
    /// Prints to standard output; escape sequences are taken out where the style has no colours.
    pub fn stdout(style: &Style) -> Self {
        let stream = AutoStream::new(io::stdout(), choice(style));
        Printer::over(stream, "standard output")
    }

    /// Prints to standard error; escape sequences are taken out where the style has no colours.
    pub fn stderr(style: &Style) -> Self {
        let stream = AutoStream::new(io::stderr(), choice(style));
        Printer::over(stream, "standard error")
    }

    /// Prints to any writer; `name` is what an error calls it.
    pub fn over(stream: impl Write + Send + 'static, name: &'static str) -> Self {
        Printer {
            stream: Box::new(stream),
            name,
            closed: false,
        }
    }

    /// Prints the text and a line end; nothing for an empty text. Fails with `io`, as a failure to
    /// write, where the stream cannot take it for another reason than a reader that has gone.
    pub fn print(&mut self, text: &str) -> Result<()> {
        if self.closed || text.is_empty() {
            return Ok(());
        }
        match self.write(text) {
            Err(cause) if cause.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(cause) => return Err(self.failure(&cause)),
            Ok(()) => {}
        }
        Ok(())
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.stream.write_all(text.as_bytes())?;
        self.stream.write_all(b"\n")?;
        self.stream.flush()
    }

    fn failure(&self, cause: &io::Error) -> Error {
        let message = format!("cannot write to {}: {cause}", self.name);
        Error::new(Kind::Io, message).while_writing()
    }
}

fn choice(style: &Style) -> ColorChoice {
    if style.color {
        ColorChoice::Always
    } else {
        ColorChoice::Never
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    /// Takes `room` bytes, then fails with `then`.
    struct Pipe {
        taken: Arc<Mutex<Vec<u8>>>,
        room: usize,
        then: ErrorKind,
    }

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut taken = self.taken.lock().expect("one thread only");
            if taken.len() + bytes.len() > self.room {
                return Err(self.then.into());
            }
            taken.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn printer(room: usize, then: ErrorKind) -> (Printer, Arc<Mutex<Vec<u8>>>) {
        let taken = Arc::new(Mutex::new(Vec::new()));
        let pipe = Pipe {
            taken: taken.clone(),
            room,
            then,
        };
        (Printer::over(pipe, "the pipe"), taken)
    }

    #[test]
    fn texts_end_with_a_line_end_and_empty_ones_are_nothing() {
        let (mut printer, taken) = printer(100, ErrorKind::BrokenPipe);
        for text in ["one\ntwo", "", "three"] {
            printer.print(text).expect("room enough");
        }
        assert_eq!(*taken.lock().expect("unused"), b"one\ntwo\nthree\n");
        assert!(!printer.closed);
    }

    #[test]
    fn a_reader_that_has_gone_is_no_failure() {
        let (mut printer, taken) = printer(4, ErrorKind::BrokenPipe);
        for text in ["one", "two", "three"] {
            printer.print(text).expect("a quiet end");
        }
        assert!(printer.closed);
        assert_eq!(*taken.lock().expect("unused"), b"one\n");
    }

    #[test]
    fn a_full_disk_is_a_failure_to_write() {
        let (mut printer, _) = printer(0, ErrorKind::StorageFull);
        let error = printer.print("one").expect_err("no room");
        assert_eq!((error.kind(), error.exit_code()), (Kind::Io, 3));
        assert!(
            error.message().starts_with("cannot write to the pipe: "),
            "{error}"
        );
    }
}
