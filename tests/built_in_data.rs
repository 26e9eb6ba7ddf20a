//! The data that ships: it loads, and it is whole.

#![expect(clippy::panic, reason = "a test fails by panicking, in its helpers too")]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use runtime_explorer::catalog::{Catalog, Edition, Metric, Runtime, built_in, lint};

fn catalog() -> Catalog {
    Catalog::built_in().unwrap_or_else(|errors| panic!("the built-in data has problems:\n{errors}"))
}

#[test]
fn every_file_of_the_data_folder_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let files: HashSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
        .collect();
    let compiled: HashSet<String> = built_in::FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(compiled.len(), built_in::FILES.len(), "no file twice");
    assert_eq!(files, compiled);
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
            let (reading, _) = figure.reading(*edition);
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
