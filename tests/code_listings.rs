//! The listings of `data/code/` do what they say: each is run by its own runtime, where that is installed.
//!
//! The checks themselves are in `tests/code/`, in the listing's language. What needs a web framework is only parsed.
//! Without a runtime, or with one too old for the listings, a line on standard error says what was not checked.

#![expect(clippy::unwrap_used, reason = "the machinery of a test fails by panicking")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

const NODE_AT_LEAST: [u32; 2] = [20, 0];
const PYTHON_AT_LEAST: [u32; 2] = [3, 11];
const GO_AT_LEAST: [u32; 2] = [1, 18];

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether a program is there and new enough; if not, says what stays unchecked.
fn is_there(program: &str, version_argument: &str, at_least: [u32; 2], unchecked: &str) -> bool {
    let found = Command::new(program).arg(version_argument).output().ok().filter(|out| out.status.success());
    let version = found.and_then(|out| version(&String::from_utf8_lossy(&out.stdout)));
    if version.is_some_and(|version| version >= at_least) {
        return true;
    }
    let state = version.map_or("is not installed".to_owned(), |[major, minor]| format!("is {major}.{minor}"));
    let [major, minor] = at_least;
    // Past the capture of the test harness: what was not checked must be seen.
    let _ =
        writeln!(io::stderr(), "NOT CHECKED: {unchecked}: {program} {state}, needs {major}.{minor} or later");
    false
}

/// The first two numbers with a dot between them.
fn version(text: &str) -> Option<[u32; 2]> {
    text.split(|character: char| !character.is_ascii_digit() && character != '.').find_map(|word| {
        let mut numbers = word.split('.').map(str::parse);
        Some([numbers.next()?.ok()?, numbers.next()?.ok()?])
    })
}

/// Runs a command, which must succeed and print that so many checks have passed.
fn passes(command: &mut Command, checks: usize) {
    let output = command.output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let passed = out.lines().filter(|line| line.starts_with("passed: ")).count();
    assert!(output.status.success() && passed == checks, "{command:?}: {}\n{out}{err}", output.status);
}

fn node(listing: &str, checks: usize) {
    let driver = format!("check_{listing}.mjs");
    if is_there("node", "--version", NODE_AT_LEAST, &driver) {
        passes(Command::new("node").arg(repository("tests/code").join(driver)), checks);
    }
}

fn python(listing: &str, checks: usize) {
    let driver = format!("check_{listing}.py");
    if is_there("python3", "--version", PYTHON_AT_LEAST, &driver) {
        let mut command = Command::new("python3");
        // Compiled files would lie among the data.
        command.arg("-B").env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONPATH", repository("data/code"));
        passes(command.arg(repository("tests/code").join(driver)), checks);
    }
}

fn go(listing: &str, checks: usize) {
    let driver = format!("check_{listing}.go");
    if !is_there("go", "version", GO_AT_LEAST, &driver) {
        return;
    }
    // A Go program can only use a package of its own module.
    let module = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("listing_{listing}"));
    let package = module.join(listing);
    fs::create_dir_all(&package).unwrap();
    let file = format!("{listing}.go");
    fs::copy(repository("data/code").join(&file), package.join(&file)).unwrap();
    fs::copy(repository("tests/code").join(driver), module.join("main.go")).unwrap();
    fs::write(module.join("go.mod"), "module listings\n\ngo 1.18\n").unwrap();
    passes(Command::new("go").args(["vet", "./..."]).current_dir(&module), 0);
    passes(Command::new("go").args(["run", "."]).current_dir(&module), checks);
}

/// One test for each listing that is run, with how many checks its driver has.
macro_rules! listings {
    ($($name:ident: $runtime:ident($listing:literal, $checks:literal);)*) => {
        $(#[test] fn $name() { $runtime($listing, $checks); })*

        const RUN: &[(&str, &str)] = &[$((stringify!($runtime), $listing)),*];
    };
}

listings! {
    offload_in_node: node("offload", 7);
    offload_in_python: python("offload", 6);
    offload_in_go: go("offload", 6);
    pool_in_node: node("pool", 7);
    pool_in_python: python("pool", 6);
    queue_in_node: node("jobqueue", 4);
    queue_in_python: python("jobqueue", 5);
    queue_in_go: go("jobqueue", 4);
    lag_in_node: node("lag", 2);
    lag_in_python: python("lag", 3);
}

/// Need packages from elsewhere.
const PARSED: &[&str] = &["status", "fetch"];

#[test]
fn listings_for_web_frameworks_are_well_formed() {
    for listing in PARSED {
        let file = |extension: &str| repository(&format!("data/code/{listing}.{extension}"));
        if is_there("node", "--version", NODE_AT_LEAST, &format!("{listing}.mjs")) {
            passes(Command::new("node").arg("--check").arg(file("mjs")), 0);
        }
        if is_there("python3", "--version", PYTHON_AT_LEAST, &format!("{listing}.py")) {
            let parse = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
            passes(Command::new("python3").args(["-c", parse]).arg(file("py")), 0);
        }
    }
}

#[test]
fn every_listing_is_run_or_parsed() {
    for entry in fs::read_dir(repository("data/code")).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let (stem, extension) = file.rsplit_once('.').unwrap();
        let runtime = match extension {
            "mjs" => "node",
            "py" => "python",
            "go" => "go",
            _ => panic!("{file} is no listing"),
        };
        assert!(RUN.contains(&(runtime, stem)) || PARSED.contains(&stem), "{file}");
    }
}

#[test]
fn versions_are_read_as_the_runtimes_print_them() {
    assert_eq!(version("v20.20.2\n"), Some([20, 20]));
    assert_eq!(version("Python 3.11.7\n"), Some([3, 11]));
    assert_eq!(version("go version go1.19.8 linux/amd64\n"), Some([1, 19]));
    assert_eq!(version("no version"), None);
}
