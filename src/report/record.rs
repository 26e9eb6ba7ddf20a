//! The decision record: what was decided, for what, on what grounds and how sure, in the layout of MADR 4
//! (Markdown Architectural Decision Records), with the scenario and the command line that give it again.

mod escaped;
mod options;
mod sources;

use std::fmt::Write;

use super::table::{self, escape};
use super::{Subject, changes, printable, reproduce, sheets};
use crate::model::{Alternative, criteria, mend};
use crate::notation;
use crate::scenario::file;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    self, AS_OF, BUDGET_USD, CPU_MS, CPU_PERCENT, GO_FACTOR, HEAVY_PERCENT, NATIVE_PERCENT, NEED_DATA,
    NEED_EDGE, NEED_FRONTEND, P99_MS, PYTHON_FACTOR, RPS, SAFETY_PERCENT, TEAM_GO, TEAM_HIRES, TEAM_JS,
    TEAM_PYTHON, TEAM_SIZE, WAIT_MS,
};
use crate::sheets::Sheet;
use crate::sheets::wording::{self, reasons};
use escaped::{fenced, line};

/// The record of an outlook.
pub fn record(subject: Subject<'_>) -> String {
    let all = sheets(subject);
    let record = Record { subject, sheets: &all };
    [
        record.head(),
        record.context(),
        record.drivers(),
        options::considered(subject),
        record.outcome(),
        record.consequences(),
        record.confirmation(),
        options::pros_and_cons(subject, &all),
        record.more(),
    ]
    .concat()
}

/// What the parts are written from.
struct Record<'a> {
    subject: Subject<'a>,
    sheets: &'a [Sheet],
}

impl Record<'_> {
    fn head(&self) -> String {
        let Subject { scenario, outlook, .. } = self.subject;
        format!(
            "---\nstatus: proposed\ndate: {}\n---\n\n# {}: {}\n",
            outlook.inputs.as_of,
            line(&scenario.name),
            self.name(outlook.first())
        )
    }

    fn name(&self, alternative: Alternative) -> String {
        escape(&option(self.subject, alternative))
    }

    /// A number with its unit, as the slider has it.
    fn input(&self, key: Key) -> String {
        let row = registry::get(key);
        let value = self.subject.outlook.inputs[key];
        let exact = notation::plain(value);
        let number = if exact.len() > 9 { notation::significant(value, 4) } else { exact };
        match row.unit {
            "" => number,
            unit => format!("{number} {unit}"),
        }
    }

    fn context(&self) -> String {
        let Subject { outlook, .. } = self.subject;
        let value = |key| self.input(key);
        let inputs = &outlook.inputs;
        let mut traffic = format!(
            "The service answers {}, planned with a safety factor of {}.",
            value(RPS),
            value(SAFETY_PERCENT)
        );
        if inputs[HEAVY_PERCENT] > 0.0 {
            let _ = write!(
                traffic,
                " {} of the requests take {} of CPU each on Node.js, {} times as long in Python and {} times as long \
                 in Go; native libraries can do {} of that work.",
                value(HEAVY_PERCENT),
                value(CPU_MS),
                value(PYTHON_FACTOR).trim_end_matches(" x"),
                value(GO_FACTOR).trim_end_matches(" x"),
                value(NATIVE_PERCENT)
            );
        } else {
            traffic += " No request does heavy CPU work.";
        }
        if inputs[WAIT_MS] > 0.0 {
            let _ = write!(traffic, " Each waits {} for others.", value(WAIT_MS));
        }
        let budget = if inputs[BUDGET_USD] > 0.0 {
            format!("infrastructure and its operation may cost {}", value(BUDGET_USD))
        } else {
            "there is no budget".to_owned()
        };
        let objectives = format!(
            "99 of 100 answers must come within {}, CPU use must stay within {}, and {budget}.",
            value(P99_MS),
            value(CPU_PERCENT)
        );
        let team = format!(
            "The team has {} people: {} at home in JavaScript or TypeScript, {} in Python, {} in Go; {} are to be hired \
             within a year. Data and ML are {} of the product, the front end {}, edge functions {}.",
            value(TEAM_SIZE).trim_end_matches(" people"),
            value(TEAM_JS),
            value(TEAM_PYTHON),
            value(TEAM_GO),
            value(TEAM_HIRES).trim_end_matches(" people"),
            value(NEED_DATA),
            value(NEED_FRONTEND),
            value(NEED_EDGE)
        );
        let mut out =
            String::from("\n## Context and Problem Statement\n\nNode.js, Python, Go, or two of them?");
        for paragraph in [traffic, objectives, team] {
            let _ = write!(out, "\n\n{}", escape(&paragraph));
        }
        out.push('\n');
        if let Some(changed) = self.sheet(changes::ID).filter(|sheet| !sheet.rows.is_empty()) {
            let _ = write!(
                out,
                "\n{}:\n\n{}",
                escape(&changed.title),
                table::markdown(&without(changed, &["Meaning"]))
            );
        }
        out
    }

    fn drivers(&self) -> String {
        let weights = self.subject.outlook.weights;
        let mut drivers: Vec<(&str, f64)> =
            criteria::ALL.iter().zip(weights).map(|(criterion, weight)| (criterion.label, weight)).collect();
        drivers.sort_by(|a, b| b.1.total_cmp(&a.1));
        let bullets = drivers
            .iter()
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(label, weight)| format!("{label}, {} of the weight", notation::percent_of_one(*weight)));
        format!("\n## Decision Drivers\n\n{}", list(bullets))
    }

    fn outcome(&self) -> String {
        let Subject { facts, outlook, analysis, .. } = self.subject;
        let first = outlook.first();
        let assessment = &outlook.assessments[first];
        let mends = mend::mends(facts, outlook);
        let mut why = reasons::sentences(facts, outlook, &mends);
        why.retain(|reason| reason.about == first);
        let mut sentences = why.into_iter().map(|reason| reason.text);
        let because = sentences.next().unwrap_or_default();
        let mut out = format!(
            "\n## Decision Outcome\n\nChosen option: \"{}\", with {} of 100 points. {}\n\n",
            self.name(first),
            wording::points(assessment.score),
            escape(&because)
        );
        let nearest = analysis.flips.nearest();
        let flips = nearest.iter().take(NAMED_FLIPS).map(|flip| wording::flip(flip)).collect::<Vec<_>>();
        let flips = if flips.is_empty() {
            "No single input changes the recommendation.".to_owned()
        } else {
            format!("It flips {}.", flips.join(", or "))
        };
        let rest = sentences.chain([format!("{}.", wording::confidence(outlook, &analysis.tally)), flips]);
        out += &list(rest.map(|text| escape(&text)));
        out
    }

    /// What the choice brings and costs, against the option behind it.
    fn consequences(&self) -> String {
        let outlook = self.subject.outlook;
        let [first, second, ..] = outlook.order.map(|one| &outlook.assessments[one]);
        let mut differences: Vec<(&str, f64)> = criteria::ALL
            .iter()
            .zip(first.contributions.iter().zip(second.contributions))
            .map(|(criterion, (a, b))| (criterion.label, wording::points_between(*a, b)))
            .filter(|(_, points)| *points != 0.0)
            .collect();
        differences.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut bullets: Vec<String> = differences
            .iter()
            .map(|(label, points)| {
                let (kind, word) = if *points > 0.0 { ("Good", "more") } else { ("Bad", "fewer") };
                format!(
                    "{kind}, because it has {} points {word} on {} than {}",
                    wording::points(points.abs()),
                    wording::within_sentence(label),
                    second.alternative.label()
                )
            })
            .collect();
        bullets.extend(
            first.violations.iter().map(|broken| format!("Bad, because {}", wording::violation(broken))),
        );
        bullets.push(format!("Neutral, because it takes {}", options::size(first)));
        format!("\n### Consequences\n\n{}", list(bullets.iter().map(|text| escape(text))))
    }

    fn confirmation(&self) -> String {
        let mut out = String::from("\n### Confirmation\n");
        for id in ["success-metrics", "execution-plan"] {
            let Some(sheet) = self.sheet(id) else { continue };
            let _ = write!(out, "\n{}. {}\n\n", escape(&sheet.title), escape(&sheet.note));
            out += &table::markdown(&without(sheet, &["Article", "Article $"]));
        }
        out
    }

    fn more(&self) -> String {
        let Subject { facts, scenario, outlook, analysis, .. } = self.subject;
        let mut out = String::from("\n## More Information\n");
        let _ = write!(
            out,
            "\nAs of {}, {} edition of the figures; {}.\n",
            outlook.inputs.as_of,
            outlook.inputs.edition,
            escape(&format!("runtime-explorer {}", env!("CARGO_PKG_VERSION")))
        );
        let warnings: Vec<String> =
            outlook.warnings.iter().map(|warning| escape(&wording::warning(warning))).collect();
        section(&mut out, "Warnings", &warnings);
        let failures = wording::guardrails::failures(&facts.catalog, &outlook.guardrails);
        section(&mut out, "Guardrails", &failures.map(|text| escape(&text)).into_iter().collect::<Vec<_>>());
        let notes: Vec<String> = scenario
            .notes
            .iter()
            .map(|note| format!("{}: {}", note.at.strftime("%Y-%m-%d %H:%M"), line(&note.text)))
            .collect();
        section(&mut out, "Notes", &notes);
        let nearest: Vec<String> = analysis
            .flips
            .nearest()
            .iter()
            .map(|flip| escape(&wording::sentence_case(&wording::flip(flip))))
            .collect();
        section(&mut out, "What would change the choice", &nearest);
        if let Some(sheet) = self.sheet("upgrades").filter(|sheet| !sheet.rows.is_empty()) {
            let _ = write!(out, "\n### {}\n\n{}\n\n", escape(&sheet.title), escape(&sheet.note));
            out += &table::markdown(sheet);
        }
        out += &sources::section(self.subject);
        out += "\n### To get this again\n\n";
        out += &fenced("sh", &reproduce::command_line(self.subject));
        out += "\nOr from this scenario, saved as a file:\n\n";
        // On another day today would be another day.
        let mut dated = scenario.clone();
        let as_of = facts.definitions.value(scenario, AS_OF);
        if facts.definitions.keep(&mut dated, AS_OF, as_of).is_ok() {
            out += &fenced("toml", &file::write(&facts.definitions, &dated, None));
        }
        out
    }

    fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }
}

/// An option with its frameworks, such as `Node.js with Fastify`.
fn option(Subject { facts, scenario, .. }: Subject<'_>, alternative: Alternative) -> String {
    wording::option(&facts.definitions, scenario, alternative)
}

/// Flip points that the outcome names; all nearest ones stand further down.
const NAMED_FLIPS: usize = 2;

fn section(out: &mut String, heading: &str, entries: &[String]) {
    if !entries.is_empty() {
        let _ = write!(out, "\n### {heading}\n\n{}", list(entries.iter().cloned()));
    }
}

fn list(entries: impl IntoIterator<Item = String>) -> String {
    entries.into_iter().fold(String::new(), |mut out, entry| {
        out.extend(["* ", &entry, "\n"]);
        out
    })
}

/// A table without some of its columns.
fn without(sheet: &Sheet, titles: &[&str]) -> Sheet {
    sheet.with_columns(|column| !titles.contains(&column.title.as_str()))
}
