//! The report for people: the tables that carry the decision, one after the other, as text.

use super::markup::Markup;
use super::provenance::Citation;
use super::{Subject, changes, provenance, sheets};
use crate::model::Alternative;
use crate::model::flips::Flip;
use crate::notation;
use crate::scenario::candidates::Candidate;
use crate::scenario::definitions::Entry;
use crate::scenario::registry::RPS;
use crate::sheets::wording::guardrails;
use crate::sheets::{Sheet, SheetId, wording};

/// The tables of the summary, in its order: the whole Decision page, of the other pages what it rests on.
const TABLES: [SheetId; 24] = [
    SheetId::Ranking,
    SheetId::Confidence,
    SheetId::Flips,
    SheetId::Tornado,
    SheetId::Contributions,
    SheetId::CriterionValues,
    SheetId::Limits,
    SheetId::Method,
    SheetId::Checklist,
    SheetId::Choices,
    SheetId::Deployment,
    SheetId::Capacity,
    SheetId::Cost,
    SheetId::Ratios,
    SheetId::Lint,
    SheetId::Simulation,
    SheetId::RedLines,
    SheetId::Run,
    SheetId::Upgrades,
    SheetId::Team,
    SheetId::ExecutionPlan,
    SheetId::SuccessMetrics,
    SheetId::GuardrailCheck,
    SheetId::Inputs,
];

/// Tables of the Decision page that stand in the summary as lists: their last cells are sentences.
const LISTS: [SheetId; 2] = [SheetId::Reasons, SheetId::Warnings];

/// Flip points that the opening names.
const FLIPS: usize = 3;

/// How everything here is marked.
const PLAIN: Markup = Markup::Plain;

/// The report as one text.
pub fn summary(subject: Subject<'_>) -> String {
    let Subject { scenario, outlook, .. } = subject;
    let mut out = PLAIN.title(&scenario.name);
    for line in opening(subject) {
        out.extend([&PLAIN.prose(&line), "\n"]);
    }
    let all = sheets(subject);
    for id in LISTS {
        if let Some(sheet) = all.iter().find(|sheet| sheet.id == id) {
            let sentences =
                sheet.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.text.clone());
            list(&mut out, &sheet.title, sentences);
        }
    }
    let notes = scenario.notes.iter();
    let notes = notes.map(|note| format!("{}: {}", note.at.strftime("%Y-%m-%d %H:%M"), note.text));
    list(&mut out, "Notes", notes);
    let is_stated = outlook.guardrails.iter().any(|check| check.value.is_some());
    for sheet in TABLES.iter().filter_map(|id| all.iter().find(|sheet| sheet.id == *id)) {
        if sheet.id == SheetId::Inputs {
            PLAIN.section(&mut out, &changes::beside_date(sheet.clone()));
        } else if sheet.id != SheetId::GuardrailCheck || is_stated {
            PLAIN.section(&mut out, sheet);
        }
    }
    sources(&mut out, subject, &all);
    let others = all.iter().map(|sheet| &sheet.id).filter(|id| !TABLES.contains(id) && !LISTS.contains(id));
    let others = others.map(SheetId::as_str).collect::<Vec<_>>().join(", ");
    let pointer = format!("The other tables of the pages, each alone with --table ID: {others}.");
    out.extend(["\n", &PLAIN.prose(&pointer), "\n"]);
    out
}

/// Where the figures come from, each source once; figure by figure that is a table of its own.
fn sources(out: &mut String, subject: Subject<'_>, all: &[Sheet]) {
    let Some(sheet) = all.iter().find(|sheet| sheet.id == SheetId::Provenance) else { return };
    out.extend(["\n", &PLAIN.heading(&sheet.title), &PLAIN.prose(&sheet.note), "\n\n"]);
    for Citation { source, url, figures } in provenance::citations(subject) {
        let address = url.map(|url| format!(" {url},")).unwrap_or_default();
        out.extend([&PLAIN.item(&format!("{source},{address} {figures}")), "\n"]);
    }
}

fn list(out: &mut String, heading: &str, entries: impl IntoIterator<Item = String>) {
    let mut entries = entries.into_iter().peekable();
    if entries.peek().is_none() {
        return;
    }
    out.extend(["\n", &PLAIN.heading(heading)]);
    for entry in entries {
        out.extend([&PLAIN.item(&entry), "\n"]);
    }
}

/// The result in sentences.
fn opening(subject: Subject<'_>) -> Vec<String> {
    let outlook = subject.outlook;
    let [first, second, ..] = outlook.order.map(|alternative| &outlook.assessments[alternative]);
    let name = match frameworks(subject, first.alternative).as_slice() {
        [] => String::new(),
        labels => format!(" ({})", labels.join(" + ")),
    };
    let margin = wording::margin(outlook);
    let lead = if outlook.is_behind_limit(second.alternative) {
        "every other option breaks a hard limit".to_owned()
    } else if margin <= 0.0 {
        format!("level with {}: a close call", second.alternative.label())
    } else {
        let close = if outlook.is_close_call() { ": a close call" } else { "" };
        format!("{} ahead of {}{close}", wording::points(margin), second.alternative.label())
    };
    let plan = &first.plan;
    let p99 = plan.p99.map_or_else(
        || "no steady p99".to_owned(),
        |seconds| format!("p99 {} ms", notation::milliseconds(seconds * 1e3)),
    );
    let mut lines = vec![
        format!(
            "{}, {} of 100 points; {lead}.",
            wording::recommendation(outlook, &format!("{}{name}", first.alternative.label())),
            wording::points(first.score)
        ),
        format!("{}.", wording::confidence(outlook, &subject.analysis.tally)),
        flips(subject),
        format!(
            "At {} requests/s: {}, ${} a month, {p99}.",
            notation::plain(outlook.inputs[RPS]),
            wording::workers(plan.planned),
            notation::usd(plan.usd_month()),
        ),
        format!("As of {}, {} edition of the figures.", outlook.inputs.as_of, outlook.inputs.edition),
    ];
    lines.extend(guardrails::failures(&subject.facts.catalog, &outlook.guardrails));
    lines
}

/// The nearest flip points in one sentence.
fn flips(subject: Subject<'_>) -> String {
    let nearest = subject.analysis.flips.nearest();
    if nearest.is_empty() {
        return "No single input changes the recommendation.".to_owned();
    }
    let nearest: Vec<&Flip> = nearest.into_iter().take(FLIPS).collect();
    format!("It flips {}.", wording::flips::clauses(subject.outlook, &nearest))
}

/// The names of an alternative's frameworks.
fn frameworks(subject: Subject<'_>, alternative: Alternative) -> Vec<&str> {
    let chosen = |one: &Candidate| subject.facts.definitions.choice(subject.scenario, one.framework);
    alternative.candidates().filter_map(chosen).map(|entry| entry.label.as_str()).collect()
}

/// The framework that answers an alternative's requests.
pub(super) fn framework(subject: Subject<'_>, alternative: Alternative) -> Option<&Entry> {
    subject.facts.definitions.choice(subject.scenario, alternative.api().framework)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::model::analysis::Analysis;
    use crate::model::{Facts, evaluate};
    use crate::report::wrap::LINE;
    use crate::scenario::{Note, Scenario, assignment};
    use crate::sheets::Sheet;
    use jiff::civil::date;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn the_date_stands_in_front_and_in_no_list_of_what_differs() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("dated", date(2026, 11, 22));
        let sets = ["calendar.as_of=2026-01-01", "traffic.rps=25k"];
        assignment::assign(&facts.definitions, &mut scenario, sets).unwrap();
        let outlook = evaluate(&facts, &scenario);
        let analysis = Analysis::of(&facts, &scenario, &outlook, [false; 3]);
        let subject = Subject { facts: &facts, scenario: &scenario, outlook: &outlook, analysis: &analysis };
        let text = summary(subject);
        assert!(text.contains("\nAs of 2026-01-01, ") && !text.contains("calendar.as_of"), "{text}");
        // Who asks for the table alone has no front to read it in.
        let ids =
            |sheet: Sheet| sheet.rows.into_iter().map(|row| row.cells[0].text.clone()).collect::<Vec<_>>();
        assert_eq!(ids(changes::sheet(subject)), ["traffic.rps", "calendar.as_of"]);
        assert_eq!(ids(changes::beside_date(changes::sheet(subject))), ["traffic.rps"]);
    }

    #[test]
    fn it_says_what_matters() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("a|b\u{1b}", date(2026, 11, 22));
        scenario
            .notes
            .push(Note { at: jiff::civil::date(2026, 11, 22).at(14, 30, 0, 0), text: "agreed".to_owned() });
        let outlook = evaluate(&facts, &scenario);
        let analysis = Analysis::default();
        let subject = Subject { facts: &facts, scenario: &scenario, outlook: &outlook, analysis: &analysis };
        let text = summary(subject);
        assert!(text.contains("Node.js (Fastify), 76.2 of 100 points; 3.6 ahead of Hybrid."), "{text}");
        assert!(text.contains("As of 2026-11-22, audited edition"));
        assert!(text.contains("- Node.js leads Hybrid by 3.6 points: 6.0 better on cost"));
        assert!(text.contains("- 2026-11-22 14:30: agreed\n"));
        assert!(text.contains("https://"));
        assert!(!text.contains('\u{1b}'));
        let tables = sheets(subject);
        for id in TABLES {
            let sheet = tables.iter().find(|sheet| sheet.id == id).unwrap_or_else(|| panic!("no table {id}"));
            assert_eq!(text.contains(&PLAIN.heading(&sheet.title)), id != SheetId::GuardrailCheck, "{id}");
        }
        let decision = crate::sheets::decision::sheets(subject);
        for sheet in &decision {
            assert!(TABLES.contains(&sheet.id) || LISTS.contains(&sheet.id), "{}", sheet.id);
        }
        let (_, pointer) = text.rsplit_once("\n\n").unwrap();
        let pointed: Vec<&str> = pointer.split([' ', ',', '.', '\n']).collect();
        for sheet in &tables {
            let is_here = TABLES.contains(&sheet.id) || LISTS.contains(&sheet.id);
            assert_ne!(is_here, pointed.contains(&sheet.id.as_str()), "{}", sheet.id);
        }
        // Addresses are whole.
        assert!(text.lines().all(|line| line.width() <= LINE || line.contains("://")), "{text}");
    }
}
