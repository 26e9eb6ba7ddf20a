//! What somebody at a terminal waits for: the first frame, and the answer to a key, of the whole program.
//!
//! ```sh
//! cargo bench --bench terminal                      # this program
//! cargo bench --bench terminal -- btm               # any other, to compare on the same machine
//! KEYS=right,left cargo bench --bench terminal      # other keys
//! ```
//!
//! The times are those of the terminal's side: from starting the process, or from writing a key, to the last byte
//! before silence. Nothing the program may ask is answered.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a benchmark without its terminal has nothing to measure")]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const SIZE: PtySize = PtySize { rows: 50, cols: 160, pixel_width: 0, pixel_height: 0 };
const STARTS: usize = 30;
const PRESSES: usize = 200;
/// Keys that wait in the terminal when the program looks.
const FLOOD: usize = 200;
/// So much silence ends a frame.
const SILENCE: Duration = Duration::from_millis(80);

struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    /// Kept open: closing it would hang the terminal up.
    _master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    /// When bytes came, and how many.
    output: Receiver<(Instant, usize)>,
}

impl Terminal {
    fn start(command: &[String]) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let mut builder = CommandBuilder::from_argv(command.iter().map(Into::into).collect());
        builder.env("TERM", "xterm-256color");
        builder.env("LANG", "C.UTF-8");
        builder.cwd(std::env::current_dir().unwrap());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let input = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), count)).is_err() {
                    break;
                }
            }
        });
        let child = pair.slave.spawn_command(builder).unwrap();
        Self { child, _master: pair.master, input, output }
    }

    /// Milliseconds from `since` to the last byte before silence, and how many bytes there were.
    fn settled(&self, since: Instant) -> (f64, usize) {
        let (mut last, mut bytes) = (since, 0);
        let mut patience = Duration::from_secs(2);
        while let Ok((at, count)) = self.output.recv_timeout(patience) {
            (last, bytes, patience) = (at, bytes + count, SILENCE);
        }
        ((last - since).as_secs_f64() * 1e3, bytes)
    }

    fn press(&mut self, keys: &[u8]) -> (f64, usize) {
        let since = Instant::now();
        self.input.write_all(keys).unwrap();
        self.input.flush().unwrap();
        self.settled(since)
    }

    /// Resident memory, KiB.
    fn resident(&self) -> Option<String> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().to_owned())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn bytes(key: &str) -> &[u8] {
    match key {
        "up" => b"\x1b[A",
        "down" => b"\x1b[B",
        "right" => b"\x1b[C",
        "left" => b"\x1b[D",
        character => character.as_bytes(),
    }
}

fn print(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(f64::NAN);
    println!("{what:24} median {:8.2} ms   p99 {:8.2} ms", at(0.5), at(0.99));
}

fn main() {
    let mut command: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if command.is_empty() {
        command.push(env!("CARGO_BIN_EXE_runtime-explorer").to_owned());
    }
    let keys = std::env::var("KEYS").unwrap_or_else(|_| "j,k".to_owned());
    let starts = (0..STARTS).map(|_| {
        let since = Instant::now();
        Terminal::start(&command).settled(since).0
    });
    print("first frame", starts.collect());

    let mut terminal = Terminal::start(&command);
    terminal.settled(Instant::now());
    let mut sent = 0;
    let presses = keys.split(',').cycle().take(PRESSES).map(|key| {
        let (time, bytes) = terminal.press(bytes(key));
        sent += bytes;
        time
    });
    print("a key", presses.collect());
    println!("{:24} {} bytes a key", "", sent / PRESSES);
    let flood = bytes(keys.split(',').next().unwrap_or("j")).repeat(FLOOD);
    let (time, bytes) = terminal.press(&flood);
    println!("{:24} {time:15.2} ms   {bytes} bytes", format!("{FLOOD} keys at once"));
    println!("{:24} {}", "resident", terminal.resident().unwrap_or_default());
}
