//! Every terminal: sizes, signals, suspension, no colour, no Unicode, no answer, no terminal at all.

use std::process::{Command, Stdio};

use rustix::process::Signal;

use super::program::{Program, eventually};

#[test]
fn every_size_from_one_cell_up_is_drawn_and_left() {
    for (columns, rows, shown) in [
        (1, 1, ""),
        (2, 2, "To"),
        (20, 5, "Too small"),
        (40, 10, "this is 40x10"),
        (60, 16, "Recommendation"),
        (80, 24, "Traffic:"),
        (160, 50, "p99 against utilisation"),
        (400, 120, "p99 against utilisation"),
    ] {
        let mut explorer = Program::explorer(columns, rows, &[], &[]);
        explorer.expect(shown);
        explorer.until_drawn();
        explorer.send("q");
        explorer.ends_with(0);
        explorer.left_clean();
    }
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("Recommendation");
    explorer.send("5");
    for step in 0..200_u16 {
        explorer.resize(1 + step * 7 % 170, 1 + step * 3 % 60);
    }
    explorer.resize(80, 24);
    explorer.expect("Traffic:");
    explorer.resize(50, 10);
    explorer.expect("needs 60x16");
    explorer.resize(160, 50);
    explorer.expect("Reasons");
    explorer.send("q");
    explorer.ends_with(0);
    explorer.left_clean();
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::QUIT, 131), (Signal::INT, 130)]
    {
        let mut explorer = Program::explorer(100, 30, &[], &[]);
        explorer.expect("Recommendation");
        explorer.signal(signal);
        explorer.ends_with(status);
        explorer.left_clean();
    }
}

/// What the program writes from start to end in an environment, without its escape sequences, and the parameters of
/// those that set colours.
#[test]
fn a_file_that_does_not_answer_holds_up_neither_keys_nor_signals() {
    let folder = std::env::temp_dir().join(format!("runtime-explorer-pipe-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let pipe = folder.join("wrk.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut explorer = Program::explorer(100, 30, &[], &[]);
    explorer.expect("Recommendation");
    let ask = format!("I\x1b[200~{}\x1b[201~\r", pipe.display());
    explorer.send(&ask);
    explorer.expect("Reading wrk.txt");
    explorer.send("\x1b");
    explorer.expect("wrk.txt was not read.");
    // The form is back with what was typed, and what is written into the pipe at last is read.
    explorer.send("\r");
    explorer.expect("Reading wrk.txt");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/loadtests/wrk/wrk-4.1-node-mix.txt");
    std::fs::write(&pipe, std::fs::read(sample).unwrap()).unwrap();
    explorer.expect("requests/s");
    explorer.send("\x1b");
    explorer.send(&ask);
    explorer.expect("Reading wrk.txt");
    explorer.signal(Signal::TERM);
    explorer.ends_with(143);
    explorer.left_clean();
    std::fs::remove_dir_all(&folder).unwrap();
}

fn written(environment: &[(&str, &str)]) -> (String, Vec<String>) {
    let mut explorer = Program::explorer(120, 40, &[], environment);
    explorer.expect("Recommendation");
    for page in ["2", "3", "4", "5", "6", "7"] {
        explorer.send(page);
        explorer.until_drawn();
    }
    explorer.send("q");
    explorer.ends_with(0);
    let text = explorer.written();
    let (mut plain, mut colours) = (String::new(), Vec::new());
    for (position, part) in text.split("\x1b[").enumerate() {
        if position == 0 {
            plain.push_str(part);
            continue;
        }
        let end = part.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(part.len());
        let (parameters, rest) = part.split_at(end);
        plain.push_str(rest.get(1..).unwrap_or_default());
        let is_colour = |code: &str| matches!(code.parse(), Ok(30..=38 | 40..=48 | 90..=107));
        if rest.starts_with('m') && parameters.split(';').any(is_colour) {
            colours.push(parameters.to_owned());
        }
    }
    (plain, colours)
}

#[test]
fn without_colour_no_colour_is_sent() {
    let (_, usual) = written(&[]);
    assert!(!usual.is_empty());
    for environment in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let (_, colours) = written(&[environment]);
        assert!(colours.is_empty(), "{environment:?}: {colours:?}");
    }
}

#[test]
fn where_the_locale_is_not_utf8_nothing_but_ascii_is_sent() {
    let (usual, _) = written(&[]);
    assert!(!usual.is_ascii());
    for environment in
        [("LANG", "C"), ("LC_ALL", "POSIX"), ("LC_CTYPE", "de_DE.ISO-8859-1"), ("TERM", "dumb")]
    {
        let (plain, _) = written(&[environment]);
        let strange: String = plain.chars().filter(|character| !character.is_ascii()).collect();
        assert!(strange.is_empty(), "{environment:?}: {strange}");
    }
}

#[test]
fn suspended_and_continued_the_screen_is_back() {
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("Recommendation");
    explorer.send("\x1a");
    explorer.until_stopped();
    explorer.left_clean();
    explorer.forget();
    explorer.signal(Signal::CONT);
    explorer.expect("Recommendation");
    assert!(explorer.screen().screen().alternate_screen());
    explorer.send("q");
    explorer.ends_with(0);
    explorer.left_clean();
}

#[test]
fn what_was_typed_after_the_suspension_counts_once_continued() {
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("Recommendation");
    explorer.send("\x1a?");
    explorer.until_stopped();
    explorer.forget();
    explorer.signal(Signal::CONT);
    explorer.expect("Simulated machine");
    explorer.send("?");
    explorer.send("q");
    explorer.ends_with(0);
    explorer.left_clean();
}

#[test]
fn a_terminal_that_answers_nothing_gets_its_frame_and_no_question() {
    // The harness never answers, so that any wait for a reply would be seen; the queries would be too.
    let mut explorer = Program::explorer(120, 40, &[], &[]);
    explorer.expect("Recommendation");
    explorer.send("q");
    explorer.ends_with(0);
    let text = explorer.written();
    for query in
        ["\x1b[c", "\x1b[>c", "\x1b[6n", "\x1b[?u", "\x1b[>q", "$p", "\x1b]10;?", "\x1b]11;?", "\x1bP+q"]
    {
        assert!(!text.contains(query), "{query:?}");
    }
}

#[test]
fn without_a_terminal_the_explorer_says_what_does_without() {
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runtime-explorer"));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let mut closed = Command::new("sh");
    closed.args(["-c", "exec \"$0\" <&-"]).arg(env!("CARGO_BIN_EXE_runtime-explorer"));
    for mut command in [program(), closed] {
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("needs a terminal") && said.lines().count() == 1, "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn far_from_today_the_pages_stand() {
    for day in ["1970-01-01", "2000-02-29", "2100-12-31"] {
        let mut explorer = Program::explorer(120, 40, &["--as-of", day], &[]);
        explorer.expect("Recommendation");
        for (page, what) in [("3", "Release calendar"), ("5", "Reasons"), ("1", "p99 against")] {
            explorer.send(page);
            explorer.expect(what);
        }
        explorer.send("q");
        explorer.ends_with(0);
    }
}

#[test]
fn no_terminal_is_sent_a_colour_that_it_cannot_show() {
    // What is asked for, what the environment says, and whether colours come by red, green and blue, or at all.
    for (theme, environment, by_rgb, any) in [
        (None, &[("COLORTERM", "truecolor")][..], false, true),
        (Some("dark"), &[("COLORTERM", "truecolor")], true, true),
        (Some("dark"), &[], false, true),
        (Some("dark"), &[("TERM", "xterm"), ("NO_COLOR", "1")], false, true),
        (Some("dark"), &[("TERM", "dumb"), ("COLORTERM", "truecolor")], false, false),
        (None, &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], false, false),
        (Some("mono"), &[("COLORTERM", "truecolor")], false, false),
    ] {
        let arguments = theme.map_or_else(Vec::new, |theme| vec!["--theme", theme]);
        let mut explorer = Program::explorer(100, 30, &arguments, environment);
        explorer.expect("Recommendation");
        explorer.send("q");
        explorer.ends_with(0);
        let output = explorer.written();
        let (has_rgb, has_number) = (output.contains("8;2;"), output.contains("8;5;"));
        assert_eq!((has_rgb, has_rgb || has_number), (by_rgb, any), "{theme:?} {environment:?}");
    }
}

#[test]
fn themes_are_seen_as_the_cursor_moves_and_ascii_can_be_asked_for() {
    let mut explorer = Program::explorer(100, 30, &["--ascii"], &[("COLORTERM", "truecolor")]);
    explorer.expect("Recommendation");
    assert!(explorer.text().is_ascii(), "{}", explorer.text());
    let ground = |explorer: &Program| explorer.screen().screen().cell(29, 99).unwrap().bgcolor();
    assert_eq!(ground(&explorer), vt100::Color::Default);
    explorer.send("T");
    explorer.expect("high-contrast");
    explorer.send("\x1b[B");
    // A frame may be read in pieces.
    let comes_to = |explorer: &Program, wanted: vt100::Color| {
        eventually(|| ground(explorer) == wanted, || format!("the ground is not {wanted:?}"));
    };
    comes_to(&explorer, vt100::Color::Rgb(0x0d, 0x11, 0x17));
    explorer.send("\x1b");
    explorer.until(|text| !text.contains("high-contrast"), "the list closed");
    comes_to(&explorer, vt100::Color::Default);
    explorer.send("q");
    explorer.ends_with(0);
    explorer.left_clean();
}
