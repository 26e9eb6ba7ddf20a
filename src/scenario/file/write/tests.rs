//! What is written reads back, and what people wrote stays.

use super::super::read;
use super::*;
use crate::catalog::Catalog;
use crate::scenario::parameter::Kind;
use crate::scenario::{assignment, team};
use jiff::civil::{DateTime, date};
use proptest::prelude::*;
use std::sync::LazyLock;

static DEFINITIONS: LazyLock<Definitions> =
    LazyLock::new(|| Definitions::bind(&Catalog::built_in()).unwrap());

fn blank() -> Scenario {
    Scenario::new("ours", date(2026, 11, 22))
}

fn load(text: &str) -> Scenario {
    read(&DEFINITIONS, "ours.toml", text, blank()).unwrap_or_else(|err| panic!("{err}\n{text}"))
}

/// A file after some assignments.
fn changed(text: &str, assignments: &[&str]) -> String {
    let mut scenario = load(text);
    assignment::assign(&DEFINITIONS, &mut scenario, assignments.iter().copied()).unwrap();
    write(&DEFINITIONS, &scenario, Some(text))
}

#[test]
fn what_misleads_an_editor_stands_as_its_escape_and_reads_back() {
    let mut scenario = blank();
    let text = "a\u{202e}b\u{e0041} مرحبا 👩\u{200d}💻".to_owned();
    scenario.notes.push(Note { at: date(2026, 11, 22).at(14, 30, 0, 0), text });
    let file = write(&DEFINITIONS, &scenario, None);
    assert!(file.contains(r#"text = "a\u202Eb\U000E0041 مرحبا "#) && file.contains("👩\u{200d}💻"), "{file}");
    assert_eq!(load(&file).notes, scenario.notes);
}

#[test]
fn a_new_file_says_what_its_values_mean() {
    let mut scenario = blank();
    let assignments = ["traffic.rps=25k", "calendar.as_of=2026-05-01", "guardrails.lag_ms=150.5"];
    assignment::assign(&DEFINITIONS, &mut scenario, assignments).unwrap();
    scenario.notes.push(Note { at: date(2026, 11, 22).at(14, 30, 0, 0), text: "\"one\"\ntwo".to_owned() });
    let expected = r#"# a scenario of runtime-explorer: only what differs from the defaults stands here
schema = 1

name = "ours"

# the date for which the release calendar is read: a date as YYYY-MM-DD
as_of = 2026-05-01

[traffic]
# sustained offered load, all instances together: a number from 1 to 1,000,000 requests/s
rps = 25000

[guardrails]
# greatest event-loop lag at full traffic: a number from 0 to 3,600,000 ms
lag_ms = 150.5

[[notes]]
at = 2026-11-22T14:30:00
text = "\"one\"\ntwo"
"#;
    assert_eq!(write(&DEFINITIONS, &scenario, None), expected);
    assert_eq!(load(expected), scenario);
}

const OURS: &str = "# Checkout, third quarter.\nschema=1 # the form\n\n[team] # as of May\njs = 20\npython = 30.0\n\
                    # nobody yet\ngo  =  50\n\n  [traffic]\nrps = 25_000 # peak\n# safety_percent = 60\n\n\
                    # agreed\n[[notes]]\nat = 2026-11-20 # a Friday\ntext = '''so'''\n# the end\n";

#[test]
fn what_does_not_differ_stays_to_the_byte() {
    assert_eq!(changed(OURS, &[]), OURS);
    assert_eq!(changed(OURS, &["traffic.rps=25000"]), OURS);
    let unusual = "schema = 1\r\ntraffic = { rps = 2e4, \"safety_percent\" = 6_0 }\r\nteam.size = 9\n";
    assert_eq!(changed(unusual, &[]), unusual);
}

#[test]
fn comments_order_and_spelling_survive_a_change() {
    let expected = OURS.replace("25_000", "30000").replace("js = 20", "js = 25").replace("30.0", "25");
    let assignments = ["traffic.rps=30k", "team.js=25", "team.python=25"];
    assert_eq!(changed(OURS, &assignments), expected);
}

#[test]
fn what_is_new_comes_behind_the_rest_of_its_table() {
    let text = changed(OURS, &["traffic.safety_percent=70", "plan.spare=2"]);
    let safety = "rps = 25_000 # peak\n# headroom for spikes and real-world overhead, added to the number of \
                  instances: a number from 0 to 300 %\nsafety_percent = 70\n";
    assert!(text.contains(safety), "{text}");
    let plan = "\n[plan]\n# workers on top of what the load needs, for failures and deployments: a whole number \
                from 0 to 10 workers\nspare = 2\n";
    assert!(text.contains(plan), "{text}");
    assert!(text.starts_with(&OURS[..60]) && text.ends_with("# the end\n"), "{text}");
}

#[test]
fn tables_on_one_line_and_dotted_keys_keep_their_form() {
    let text =
        "schema = 1\nteam.size = 9\ntraffic = { rps = 20000 }\nnotes = [{ at = 2026-11-20, text = \"\" }]\n";
    let mut scenario = load(text);
    let assignments = ["traffic.safety_percent=70", "team.hires=3"];
    assignment::assign(&DEFINITIONS, &mut scenario, assignments).unwrap();
    scenario.notes.push(Note { at: date(2026, 11, 21).at(9, 0, 0, 0), text: "more".to_owned() });
    let written = write(&DEFINITIONS, &scenario, Some(text));
    assert_eq!(load(&written), scenario, "{written}");
    assert!(written.contains("safety_percent = 70 }\n"), "{written}");
    assert!(written.contains("team.hires = 3"), "{written}");
}

#[test]
fn what_is_back_at_its_default_keeps_standing_unless_the_default_moves() {
    let text = "schema = 1\nas_of = 2026-05-01\nedition = \"article\"\n[traffic]\nrps = 5\n\
                [baseline]\nnode_rps = 5\n[guardrails]\nlag_ms = 5\n";
    let written = write(&DEFINITIONS, &blank(), Some(text));
    assert_eq!(
        written,
        "schema = 1\nedition = \"audited\"\n[traffic]\nrps = 10000\n[baseline]\n[guardrails]\n"
    );
    for key in registry::keys() {
        assert_eq!(DEFINITIONS.value(&load(&written), key), DEFINITIONS.value(&blank(), key));
    }
}

#[test]
fn a_date_stays_where_it_stands() {
    let text = "schema = 1\n[calendar]\nas_of = 2026-05-01\n";
    assert_eq!(changed(text, &["calendar.as_of=2027-01-01"]), text.replace("2026-05", "2027-01"));
}

#[test]
fn notes_come_and_go_alone() {
    let note = |day, text: &str| Note { at: date(2026, 11, day).at(0, 0, 0, 0), text: text.to_owned() };
    let mut scenario = load(OURS);
    scenario.notes.push(note(21, "then"));
    let two = write(&DEFINITIONS, &scenario, Some(OURS));
    assert!(
        two.contains("text = '''so'''\n\n[[notes]]\nat = 2026-11-21T00:00:00\ntext = \"then\"\n"),
        "{two}"
    );
    scenario.notes.remove(0);
    let one = write(&DEFINITIONS, &scenario, Some(&two));
    assert_eq!(load(&one).notes, [note(21, "then")]);
    scenario.notes.clear();
    assert_eq!(load(&write(&DEFINITIONS, &scenario, Some(&one))), scenario);
}

#[test]
fn lines_end_as_they_did() {
    let text = "schema = 1\r\n# c\r\n[traffic]\r\nrps = 5\r\n";
    let written = changed(text, &["traffic.rps=6", "plan.spare=1"]);
    assert!(written.starts_with(&text.replace('5', "6")), "{written:?}");
    assert!(!written.replace("\r\n", "").contains('\n'), "{written:?}");
}

/// A scenario with anything set that can be.
fn any_scenario() -> impl Strategy<Value = Scenario> {
    let parameters =
        proptest::collection::vec(proptest::option::weighted(0.3, 0.0..=1.0f64), registry::COUNT);
    let stated = proptest::collection::vec(proptest::option::weighted(0.3, 0u16..100), guardrails::COUNT);
    let moment = (1i16..=9999, 1i8..=12, 1i8..=28, 0i8..24, 0i32..1_000_000_000);
    let notes = proptest::collection::vec((moment, any::<String>()), 0..4);
    let name = any::<String>().prop_filter("a name has something to read", |name| !name.trim().is_empty());
    (name, any::<bool>(), parameters, stated, notes).prop_map(|(name, article, parameters, stated, notes)| {
        let mut scenario = Scenario { name, ..blank() };
        scenario.edition = if article { Edition::Article } else { Edition::Audited };
        for (key, fraction) in registry::keys().zip(parameters) {
            let Some(fraction) = fraction else { continue };
            let value = match registry::get(key).kind {
                Kind::Number { .. } => Value::Number(registry::get(key).at_fraction(fraction)),
                Kind::Choice(_) => {
                    let count = DEFINITIONS.entries(key).len() as f64;
                    Value::Choice((fraction * (count - 1.0)) as usize)
                }
                Kind::Date => Value::Date(date((fraction * 9_998.0) as i16 + 1, 2, 28)),
            };
            match (team::share(key), value) {
                (Some(position), Value::Number(share)) => {
                    let shares = team::shares(&DEFINITIONS, &scenario);
                    let moved = team::moved(shares, position, share, [false; 3]);
                    team::put(&DEFINITIONS, &mut scenario, moved);
                }
                _ => DEFINITIONS.keep(&mut scenario, key, value).unwrap(),
            }
        }
        for (guardrail, number) in guardrails::ALL.iter().zip(stated) {
            if let Some(number) = number {
                scenario.guardrails.state(guardrail, &number.to_string()).unwrap();
            }
        }
        let note = |((year, month, day, hour, nanosecond), text)| {
            let at = DateTime::new(year, month, day, hour, 0, 59, nanosecond).unwrap();
            Note { at, text }
        };
        scenario.notes = notes.into_iter().map(note).collect();
        scenario
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_and_is_written_the_same(scenario in any_scenario()) {
        let text = write(&DEFINITIONS, &scenario, None);
        let again = load(&text);
        prop_assert_eq!(&again, &scenario);
        prop_assert_eq!(write(&DEFINITIONS, &again, Some(&text)), text);
    }

    #[test]
    fn any_file_can_become_any_scenario(from in any_scenario(), to in any_scenario()) {
        let before = write(&DEFINITIONS, &from, None);
        let text = write(&DEFINITIONS, &to, Some(&before));
        let again = load(&text);
        for key in registry::keys() {
            prop_assert_eq!(DEFINITIONS.value(&again, key), DEFINITIONS.value(&to, key), "{:?}", key);
        }
        prop_assert_eq!((&again.name, again.edition), (&to.name, to.edition));
        prop_assert_eq!((&again.notes, &again.guardrails), (&to.notes, &to.guardrails));
        prop_assert_eq!(write(&DEFINITIONS, &again, Some(&text)), text);
    }
}
