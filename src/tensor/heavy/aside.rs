//! Long calls that cannot be stopped, done aside, so that a wish to stop is heard all the same.

use crate::error::{Error, Kind, Result};
use crate::tensor::Cancel;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// How often a wish to stop is looked for.
const EVERY: Duration = Duration::from_millis(10);

/// The stack of the thread: as those of the engine have.
const STACK: usize = 8 << 20;

/// What `work` returns, computed by a thread of its own.
///
/// Once a stop is wished for, the work is left alone: it ends by itself, what it owns goes then, and nobody sees its
/// result. It holds nothing up: a process does not wait for such threads at its end.
///
/// # Errors
/// Those of `work`; `interrupted`; `io` where no thread can be started.
pub fn aside<T: Send + 'static>(
    cancel: &Cancel,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    cancel.check()?;
    let (sender, receiver) = channel();
    let thread = Builder::new()
        .name("aside".into())
        .stack_size(STACK)
        .spawn(move || {
            // Nobody listens any more once the work was left alone.
            sender.send(work()).unwrap_or_default();
        })
        .map_err(|cause| Error::new(Kind::Io, format!("cannot start a thread: {cause}")))?;
    wait(cancel, &receiver, thread)
}

/// Waits for a result or for a wish to stop. A panic aside is one here.
fn wait<T>(cancel: &Cancel, receiver: &Receiver<Result<T>>, thread: JoinHandle<()>) -> Result<T> {
    loop {
        match receiver.recv_timeout(EVERY) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Timeout) => cancel.check()?,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    match thread.join() {
        Err(panic) => resume_unwind(panic),
        Ok(()) => Err(Error::new(
            Kind::Numeric,
            "a computation ended without a result",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::catch_unwind;

    #[test]
    fn the_result_is_that_of_the_work() {
        let cancel = Cancel::default();
        assert_eq!(aside(&cancel, || Ok(6 * 7)).expect("no failure"), 42);
        let failed = aside(&cancel, || Err::<(), _>(Error::new(Kind::Io, "no luck")));
        assert_eq!(failed.expect_err("no luck").message(), "no luck");
    }

    #[test]
    fn a_wish_to_stop_is_heard_while_the_work_goes_on() {
        let cancel = Cancel::default();
        let wish = cancel.clone();
        let (release, held) = channel::<()>();
        let (ended, end) = channel();
        let stopped = aside(&cancel, move || {
            wish.request();
            held.recv().unwrap_or_default();
            ended.send(()).unwrap_or_default();
            Ok(())
        });
        assert_eq!(stopped.expect_err("stopped").kind(), Kind::Interrupted);
        assert!(end.try_recv().is_err(), "the work still goes on");
        drop(release);
        assert_eq!(end.recv(), Ok(()), "it ends by itself");
    }

    #[test]
    fn what_the_work_owns_goes_when_it_ends() {
        let cancel = Cancel::default();
        let wish = cancel.clone();
        let (release, held) = channel::<()>();
        let (owned, gone) = channel::<()>();
        let stopped = aside(&cancel, move || {
            wish.request();
            held.recv().unwrap_or_default();
            drop(owned);
            Ok(())
        });
        assert!(stopped.is_err());
        drop(release);
        assert!(gone.recv().is_err());
    }

    #[test]
    fn no_work_begins_after_a_wish_to_stop() {
        let cancel = Cancel::default();
        cancel.request();
        let stopped = aside(&cancel, || -> Result<()> { unreachable!("not begun") });
        assert_eq!(stopped.expect_err("stopped").kind(), Kind::Interrupted);
    }

    #[test]
    fn a_panic_aside_is_one_here() {
        let caught = catch_unwind(|| {
            let cancel = Cancel::default();
            aside(&cancel, || -> Result<()> { panic!("aside") })
        });
        let panic = caught.expect_err("passed on");
        assert_eq!(panic.downcast_ref(), Some(&"aside"));
    }
}
