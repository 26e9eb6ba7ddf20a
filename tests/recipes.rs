//! The patches of `docs/recipes/` fit the tree as it is, and change as little as the recipes say.
//!
//! This reads them as `git apply` does, so that it works where there is no git; `.ci/recipes` builds what they make.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a patch does to one file.
#[derive(Default)]
struct Change {
    hunks: Vec<Hunk>,
    is_new: bool,
}

/// Lines that a patch expects one after the other, and how many it adds among them.
#[derive(Default)]
struct Hunk {
    expected: Vec<String>,
    added: usize,
}

/// The changes of a patch by file.
fn changes(patch: &str) -> BTreeMap<String, Change> {
    let mut changes: BTreeMap<String, Change> = BTreeMap::new();
    let mut file = "";
    let mut in_hunk = false;
    for line in patch.lines() {
        if let Some(names) = line.strip_prefix("diff --git a/") {
            file = names.split(" b/").next().unwrap();
            in_hunk = false;
        }
        let change = changes.entry(file.to_owned()).or_default();
        if line.starts_with("@@ ") {
            change.hunks.push(Hunk::default());
            in_hunk = true;
        } else if in_hunk {
            let hunk = change.hunks.last_mut().unwrap();
            match line.split_at_checked(1) {
                Some(("+", _)) => hunk.added += 1,
                Some((" " | "-", rest)) => hunk.expected.push(rest.to_owned()),
                other => assert!(line.is_empty(), "{other:?}"),
            }
        } else if line.starts_with("new file") {
            change.is_new = true;
        }
    }
    changes
}

/// What does not fit.
fn misfits(changes: &BTreeMap<String, Change>, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for (file, change) in changes {
        let text = read(file);
        if change.is_new != text.is_none() {
            found.push(format!("{file} is {}", if change.is_new { "there already" } else { "not there" }));
        }
        let text = text.unwrap_or_default();
        let mut rest: &[&str] = &text.lines().collect::<Vec<_>>();
        for hunk in change.hunks.iter().filter(|hunk| !hunk.expected.is_empty()) {
            let place = rest.windows(hunk.expected.len()).position(|lines| lines == hunk.expected.as_slice());
            match place {
                Some(place) => rest = rest.get(place + 1..).unwrap_or_default(),
                None => found.push(format!("{file} has not, in this order:\n{}", hunk.expected.join("\n"))),
            }
        }
    }
    found
}

fn patches() -> Vec<(PathBuf, BTreeMap<String, Change>)> {
    let entries = fs::read_dir(root().join("docs/recipes")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let patches = paths.filter(|path| path.extension().is_some_and(|extension| extension == "patch"));
    patches.map(|path| (path.clone(), changes(&fs::read_to_string(path).unwrap()))).collect()
}

#[test]
fn patches_fit_the_tree() {
    let patches = patches();
    assert!(patches.len() >= 4, "a runtime, a criterion, a page, an import format");
    for (path, changes) in patches {
        assert!(!changes.is_empty());
        let misfits = misfits(&changes, |file| fs::read_to_string(root().join(file)).ok());
        assert!(misfits.is_empty(), "{}: {}", path.display(), misfits.join("\n"));
    }
}

#[test]
fn what_does_not_fit_is_found() {
    let patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n one\n+new\n-two\n";
    let changes = changes(patch);
    assert_eq!(misfits(&changes, |_| Some("zero\none\ntwo\n".to_owned())), Vec::<String>::new());
    assert_eq!(misfits(&changes, |_| Some("one\nnew\ntwo\n".to_owned())).len(), 1);
    assert_eq!(misfits(&changes, |_| None).len(), 2);
}

#[test]
fn a_runtime_takes_as_many_lines_as_its_recipe_says() {
    let recipe = fs::read_to_string(root().join("docs/recipes/runtime.md")).unwrap();
    let bun = changes(&fs::read_to_string(root().join("docs/recipes/bun.patch")).unwrap());
    let lines = |kind: &str| -> usize {
        let files = bun.iter().filter(|(file, _)| Path::new(file).extension().unwrap() == kind);
        files.flat_map(|(_, change)| &change.hunks).map(|hunk| hunk.added).sum()
    };
    let (rust, toml) = (lines("rs"), lines("toml"));
    let said = format!("{rust} lines of\nRust, all of them rows and variants, and {toml} lines of TOML");
    assert!(recipe.contains(&said), "{said}");
    assert_eq!(
        rust + toml,
        bun.values().flat_map(|change| &change.hunks).map(|hunk| hunk.added).sum::<usize>()
    );
}
