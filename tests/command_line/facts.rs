//! The facts and parameters, as the program lists them and a data directory replaces them.

use std::fs;
use std::path::Path;

use crate::{directory, json, printed, refused};

#[test]
fn figures_are_listed_and_shown_with_both_editions() {
    let list = printed(&["data", "list"]);
    assert_eq!(list, printed(&["data"]));
    let usage = list.lines().find(|line| line.starts_with("usage.go.2025 ")).unwrap();
    assert!(usage.contains("16.4") && usage.contains("article: 13.24"), "{usage}");
    let shown = printed(&["data", "show", "usage.go.2025"]);
    for part in ["audited: 16.4 %", "article: 13.24 %", "https://", "Stands in: built-in usage.toml:"] {
        assert!(shown.contains(part), "{shown}");
    }
    let article = printed(&["data", "list", "--edition", "article"]);
    let usage = article.lines().find(|line| line.starts_with("usage.go.2025 ")).unwrap();
    assert!(usage.contains("13.24") && usage.contains("audited: 16.4"), "{usage}");
}

#[test]
fn a_data_directory_is_exported_checked_and_laid_over() {
    let folder = directory("data").join("own");
    let own = folder.to_str().unwrap();
    let written = printed(&["data", "export", own]);
    assert!(written.lines().all(|line| Path::new(line).exists()));
    assert!(refused(&["data", "export", own]).contains("not overwriting existing files"));
    assert!(printed(&["data", "check", own]).contains("no problems"));

    let web = folder.join("web.toml");
    let text = fs::read_to_string(&web).unwrap();
    fs::write(&web, text.replacen("value = 9340", "value = 9000", 1)).unwrap();
    assert_eq!(json(&["--data", own])["scenario"]["inputs"]["baseline.node_rps"], 9000.0);

    fs::write(&web, text.replace("requests/s per core", "requests per fortnight")).unwrap();
    let all = refused(&["data", "check", own]);
    assert!(all.lines().count() > 1);
    let first = refused(&["report", "--data", own]);
    assert!(first.starts_with(&format!("runtime-explorer: {}:", web.display())), "{first}");
    assert!(first.contains("`runtime-explorer data check "), "{first}");
    assert_eq!(first.lines().next(), all.lines().next());
}

#[test]
fn parameters_are_those_of_the_registry() {
    let text = printed(&["parameters"]);
    let help = printed(&["--help"]);
    for row in &runtime_explorer::scenario::registry::ALL {
        let line = text.lines().find(|line| line.starts_with(&format!("{} ", row.id))).unwrap();
        assert!(line.ends_with(row.meaning), "{line}");
        assert!(help.contains(row.id), "{}", row.id);
    }
    for guardrail in &runtime_explorer::scenario::guardrails::ALL {
        let line = text.lines().find(|line| line.starts_with(&format!("{} ", guardrail.id))).unwrap();
        assert!(line.ends_with(guardrail.meaning), "{line}");
        assert!(help.contains(guardrail.id), "{}", guardrail.id);
    }
    assert!(help.contains("EXAMPLES"));
}
