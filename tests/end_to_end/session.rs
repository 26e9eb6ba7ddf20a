//! A terminal session alone: every way out, every reason to wake, and silence in between.

use std::io::Read;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::program::{Program, spawn, status};

/// The example program, which shows what woke it.
fn command() -> CommandBuilder {
    let mut command = CommandBuilder::new(example());
    command.env("NO_COLOR", "1");
    command.env_remove("RUST_BACKTRACE");
    command
}

/// `cargo test` builds examples before it runs tests, next to the directory of the tests themselves;
/// `cargo test --test end_to_end` does not.
fn example() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let example = test.ancestors().nth(2).unwrap().join("examples/terminal_session");
    assert!(example.exists(), "first run `cargo build --examples`");
    example
}

const SIZE: (u16, u16) = (60, 4);

fn session() -> Program {
    let session = Program::start(SIZE, command());
    session.expect("ready");
    session
}

#[test]
fn the_terminal_is_taken_over() {
    let session = session();
    let parser = session.screen();
    let screen = parser.screen();
    assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
    assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
    assert!(!session.is_cooked());
    session.expect("frame 1 at 60x4");
    let written = session.written();
    assert!(!written.contains("\x1b[m"), "a reset without a parameter in {written:?}");
}

#[test]
fn quit_error_and_panic_give_the_terminal_back() {
    for (key, status, message) in
        [("q", 0, ""), ("e", 1, "an error was asked for"), ("p", 101, "a panic was asked for")]
    {
        let mut session = session();
        session.send(key);
        session.ends_with(status);
        session.left_clean();
        session.expect(message);
    }
}

#[test]
fn stopped_from_outside_the_screen_is_drawn_anew() {
    let mut session = session();
    session.signal(Signal::STOP);
    session.until_stopped();
    session.forget();
    session.signal(Signal::CONT);
    session.expect("redraw");
    assert!(!session.written().contains("\x1b[6n"), "no query on the way back");
    session.send("q");
    session.ends_with(0);
}

#[test]
fn asked_to_stop_from_outside_the_terminal_is_given_back() {
    let mut session = session();
    session.signal(Signal::TSTP);
    session.until_stopped();
    session.left_clean();
    session.forget();
    session.signal(Signal::CONT);
    session.expect("ready");
    assert!(session.screen().screen().alternate_screen());
    session.send("q");
    session.ends_with(0);
    session.left_clean();
}

#[test]
fn ended_while_suspended() {
    let mut session = session();
    session.send("\x1a");
    session.until_stopped();
    session.signal(Signal::TERM);
    session.signal(Signal::CONT);
    session.ends_with(143);
    session.left_clean();
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let (mut child, master) = spawn(SIZE, command());
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
    let mut session = session();
    // The last key is read without another that would wake the session.
    session.send(&("\x1b[B".repeat(2000) + "q"));
    session.ends_with(0);
    session.left_clean();
    let frames = session.written().matches("\x1b[?2026h").count();
    assert!(frames < 12, "{frames} frames");
}

#[test]
fn drags_are_thinned_out_and_pastes_kept_whole() {
    let mut session = session();
    session.send("\x1b[<0;5;1M\x1b[<32;6;1M\x1b[<32;7;1M\x1b[<32;9;1M");
    session.expect("2 events, Down(Left) 4, Drag(Left) 8");
    session.send(&format!("\x1b[200~{}\x1b[201~", "q".repeat(3000)));
    session.expect("paste of 3000");
}

#[test]
fn a_paste_in_pieces_is_one_and_after_one_without_an_end_keys_are_keys() {
    let mut session = session();
    session.send("\x1b[200~in pie");
    thread::sleep(Duration::from_millis(200));
    session.send("ces\x1b[201~");
    session.expect("1 events, paste of 9");
    session.send("\x1b[200~without an end");
    session.expect("1 events, paste of 14");
    session.send("q");
    session.ends_with(0);
    session.left_clean();
}

#[test]
fn a_paste_that_was_open_when_the_shell_took_over_is_forgotten() {
    let mut session = session();
    session.send("\x1a\x1b[200~");
    session.until_stopped();
    session.forget();
    session.signal(Signal::CONT);
    session.expect("1 events");
    session.send("q");
    session.ends_with(0);
}

#[test]
fn a_sequence_in_two_pieces_and_the_escape_key() {
    let mut session = session();
    session.send("\x1b[1;5");
    thread::sleep(Duration::from_millis(60));
    session.send("A");
    session.expect("1 events, Up");
    session.send("\x1b");
    session.expect("1 events, Esc");
}

#[test]
fn waking_up_makes_no_escape_key_of_what_may_be_a_sequence() {
    let mut session = session();
    let sent = Instant::now();
    // The thread that is asked for wakes the session while the Escape key is waited out.
    session.send("w\x1b");
    session.expect("1 events, Esc");
    assert!(sent.elapsed() >= Duration::from_millis(25), "after {:?}", sent.elapsed());
}

#[test]
fn a_new_size_arrives_as_an_event() {
    let mut session = session();
    session.resize(50, 3);
    session.expect("at 50x3: 1 events, resize");
}

#[test]
fn woken_by_another_thread() {
    let mut session = session();
    session.send("w");
    session.expect("message");
}

#[cfg(target_os = "linux")]
#[test]
fn idle_means_asleep() {
    let session = session();
    let status = format!("/proc/{}/status", session.pid().as_raw_nonzero());
    let switches = || {
        let text = std::fs::read_to_string(&status).unwrap();
        text.lines().filter(|line| line.contains("ctxt_switches")).map(str::to_owned).collect::<Vec<_>>()
    };
    thread::sleep(Duration::from_millis(200));
    let (before, written) = (switches(), session.written().len());
    thread::sleep(Duration::from_secs(1));
    assert_eq!((switches(), session.written().len()), (before, written));
}
