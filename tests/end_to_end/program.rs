//! A program on a pseudo-terminal of its own, and what a person would see of it.

use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::LocalModes;

/// How long anything may take on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program on a terminal of its own.
pub(crate) struct Program {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    /// What it has written since it started, or since the last change of size.
    output: Arc<Mutex<Vec<u8>>>,
    size: (u16, u16),
}

/// Starts a program on a terminal of so many columns and rows, whose other side nobody reads yet.
pub(crate) fn spawn(
    (columns, rows): (u16, u16),
    command: CommandBuilder,
) -> (Box<dyn Child + Send + Sync>, Box<dyn MasterPty + Send>) {
    let pair = native_pty_system().openpty(cells(columns, rows)).unwrap();
    (pair.slave.spawn_command(command).unwrap(), pair.master)
}

const fn cells(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// Waits until something holds.
pub(crate) fn eventually(holds: impl Fn() -> bool, otherwise: impl Fn() -> String) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "{}", otherwise());
        thread::sleep(Duration::from_millis(5));
    }
}

/// The exit status of a program, once it has ended.
pub(crate) fn status(child: &mut dyn Child) -> u32 {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(ended) = child.try_wait().unwrap() {
            return ended.exit_code();
        }
        assert!(Instant::now() < deadline, "the program did not end");
        thread::sleep(Duration::from_millis(5));
    }
}

impl Program {
    /// The explorer, whatever the environment of the tests is.
    pub(crate) fn explorer(
        columns: u16,
        rows: u16,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start((columns, rows), Self::command(arguments, environment))
    }

    /// What starts it.
    pub(crate) fn command(arguments: &[&str], environment: &[(&str, &str)]) -> CommandBuilder {
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
        // No folder: whatever ends a test leaves nothing in that of the user.
        command.env("XDG_DATA_HOME", "/dev/null");
        for (name, value) in environment {
            command.env(name, value);
        }
        command
    }

    pub(crate) fn start(size: (u16, u16), command: CommandBuilder) -> Self {
        let (child, master) = spawn(size, command);
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
        Self { child, master, input, output, size }
    }

    pub(crate) fn send(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// What it has written, escape sequences and all.
    pub(crate) fn written(&self) -> String {
        String::from_utf8_lossy(&self.output.lock().unwrap()).into_owned()
    }

    /// Forgets what it has written.
    pub(crate) fn forget(&self) {
        self.output.lock().unwrap().clear();
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
        let otherwise = || format!("{what:?} never shown; the screen is\n{}", self.text());
        eventually(|| holds(&self.text()), otherwise);
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

    /// The letter of the process state: S for sleeping, T for stopped.
    pub(crate) fn state(&self) -> char {
        let pid = self.pid().as_raw_nonzero().to_string();
        let output = std::process::Command::new("ps").args(["-o", "state=", "-p", &pid]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().chars().next().unwrap_or('?')
    }

    pub(crate) fn until_stopped(&self) {
        eventually(|| self.state() == 'T', || "not stopped".to_owned());
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        // What was drawn before was meant for the other size; what comes from now on may be for the new one already.
        self.forget();
        self.size = (columns, rows);
        self.master.resize(cells(columns, rows)).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    pub(crate) fn ends_with(&mut self, wanted: u32) {
        assert_eq!(status(self.child.as_mut()), wanted);
    }

    /// Whether lines are edited and echoed by the terminal.
    pub(crate) fn is_cooked(&self) -> bool {
        let modes = self.master.get_termios().unwrap();
        LocalModes::from_bits_retain(modes.local_flags.bits()).contains(LocalModes::ICANON | LocalModes::ECHO)
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
                && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Default
        };
        // The last that was written may not have been read yet.
        eventually(is_as_before, || "the terminal is not as it was before".to_owned());
        assert!(self.is_cooked());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
