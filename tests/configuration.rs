//! The configuration as the program finds it, or does not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[path = "command_line/invocation.rs"]
mod invocation;

use invocation::program;

/// A home of its own, with this configuration if any.
fn home(name: &str, config: Option<&str>) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("configuration").join(name);
    let _ = fs::remove_dir_all(&home);
    let folder = home.join("config/runtime-explorer");
    fs::create_dir_all(&folder).unwrap();
    if let Some(text) = config {
        fs::write(folder.join("config.toml"), text).unwrap();
    }
    home
}

fn run(home: &Path, variable: Option<&str>, arguments: &str) -> Command {
    let mut command = program();
    command.current_dir(home).env("HOME", home).env("XDG_CONFIG_HOME", home.join("config"));
    match variable {
        Some(variable) => command.env("RUNTIME_EXPLORER_CONFIG", variable),
        None => command.env_remove("RUNTIME_EXPLORER_CONFIG"),
    };
    command.args(arguments.split_whitespace());
    command
}

#[track_caller]
fn printed(home: &Path, variable: Option<&str>, arguments: &str) -> String {
    invocation::printed(&mut run(home, variable, arguments))
}

#[track_caller]
fn refused(home: &Path, variable: Option<&str>, arguments: &str) -> String {
    invocation::refused(&mut run(home, variable, arguments))
}

/// The edition that a report says it was made with.
fn edition(home: &Path, variable: Option<&str>, arguments: &str) -> String {
    let report = printed(home, variable, &format!("{arguments} report --format json"));
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    report.get("edition").unwrap().as_str().unwrap().to_owned()
}

const ARTICLE: &str = "schema = 1\nedition = 'article'\n";

#[test]
fn the_edition_is_overruled_by_the_command_line_and_by_files() {
    let home = home("edition", Some(ARTICLE));
    assert_eq!(edition(&home, None, ""), "article");
    assert_eq!(edition(&home, None, "--edition audited"), "audited");
    assert_eq!(edition(&home, None, "--no-config"), "audited");
    assert_eq!(edition(&home, Some(""), ""), "audited");
    fs::write(home.join("meeting.toml"), "schema = 1\n").unwrap();
    let report = printed(&home, None, "report meeting.toml --format json");
    assert!(report.contains("\"edition\": \"audited\""), "a file means the same on every machine");
}

#[test]
fn a_home_that_is_elsewhere_in_every_folder_is_none() {
    let home = home("relative", Some(ARTICLE));
    let path = |folder: &str, variable: &str| {
        let mut command = program();
        command.current_dir(&home).env_remove("RUNTIME_EXPLORER_CONFIG");
        command.env("HOME", folder).env("XDG_CONFIG_HOME", variable).args(["config", "path"]);
        let Output { stdout, stderr, .. } = command.output().unwrap();
        String::from_utf8([stdout, stderr].concat()).unwrap()
    };
    let absolute = home.to_str().unwrap();
    let file = |folder: &str| format!("{absolute}/{folder}/runtime-explorer/config.toml\n");
    assert_eq!(path(absolute, &format!("{absolute}/config")), file("config"));
    assert_eq!(path(absolute, "config"), file(".config"));
    assert_eq!(path(absolute, ""), file(".config"));
    assert!(path(".", "config").contains("no configuration is read: "));
    assert_eq!(path(".", &format!("{absolute}/config")), file("config"));
}

#[test]
fn a_directory_of_figures_is_relative_to_the_file() {
    let home = home("data", Some("schema = 1\ndata = 'figures'\n"));
    let missing = refused(&home, None, "report");
    let place = home.join("config/runtime-explorer");
    let expected =
        format!("{0}/config.toml:2:8: data: there is no directory {0}/figures: make it", place.display());
    assert!(missing.contains(&expected) && missing.contains("--no-config"), "{missing}");
    assert!(!refused(&home, None, "report --data elsewhere").contains("config.toml"), "it is overruled");
    printed(&home, None, "--no-config data export config/runtime-explorer/figures");
    printed(&home, None, "report");
}

#[test]
fn a_bad_file_is_told_before_anything_is_done() {
    let home = home("bad", Some("schema = 1\n[keys]\nsort = ['Enter']\n"));
    for command in ["", "report", "data list", "parameters"] {
        let message = refused(&home, None, command);
        assert!(message.contains("config.toml:3:9: Enter would call both sort"), "{message}");
        assert!(message.contains("--no-config"), "{message}");
    }
    // What helps to mend it, and what it does not concern, goes on.
    for command in ["config default", "config path", "presets", "snapshot", "report --no-config"] {
        printed(&home, None, command);
    }
}

#[test]
fn a_file_that_was_named_has_to_be_there_and_the_usual_one_has_not() {
    let home = home("named", None);
    printed(&home, None, "report");
    assert!(refused(&home, None, "report --config other.toml").contains("there is no such file"));
    let by_variable = refused(&home, Some("other.toml"), "report");
    assert!(
        by_variable.contains(": RUNTIME_EXPLORER_CONFIG=other.toml: there is no such file"),
        "{by_variable}"
    );
    fs::write(home.join("other.toml"), ARTICLE).unwrap();
    assert_eq!(edition(&home, None, "--config other.toml"), "article");
    assert_eq!(edition(&home, Some("other.toml"), ""), "article");
    assert_eq!(run(&home, None, "report --config other.toml --no-config").status().unwrap().code(), Some(2));
}

#[test]
fn the_path_is_that_of_the_file_that_would_be_read() {
    let home = home("path", None);
    let usual = home.join("config/runtime-explorer/config.toml");
    assert_eq!(printed(&home, None, "config path").trim_end(), usual.display().to_string());
    assert_eq!(printed(&home, Some("mine.toml"), "config path").trim_end(), "mine.toml");
    assert_eq!(printed(&home, Some("mine.toml"), "config path --config x.toml").trim_end(), "x.toml");
    assert!(refused(&home, None, "config path --no-config").contains("no configuration is read"));
    assert!(!usual.exists(), "nothing is written");
}

#[test]
fn a_configuration_is_checked_with_the_theme_and_the_figures_that_it_names() {
    let home = home("check", None);
    let usual = home.join("config/runtime-explorer/config.toml");
    let name = usual.display();
    assert_eq!(printed(&home, None, "config check"), format!("{name}: no such file, which sets nothing\n"));
    fs::write(&usual, "schema = 1\ntheme = 'light'\n").unwrap();
    assert_eq!(printed(&home, None, "config check"), format!("{name}: no problems\n"));
    for (text, part) in [
        ("schema = 1\n[keys]\nsort = ['Enter']\n", "config.toml:3:9: Enter would call both sort"),
        ("schema = 1\ntheme = 'lihgt'\n", "config.toml:2:9: theme: there is no theme lihgt"),
        ("schema = 1\ndata = 'figures'\n", "config.toml:2:8: data: there is no directory "),
    ] {
        fs::write(&usual, text).unwrap();
        let message = refused(&home, None, "config check");
        assert!(message.contains(part), "{message}");
    }
    // The explorer, which alone draws with the theme, says the same of it.
    fs::write(&usual, "schema = 1\ntheme = 'lihgt'\n").unwrap();
    assert!(refused(&home, None, "").contains("config.toml:2:9: theme: there is no theme lihgt"));
    assert!(!refused(&home, None, "--theme light").contains("lihgt"));
    assert!(refused(&home, None, "config check --no-config").contains("no configuration is read"));
    assert!(refused(&home, Some("other.toml"), "config check").contains("there is no such file"));
}

#[test]
fn a_directory_of_figures_may_be_in_the_home_folder() {
    let home = home("at_home", Some("schema = 1\ndata = '~/figures'\n"));
    let missing = refused(&home, None, "report");
    assert!(
        missing.contains(&format!("there is no directory {}: ", home.join("figures").display())),
        "{missing}"
    );
    printed(&home, None, "--no-config data export figures");
    printed(&home, None, "report");
}

#[test]
fn what_config_default_prints_can_be_used_as_it_is() {
    let home = home("default", None);
    let text = printed(&home, None, "config default");
    assert!(text.contains("#sort = [\"s\"]"), "{text}");
    let usual = home.join("config/runtime-explorer/config.toml");
    fs::write(usual, text).unwrap();
    printed(&home, None, "report");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_holds_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let home = home("closed", Some("broken"));
    let folder = home.join("config/runtime-explorer");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may look into everything.
    if fs::read_dir(&folder).is_err() {
        printed(&home, None, "report");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
}
