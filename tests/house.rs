//! The house is built as `docs/house.md` says: no room knows another that its row does not name, and the code names a
//! figure in one place.
//!
//! Code is read as text, without the tests at the end of a file: those may ask anybody.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot read its files fails")]

use std::fs;
use std::path::{Path, PathBuf};

use runtime_explorer::catalog::Catalog;
use runtime_explorer::scenario::registry;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A source file of the program.
struct Source {
    /// From `src/` on: `model/flips.rs`.
    path: String,
    /// Its lines that are neither comments nor tests.
    code: Vec<String>,
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    let is_test = |path: &String| path.ends_with("tests.rs") || path.ends_with("fixture.rs");
    let read = |path: String| {
        let text = fs::read_to_string(root().join("src").join(&path)).unwrap();
        let lines = text.split("#[cfg(test)]\nmod tests").next().into_iter().flat_map(str::lines);
        let code = lines.filter(|line| !line.trim_start().starts_with("//")).map(str::to_owned).collect();
        Source { path, code }
    };
    paths.into_iter().filter(|path| !is_test(path)).map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<String>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(&entry, paths);
        } else if let Some(path) = entry.strip_prefix(root().join("src")).unwrap().to_str() {
            paths.push(path.to_owned());
        }
    }
}

/// A row of the table of rooms.
#[derive(Debug)]
struct Room {
    /// `model`, `import/schedules`.
    name: String,
    /// The rooms that it may know, itself among them.
    knows: Vec<String>,
}

/// The rooms of the house, in the order of the table.
fn rooms(house: &str) -> Vec<Room> {
    let mut rooms: Vec<Room> = Vec::new();
    for line in house.lines() {
        let Some(row) = line.strip_prefix("| `src/") else { continue };
        let (path, row) = row.split_once("` |").expect("a room is a path in backticks");
        let name = path.trim_end_matches('/').trim_end_matches(".rs").to_owned();
        let knows = row.trim_end_matches(" |").rsplit_once("| ").expect("a row has three columns").1;
        let knows = known(knows, &name, &rooms);
        rooms.push(Room { name, knows });
    }
    rooms
}

/// The rooms of a last column: names, `… and above`, `all above`, and what comes after `but` is left out.
fn known(column: &str, own: &str, above: &[Room]) -> Vec<String> {
    let up_to = |last: &str| -> Vec<String> {
        let end = above.iter().position(|room| room.name == last);
        let end = end.expect("`and above` follows a row above its own");
        above.iter().take(end + 1).map(|room| room.name.clone()).collect()
    };
    let (column, but) = column.split_once(" but ").unwrap_or((column, ""));
    let mut knows: Vec<String> = vec![own.to_owned()];
    for part in column.trim_end_matches(',').split(", ").filter(|part| *part != "–") {
        // In brackets stands what it knows of a room.
        let (name, rest) = part.split_once(" (").unwrap_or((part, ""));
        let with_above = part.ends_with(" and above") || rest.ends_with(" and above");
        match name.trim_end_matches(" and above") {
            "all" | "all above" => knows.extend(above.iter().map(|room| room.name.clone())),
            name if with_above => knows.extend(up_to(name)),
            name => knows.push(name.to_owned()),
        }
    }
    knows.retain(|name| name != but);
    knows
}

/// The rooms that code names: what stands behind `crate::`, also as one of several in braces.
fn named(code: &str) -> Vec<&str> {
    let behind = code.split("crate::").skip(1);
    behind.flat_map(|rest| rest.strip_prefix('{').map_or_else(|| vec![word(rest)], entries)).collect()
}

/// The first word of each entry of a group whose brace has been opened.
fn entries(group: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut depth = 0;
    let mut begins = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            _ if begins && !c.is_whitespace() => {
                found.push(word(&group[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// What files know that the row of their room does not name.
fn trespasses(rooms: &[Room], sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let is_in = |room: &&Room| {
            let rest = source.path.strip_prefix(&room.name);
            rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        // Of a room within a room the inner one counts, and it may know what it stands in only where its row says so.
        let Some(room) = rooms.iter().filter(is_in).max_by_key(|room| room.name.len()) else { continue };
        for name in named(&source.code.join("\n")) {
            let is_room = rooms.iter().any(|room| room.name == name);
            if is_room && !room.knows.iter().any(|known| known == name) {
                found.push(format!("{} knows {name}", source.path));
            }
        }
    }
    found
}

#[test]
fn no_room_knows_what_its_row_does_not_name() {
    let rooms = rooms(&fs::read_to_string(root().join("docs/house.md")).unwrap());
    let sources = sources();
    assert!(rooms.len() > 15 && sources.len() > 300, "{} rooms, {} files", rooms.len(), sources.len());
    assert_eq!(trespasses(&rooms, &sources), Vec::<String>::new());
}

/// Literals that are the id of a figure, outside the one file that names figures.
fn stray(sources: &[Source], is_figure: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| source.path != "catalog/named.rs") {
        let literals = source.code.iter().flat_map(|line| line.split('"').skip(1).step_by(2));
        found.extend(literals.filter(|text| is_figure(text)).map(|id| format!("{} names {id}", source.path)));
    }
    found
}

#[test]
fn figures_are_named_in_one_place() {
    let catalog = Catalog::built_in();
    // Two figures are called as the input that starts from them.
    let is_figure = |text: &str| catalog.figure(text).is_some() && registry::find(text).is_none();
    assert_eq!(stray(&sources(), is_figure), Vec::<String>::new());
}

/// A run is of one day, also around midnight: the edge reads the clock once and hands the day on. What is told of a
/// moment reads it then: the log, and the notes and the history of the explorer.
#[test]
fn the_day_is_asked_for_once() {
    let sources = sources();
    let asking = sources.iter().flat_map(|source| {
        let times = source.code.iter().map(|line| line.matches("Zoned::now").count()).sum();
        std::iter::repeat_n(source.path.as_str(), times)
    });
    assert_eq!(asking.collect::<Vec<_>>(), ["cli/log.rs", "cli/screen.rs", "cli.rs"]);
}

/// A file with these lines.
fn source(path: &str, code: &[&str]) -> Source {
    Source { path: path.to_owned(), code: code.iter().map(|line| (*line).to_owned()).collect() }
}

#[test]
fn rows_are_read_as_they_are_meant() {
    let house = "| `src/a.rs` | x | – |\n| `src/b/` | x | a |\n| `src/c/` | x | b and above |\n\
                 | `src/d/` | x | c (reads) and above, but a |\n| `src/e/` | x | all above but d |\n\
                 | `src/b/in/` | x | a, b (its ink) |\n";
    let knows: Vec<String> = rooms(house).iter().map(|room| room.knows.join(" ")).collect();
    assert_eq!(knows, ["a", "b a", "c a b", "d b c", "e a b c", "b/in a b"]);
}

#[test]
fn trespasses_and_stray_names_are_found() {
    let rooms = rooms("| `src/a.rs` | x | – |\n| `src/b/` | x | a |\n| `src/b/in/` | x | – |\n");
    let of = |path, line| trespasses(&rooms, &[source(path, &[line])]);
    for (path, right) in [
        ("b.rs", "use crate::a::One;"),
        ("b/two.rs", "use crate::b::Two;"),
        ("a.rs", "use crate::macros::one;"),
        ("b/in/deep.rs", "use super::Three;"),
    ] {
        assert_eq!(of(path, right), Vec::<String>::new());
    }
    assert_eq!(of("a.rs", "use crate::b::Two;"), ["a.rs knows b"]);
    assert_eq!(
        of("b/in/deep.rs", "crate::b::two(crate::a::one())"),
        ["b/in/deep.rs knows b", "b/in/deep.rs knows a"]
    );

    assert_eq!(of("a.rs", "use crate::{a::{One, b}, b::{c, Two}, b};"), ["a.rs knows b", "a.rs knows b"]);
    let lines = ["use crate::{", "    a::One,", "    b::Two,", "};"];
    assert_eq!(trespasses(&rooms, &[source("a.rs", &lines)]), ["a.rs knows b"]);

    let is_figure = |text: &str| text == "policy.rps";
    assert_eq!(stray(&[source("a.rs", &[r#"cell("policy.rps")"#])], is_figure), ["a.rs names policy.rps"]);
    assert_eq!(stray(&[source("catalog/named.rs", &[r#""policy.rps""#])], is_figure), Vec::<String>::new());
}
