//! The facts and parameters, as the program lists them and a data directory replaces them.

use std::fs;
use std::path::Path;

use runtime_explorer::built_in;
use runtime_explorer::catalog::{Catalog, FILES};

use crate::{directory, json, printed, refused, run};

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
    let sound = printed(&["data", "check", own]);
    assert!(
        sound.ends_with(" figures, the built-in ones among them\n") && sound.lines().count() == 1,
        "what is built in is not told: {sound}"
    );
    assert!(refused(&["data", "check", own, "--data", own]).contains("--data changes nothing of"));

    let web = folder.join("web.toml");
    let text = fs::read_to_string(&web).unwrap();
    fs::write(&web, text.replacen("value = 9340", "value = 9000", 1)).unwrap();
    assert_eq!(json(&["--data", own])["scenario"]["inputs"]["baseline.node_rps"], 9000.0);

    fs::write(&web, text.replacen("value = 5766", "value = 576", 1)).unwrap();
    let doubted = printed(&["data", "check", own]);
    assert!(doubted.starts_with("web.express.median_ms (littles-law): 32 connections at 576 "), "{doubted}");
    assert!(doubted.ends_with("figures, the built-in ones among them, but 1 latency contradicts the throughput of its benchmark\n"), "{doubted}");

    // What no plan can divide by is refused before anything is said of the rest.
    fs::write(&web, text.replacen("value = 9340", "value = 0", 1)).unwrap();
    let said = refused(&["data", "check", own]);
    assert!(said.starts_with(&format!("runtime-explorer: {}:", web.display())), "{said}");
    assert!(
        said.contains(": throughput of web.fastify as a baseline: baseline.node_rps cannot be 0"),
        "{said}"
    );
    fs::write(&web, b"# \xc3\xa4\n# \xff\n").unwrap();
    let said = refused(&["data", "check", own]);
    assert!(said.ends_with("web.toml:2:3: not UTF-8 text from here on; save the file as UTF-8\n"), "{said}");

    fs::write(&web, text.replace("requests/s per core", "requests per fortnight")).unwrap();
    let all = refused(&["data", "check", own]);
    assert!(all.lines().count() > 1);
    let first = refused(&["report", "--data", own]);
    assert!(first.starts_with(&format!("runtime-explorer: {}:", web.display())), "{first}");
    assert!(first.contains("`runtime-explorer data check "), "{first}");
    assert_eq!(first.lines().next(), all.lines().next());
}

#[test]
fn an_exported_directory_can_be_loaded_and_changes_nothing() {
    let folder = directory("export").join("made").join("on the way");
    let written = printed(&["data", "export", folder.to_str().unwrap()]);
    assert_eq!(written.lines().count(), FILES.len());
    let count = |folder: &Path| fs::read_dir(folder).unwrap().count();
    let listings = count(&folder.join("code"));
    assert_eq!(count(&folder) - 1 + listings, FILES.len(), "no temporary file is left");
    for (path, (name, text)) in written.lines().zip(built_in::texts()) {
        assert_eq!(Path::new(path), folder.join(name));
        assert_eq!(fs::read_to_string(path).unwrap(), text);
    }
    let (overlaid, built_in) = (Catalog::load(Some(&folder)).unwrap(), Catalog::built_in());
    let ids =
        |catalog: &Catalog| catalog.figures().iter().map(|figure| figure.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&overlaid), ids(&built_in));
}

#[test]
fn exporting_overwrites_nothing() {
    let folder = directory("export_twice");
    let own = ["web.toml", "usage.toml"].map(|name| folder.join(name));
    for path in &own {
        fs::write(path, "# mine").unwrap();
    }
    let said = refused(&["data", "export", folder.to_str().unwrap()]);
    let [web, usage] = own.each_ref().map(|path| path.display());
    assert!(said.ends_with(&format!("remove them first:\n  {web}\n  {usage}\n")), "{said}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing was written");
    assert_eq!(fs::read_to_string(&own[0]).unwrap(), "# mine");
}

#[test]
fn exporting_into_a_file_is_an_error() {
    let file = directory("export_file").join("file");
    fs::write(&file, "").unwrap();
    let output = run(&["data", "export", file.to_str().unwrap()]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let said = String::from_utf8(output.stderr).unwrap();
    let expected = format!("runtime-explorer: the folder {} cannot be made: ", file.display());
    assert!(said.starts_with(&expected), "{said}");
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
