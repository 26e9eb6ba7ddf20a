//! The upgrade plan as somebody else's calendar reads it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

use icalendar::{
    Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event, EventStatus,
};
use jiff::civil::{Date, date};
use runtime_explorer::catalog::Catalog;
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::{Facts, Outlook, evaluate};
use runtime_explorer::report::Subject;
use runtime_explorer::report::calendar::calendar;
use runtime_explorer::scenario::{Scenario, assignment};

fn exported(name: &str, day: Date, sets: &[&str]) -> (Outlook, Option<String>) {
    let facts = Facts::new(Catalog::built_in()).unwrap();
    let mut scenario = Scenario::new(name, day);
    assignment::assign(&facts.definitions, &mut scenario, sets.iter().copied()).unwrap();
    let outlook = evaluate(&facts, &scenario);
    let analysis = Analysis::default();
    let text =
        calendar(Subject { facts: &facts, scenario: &scenario, outlook: &outlook, analysis: &analysis });
    (outlook, text)
}

fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap();
    calendar
        .components
        .into_iter()
        .map(|component| match component {
            CalendarComponent::Event(event) => event,
            other => panic!("{other:?}"),
        })
        .collect()
}

/// The day of an event, as it is written in reports.
fn day(event: &Event) -> String {
    match event.get_start() {
        Some(DatePerhapsTime::Date(day)) => day.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_plan_comes_back_with_its_days() {
    let (outlook, text) = exported("checkout", date(2026, 11, 23), &["calendar.horizon_months=60"]);
    let events = events(&text.unwrap());
    let upgrades: Vec<&Event> =
        events.iter().filter(|event| event.get_uid().unwrap().starts_with("upgrade-")).collect();
    assert_eq!(upgrades.len(), outlook.releases.upgrades.len());
    assert!(upgrades.len() > 5);
    for upgrade in &outlook.releases.upgrades {
        let mark = if upgrade.forced { " (forced)" } else { "" };
        let summary = format!("{}: upgrade {} → {}{mark}", upgrade.runtime.label(), upgrade.from, upgrade.to);
        let event = upgrades.iter().find(|event| event.get_summary() == Some(&summary));
        assert_eq!(day(event.unwrap_or_else(|| panic!("no {summary}"))), upgrade.on.to_string());
    }
    let told: Vec<(String, &str)> =
        events.iter().map(|event| (day(event), event.get_summary().unwrap())).collect();
    for expected in [
        ("2027-10-20", "Node.js 26: maintenance phase begins"),
        ("2029-04-30", "Node.js 26: end of life"),
        ("2030-10-31", "Python 3.14: end of life"),
        ("2027-08-19", "Go 1.27: end of life"),
        // What a team may run today, beside what the plan runs.
        ("2027-04-30", "Node.js 22: end of life"),
        ("2027-10-31", "Python 3.11: end of life"),
    ] {
        assert!(
            told.iter().any(|(on, summary)| (on.as_str(), *summary) == expected),
            "{expected:?}: {told:?}"
        );
    }
    assert!(told.is_sorted_by(|a, b| a.0 <= b.0));
    assert!(told.iter().all(|(on, _)| on.as_str() >= "2026-11-23"), "nothing that is over");
}

#[test]
fn nothing_lies_beyond_the_horizon_or_before_a_release() {
    let text = exported("checkout", date(2026, 11, 23), &["calendar.horizon_months=12"]).1.unwrap();
    let events = events(&text);
    assert!(events.iter().all(|event| day(event).as_str() <= "2027-11-23"));
    assert!(events.iter().any(|event| day(event) == "2027-10-31"));
    assert!(events.iter().all(|event| !event.get_summary().unwrap().contains("alpha")));
}

/// A day that may still move must not stand in a calendar as one that is settled.
#[test]
fn only_an_announced_day_is_confirmed() {
    let text = exported("checkout", date(2026, 1, 1), &[]).1.unwrap();
    let events = events(&text);
    assert!(events.iter().any(|event| event.get_status() == Some(EventStatus::Tentative)));
    assert!(events.iter().any(|event| event.get_status() == Some(EventStatus::Confirmed)));
    for event in &events {
        let is_open = event.get_description().unwrap().contains("not announced");
        let status = if is_open { EventStatus::Tentative } else { EventStatus::Confirmed };
        assert_eq!(event.get_status(), Some(status), "{:?}", event.get_summary());
    }
}

/// An upgrade is no more certain than the day that it goes by.
#[test]
fn an_upgrade_is_as_certain_as_the_day_that_it_goes_by() {
    let text = exported("checkout", date(2026, 9, 10), &[]).1.unwrap();
    let events = events(&text);
    let is_confirmed = |summary: &str| {
        let event = events.iter().find(|event| event.get_summary() == Some(summary)).unwrap();
        event.get_status() == Some(EventStatus::Confirmed)
    };
    assert!(is_confirmed("Node.js: upgrade 24 → 26") && is_confirmed("Node.js 24: end of life"));
    assert!(!is_confirmed("Node.js 28: LTS phase begins") && !is_confirmed("Node.js: upgrade 27 → 28"));
    assert!(!is_confirmed("Go 1.26: end of life") && !is_confirmed("Go: upgrade 1.26 → 1.27 (forced)"));
    assert!(!is_confirmed("Python 3.12: end of life"), "known to the month");
}

#[test]
fn events_keep_their_identity_and_there_is_no_clock() {
    let of = |sets: &[&str]| exported("checkout", date(2026, 11, 23), sets).1.unwrap();
    let text = of(&[]);
    assert_eq!(text, of(&[]));
    let uids = |text: &str| -> Vec<String> {
        events(text).iter().map(|event| event.get_uid().unwrap().to_owned()).collect()
    };
    let mut all = uids(&text);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), events(&text).len(), "each once");
    // The same upgrade on another day is the same event.
    let moved = of(&["calendar.margin_months=4"]);
    let on = |text: &str, uid: &str| events(text).iter().find(|event| event.get_uid() == Some(uid)).map(day);
    let uid = "upgrade-go-1.27-1.28-checkout@runtime-explorer";
    assert_eq!(on(&text, uid).as_deref(), Some("2027-05-19"));
    assert_eq!(on(&moved, uid).as_deref(), Some("2027-04-19"));
    for event in events(&text) {
        let stamp = CalendarDateTime::from(event.get_timestamp().unwrap());
        assert!(format!("{stamp:?}").contains("2026-11-23T00:00:00"), "{stamp:?}");
    }
}

#[test]
fn the_format_is_kept_whatever_the_name() {
    let name = "a,b;c\\d\ne\u{1b}日本\u{1f680}".repeat(12);
    let text = exported(&name, date(2026, 11, 23), &[]).1.unwrap();
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n', '\u{1b}'])));
    let shown = format!(" Scenario: {}.", name.replace('\u{1b}', "\u{fffd}"));
    let told: Vec<Event> = events(&text);
    assert!(told.iter().any(|event| event.get_description().unwrap().ends_with(&shown)), "{told:?}");
    let shown = name.replace(['\u{1b}', '\n'], "\u{fffd}");
    assert!(told.iter().any(|event| event.get_uid().unwrap().contains(&shown)), "{told:?}");
    assert_eq!(events(&text).len(), text.matches("BEGIN:VALARM").count());
    assert_eq!(text.matches("TRIGGER:-P28D").count(), text.matches("BEGIN:VEVENT").count());
}

#[test]
fn where_nothing_is_known_there_is_no_calendar() {
    assert_eq!(exported("far", date(2100, 1, 1), &[]).1, None);
}
