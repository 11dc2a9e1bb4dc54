//! A bar on standard error while bytes are read, computed or written.

mod work;

pub use work::Work;

use super::{Alphabet, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const FIRST_LOOK: Duration = Duration::from_millis(500);
const EVERY: Duration = Duration::from_millis(100);

/// A bar that stays up to date by itself until it is dropped; then it leaves no trace.
#[must_use = "the bar goes away when this is dropped"]
pub struct Progress(Option<Watch>);

struct Watch {
    end: Sender<()>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// Asks `poll` how far the work is, ten times a second, and draws a bar once half a second has passed.
    /// Draws nothing where the cursor does not move or the style asks for JSON.
    pub fn watch(style: &Style, poll: impl Fn() -> Work + Send + 'static) -> Self {
        if !style.moves || style.json {
            return Progress(None);
        }
        Progress::watch_on(ProgressDrawTarget::stderr(), style.alphabet, poll)
    }

    fn watch_on(
        target: ProgressDrawTarget,
        alphabet: Alphabet,
        poll: impl Fn() -> Work + Send + 'static,
    ) -> Self {
        let (end, ended) = channel();
        let thread = thread::Builder::new()
            .name("progress".into())
            .spawn(move || draw_until(&ended, target, look(alphabet), poll));
        Progress(thread.ok().map(|thread| Watch { end, thread }))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(Watch { end, thread }) = self.0.take() {
            drop(end);
            thread.join().unwrap_or_default();
        }
    }
}

fn draw_until(
    ended: &Receiver<()>,
    target: ProgressDrawTarget,
    look: ProgressStyle,
    poll: impl Fn() -> Work,
) {
    let begin = Instant::now();
    let mut start = begin;
    if !is_running(ended, FIRST_LOOK) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, target).with_style(look);
    loop {
        let work = poll();
        if let Work::Computing { .. } = work {
            // Bytes have a speed of their own, which shows once they go on.
            start = Instant::now();
        }
        if let Some((done, total)) = work.share() {
            let since = match work {
                Work::Computing { .. } => begin,
                Work::Bytes { .. } => start,
            };
            bar.set_length(total);
            bar.set_position(done.min(total));
            bar.set_message(work.message(since.elapsed()));
        }
        if !is_running(ended, EVERY) {
            break;
        }
    }
    bar.finish_and_clear();
}

/// Waits, and says whether the work still goes on after that.
fn is_running(ended: &Receiver<()>, wait: Duration) -> bool {
    ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout)
}

fn look(alphabet: Alphabet) -> ProgressStyle {
    ProgressStyle::with_template("{bar:24} {msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars(&alphabet.spell("━━─"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::TermLike;
    use std::io;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{Arc, Mutex};

    fn bytes(done: u64, total: u64) -> Work {
        Work::Bytes { done, total }
    }

    #[test]
    fn a_pipe_and_json_get_no_bar() {
        let asked = Arc::new(AtomicU64::new(0));
        for json in [false, true] {
            let style = Style {
                terminal: json,
                moves: json,
                json,
                ..Style::plain()
            };
            let count = asked.clone();
            let bar = Progress::watch(&style, move || {
                bytes(count.fetch_add(1, Ordering::Relaxed), 9)
            });
            assert!(bar.0.is_none());
        }
        assert_eq!(asked.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn quick_work_shows_nothing() {
        let screen = Screen::default();
        let unicode = Alphabet::Unicode;
        drop(Progress::watch_on(screen.target(), unicode, || bytes(1, 2)));
        assert_eq!(screen.written(), "");
    }

    #[test]
    fn slow_work_shows_a_bar_and_leaves_no_trace() {
        for (alphabet, drawn) in [(Alphabet::Unicode, "━━─"), (Alphabet::Ascii, "==-")] {
            let screen = Screen::default();
            let work = || bytes(1 << 20, 4 << 20);
            let bar = Progress::watch_on(screen.target(), alphabet, work);
            let patience = Instant::now() + Duration::from_secs(30);
            while !screen.written().contains(" left") && Instant::now() < patience {
                thread::sleep(EVERY);
            }
            let written = screen.written();
            assert!(written.contains(drawn), "{written}");
            assert!(written.contains("1.0 MiB of 4.0 MiB, "), "{written}");
            drop(bar);
            assert!(screen.written().ends_with("<clear>"));
        }
    }

    /// A terminal that keeps what was written.
    #[derive(Clone, Debug, Default)]
    struct Screen(Arc<Mutex<String>>);

    impl Screen {
        fn target(&self) -> ProgressDrawTarget {
            ProgressDrawTarget::term_like(Box::new(self.clone()))
        }

        fn written(&self) -> String {
            self.0.lock().expect("no writer panics").clone()
        }

        fn add(&self, text: &str) -> io::Result<()> {
            self.0.lock().expect("no writer panics").push_str(text);
            Ok(())
        }
    }

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.add(text)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.add(text)
        }
        fn clear_line(&self) -> io::Result<()> {
            self.add("<clear>")
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }
}
