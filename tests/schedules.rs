//! Release schedules as their publishers write them, as `import` reads them and `--data` takes them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use runtime_explorer::catalog::{Catalog, Confidence, Phase, ReleaseLine, Runtime};
use runtime_explorer::import::schedules::{End, Form, Line, Schedule, Update, WhyLeftOut, read, recognise};
use runtime_explorer::import::{self, Recognised};
use runtime_explorer::model::cadence::Calendar;

#[path = "schedules/command.rs"]
mod command;
#[path = "command_line/invocation.rs"]
mod invocation;
#[path = "schedules/refusals.rs"]
mod refusals;

const TODAY: Date = date(2026, 11, 23);

/// Every sample with the runtime to ask for, the form, and the runtime it is of.
const SAMPLES: [(&str, Option<Runtime>, Form, Runtime); 11] = [
    ("nodejs-schedule.json", None, Form::NodeSchedule, Runtime::Node),
    ("python-release-cycle.json", None, Form::PythonReleaseCycle, Runtime::Python),
    ("python-releases.toml", None, Form::PythonReleases, Runtime::Python),
    ("python-releases.json", None, Form::PythonReleasesJson, Runtime::Python),
    ("endoflife-go.json", Some(Runtime::Go), Form::EndOfLifeList, Runtime::Go),
    ("endoflife-go-mixed.json", Some(Runtime::Go), Form::EndOfLifeList, Runtime::Go),
    ("endoflife-deno.json", Some(Runtime::Deno), Form::EndOfLifeList, Runtime::Deno),
    ("endoflife-bun.json", Some(Runtime::Bun), Form::EndOfLifeList, Runtime::Bun),
    ("endoflife-nodejs-list.json", Some(Runtime::Node), Form::EndOfLifeList, Runtime::Node),
    ("endoflife-nodejs-v1.json", None, Form::EndOfLifeProduct, Runtime::Node),
    ("endoflife-python-v1.json", Some(Runtime::Python), Form::EndOfLifeProduct, Runtime::Python),
];

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schedules").join(name)).unwrap()
}

fn schedule(name: &str) -> Schedule {
    let asked = SAMPLES.iter().find(|sample| sample.0 == name).unwrap().1;
    read(name, &text(name), asked).unwrap()
}

fn node(text: &str) -> Schedule {
    read("schedule.json", text, None).unwrap()
}

/// A line in one row: its name, its phases with their beginnings, its end, its latest patch release.
fn row(line: &Line) -> String {
    let phases = line.phases.iter().map(|phase| format!(" {} {}", phase.phase, phase.start));
    let end = match line.end {
        End::On(end) => format!("ends {end}"),
        End::Passed => "ended".to_owned(),
        End::Open => "open".to_owned(),
    };
    let latest = line.latest.iter().map(|latest| {
        format!("; {} {}", latest.version, latest.date.map_or("undated".to_owned(), |date| date.to_string()))
    });
    format!("{}:{}; {end}{}", line.name, phases.collect::<String>(), latest.collect::<String>())
}

fn rows(name: &str) -> Vec<String> {
    schedule(name).lines.iter().map(row).collect()
}

fn changes(schedule: &Schedule) -> Vec<String> {
    let built_in = Catalog::built_in();
    let update = Update::new(schedule, &built_in);
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    update
        .changes()
        .map(|change| {
            format!("{} {}: {} to {}", change.line, change.what, value(&change.known), value(&change.new))
        })
        .collect()
}

/// An empty directory of this name, for one test.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schedules").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The built-in facts with the overlay of a schedule laid over them, through the strict loader.
fn laid_over(name: &str, schedule: &Schedule) -> Catalog {
    let directory = directory(name);
    let overlay = Update::new(schedule, &Catalog::built_in()).overlay(TODAY);
    fs::write(directory.join("releases.toml"), overlay).unwrap();
    Catalog::load(Some(&directory)).unwrap()
}

fn line<'a>(catalog: &'a Catalog, runtime: Runtime, name: &str) -> &'a ReleaseLine {
    catalog.release_lines(runtime).find(|line| line.line == name).unwrap()
}

#[test]
fn a_schedule_is_told_from_a_load_test_and_either_is_read_whole() {
    for (name, ..) in SAMPLES {
        let text = text(name);
        let Ok(Recognised::Schedule(found)) = import::recognise(text.as_bytes()) else { panic!("{name}") };
        assert_eq!(found, text, "{name}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loadtests/wrk/wrk-4.1-node-mix.txt");
    let bytes = fs::read(path).unwrap();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(bytes.iter().flat_map(|byte| [*byte, 0])).collect();
    for bytes in [&bytes, &utf16] {
        let Ok(Recognised::LoadTest(load_test)) = import::recognise(&bytes[..]) else { panic!("a schedule") };
        assert_eq!(load_test.read("wrk.txt").unwrap(), import::read("wrk.txt", &bytes[..]).unwrap());
    }
}

#[test]
fn the_form_is_known_from_the_content() {
    for (name, asked, form, runtime) in SAMPLES {
        let text = text(name);
        assert_eq!(recognise(&text), Some(form), "{name}");
        assert_eq!(recognise(&format!("\u{feff}{text}")), Some(form), "{name} with a byte order mark");
        let schedule = read(name, &text, asked).unwrap();
        assert_eq!((schedule.form, schedule.runtime), (form, runtime), "{name}");
    }
    let loads = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loadtests");
    for entry in fs::read_dir(loads).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            assert_eq!(recognise(&text), None, "{}", path.display());
        }
    }
}

#[test]
fn lines_of_node_have_the_phases_that_their_dates_give() {
    assert_eq!(
        rows("nodejs-schedule.json"),
        [
            "0.10: current 2013-03-11; ends 2016-10-31",
            "5: current 2015-10-29 maintenance 2016-04-30; ends 2016-06-30",
            "18: current 2022-04-19 active-lts 2022-10-25 maintenance 2023-10-18; ends 2025-04-30",
            "21: current 2023-10-17 maintenance 2024-04-01; ends 2024-06-01",
            "22: current 2024-04-24 active-lts 2024-10-29 maintenance 2025-10-21; ends 2027-04-30",
            "23: current 2024-10-16 maintenance 2025-04-01; ends 2025-06-01",
            "24: current 2025-05-06 active-lts 2025-10-28 maintenance 2026-10-20; ends 2028-04-30",
            "25: current 2025-10-15 maintenance 2026-04-01; ends 2026-06-01",
            "26: current 2026-05-05 active-lts 2026-10-28 maintenance 2027-10-20; ends 2029-04-30",
            "27: alpha 2026-10-28 current 2027-04-22 lts 2027-10-20; ends 2030-04-30",
        ]
    );
    let schedule = schedule("nodejs-schedule.json");
    let long: Vec<_> = schedule.lines.iter().map(|line| line.long_term.unwrap()).collect();
    assert_eq!(long, [false, false, true, false, true, false, true, false, true, true]);
    let named: Vec<_> = schedule.lines.iter().filter_map(|line| line.codename.as_deref()).collect();
    assert_eq!(named, ["Hydrogen", "Jod", "Krypton", "Lithium"], "an empty name is none");
    assert_eq!(changes(&schedule), Vec::<String>::new(), "the built-in lines are from the same schedule");
}

#[test]
fn a_phase_that_is_over_when_it_begins_is_none() {
    let schedule = node(
        r#"{"v28": {"start": "2028-04-20", "lts": "2028-10-20", "maintenance": "2028-10-20", "end": "2031-04-30"},
            "v29": {"start": "2029-04-20", "maintenance": "2029-10-20", "end": "2029-10-20"}}"#,
    );
    let rows: Vec<String> = schedule.lines.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            "28: current 2028-04-20 maintenance 2028-10-20; ends 2031-04-30",
            "29: current 2029-04-20; ends 2029-10-20"
        ]
    );
    assert_eq!(schedule.lines[0].long_term, Some(true));
}

#[test]
fn python_gives_months_where_days_are_not_settled() {
    assert_eq!(
        rows("python-release-cycle.json"),
        [
            "2.7: bugfix 2010-07-03; ends 2020-01-01",
            "3.8: bugfix 2019-10-14; ends 2024-10-07",
            "3.9: bugfix 2020-10-05; ends 2025-10",
            "3.12: bugfix 2023-10-02; ends 2028-10",
            "3.13: bugfix 2024-10-07; ends 2029-10",
            "3.14: bugfix 2025-10-01; ends 2030-10",
        ]
    );
    let releases = [
        "2.0: bugfix 2000-10-16; ends 2001-06-22; 2.0.1 2001-06-22",
        "3.9: bugfix 2020-10-05 security 2022-05-17; ends 2025-10-31; 3.9.25 2025-10-31",
        "3.13: bugfix 2024-10-07 security 2026-10-07; ends 2029-10; 3.13.11 2025-12-05",
        "3.15: bugfix 2026-10-01 security 2028-10; ends 2031-10",
    ];
    assert_eq!(rows("python-releases.toml"), releases);
    assert_eq!(rows("python-releases.json"), releases);
}

#[test]
fn lists_of_endoflife_date_have_dates_or_yes_or_no() {
    assert_eq!(
        rows("endoflife-go.json")[3..],
        [
            "1.22: supported 2024-02-06; ends 2025-02-11; 1.22.12 2025-02-04",
            "1.23: supported 2024-08-13; open; 1.23.6 2025-02-04",
            "1.24: supported 2025-02-11; open; 1.24.0 2025-02-11",
        ]
    );
    assert_eq!(
        rows("endoflife-go-mixed.json"),
        [
            "1.24: supported 2025-02-11; ended; 1.24.13 undated",
            "1.25: supported 2025-08-12; ends 2026-08-19; 1.25.14 undated",
            "1.27: supported 2026-08-19; open; 1.27.1 undated",
        ]
    );
    assert_eq!(
        rows("endoflife-deno.json")[2],
        "2.5: supported 2025-09-10 lts 2025-11-01; ends 2026-04-30; 2.5.7 2026-01-27"
    );
    assert_eq!(rows("endoflife-bun.json"), ["1.x: supported 2023-09-07; open; 1.1.43 2025-01-08"]);
    assert_eq!(
        rows("endoflife-nodejs-list.json"),
        [
            "20: current 2023-04-18 lts 2023-10-24; ends 2026-04-30; 20.20.2 undated",
            "25: current 2025-10-15 maintenance 2026-04-01; ends 2026-06-01; 25.9.0 undated",
            "26: current 2026-05-05 active-lts 2026-10-28 maintenance 2027-10-27; ends 2029-04-30; 26.8.2 2026-09-09",
        ]
    );
}

#[test]
fn products_of_endoflife_date_say_whose_releases_they_are_and_when_they_changed() {
    let schedule = schedule("endoflife-python-v1.json");
    assert_eq!(schedule.source.published, Some("2026-04-09".parse().unwrap()));
    assert_eq!(schedule.source.confidence, Confidence::Secondary);
    assert_eq!(
        rows("endoflife-python-v1.json"),
        [
            "3.10: bugfix 2021-10-04 security 2023-04-05; ends 2026-10-31; 3.10.20 2026-03-03",
            "3.14: bugfix 2025-10-07 security 2027-10-01; ends 2030-10-31; 3.14.4 2026-04-07",
        ]
    );
    assert_eq!(
        changes(&schedule),
        ["3.14 security: 2027-10-07 to 2027-10-01"],
        "the last day of a month is that month; older patch releases change nothing"
    );
    assert_eq!(
        rows("endoflife-nodejs-v1.json")[1],
        "22: current 2024-04-24; ends 2027-04-30; 22.23.2 undated"
    );
}

#[test]
fn every_overlay_loads_strictly_and_has_the_new_dates_in_the_model() {
    let built_in = Catalog::built_in();
    for (name, ..) in SAMPLES {
        let schedule = schedule(name);
        let catalog = laid_over(name, &schedule);
        let update = Update::new(&schedule, &built_in);
        for change in update.changes() {
            let line = line(&catalog, schedule.runtime, &change.line);
            let value = match change.what {
                "codename" => line.codename.as_ref().map(String::from),
                "latest" => line.latest.as_ref().map(String::from),
                "end-of-life" => line.end_of_life.map(|end| end.to_string()),
                phase => {
                    let found = line.phases.iter().find(|own| own.phase.name() == phase);
                    found.map(|found| found.start.to_string())
                }
            };
            assert_eq!(value, change.new, "{name}: {} {}", change.line, change.what);
            assert_eq!(line.source, schedule.source.id);
            assert_eq!(catalog.source(&line.source).unwrap().url, schedule.source.url);
        }
        for left in update.left_out() {
            let known = catalog.release_lines(schedule.runtime).find(|line| line.line == left.line);
            assert_eq!(known.is_some(), left.why == WhyLeftOut::Same, "{name}: {}", left.line);
        }
        let count = |catalog: &Catalog| catalog.release_lines(schedule.runtime).count();
        assert_eq!(count(&catalog), count(&built_in), "{name}: other lines stay as they are built in");
        Calendar::read(&catalog).unwrap();
    }
}

#[test]
fn a_moved_date_moves_the_line_to_run() {
    let moved =
        text("nodejs-schedule.json").replace("2028-04-30", "2028-10-31").replace("2026-10-28", "2026-12-01");
    let schedule = node(&moved);
    assert_eq!(
        changes(&schedule),
        [
            "24 end-of-life: 2028-04-30 to 2028-10-31",
            "26 active-lts: 2026-10-28 to 2026-12-01",
            "27 alpha: 2026-10-28 to 2026-12-01",
        ]
    );
    let calendar = Calendar::read(&laid_over("moved", &schedule)).unwrap();
    let run = calendar.run(Runtime::Node, TODAY, 3.0).unwrap();
    assert_eq!((run.line.as_str(), run.end_of_life), ("24", date(2028, 10, 31)));
    let before = Calendar::read(&Catalog::built_in()).unwrap();
    assert_eq!(before.run(Runtime::Node, TODAY, 3.0).unwrap().line, "26");
}

#[test]
fn what_a_file_does_not_say_stays_and_the_overlay_tells() {
    let moved = text("python-release-cycle.json").replace("2024-10-07", "2024-10-08");
    let catalog = laid_over("unsaid", &read("cycle.json", &moved, None).unwrap());
    let python = line(&catalog, Runtime::Python, "3.13");
    assert_eq!(python.phase_at(TODAY), Phase::Security);
    assert_eq!(python.latest.as_deref(), Some("3.13.15"));
    assert_eq!(python.note.as_deref(), Some("Not in the file, and kept as known: security from 2026-10-07."));
    let moved = text("endoflife-nodejs-v1.json").replace("2027-04-30", "2027-05-31");
    let catalog = laid_over("unsaid", &read("nodejs.json", &moved, None).unwrap());
    let node = line(&catalog, Runtime::Node, "22");
    let phases: Vec<_> = node.phases.iter().map(|phase| format!("{} {}", phase.phase, phase.start)).collect();
    assert_eq!(phases, ["current 2024-04-24", "active-lts 2024-10-29", "maintenance 2025-10-21"]);
    assert!(node.long_term);
    assert_eq!(node.codename.as_deref(), Some("Jod"));
}

#[test]
fn a_line_of_go_ends_with_the_second_newer_one() {
    let list = r#"[{"cycle": "1.29", "releaseDate": "2027-08-11", "eol": false},
                   {"cycle": "1.28", "releaseDate": "2027-02-10", "eol": false},
                   {"cycle": "1.27", "releaseDate": "2026-08-19", "eol": true},
                   {"cycle": "1.26", "releaseDate": "2026-02-10", "eol": true}]"#;
    let schedule = read("go.json", list, Some(Runtime::Go)).unwrap();
    assert_eq!(
        changes(&schedule),
        [
            "1.26 end-of-life: - to 2027-02-10",
            "1.27 end-of-life: - to 2027-08-11",
            "1.28 supported: - to 2027-02-10",
            "1.29 supported: - to 2027-08-11",
        ]
    );
    let catalog = laid_over("go", &schedule);
    let note = |name| line(&catalog, Runtime::Go, name).note.clone().unwrap();
    assert_eq!(note("1.27"), "Its end follows from the release policy.");
    assert_eq!(note("1.28"), "Planned.");
    let ended = r#"[{"cycle": "2.9", "releaseDate": "2026-06-25", "eol": true}]"#;
    let ended = read("deno.json", ended, Some(Runtime::Deno)).unwrap();
    let built_in = Catalog::built_in();
    assert_eq!(Update::new(&ended, &built_in).left_out()[0].why, WhyLeftOut::EndUnknown);
}

#[test]
fn an_end_before_the_line_begins_is_not_kept() {
    // Release and latest patch release of 1.24, whose end by what is known and by the policy is before that.
    let moved = text("endoflife-go.json").replacen("2025-02-11", "2026-08-12", 2);
    let schedule = read("go.json", &moved, Some(Runtime::Go)).unwrap();
    let catalog = laid_over("early", &schedule);
    let line = line(&catalog, Runtime::Go, "1.24");
    assert_eq!((line.end_of_life, line.note.as_deref()), (None, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_damage_makes_it_panic(
        sample in 0..SAMPLES.len(),
        cut in 0.0..1.0_f64,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let (name, asked, ..) = SAMPLES[sample];
        let mut bytes = text(name).into_bytes();
        for (position, byte) in flips {
            let position = position.index(bytes.len());
            bytes[position] = byte;
        }
        if cut < 0.5 {
            bytes.truncate((bytes.len() as f64 * cut * 2.0) as usize);
        }
        let damaged = String::from_utf8_lossy(&bytes);
        match read(name, &damaged, asked) {
            Ok(schedule) => {
                let catalog = laid_over("damaged", &schedule);
                Calendar::read(&catalog).unwrap();
            }
            Err(refusal) => {
                let message = refusal.to_string();
                prop_assert!(!message.chars().any(char::is_control), "{message:?}");
            }
        }
    }
}
