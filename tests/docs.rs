//! The documentation says what is there: every path, item, figure and input that it names exists, every link leads
//! somewhere, every room of the house has its row, every key of the JSON is told of, and what the README tells a
//! newcomer to test is what is tested.
//!
//! What stands in code blocks is not looked at, except for the commands of the README.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

mod docs {
    pub(crate) mod ids;
    mod json;
    pub(crate) mod links;
    pub(crate) mod page;
    pub(crate) mod sources;
}

use std::fs;
use std::path::Path;

use docs::ids::Ids;
use docs::links::broken_links;
use docs::page::{Page, root};
use docs::sources::Sources;

/// The README and everything in `docs/`.
fn pages() -> Vec<Page> {
    let mut paths = vec!["README.md".to_owned()];
    for folder in ["docs", "docs/recipes"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_page = Path::new(&name).extension().is_some_and(|extension| extension == "md");
            paths.extend(is_page.then(|| format!("{folder}/{name}")));
        }
    }
    paths.sort();
    paths.into_iter().map(|path| Page::new(&path, &fs::read_to_string(root().join(&path)).unwrap())).collect()
}

/// What a check finds wrong in all pages; every one has something to look at.
#[track_caller]
fn nothing(wrong: impl Fn(&Page) -> Vec<String>) {
    let pages = pages();
    assert!(pages.len() > 7, "the README, the house, the model, the recipes");
    let found: Vec<String> = pages
        .iter()
        .flat_map(|page| wrong(page).into_iter().map(|what| format!("{}: {what}", page.path)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_is_named_exists() {
    let sources = Sources::read();
    nothing(|page| sources.unknown(page));
}

#[test]
fn figures_and_inputs_that_are_named_exist() {
    let ids = Ids::read();
    nothing(|page| ids.unknown(page));
}

#[test]
fn links_lead_somewhere() {
    nothing(broken_links);
}

/// Rooms of the house without a row of their own.
fn homeless(rooms: &[String], house: &str) -> Vec<String> {
    let has_row = |room: &String| house.lines().any(|line| line.starts_with(&format!("| `src/{room}` |")));
    rooms.iter().filter(|room| !has_row(room)).cloned().collect()
}

#[test]
fn every_room_has_its_row() {
    let house = fs::read_to_string(root().join("docs/house.md")).unwrap();
    let rooms = Sources::read().rooms();
    assert!(rooms.len() > 10, "{rooms:?}");
    assert_eq!(homeless(&rooms, &house), Vec::<String>::new());
}

/// Commands of a page that check something, but that a script does not run.
fn unchecked(page: &Page, script: &str) -> Vec<String> {
    let checks = |line: &&str| {
        let mut words = line.split_whitespace();
        words.next() == Some("cargo")
            && matches!(words.next(), Some("test" | "bench" | "fmt" | "clippy" | "doc" | "deny"))
    };
    let is_run = |command: &&str| script.lines().any(|line| line.trim() == *command);
    let commands = page.blocks.iter().flat_map(|block| block.lines());
    let commands = commands.map(|line| line.split('#').next().unwrap_or(line).trim());
    commands.filter(checks).filter(|command| !is_run(command)).map(str::to_owned).collect()
}

#[test]
fn what_a_newcomer_is_told_to_test_is_tested() {
    let script = fs::read_to_string(root().join(".ci/run")).unwrap();
    let pages = pages();
    let readme = pages.iter().find(|page| page.path == "README.md").unwrap();
    assert!(readme.blocks.iter().any(|block| block.contains("cargo test")));
    assert_eq!(unchecked(readme, &script), Vec::<String>::new());
}

/// A page in `docs/` with this text.
fn page(text: &str) -> Page {
    Page::new("docs/test.md", text)
}

#[test]
fn wrong_names_are_found() {
    let right = "`src/model.rs` `model/flips.rs` `data/code/` `flips.rs` `.ci/run` `model::service::work_factor` \
                 `model::queueing::TwoPointMg1` `model::cadence::Calendar::upgrades` `model::queueing::two_point::lag` \
                 `model::simulator::Model::Go` `Sweep::at` `simulator/loops.rs` `sheets/wording` `$X/a/b` `std::fs` `cargo test`\n\n```\n`src/no.rs`\n```\n";
    let sources = Sources::read();
    assert_eq!(sources.unknown(&page(right)), Vec::<String>::new());
    for wrong in [
        "src/modell.rs",
        "model/flip.rs",
        "data/code/none.py",
        "flippers.rs",
        "simulator/loop.rs",
        "sheets/words",
        "model::services",
        "model::service::work_factors",
        "model::queueing::ThreePointMg1",
        "model::cadence::Calendar::downgrades",
        "model::simulator::Model::Rust",
        "Sweep::nowhere",
        "NoSuchType::of",
    ] {
        assert_eq!(sources.unknown(&page(&format!("See `{wrong}`."))).len(), 1, "{wrong}");
    }
}

#[test]
fn wrong_ids_are_found() {
    let ids = Ids::read();
    let right =
        "`traffic.rps` `judgement.boundary_ms` `judgement.data.*` `guardrails.workers` `price.toml` `a.b.c`";
    assert_eq!(ids.unknown(&page(right)), Vec::<String>::new());
    for wrong in ["traffic.rpm", "judgement.boundary_s", "judgement.dates.*", "guardrails.worker"] {
        assert_eq!(ids.unknown(&page(&format!("See `{wrong}`."))).len(), 1, "{wrong}");
    }
}

#[test]
fn broken_links_are_found() {
    let right = "# A title, *with* `code`\n\n[a](house.md) [b](../README.md#speed) [c](#a-title-with-code) \
                 [d](https://example.org/none) [e](../src/model.rs)";
    assert_eq!(broken_links(&page(right)), Vec::<String>::new());
    for wrong in ["hose.md", "../README.md#kees", "#a-title", "README.md", "../src/model.rs#top"] {
        assert_eq!(broken_links(&page(&format!("# Title\n\n[a]({wrong})"))).len(), 1, "{wrong}");
    }
}

#[test]
fn missing_rows_and_unchecked_commands_are_found() {
    let rooms = ["model/".to_owned(), "notation.rs".to_owned()];
    assert_eq!(homeless(&rooms, "| `src/model/` | mathematics | – |"), ["notation.rs"]);
    let text = "```sh\ncargo run\ncargo test   # all\ncargo test --doc\n```\n";
    assert_eq!(unchecked(&page(text), "set -e\ncargo test\n"), ["cargo test --doc"]);
}
