//! The terminal: taking it over, giving it back on every way out, waiting for something to do, and drawing.
//!
//! A [`Session`] owns raw mode, the alternate screen, mouse reports and bracketed paste. Three rules shape it:
//!
//! - It sleeps until there is a reason to wake: a key, a signal, or a worker. There is no tick.
//! - One frame is one write, inside a synchronized update, so that nothing half-drawn is ever shown.
//! - Return, error, panic, signal and suspension all go through the same idempotent [`restore`].
//!
//! Nothing is asked of the terminal at start: a reply that comes late would be read as typing, and a terminal that
//! never answers would delay the first frame.

mod batch;
mod frame;
#[cfg(not(unix))]
mod portable;
#[cfg(unix)]
mod unix;

use std::fmt;
use std::io::{self, BufWriter, IsTerminal, stdin, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::style::force_color_output;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

use self::frame::FrameWriter;
pub use self::platform::Waker;
#[cfg(not(unix))]
use self::portable as platform;
#[cfg(unix)]
use self::unix as platform;

/// The exit status for a terminal that has gone away: that of a process ended by SIGHUP.
pub const HANG_UP_STATUS: u8 = 129;

/// Whether the terminal is ours at the moment, and so whether there is anything to give back.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Why [`Session::wait`] returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Everything that was typed, clicked or resized since the last call, in order and never empty.
    ///
    /// Key releases and bare pointer movement are left out; of consecutive drags and of all resizes only the last
    /// is kept.
    Events(Vec<Event>),
    /// The screen was lost, as after a suspension: draw again. The next frame repaints every cell.
    Redraw,
    /// A signal asks for what ctrl-z does: call [`Session::suspend`].
    Suspend,
    /// A [`Waker`] was used.
    Message,
    /// A signal, or the end of the terminal, asks the program to end with this exit status.
    Quit(u8),
}

/// What a [`Session`] draws on: memory for the screen, which takes a while to get. It leaves the terminal as it is, so
/// that another thread can get it while it is not yet certain that there will be a session.
pub struct Screen {
    /// The backend writes a few bytes at a time, and flushes when a frame is complete.
    terminal: Terminal<CrosstermBackend<BufWriter<FrameWriter>>>,
    frame: FrameWriter,
}

/// The terminal while it is ours; dropping it gives the terminal back.
pub struct Session {
    screen: Screen,
    source: platform::Source,
}

impl Screen {
    /// Memory for a screen as large as the terminal is now.
    ///
    /// # Errors
    ///
    /// Fails when the terminal cannot be measured.
    pub fn new() -> io::Result<Self> {
        let frame = FrameWriter::default();
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::new(frame.clone())))?;
        Ok(Self { terminal, frame })
    }
}

impl fmt::Debug for Screen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Screen").finish_non_exhaustive()
    }
}

impl Session {
    /// Takes the terminal over and arranges for it to be given back, also after a panic.
    ///
    /// # Errors
    ///
    /// Fails when standard input or output is not a terminal (see [`is_interactive`]), or refuses raw mode or
    /// writing. The terminal is then as it was.
    pub fn start(screen: Screen) -> io::Result<Self> {
        if !is_interactive() {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "standard input and output must be a terminal",
            ));
        }
        // Colours are the theme's decision: left to itself, crossterm answers NO_COLOR with resets that also erase
        // bold and reverse.
        force_color_output(true);
        restore_on_panic();
        let source = platform::Source::new()?;
        enter().inspect_err(|_| restore())?;
        Ok(Self { screen, source })
    }

    /// Draws one frame and sends what changed in a single write; nothing once the terminal was given back.
    ///
    /// # Errors
    ///
    /// Fails when the terminal cannot be measured or written to. That it has gone away is no error: the next
    /// [`wait`](Self::wait) tells it.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if !ENTERED.load(Ordering::SeqCst) {
            return Ok(());
        }
        let Screen { terminal, frame } = &mut self.screen;
        frame.begin()?;
        let drawn = terminal.draw(view).map(|_| ());
        let frame = frame.end()?;
        drawn.and_then(|()| platform::write_all(&frame)).or_else(unless_gone)
    }

    /// Sleeps until there is something to do and returns all of it.
    ///
    /// # Errors
    ///
    /// Fails when the terminal cannot be waited for, or not be taken over again after a suspension. A terminal that
    /// has gone away is no error but [`Wake::Quit`].
    pub fn wait(&mut self) -> io::Result<Wake> {
        let wake = self.source.wait()?;
        if wake == Wake::Redraw {
            self.resume()?;
        }
        Ok(wake)
    }

    /// Takes back events that there was no time for: the next [`wait`](Self::wait) returns them, unless a signal goes
    /// before them.
    pub fn put_back(&mut self, events: impl IntoIterator<Item = Event>) {
        self.source.put_back(events);
    }

    /// A handle with which another thread can end [`wait`](Self::wait).
    pub fn waker(&self) -> Waker {
        self.source.waker()
    }

    /// Asks the terminal to take a text for its clipboard (OSC 52), which reaches the user's own through ssh too. No
    /// terminal answers whether it did.
    ///
    /// # Errors
    ///
    /// Fails when the terminal cannot be written to, unless it has gone away.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let command = sequence(|bytes| queue!(bytes, CopyToClipboard::to_clipboard_from(text)))?;
        platform::write_all(&command).or_else(unless_gone)
    }

    /// Gives the terminal back and stops with the whole process group; returns when continued.
    ///
    /// On Unix by SIGSTOP, which the leader of a session heeds too: the SIGTSTP that ctrl-z sends to a program in
    /// cooked mode would pass it by. A leader that no shell watches waits for somebody to send SIGCONT.
    ///
    /// The next frame repaints every cell. Where there is no job control, only that repaint happens.
    ///
    /// # Errors
    ///
    /// Fails when the process cannot be stopped or the terminal not be taken over again.
    pub fn suspend(&mut self) -> io::Result<()> {
        restore();
        if self.source.stop()? { self.resume() } else { Ok(()) }
    }

    /// Takes the terminal over again after the shell has had it.
    fn resume(&mut self) -> io::Result<()> {
        // The shell may have changed the modes while the process was stopped, so that "already raw" means nothing.
        disable_raw_mode()?;
        enter()?;
        // Not `Terminal::clear`, which asks for the cursor position and waits for the answer.
        let size = self.screen.terminal.size()?;
        self.screen.terminal.resize(size.into())
    }
}

fn unless_gone(error: io::Error) -> io::Result<()> {
    if platform::is_gone(&error) { Ok(()) } else { Err(error) }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore();
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Session").finish_non_exhaustive()
    }
}

/// Whether standard input and output are both a terminal, without which there can be no [`Session`].
pub fn is_interactive() -> bool {
    stdin().is_terminal() && stdout().is_terminal()
}

/// Gives the terminal back if a [`Session`] has it.
///
/// Every step is tried whatever became of the one before: at this point there is nobody left to tell.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let leaving = sequence(|bytes| {
        queue!(bytes, EndSynchronizedUpdate, NoMouse, DisableBracketedPaste, LeaveAlternateScreen, Show)
    });
    if let Ok(leaving) = leaving {
        let _ = platform::write_all(&leaving);
    }
    let _ = disable_raw_mode();
}

fn enter() -> io::Result<()> {
    ENTERED.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    let entering =
        sequence(|bytes| queue!(bytes, EnterAlternateScreen, Hide, EnableBracketedPaste, ButtonMotion))?;
    platform::write_all(&entering)
}

fn sequence(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    Ok(bytes)
}

/// Puts a panic's message on the ordinary screen, where it can be read.
fn restore_on_panic() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            restore();
            report(info);
        }));
    });
}

/// Asks for presses, releases and drags (1002) with coordinates of any size (1006).
///
/// crossterm's own command also asks for every movement of the pointer (1003), each of which would wake the program.
struct ButtonMotion;

impl Command for ButtonMotion {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1002h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// Undoes [`ButtonMotion`].
struct NoMouse;

impl Command for NoMouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1006l\x1b[?1002l")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::DisableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointer_movement_without_a_button_is_not_asked_for() {
        let on = sequence(|bytes| queue!(bytes, ButtonMotion)).unwrap();
        let off = sequence(|bytes| queue!(bytes, NoMouse)).unwrap();
        assert_eq!(on, b"\x1b[?1002h\x1b[?1006h");
        assert_eq!(off, b"\x1b[?1006l\x1b[?1002l");
    }

    #[test]
    fn restoring_what_was_never_taken_does_nothing() {
        restore();
        restore();
        assert!(!ENTERED.load(Ordering::SeqCst));
    }
}
