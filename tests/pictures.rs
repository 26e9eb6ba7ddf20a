//! `snapshot`: what it draws, what it refuses, and that the pictures of the README show the screen as it is.

#![expect(clippy::unwrap_used, reason = "the machinery of a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The pictures in `assets/`, with the arguments that make them.
const PICTURES: [(&str, &[&str]); 4] = [
    ("performance.svg", &["--tab", "performance"]),
    (
        "concurrency.svg",
        &[
            "--tab",
            "concurrency",
            "--set",
            "work.heavy_percent=10",
            "--set",
            "concurrency.rps=150",
            "--keys",
            "Tab + + Right Right Right",
        ],
    ),
    ("cadence-light.svg", &["--tab", "cadence", "--theme", "light"]),
    ("decision.svg", &["--tab", "decision"]),
];

fn snapshot(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runtime-explorer"));
    command.args(["snapshot", "--as-of", "2026-11-22"]).args(arguments).output().unwrap()
}

fn drawn(arguments: &[&str]) -> String {
    let output = snapshot(arguments);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_pictures_of_the_readme_show_the_screen_as_it_is() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let readme = fs::read_to_string(assets.with_file_name("README.md")).unwrap();
    for (name, arguments) in PICTURES {
        assert!(readme.contains(&format!("](assets/{name})")), "the README does not show {name}");
        let (path, present) = (assets.join(name), drawn(arguments));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, present).unwrap();
        } else {
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == present, "BLESS=1 cargo test --test pictures draws assets/{name} anew");
        }
    }
}

#[test]
fn every_page_in_every_theme_is_a_small_picture_of_its_size() {
    for tab in ["1", "concurrency", "3", "hiring", "5", "practices", "7"] {
        for theme in ["terminal", "dark", "light", "high-contrast", "colour-blind", "mono"] {
            let svg = drawn(&["--tab", tab, "--theme", theme, "--size", "160x50"]);
            assert!(svg.len() < 100_000, "{tab} in {theme} takes {} bytes", svg.len());
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
            assert!(
                svg.contains("viewBox=\"-12 -12 1304 824\""),
                "160 cells of 8 and 50 of 16, with a margin"
            );
            assert!(svg.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}

#[test]
fn the_ground_of_a_picture_is_that_of_its_theme() {
    for (theme, ground) in [("dark", "#0d1117"), ("light", "#fff"), ("high-contrast", "#000")] {
        let svg = drawn(&["--theme", theme]);
        let whole = svg.lines().find(|line| line.starts_with("<rect ")).unwrap();
        assert!(whole.contains(&format!("fill=\"{ground}\"")), "{theme}: {whole}");
    }
    let plain = drawn(&["--ascii"]);
    assert!(plain.is_ascii(), "{plain}");
}

#[test]
fn a_theme_of_ones_own_is_known_by_its_name_and_by_its_file() {
    let folder = std::env::temp_dir().join(format!("runtime-explorer-themes-{}", std::process::id()));
    let themes = folder.join("runtime-explorer/themes");
    fs::create_dir_all(&themes).unwrap();
    fs::write(themes.join("mine.toml"), "inherits = \"light\"\nbackground = \"#fdf6e3\"\n").unwrap();
    fs::write(themes.join("broken.toml"), "muted = \"#abc\"\nacent = \"#abc\"\n").unwrap();
    // Out of reach: a name of the program's own means the same for everybody.
    fs::write(themes.join("dark.toml"), "what").unwrap();
    let with = |theme: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runtime-explorer"));
        command.env("XDG_CONFIG_HOME", &folder).args(["--theme", theme, "snapshot"]).output().unwrap()
    };
    for theme in ["mine", themes.join("mine.toml").to_str().unwrap()] {
        let output = with(theme);
        assert!(String::from_utf8_lossy(&output.stdout).contains("fill=\"#fdf6e3\""), "{output:?}");
    }
    assert!(with("dark").status.success());
    for (theme, words) in [
        ("broken", "broken.toml:2:1: a theme has no acent"),
        ("broken", "Did you mean accent?"),
        ("mime", "Did you mean mine?"),
        ("no/such.toml", "there is no such file"),
    ] {
        let output = with(theme);
        assert_eq!(output.status.code(), Some(2), "{theme}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(words), "{theme}: {output:?}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn keys_are_pressed_before_the_picture_is_taken() {
    let help = drawn(&["--keys", "?"]);
    assert!(help.contains(">Everywhere<") && help.contains(">Sliders<"), "{help}");
    let typed = drawn(&["--keys", "Enter Ctrl-u", "--keys", "2 5 k Enter", "--tab", "2"]);
    assert!(typed.contains("25,000 requests/s"), "{typed}");
    assert_eq!(drawn(&["--keys", "Tab s S-Tab"]), drawn(&["--keys", "Tab s S-Tab"]));
}

#[test]
fn a_file_is_written_whole_and_over_the_old_one() {
    let folder = std::env::temp_dir().join(format!("runtime-explorer-pictures-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("page.svg");
    fs::write(&path, "old").unwrap();
    let output = snapshot(&["-o", path.to_str().unwrap()]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(fs::read_to_string(&path).unwrap(), drawn(&["-o", "-"]));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no litter");

    let nowhere = snapshot(&["-o", folder.join("no/page.svg").to_str().unwrap()]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("there is no folder"));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn wrong_use_says_what_is_right() {
    for (arguments, remedy) in [
        (["--tab", "8"], "performance"),
        (["--tab", "perfromance"], "performance"),
        (["--size", "10x10"], "60x16"),
        (["--theme", "drak"], "dark"),
        (["--keys", "Entre"], "Enter"),
    ] {
        let output = snapshot(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(remedy), "{output:?}");
    }
}
