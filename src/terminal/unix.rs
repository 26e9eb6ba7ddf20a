//! Waiting, signals, job control and writing on Unix.
//!
//! Input is read and decoded here rather than by `crossterm::event`: its event source blocks inside an incomplete
//! escape sequence, leaves input beyond its buffer unread until more arrives, and spins once the terminal is gone.

mod decoder;
mod signals;

use std::io::{self, stdin};
use std::time::{Duration, Instant};

use crossterm::event::Event;
use crossterm::terminal::size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Signal, kill_current_process_group};
use rustix::stdio;

use self::decoder::Decoder;
use self::signals::Signals;
pub use self::signals::Waker;
use super::batch::thin_out;
use super::{HANG_UP_STATUS, Wake};

/// As much input as goes into one batch, so that a flood of it cannot hold up drawing for ever.
const BATCH_BYTES: usize = 1 << 16;

/// Where events come from: the terminal, and signals and wakers through a pipe.
#[derive(Debug)]
pub(super) struct Source {
    signals: Signals,
    decoder: Decoder,
    /// When input that may be all there will be is taken for that, unless more comes before.
    deadline: Option<Instant>,
    events: Vec<Event>,
    hung_up: bool,
}

/// What a poll of the terminal found.
enum Input {
    Nothing,
    Ready,
    HungUp,
}

impl Source {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            signals: Signals::register()?,
            decoder: Decoder::default(),
            deadline: None,
            events: Vec::new(),
            hung_up: false,
        })
    }

    pub(super) fn waker(&self) -> Waker {
        self.signals.waker()
    }

    /// Puts events in front of those that are still to come.
    pub(super) fn put_back(&mut self, events: impl IntoIterator<Item = Event>) {
        self.events.splice(0..0, events);
    }

    /// Stops the process group, as the shell expects of a job, until it is continued; returns whether to go on.
    ///
    /// Not by SIGTSTP, which the kernel discards for the leader of a session. Not going on is for a signal that
    /// came meanwhile: `kill %1` sends SIGTERM, then SIGCONT, and touching the terminal from the background would
    /// only stop the process again.
    pub(super) fn stop(&mut self) -> io::Result<bool> {
        kill_current_process_group(Signal::STOP)?;
        self.signals.take_continued();
        self.forget_begun();
        Ok(self.signals.quit_status().is_none())
    }

    pub(super) fn wait(&mut self) -> io::Result<Wake> {
        loop {
            // Before sleeping, whatever is known already: a signal that comes after these looks is in the pipe.
            if let Some(status) = self.signals.quit_status() {
                return Ok(Wake::Quit(status));
            }
            if self.hung_up {
                return Ok(Wake::Quit(HANG_UP_STATUS));
            }
            if self.signals.take_continued() {
                self.forget_begun();
                return Ok(Wake::Redraw);
            }
            if self.signals.take_suspended() {
                return Ok(Wake::Suspend);
            }
            if self.signals.take_resized()
                && let Ok((columns, rows)) = size()
            {
                self.events.push(Event::Resize(columns, rows));
            }
            let events = thin_out(std::mem::take(&mut self.events));
            if !events.is_empty() {
                return Ok(Wake::Events(events));
            }
            if self.signals.take_message() {
                return Ok(Wake::Message);
            }
            self.sleep()?;
        }
    }

    /// Forgets what input had begun before the shell had the terminal: the rest has gone there.
    fn forget_begun(&mut self) {
        self.decoder = Decoder::default();
        self.deadline = None;
    }

    /// Waits for the terminal or the pipe and takes in what they have.
    fn sleep(&mut self) -> io::Result<()> {
        let patience = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        match self.poll(patience)? {
            Input::HungUp => self.hung_up = true,
            Input::Ready => {
                self.read()?;
                self.deadline = self.decoder.patience().map(|patience| Instant::now() + patience);
            }
            // A signal or a worker may have ended the sleep before.
            Input::Nothing if self.deadline.is_some_and(|deadline| deadline <= Instant::now()) => {
                self.deadline = None;
                self.decoder.resolve(&mut self.events);
            }
            Input::Nothing => {}
        }
        Ok(())
    }

    /// Takes in all input there is at the moment.
    fn read(&mut self) -> io::Result<()> {
        let mut buffer = [0; 4096];
        let mut taken = 0;
        while taken < BATCH_BYTES {
            match rustix::io::read(stdio::stdin(), &mut buffer) {
                // End of file on a terminal, or an I/O error: nobody is there any more.
                Ok(0) | Err(Errno::IO) => self.hung_up = true,
                Ok(count) => {
                    taken += count;
                    self.decoder.feed(buffer.get(..count).unwrap_or_default(), &mut self.events);
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
            if self.hung_up {
                break;
            }
            match self.poll(Some(Duration::ZERO))? {
                Input::Ready => {}
                Input::Nothing => break,
                Input::HungUp => self.hung_up = true,
            }
        }
        Ok(())
    }

    fn poll(&mut self, patience: Option<Duration>) -> io::Result<Input> {
        // A time that no clock can tell is no limit.
        let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let tty = stdin();
        let [input, signalled] = {
            let mut sources =
                [PollFd::new(&tty, PollFlags::IN), PollFd::new(self.signals.pipe(), PollFlags::IN)];
            match poll(&mut sources, timeout.as_ref()) {
                Ok(_) => sources.map(|source| source.revents()),
                Err(Errno::INTR) => [PollFlags::empty(); 2],
                Err(error) => return Err(error.into()),
            }
        };
        if !signalled.is_empty() {
            self.signals.drain();
        }
        Ok(if input.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            Input::HungUp
        } else if input.contains(PollFlags::IN) {
            Input::Ready
        } else {
            Input::Nothing
        })
    }
}

/// Writes everything, also to a terminal that somebody has made non-blocking.
///
/// Straight to the descriptor, past the standard library's buffer and its lock: a panic may have happened anywhere.
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdio::stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_for_room()?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Whether an error says that nobody is at the terminal any more.
pub(super) fn is_gone(error: &io::Error) -> bool {
    error.raw_os_error() == Some(Errno::IO.raw_os_error())
}

fn wait_for_room() -> io::Result<()> {
    let out = stdio::stdout();
    match poll(&mut [PollFd::new(&out, PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
