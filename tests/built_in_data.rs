//! The data that ships: it loads, and it is whole.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use runtime_explorer::built_in;
use runtime_explorer::catalog::{Catalog, Edition, FILES, Metric, Runtime, lint};

fn catalog() -> Catalog {
    Catalog::built_in()
}

#[test]
fn every_file_of_the_data_folder_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let names = |directory: &str, extensions: &[&str]| -> Vec<String> {
        let entries = fs::read_dir(folder.join(directory)).unwrap();
        let files = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let wanted = |name: &String| extensions.iter().any(|extension| name.ends_with(extension));
        files.filter(wanted).map(|name| format!("{directory}{name}")).collect()
    };
    let files: HashSet<String> =
        names("", &[".toml"]).into_iter().chain(names("code/", &[".mjs", ".py", ".go"])).collect();
    let compiled: HashSet<String> = FILES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(compiled.len(), FILES.len(), "no file twice");
    assert_eq!(files, compiled);
}

#[test]
fn what_the_build_has_read_is_what_the_files_say() {
    let texts = built_in::texts();
    for (name, text) in &texts {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
        assert_eq!(&fs::read_to_string(path).unwrap(), text);
    }
    let read = Catalog::from_layers(texts.iter().map(|(name, text)| (*name, text.as_str())), None);
    assert!(read.unwrap() == Catalog::built_in(), "not the same catalog");
}

#[test]
fn all_forty_claims_are_answered_in_order() {
    let catalog = catalog();
    let ids: Vec<&str> = catalog.claims().iter().map(|claim| claim.id.as_str()).collect();
    let expected: Vec<String> = (1..=40).map(|number| format!("S{number:02}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn every_reading_has_its_source() {
    let catalog = catalog();
    assert!(!catalog.figures().is_empty());
    for figure in catalog.figures() {
        for edition in Edition::ALL {
            let reading = figure.reading(*edition);
            assert!(catalog.source(&reading.source).is_some(), "{}: {}", figure.id, reading.source);
        }
    }
}

#[test]
fn every_candidate_has_frameworks_release_lines_and_a_baseline() {
    let catalog = catalog();
    for runtime in [Runtime::Node, Runtime::Python, Runtime::Go] {
        assert!(catalog.frameworks(runtime).next().is_some(), "{runtime}");
        assert!(catalog.release_lines(runtime).next().is_some(), "{runtime}");
        let baselines = catalog.benchmark_sets().iter().filter(|set| set.baseline);
        for set in baselines {
            let mut benchmarks = catalog.benchmarks(&set.id);
            let measured = benchmarks.any(|benchmark| {
                benchmark.runtime == runtime && catalog.metric(benchmark, Metric::Rps).is_some()
            });
            assert!(measured, "{} has no throughput for {runtime}", set.id);
        }
    }
    assert!(catalog.benchmark_set("sharkbench-2025").is_some_and(|set| set.baseline));
}

#[test]
fn every_practice_topic_has_rows() {
    let catalog = catalog();
    assert!(!catalog.practice_topics().is_empty());
    for topic in catalog.practice_topics() {
        assert!(catalog.practices(&topic.id).next().is_some(), "{}", topic.id);
    }
}

/// Side by side, a pattern without its counterpart would be half a page.
#[test]
fn every_listing_is_shown_and_every_pattern_is_there_in_both_languages() {
    let catalog = catalog();
    let patterns = catalog.patterns();
    let shown: HashSet<&str> = patterns
        .iter()
        .flat_map(|pattern| &pattern.listings)
        .map(|(_, listing)| listing.file.as_str())
        .collect();
    let compiled: HashSet<&str> = FILES.iter().filter_map(|name| name.strip_prefix("code/")).collect();
    assert_eq!(shown, compiled);
    for pattern in patterns {
        let runtimes: Vec<Runtime> = pattern.listings.iter().map(|(_, listing)| listing.runtime).collect();
        assert!(runtimes.starts_with(&[Runtime::Node, Runtime::Python]), "{}: {runtimes:?}", pattern.title);
        assert!(runtimes[2..].iter().all(|runtime| *runtime == Runtime::Go), "{}", pattern.title);
        let titles = pattern.listings.iter().map(|(practice, _)| practice.cells[0].as_str());
        assert!(titles.into_iter().all(|title| title == pattern.title), "{}", pattern.title);
    }
}

#[test]
fn the_lint_finds_the_gin_row_in_both_editions() {
    let catalog = catalog();
    for edition in Edition::ALL {
        let findings = lint::lint(&catalog, *edition);
        let gin = findings.iter().find(|finding| finding.figure == "web.gin.median_ms");
        let gin = gin.unwrap_or_else(|| panic!("not found in the {edition} edition"));
        assert!(gin.implied / gin.stated > 9.0, "{}", gin.text);
        for sound in ["web.fastify.median_ms", "web.fastapi.median_ms"] {
            assert!(findings.iter().all(|finding| finding.figure != sound), "{sound}");
        }
    }
}
