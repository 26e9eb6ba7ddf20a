//! Data directories: what may lie in one, and what may not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use runtime_explorer::catalog::{Catalog, Edition};
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::{Alternative, Facts, evaluate};
use runtime_explorer::scenario::Scenario;

/// An empty directory of this name, for one test.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("data_directory").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn problems(directory: &Path) -> String {
    Catalog::load(Some(directory)).unwrap_err().to_string()
}

const SOURCE: &str = "[[source]]\nid = 'own-source'\npublisher = 'Us'\ntitle = 'Load test'\nurl = 'https://example.org'\n\
                      published = '2026-11'\n";
const FIGURE: &str = "[[figure]]\nid = 'own.figure'\nlabel = 'Ours'\nunit = 'ms'\nstatistic = 'median'\n\
                      audited = { value = 4.5, source = 'own-source', date = '2026-11', confidence = 'primary' }\n";

#[test]
fn the_files_of_a_directory_are_laid_over_the_built_in_ones() {
    let directory = directory("overlay");
    fs::write(directory.join("b.toml"), FIGURE).unwrap();
    fs::write(directory.join("a.toml"), SOURCE).unwrap();
    fs::write(directory.join("notes.txt"), "not read").unwrap();
    let catalog = Catalog::load(Some(&directory)).unwrap();
    let figure = catalog.figure("own.figure").unwrap();
    assert_eq!(figure.value(Edition::Article).to_string(), "4.5");
    assert_eq!(figure.place.to_string(), format!("{}:1:1", directory.join("b.toml").display()));
    assert_eq!(catalog.figures().len(), Catalog::built_in().figures().len() + 1);
}

#[test]
fn a_figure_that_no_formula_can_bear_is_refused_with_its_place() {
    let directory = directory("unbearable");
    let file = directory.join("own.toml");
    let figures = [
        ("judgement.memory_gb.node", "GB", "-1", "0 to 1,000,000,000 GB"),
        ("judgement.native_cost", "ratio", "1e300", "0 to 1,000 ratio"),
        // Percent in place of a share.
        ("judgement.similarity.js_python", "share", "50", "0 to 1 share"),
        // The simulated machine would never get on, and the draws would have no weights.
        ("concurrency.go.preemption_ms", "ms", "0", "0.01 to 1,000,000,000 ms"),
        ("uncertainty.weight_concentration", "count", "0", "0.001 to 1,000 count"),
        ("rhythm.go.every_months", "months", "0", "1 to 1,000 months"),
    ];
    for (id, unit, value, range) in figures {
        let own = |value: &str| {
            let figure = FIGURE.replace("own.figure", id).replace("'ms'", &format!("'{unit}'"));
            fs::write(&file, format!("{SOURCE}{}", figure.replace("4.5", value))).unwrap();
            Facts::new(Catalog::load(Some(&directory)).unwrap())
        };
        let refused = own(value).unwrap_err().to_string();
        assert!(refused.starts_with(&format!("{}:7:1: figure {id} cannot be ", file.display())), "{refused}");
        assert!(refused.ends_with(&format!(" needs a number from {range}")), "{refused}");
        assert!(own("1").is_ok(), "{id}");
    }
}

#[test]
fn the_upgrade_loop_is_that_of_the_edition() {
    let directory = directory("loop");
    let reading = |months: u32| {
        format!("{{ value = {months}, source = 'own-source', date = '2026-11', confidence = 'judgement' }}")
    };
    let figure = format!(
        "[[figure]]\nid = 'policy.upgrade_loop_months'\nlabel = 'Loop'\nunit = 'months'\nstatistic = 'rule'\n\
         article = {}\naudited = {}\n",
        reading(12),
        reading(24)
    );
    fs::write(directory.join("own.toml"), format!("{SOURCE}{figure}")).unwrap();
    let facts = Facts::new(Catalog::load(Some(&directory)).unwrap()).unwrap();
    let first_planned = |edition| {
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        scenario.edition = edition;
        let outlook = evaluate(&facts, &scenario);
        outlook.releases.upgrades.iter().find(|upgrade| !upgrade.forced).unwrap().on
    };
    assert_eq!(first_planned(Edition::Article), date(2027, 10, 20));
    assert_eq!(first_planned(Edition::Audited), date(2028, 10, 31));
}

#[test]
fn an_own_judgement_changes_the_ranking_and_how_sure_it_is() {
    let directory = directory("judgement");
    let opinion = "[[figure]]\nid = 'judgement.data.node'\nlabel = 'Data ecosystem: Node.js'\nunit = 'share'\n\
                   statistic = '0 worst, 1 best'\nlow = 0\nhigh = 0.2\n\
                   audited = { value = 0.05, source = 'own-source', date = '2026-11', confidence = 'judgement' }\n";
    let certainty = "[[figure]]\nid = 'uncertainty.weight_concentration'\nlabel = 'Weights'\nunit = 'count'\n\
                     statistic = 'sum of the parameters'\nlow = 10\nhigh = 1000\n\
                     audited = { value = 1000, source = 'own-source', date = '2026-11', confidence = 'judgement' }\n";
    let own = |text: &str| {
        fs::write(directory.join("own.toml"), format!("{SOURCE}{text}")).unwrap();
        Facts::new(Catalog::load(Some(&directory)).unwrap()).unwrap()
    };
    let result = |facts: &Facts| {
        let scenario = Scenario::new("test", date(2026, 11, 22));
        let outlook = evaluate(facts, &scenario);
        let analysis = Analysis::of(facts, &scenario, &outlook, [false; 3]);
        (outlook.assessments[Alternative::Node].score, analysis.tally.p_best(Alternative::Node))
    };
    let (score, p_best) = result(&Facts::new(Catalog::built_in()).unwrap());
    let (lower, less_sure) = result(&own(opinion));
    assert!(lower < score - 1.0 && less_sure < p_best - 0.1, "{lower} {less_sure}");
    let (same, surer) = result(&own(certainty));
    assert!((same - score).abs() < 1e-9 && surer > p_best, "{same} {surer}");
}

#[test]
fn a_directory_must_exist_and_hold_something() {
    let empty = directory("empty");
    let message = "the data directory holds no *.toml file; `data export` writes the built-in ones";
    assert_eq!(problems(&empty), format!("{}: {message}", empty.display()));
    let missing = empty.join("missing");
    assert!(
        problems(&missing).starts_with(&format!("{}: cannot read the data directory: ", missing.display()))
    );
}

#[test]
fn problems_name_the_file_and_the_position() {
    let directory = directory("wrong");
    fs::write(directory.join("a.toml"), format!("{SOURCE}{}", FIGURE.replace("'ms'", "'msec'"))).unwrap();
    fs::write(directory.join("b.toml"), "[[sauce]]\n").unwrap();
    let (a, b) = (directory.join("a.toml"), directory.join("b.toml"));
    let lines: Vec<String> = problems(&directory).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with(&format!("{}:10:8: unknown unit `msec`", a.display())), "{}", lines[0]);
    assert_eq!(lines[1], format!("{}:1:3: unknown table `sauce`; did you mean `source`?", b.display()));
}

#[test]
fn what_is_no_data_file_is_refused() {
    let directory = directory("odd");
    fs::write(directory.join("binary.toml"), [b'#', 0xff, 0xfe]).unwrap();
    fs::create_dir(directory.join("folder.toml")).unwrap();
    fs::write(directory.join("huge.toml"), "#".repeat(8 * 1024 * 1024 + 1)).unwrap();
    let prefix = format!("{}/", directory.display());
    assert_eq!(
        problems(&directory).replace(&prefix, ""),
        "binary.toml:1:2: not UTF-8 text from here on; save the file as UTF-8\n\
         folder.toml: not a regular file; only files can be named *.toml in a data directory\n\
         huge.toml: larger than 8 MiB, which no data file is"
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_refused_and_one_to_a_file_is_read() {
    let directory = directory("links");
    fs::write(directory.join("text"), SOURCE).unwrap();
    std::os::unix::fs::symlink("text", directory.join("a.toml")).unwrap();
    assert!(Catalog::load(Some(&directory)).unwrap().source("own-source").is_some());
    std::os::unix::fs::symlink("loop.toml", directory.join("loop.toml")).unwrap();
    let message = problems(&directory);
    assert!(
        message.starts_with(&format!("{}: cannot read the file: ", directory.join("loop.toml").display())),
        "{message}"
    );
}

#[test]
fn a_listing_of_a_directory_replaces_the_built_in_one_and_a_practice_may_bring_its_own() {
    let directory = directory("listings");
    fs::create_dir(directory.join("code")).unwrap();
    fs::write(directory.join("code/offload.py"), "print('ours')\n").unwrap();
    fs::write(directory.join("code/drain.go"), "package drain\n\nfunc Run() {\n\treturn\n}\n").unwrap();
    fs::write(directory.join("code/notes.txt"), "not read").unwrap();
    let practice = "[[practice]]\nid = 'own.drain'\ntopic = 'code'\ncells = ['Drain', 'Go', 'Last']\n\
                    listing = 'drain.go'\n";
    fs::write(directory.join("own.toml"), practice).unwrap();
    let catalog = Catalog::load(Some(&directory)).unwrap();
    assert_eq!(catalog.practice("code.offload.python").unwrap().detail, "print('ours')");
    let drain = catalog.practice("own.drain").unwrap();
    assert_eq!(drain.detail, "package drain\n\nfunc Run() {\n    return\n}", "tabs are spaces");
    assert_eq!(catalog.patterns().last().unwrap().title, "Drain");
}

#[test]
fn a_listing_that_nobody_shows_or_that_is_missing_is_a_problem() {
    let directory = directory("lost_listings");
    let code = directory.join("code");
    fs::create_dir(&code).unwrap();
    fs::write(directory.join("own.toml"), SOURCE).unwrap();
    fs::write(code.join("ofload.py"), "pass").unwrap();
    let own = |name: &str| directory.join(name).display().to_string();
    assert_eq!(
        problems(&directory),
        format!(
            "{}: no practice shows this listing; name it as `listing` in one, or remove the file",
            own("code/ofload.py")
        )
    );
    fs::remove_file(code.join("ofload.py")).unwrap();
    let practice =
        "[[practice]]\nid = 'own'\ntopic = 'code'\ncells = ['A', 'B', 'C']\nlisting = 'ofload.py'\n";
    fs::write(directory.join("own.toml"), practice).unwrap();
    assert_eq!(
        problems(&directory),
        format!(
            "{}:1:1: practice `own` shows the listing `ofload.py`, but there is no such file in `code/`; did you \
             mean `offload.py`?",
            own("own.toml")
        )
    );
    fs::write(code.join("ofload.py"), "\u{1b}[2J").unwrap();
    assert_eq!(
        problems(&directory),
        format!("{}: the listing contains the control character U+001B; remove it", own("code/ofload.py"))
    );
    fs::write(code.join("ofload.py"), "\n \n").unwrap();
    assert!(problems(&directory).ends_with("the listing is empty; write the program or remove the file"));
}
