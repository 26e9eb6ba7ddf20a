//! The real program on a real pseudo-terminal, as a person would use it, and a session of the terminal alone.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the machinery of a test fails by panicking"
)]

#[path = "end_to_end/program.rs"]
mod program;
#[path = "end_to_end/session.rs"]
mod session;
#[path = "end_to_end/terminals.rs"]
mod terminals;

use std::io::{Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use program::{Program, eventually, spawn, status};
use rustix::process::Signal;

/// The line of the recommendation that is about an option.
fn line_of(text: &str, option: &str) -> String {
    text.lines()
        .find(|line| line.contains(option) && line.contains(" %") && line.contains("ms"))
        .unwrap_or_else(|| panic!("no line about {option} in\n{text}"))
        .to_owned()
}

#[test]
fn a_slider_changes_recommendation_and_capacity_in_the_terminal() {
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("Recommendation: Node.js with Fastify");
    let before = explorer.text();
    // 10,000 to 60,000 requests/s, a step of the second digit each.
    explorer.send(&"\x1b[C".repeat(50));
    explorer.expect("60,000 requests/s");
    explorer.until(
        |after| {
            ["Node.js", "Hybrid", "Python", "Go "]
                .iter()
                .all(|one| line_of(&before, one) != line_of(after, one))
        },
        "another plan for every option",
    );
    explorer.send("q");
    explorer.expect("Unsaved changes");
    explorer.send("d");
    explorer.ends_with(0);
    explorer.left_clean();

    // All the weight on the team, which is at home in Python: the winner changes.
    let mut explorer = Program::explorer(120, 40, &["--set", "team.python=90"], &[]);
    explorer.expect("Recommendation");
    explorer.send("Z");
    explorer.expect("Recommendation: Node.js");
    explorer.send("u");
    explorer.expect("90 %");
    explorer.send("q");
    explorer.ends_with(0);
}

#[test]
fn every_page_is_reached_by_its_key() {
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("Recommendation");
    for (key, what) in [
        ("2", "Blocking"),
        ("3", "Release calendar"),
        ("4", "survey"),
        ("5", "Ranking"),
        ("6", "Practices"),
        ("7", "Figures"),
        ("1", "p99 against utilisation"),
    ] {
        explorer.send(key);
        explorer.until(|text| text.to_lowercase().contains(&what.to_lowercase()), what);
    }
    explorer.send("?");
    // At the foot of the help: what stands above it has arrived.
    explorer.expect("Esc closes");
    explorer.send("\x1b");
    explorer.until(|text| !text.contains("Esc closes"), "the help closed");
    explorer.send("\x03");
    explorer.ends_with(0);
    explorer.left_clean();
}

#[test]
fn a_drag_with_the_mouse_moves_the_slider() {
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("10,000 requests/s");
    let text = explorer.text();
    let (row, line) =
        text.lines().enumerate().find(|(_, line)| line.contains('●') && line.contains("1M")).unwrap();
    let from = line.chars().position(|c| c == '●').unwrap();
    let end = line.chars().position(|c| c == 'M').unwrap();
    explorer.send(&format!(
        "\x1b[<0;{};{}M\x1b[<32;{};{}M\x1b[<0;{};{}m",
        from + 1,
        row + 1,
        end + 30,
        39,
        end + 30,
        39
    ));
    explorer.expect("1,000,000 requests/s");
    // Ctrl-c asks about what is unsaved, but only once.
    explorer.send("\x03");
    explorer.expect("iscard");
    explorer.send("\x03");
    explorer.ends_with(0);
}

/// A folder that goes away with the test.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("runtime-explorer-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn saved_reopened_and_saved_again_is_the_same_to_the_byte() {
    let folder = Folder::new("saved");
    let data = folder.0.to_str().unwrap();
    let log = std::env::temp_dir().join(format!("runtime-explorer-log-{}", std::process::id()));
    let environment = [("XDG_DATA_HOME", data), ("RUNTIME_EXPLORER_LOG", log.to_str().unwrap())];
    let mut explorer = Program::explorer(120, 40, &[], &environment);
    explorer.expect("Recommendation");
    assert!(folder.names("").is_empty(), "nothing is made before something is saved");
    // What follows a save in one batch finds it done: q has nothing to ask.
    explorer.send("\x1b[Cw");
    explorer.expect("Save as");
    explorer.send("checkout\rq");
    explorer.ends_with(0);
    explorer.left_clean();
    let logged = std::fs::read_to_string(&log).unwrap();
    let _ = std::fs::remove_file(&log);
    assert!(logged.contains("checkout.toml\n") && logged.contains(" ends with 0\n"), "{logged}");
    let place = "runtime-explorer/scenarios";
    assert_eq!(folder.names(place), ["checkout.toml"]);
    let path = folder.0.join(place).join("checkout.toml");
    let first = std::fs::read_to_string(&path).unwrap();
    assert!(first.contains("rps = 11000\n") && first.contains("as_of = 2026-11-22\n"), "{first}");

    // Picked from the list, saved over itself.
    let mut explorer = Program::explorer(120, 40, &[], &[("XDG_DATA_HOME", data)]);
    explorer.expect("Recommendation");
    explorer.send("O");
    explorer.expect("checkout");
    explorer.send("\r");
    explorer.expect("Opened checkout");
    explorer.send("W\r");
    explorer.expect("Saved to");
    explorer.send("q");
    explorer.ends_with(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);

    // By its name alone.
    let mut explorer = Program::explorer(120, 40, &["checkout"], &[("XDG_DATA_HOME", data)]);
    explorer.expect("11,000 requests/s");
    explorer.send("q");
    explorer.ends_with(0);

    // With somebody's comment, and changed by somebody else while it is open.
    let commented = format!("# agreed on Friday\n{first}");
    std::fs::write(&path, &commented).unwrap();
    let mut explorer = Program::explorer(120, 40, &[path.to_str().unwrap()], &[]);
    explorer.expect("11,000 requests/s");
    explorer.send("\x1b[C\x13");
    explorer.expect("Saved to");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), commented.replace("11000", "12000"));
    std::fs::write(&path, "schema = 1\n").unwrap();
    explorer.send("\x1b[C\x13");
    explorer.expect("Changed on disk");
    explorer.send("n");
    explorer.until(|text| !text.contains("Changed on disk"), "the question gone");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "schema = 1\n");
    explorer.send("wy");
    explorer.expect("Saved to");
    explorer.send("q");
    explorer.ends_with(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), commented.replace("11000", "13000"));
    assert_eq!(folder.names(place), ["checkout.toml"], "no litter");
}

#[test]
fn what_is_not_saved_when_a_signal_ends_the_program_is_kept_and_told_of_once() {
    let folder = Folder::new("recovered");
    let environment = [("XDG_DATA_HOME", folder.0.to_str().unwrap())];
    let ended_by = |signal, status, keys: &str, shown: &str| {
        let mut explorer = Program::explorer(120, 40, &[], &environment);
        explorer.expect("Recommendation");
        explorer.send(keys);
        explorer.expect(shown);
        explorer.signal(signal);
        explorer.ends_with(status);
        explorer.left_clean();
        explorer
    };
    ended_by(Signal::TERM, 143, "?", "Esc closes");
    assert!(folder.names("").is_empty(), "nothing is kept where nothing has changed");

    let explorer = ended_by(Signal::TERM, 143, "\x1b[C", "11,000 requests/s");
    let said = "which `runtime-explorer saas-backend-recovered` opens";
    eventually(|| explorer.written().contains(said), || explorer.written());
    ended_by(Signal::HUP, 129, "\x1b[C", "11,000 requests/s");
    let place = "runtime-explorer/scenarios";
    let read = |name: &str| std::fs::read_to_string(folder.0.join(place).join(name)).unwrap();
    for name in ["saas-backend-recovered.toml", "saas-backend-recovered-2.toml"] {
        assert!(read(name).contains("rps = 11000\n"), "{}", read(name));
    }

    for is_first in [true, false] {
        let mut explorer = Program::explorer(120, 40, &["saas-backend-recovered"], &environment);
        explorer.expect("11,000 requests/s");
        explorer.until_drawn();
        let news = "Unsaved changes were kept as saas-backend-recovered-2: O lists what to open.";
        assert_eq!(explorer.text().contains(news), is_first, "{}", explorer.text());
        explorer.send("O");
        explorer.expect("Open a scenario");
        explorer.expect("saas-backend-recovered-2");
        explorer.send("\x1b");
        explorer.until(|text| !text.contains("Open a scenario"), "the list closed");
        explorer.send("q");
        explorer.ends_with(0);
    }
}

#[test]
fn what_is_not_saved_when_the_terminal_goes_away_is_kept() {
    let folder = Folder::new("lost-terminal");
    let environment = [("XDG_DATA_HOME", folder.0.to_str().unwrap())];
    let (mut child, master) = spawn((120, 40), Program::command(&["hybrid-product"], &environment));
    let (mut reader, mut writer) = (master.try_clone_reader().unwrap(), master.take_writer().unwrap());
    // The help comes behind the change.
    writer.write_all(b"\x1b[C?").unwrap();
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("closes") {
        let count = reader.read(&mut buffer).unwrap();
        seen.extend_from_slice(&buffer[..count]);
    }
    drop((reader, writer, master));
    assert_eq!(status(child.as_mut()), 129);
    let names = folder.names("runtime-explorer/scenarios");
    assert!(names.contains(&"hybrid-product-recovered.toml".to_owned()), "{names:?}");
}

#[test]
fn a_file_from_a_newer_program_and_a_damaged_one_are_refused_in_the_form() {
    let folder = Folder::new("refused");
    for (name, text) in [("one", "schema = 2\n"), ("two", "schema = 1\n[traffic]\nrsp = 1\n")] {
        std::fs::write(folder.0.join(name).with_extension("toml"), text).unwrap();
    }
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("Recommendation");
    // The last words are enough: where lines break depends on the path.
    for (name, words) in [("one", "reads schema 1"), ("two", "traffic.rps?")] {
        explorer.send(&format!("O{}\r", folder.0.join(name).display()));
        explorer.expect(words);
        explorer.send("\x1b");
        explorer.until(|text| !text.contains("Open a scenario"), "the form closed");
    }
    explorer.send("q");
    explorer.ends_with(0);
}

#[test]
fn what_is_exported_is_what_the_report_prints_and_the_clipboard_is_the_terminal_s() {
    let folder = Folder::new("exported");
    let mut explorer = Program::explorer(120, 40, &["hybrid-product"], &[]);
    explorer.expect("Recommendation");
    explorer.send("e\r");
    explorer.expect("Export the decision record");
    let path = folder.0.join("record.md");
    explorer.send(&format!("\x15{}\r", path.display()));
    explorer.expect("Wrote the decision record");
    let report = std::process::Command::new(env!("CARGO_BIN_EXE_runtime-explorer"))
        .args(["report", "hybrid-product", "--as-of", "2026-11-22", "--format", "markdown"])
        .output()
        .unwrap();
    let (written, printed) =
        (std::fs::read_to_string(&path).unwrap(), String::from_utf8(report.stdout).unwrap());
    assert!(written == printed, "{written}");
    explorer.send("e");
    explorer.expect("Copy the command line");
    explorer.send("\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B\r");
    explorer.expect("Copied the command line");
    let text = explorer.written();
    // "runtime-explorer report", in base 64.
    assert!(text.contains("\x1b]52;c;cnVudGltZS1leHBsb3JlciByZXBvcnQg"), "{text:?}");
    explorer.send("q");
    explorer.ends_with(0);
    explorer.left_clean();
}

/// Whether there is a thread that wakes the program again and again.
#[cfg(target_os = "linux")]
fn keeps_time(explorer: &Program) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{}/task", explorer.pid().as_raw_nonzero())).unwrap();
    let names = threads.map(|thread| std::fs::read_to_string(thread.unwrap().path().join("comm")));
    // One that has ended meanwhile has no name.
    names.flatten().any(|name| name.trim_end() == "metronome")
}

#[test]
fn the_machine_plays_and_falls_silent_again() {
    let mut explorer = Program::explorer(120, 40, &["--set", "concurrency.rps=150"], &[]);
    explorer.expect("Recommendation");
    explorer.send("2\t");
    explorer.expect("Machine: 2 cores, 150 requests/s");
    let written = |explorer: &Program| explorer.written().len();
    explorer.send(" ");
    explorer.expect("ms at 20 ms/s");
    let first = written(&explorer);
    eventually(|| written(&explorer) >= first + 500, || "nothing moves".to_owned());
    #[cfg(target_os = "linux")]
    assert!(keeps_time(&explorer));
    explorer.send(" ");
    explorer.until(|screen| !screen.contains("ms/s"), "a pause");
    // The confidence is refined at rest, and after it the simulation.
    explorer.expect("of 16,384 draws");
    explorer.until(|screen| !screen.contains("Preliminary"), "a refined simulation");
    #[cfg(target_os = "linux")]
    eventually(|| !keeps_time(&explorer), || "something still keeps time".to_owned());

    explorer.send("m");
    explorer.expect("1,000,127 requests each");
    explorer.send("q");
    explorer.ends_with(0);
    explorer.left_clean();
}

#[cfg(target_os = "linux")]
#[test]
fn without_threads_nothing_ends_and_what_was_asked_for_is_refused() {
    // No system has so much memory for the stack of a thread.
    let starved = [("RUST_MIN_STACK", "1152921504606846976")];
    let mut explorer = Program::explorer(120, 40, &["--set", "concurrency.rps=150"], &starved);
    explorer.expect("Recommendation");
    explorer.send("\x1b[C");
    explorer.expect("11,000 requests/s");
    explorer.send("2\t");
    explorer.expect("Machine: 2 cores, 150 requests/s");
    explorer.send(" ");
    explorer.expect("The lanes cannot play: the system gives no thread");
    explorer.send("m");
    explorer.expect("No long run: the system gives no thread");
    explorer.send("q");
    explorer.expect("Unsaved changes");
    explorer.send("d");
    explorer.ends_with(0);
    explorer.left_clean();
}

/// At which time the lanes stand while they play at their usual speed, ms.
fn simulated(text: &str) -> Option<f64> {
    let (before, _) = text.split_once(" ms at 20 ms/s")?;
    before
        .rsplit(|char: char| !char.is_ascii_digit() && !",.".contains(char))
        .next()?
        .replace(',', "")
        .parse()
        .ok()
}

#[test]
fn no_simulated_time_goes_by_while_the_program_is_stopped() {
    let mut explorer = Program::explorer(120, 40, &["--set", "concurrency.rps=150"], &[]);
    explorer.expect("Recommendation");
    explorer.send("2\t");
    explorer.expect("Machine: 2 cores, 150 requests/s");
    explorer.send(" ");
    explorer.expect("ms at 20 ms/s");
    let (begin, before) = (Instant::now(), simulated(&explorer.text()).unwrap());
    explorer.send("\x1a");
    explorer.until_stopped();
    explorer.forget();
    let stopped = Instant::now();
    thread::sleep(Duration::from_secs(3));
    let stopped = stopped.elapsed();
    explorer.signal(Signal::CONT);
    eventually(|| simulated(&explorer.text()).is_some(), || explorer.text());
    let after = simulated(&explorer.text()).unwrap();
    // A second more than it ran: the frame before may be an older one.
    let running = begin.elapsed().saturating_sub(stopped) + Duration::from_secs(1);
    assert!(after - before < 20.0 * running.as_secs_f64(), "{before} to {after} in {running:?}");
    explorer.send("q");
    explorer.ends_with(0);
}
