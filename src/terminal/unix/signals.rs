//! Signals and wakers as one readable descriptor and a few flags.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag;
use signal_hook::low_level::pipe;

const QUITTING: [i32; 4] = [SIGTERM, SIGINT, SIGHUP, SIGQUIT];

/// Ends a wait from another thread.
#[derive(Debug, Clone)]
pub struct Waker {
    message: Arc<AtomicBool>,
    pipe: Arc<UnixStream>,
}

impl Waker {
    /// Makes the present or the next wait return [`Wake::Message`](crate::terminal::Wake::Message), once however
    /// often this is called before.
    pub fn wake(&self) {
        if !self.message.swap(true, Ordering::AcqRel) {
            // A full pipe wakes the reader just as well, and a closed one has no reader.
            let _ = (&*self.pipe).write(&[0]);
        }
    }
}

/// The signals that concern a terminal program; once it is dropped, those that end or stop a process do so again.
#[derive(Debug)]
pub(super) struct Signals {
    reader: UnixStream,
    waker: Waker,
    quit: Arc<AtomicUsize>,
    suspended: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    ended: Arc<AtomicBool>,
}

impl Signals {
    pub(super) fn register() -> io::Result<Self> {
        let (reader, writer) = UnixStream::pair()?;
        reader.set_nonblocking(true)?;
        writer.set_nonblocking(true)?;
        let signals = Self {
            reader,
            waker: Waker { message: Arc::default(), pipe: Arc::new(writer) },
            quit: Arc::default(),
            suspended: Arc::default(),
            continued: Arc::default(),
            resized: Arc::default(),
            ended: Arc::default(),
        };
        // The flag first: whoever the pipe wakes must find it set.
        for signal in QUITTING {
            flag::register_conditional_default(signal, Arc::clone(&signals.ended))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.quit), number)?;
        }
        flag::register_conditional_default(SIGTSTP, Arc::clone(&signals.ended))?;
        flag::register(SIGTSTP, Arc::clone(&signals.suspended))?;
        flag::register(SIGCONT, Arc::clone(&signals.continued))?;
        flag::register(SIGWINCH, Arc::clone(&signals.resized))?;
        for signal in QUITTING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]) {
            pipe::register(signal, signals.waker.pipe.try_clone()?)?;
        }
        Ok(signals)
    }

    /// Readable when a signal or a waker wants attention.
    pub(super) fn pipe(&self) -> &UnixStream {
        &self.reader
    }

    /// Empties the pipe; what it was about is in the flags.
    pub(super) fn drain(&mut self) {
        let mut bytes = [0; 64];
        while matches!(self.reader.read(&mut bytes), Ok(count) if count == bytes.len()) {}
    }

    pub(super) fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// The exit status for the signal that asks to quit, 128 plus its number.
    pub(super) fn quit_status(&self) -> Option<u8> {
        match self.quit.load(Ordering::Acquire) {
            0 => None,
            signal => u8::try_from(128 + signal).ok(),
        }
    }

    /// Whether somebody asked to stop since the last time.
    pub(super) fn take_suspended(&self) -> bool {
        self.suspended.swap(false, Ordering::AcqRel)
    }

    /// Whether somebody asked to go on since the last time, which also takes back that somebody asked to stop.
    pub(super) fn take_continued(&self) -> bool {
        let is_continued = self.continued.swap(false, Ordering::AcqRel);
        if is_continued {
            self.suspended.store(false, Ordering::Release);
        }
        is_continued
    }

    pub(super) fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::AcqRel)
    }

    pub(super) fn take_message(&self) -> bool {
        self.waker.message.swap(false, Ordering::AcqRel)
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
    }
}
