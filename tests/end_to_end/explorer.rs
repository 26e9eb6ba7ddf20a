//! The program on a pseudo-terminal of its own, and what a person would see of it.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::Pid;

/// How long anything may take on a loaded machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The explorer on a terminal of its own.
pub(crate) struct Explorer {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    /// What it has written since it started, or since the last change of size.
    pub(crate) output: Arc<Mutex<Vec<u8>>>,
    size: (u16, u16),
}

impl Explorer {
    pub(crate) fn start(columns: u16, rows: u16, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_runtime-explorer"));
        if !arguments.contains(&"--as-of") {
            command.args(["--as-of", "2026-11-22"]);
        }
        command.args(arguments);
        for name in ["NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command.env("LANG", "C.UTF-8");
        command.env("TERM", "xterm-256color");
        command.env("RUNTIME_EXPLORER_CONFIG", "");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let output = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let collected = Arc::clone(&output);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                collected.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        let input = pair.master.take_writer().unwrap();
        Self { child, master: pair.master, input, output, size: (columns, rows) }
    }

    pub(crate) fn send(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    pub(crate) fn screen(&self) -> vt100::Parser {
        let mut parser =
            vt100::Parser::new(self.size.1.try_into().unwrap(), self.size.0.try_into().unwrap(), 0);
        parser.process(&self.output.lock().unwrap());
        parser
    }

    pub(crate) fn text(&self) -> String {
        self.screen().screen().contents()
    }

    pub(crate) fn expect(&self, what: &str) {
        self.until(|text| text.contains(what), what);
    }

    pub(crate) fn until(&self, holds: impl Fn(&str) -> bool, what: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(&self.text()) {
            assert!(Instant::now() < deadline, "{what:?} never shown; the screen is\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until nothing has been written for a while, which is longer than a frame takes.
    pub(crate) fn until_drawn(&self) {
        let written = || self.output.lock().unwrap().len();
        let mut before = 0;
        while before == 0 || written() != before {
            before = written();
            thread::sleep(Duration::from_millis(60));
        }
    }

    /// Waits until the process is stopped, as the kernel tells it.
    pub(crate) fn until_stopped(&self) {
        let stat = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let deadline = Instant::now() + PATIENCE;
        let is_stopped = || {
            let stat = std::fs::read_to_string(&stat).unwrap();
            stat.rsplit(')').next().is_some_and(|rest| rest.starts_with(" T"))
        };
        while !is_stopped() {
            assert!(Instant::now() < deadline, "not stopped");
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        // What was drawn before was meant for the other size; what comes from now on may be for the new one already.
        self.output.lock().unwrap().clear();
        self.size = (columns, rows);
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    pub(crate) fn ends_with(&mut self, status: u32) {
        let deadline = Instant::now() + PATIENCE;
        let ended = loop {
            if let Some(ended) = self.child.try_wait().unwrap() {
                break ended.exit_code();
            }
            assert!(Instant::now() < deadline, "the program did not end");
            thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(ended, status);
    }

    /// The terminal is as it was before the program.
    pub(crate) fn left_clean(&self) {
        let is_as_before = || {
            let parser = self.screen();
            let screen = parser.screen();
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        };
        // The last that was written may not have been read yet.
        let deadline = Instant::now() + PATIENCE;
        while !is_as_before() {
            assert!(Instant::now() < deadline, "the terminal is not as it was before");
            thread::sleep(Duration::from_millis(5));
        }
        let modes = self.master.get_termios().unwrap();
        let modes = rustix::termios::LocalModes::from_bits_retain(modes.local_flags.bits());
        assert!(modes.contains(rustix::termios::LocalModes::ICANON | rustix::termios::LocalModes::ECHO));
    }
}

impl Drop for Explorer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
