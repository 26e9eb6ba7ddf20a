//! A terminal session in a real pseudo-terminal: every way out, every reason to wake, and silence in between.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the machinery of a test fails by panicking"
)]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

const PATIENCE: Duration = Duration::from_secs(10);
const ROWS: NonZeroU16 = NonZeroU16::new(4).unwrap();
const COLUMNS: NonZeroU16 = NonZeroU16::new(60).unwrap();

/// The example program on a pseudo-terminal of 60 by 4 cells.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    output: Arc<Mutex<Vec<u8>>>,
}

impl Session {
    fn start() -> Self {
        let (child, master) = spawn();
        let output = Arc::new(Mutex::new(Vec::new()));
        let mut reader = master.try_clone_reader().unwrap();
        let collected = Arc::clone(&output);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                collected.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        let input = master.take_writer().unwrap();
        let session = Self { child, master, input, output };
        session.expect("ready");
        session
    }

    fn send(&mut self, bytes: &[u8]) {
        self.input.write_all(bytes).unwrap();
        self.input.flush().unwrap();
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    fn output(&self) -> Vec<u8> {
        self.output.lock().unwrap().clone()
    }

    fn screen(&self) -> vt100::Parser {
        let mut parser = vt100::Parser::new(ROWS, COLUMNS, 0);
        parser.process(&self.output());
        parser
    }

    fn expect(&self, text: &str) {
        eventually(
            || self.screen().screen().contents().contains(text),
            || format!("{text:?} on the screen, which shows {:?}", self.screen().screen().contents()),
        );
    }

    /// The letter of the process state: S for sleeping, T for stopped.
    fn state(&self) -> String {
        let output = std::process::Command::new("ps")
            .args(["-o", "state=", "-p", &self.pid().as_raw_nonzero().to_string()])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn status(&mut self) -> u32 {
        status(self.child.as_mut())
    }

    fn is_cooked(&self) -> bool {
        use rustix::termios::LocalModes;
        let modes = self.master.get_termios().unwrap();
        LocalModes::from_bits_retain(modes.local_flags.bits()).contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    fn expect_clean(&self) {
        eventually(|| !self.screen().screen().alternate_screen(), || "the ordinary screen".to_owned());
        let parser = self.screen();
        let screen = parser.screen();
        assert!(!screen.hide_cursor(), "the cursor is visible");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
        assert!(self.is_cooked(), "lines are edited and echoed");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn() -> (Box<dyn Child + Send + Sync>, Box<dyn MasterPty + Send>) {
    let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(example());
    command.env("NO_COLOR", "1");
    command.env_remove("RUST_BACKTRACE");
    (pair.slave.spawn_command(command).unwrap(), pair.master)
}

fn status(child: &mut dyn Child) -> u32 {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.exit_code();
        }
        assert!(Instant::now() < deadline, "the program did not end");
        thread::sleep(Duration::from_millis(5));
    }
}

/// `cargo test` builds examples before it runs tests, next to the directory of the tests themselves;
/// `cargo test --test terminal_session` does not.
fn example() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let example = test.ancestors().nth(2).unwrap().join("examples/terminal_session");
    assert!(example.exists(), "first run `cargo build --examples`");
    example
}

fn eventually(condition: impl Fn() -> bool, wanted: impl Fn() -> String) {
    let deadline = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < deadline, "expected {}", wanted());
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn the_terminal_is_taken_over() {
    let session = Session::start();
    let parser = session.screen();
    let screen = parser.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
    assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
    assert!(!session.is_cooked());
    session.expect("frame 1 at 60x4");
}

#[test]
fn nothing_is_asked_of_the_terminal() {
    let output = Session::start().output();
    let text = String::from_utf8(output).unwrap();
    for query in ["\x1b[6n", "\x1b[c", "\x1b]11;?", "\x1b[?u", "$p"] {
        assert!(!text.contains(query), "{query:?} in {text:?}");
    }
    assert!(!text.contains("\x1b[m"), "a reset without a parameter in {text:?}");
}

#[test]
fn quit_error_and_panic_give_the_terminal_back() {
    for (key, status, message) in
        [("q", 0, ""), ("e", 1, "an error was asked for"), ("p", 101, "a panic was asked for")]
    {
        let mut session = Session::start();
        session.send(key.as_bytes());
        assert_eq!(session.status(), status, "after {key}");
        session.expect_clean();
        session.expect(message);
    }
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131), (Signal::INT, 130)]
    {
        let mut session = Session::start();
        session.signal(signal);
        assert_eq!(session.status(), status, "after {signal:?}");
        session.expect_clean();
    }
}

#[test]
fn suspended_continued_and_as_before() {
    let mut session = Session::start();
    session.send(b"\x1a");
    eventually(|| session.state().starts_with('T'), || "a stopped process".to_owned());
    session.expect_clean();
    session.signal(Signal::CONT);
    session.expect("frame 2");
    assert!(session.screen().screen().alternate_screen());
    assert!(!session.is_cooked());
    session.send(b"x");
    session.expect("1 events, x");
}

#[test]
fn stopped_from_outside_the_screen_is_drawn_anew() {
    let mut session = Session::start();
    session.signal(Signal::STOP);
    eventually(|| session.state().starts_with('T'), || "a stopped process".to_owned());
    session.output.lock().unwrap().clear();
    session.signal(Signal::CONT);
    session.expect("redraw");
    assert!(!String::from_utf8_lossy(&session.output()).contains("\x1b[6n"), "no query on the way back");
    session.send(b"q");
    assert_eq!(session.status(), 0);
}

#[test]
fn ended_while_suspended() {
    let mut session = Session::start();
    session.send(b"\x1a");
    eventually(|| session.state().starts_with('T'), || "a stopped process".to_owned());
    session.signal(Signal::TERM);
    session.signal(Signal::CONT);
    assert_eq!(session.status(), 143);
    session.expect_clean();
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let (mut child, master) = spawn();
    let mut reader = master.try_clone_reader().unwrap();
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("ready") {
        let count = reader.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..count]);
    }
    drop((reader, master));
    assert_eq!(status(child.as_mut()), 129);
}

#[test]
fn a_burst_of_input_is_one_batch_and_one_frame() {
    let mut session = Session::start();
    session.send(&b"\x1b[B".repeat(2000));
    eventually(|| session.screen().screen().contents().contains("events"), || "a frame".to_owned());
    thread::sleep(Duration::from_millis(200));
    let frames = session.output().windows(8).filter(|bytes| bytes == b"\x1b[?2026h").count();
    assert!(frames < 12, "{frames} frames");
    assert!(session.state().starts_with('S'), "asleep again");
    session.send(b"q");
    assert_eq!(session.status(), 0);
}

#[test]
fn drags_are_thinned_out_and_pastes_kept_whole() {
    let mut session = Session::start();
    session.send(b"\x1b[<0;5;1M\x1b[<32;6;1M\x1b[<32;7;1M\x1b[<32;9;1M");
    session.expect("2 events, Down(Left) 4, Drag(Left) 8");
    let paste = [b"\x1b[200~".as_slice(), &b"q".repeat(3000), b"\x1b[201~"].concat();
    session.send(&paste);
    session.expect("paste of 3000");
}

#[test]
fn a_sequence_in_two_pieces_and_the_escape_key() {
    let mut session = Session::start();
    session.send(b"\x1b[1;5");
    thread::sleep(Duration::from_millis(60));
    session.send(b"A");
    session.expect("1 events, Up");
    session.send(b"\x1b");
    session.expect("1 events, Esc");
}

#[test]
fn a_new_size_arrives_as_an_event() {
    let session = Session::start();
    let size = PtySize { rows: 3, cols: 50, pixel_width: 0, pixel_height: 0 };
    session.master.resize(size).unwrap();
    session.expect("at 50x3: 1 events, resize");
}

#[test]
fn woken_by_another_thread() {
    let mut session = Session::start();
    session.send(b"w");
    session.expect("message");
}

#[cfg(target_os = "linux")]
#[test]
fn idle_means_asleep() {
    let session = Session::start();
    let status = format!("/proc/{}/status", session.pid().as_raw_nonzero());
    let switches = || {
        let text = std::fs::read_to_string(&status).unwrap();
        text.lines().filter(|line| line.contains("ctxt_switches")).map(str::to_owned).collect::<Vec<_>>()
    };
    thread::sleep(Duration::from_millis(200));
    let (before, written) = (switches(), session.output().len());
    thread::sleep(Duration::from_secs(1));
    assert_eq!((switches(), session.output().len()), (before, written));
}
