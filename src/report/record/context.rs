//! What was asked: the scenario in sentences, and where it differs from the defaults.

use super::Material;
use crate::catalog::Runtime;
use crate::model::capacity::demand::ServiceTimes;
use crate::notation;
use crate::quote::listed;
use crate::report::changes;
use crate::report::markdown::Document;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    self, BUDGET_USD, CPU_MS, CPU_PERCENT, HEAVY_PERCENT, NATIVE_PERCENT, NEED_DATA, NEED_EDGE,
    NEED_FRONTEND, ONBOARDING_DAYS, P99_MS, RPS, SAFETY_PERCENT, TEAM_GO, TEAM_HIRES, TEAM_JS, TEAM_PYTHON,
    TEAM_SIZE, WAIT_MS,
};
use crate::sheets::wording::{self, measured::origin};
use crate::sheets::{Heading, SheetId};

pub(super) fn write(on: &Material<'_>, out: &mut Document) {
    out.heading(2, "Context and Problem Statement");
    out.paragraph(&format!(
        "Which runtime should {} run on: Node.js, Python, Go, or a hybrid of Node.js and Python?",
        on.subject.scenario.name
    ));
    for sentence in [traffic(on), objectives(on), needs(on), team(on), baselines(on)] {
        out.item(&sentence);
    }
    let changed = changes::beside_date(
        on.columns(&SheetId::Inputs, &[Heading::Input, Heading::Value, Heading::Default, Heading::Unit]),
    );
    if changed.rows.is_empty() {
        out.paragraph("All inputs are at their defaults.");
    } else {
        out.paragraph("Inputs that differ from the defaults:");
        out.table(&changed);
    }
}

impl Material<'_> {
    /// An input as people read it, without its unit.
    fn input(&self, key: Key) -> String {
        let definitions = &self.subject.facts.definitions;
        definitions.display(key, definitions.value(self.subject.scenario, key))
    }
}

fn traffic(on: &Material<'_>) -> String {
    let inputs = &on.subject.outlook.inputs;
    let work = if inputs[HEAVY_PERCENT] > 0.0 {
        let constants = on.subject.facts.constants(inputs.edition);
        let native = match inputs[NATIVE_PERCENT] {
            share if share > 0.0 => format!(
                "{} % of it is done by native libraries where there are some, in {} times as long",
                on.input(NATIVE_PERCENT),
                notation::significant(constants.native_cost, 3)
            ),
            _ => "none of it is done by native libraries".to_owned(),
        };
        let times = ServiceTimes::read(constants, inputs);
        let each: Vec<String> = times
            .iter()
            .map(|(candidate, times)| {
                format!("{} ms in {}", notation::milliseconds(times.heavy * 1e3), candidate.runtime.label())
            })
            .collect();
        format!(
            "{} % of the requests do heavy CPU work, {} ms each in plain Node.js; {native}: that makes {}",
            on.input(HEAVY_PERCENT),
            on.input(CPU_MS),
            listed(&each, "and")
        )
    } else {
        "no request does heavy CPU work".to_owned()
    };
    let wait = match inputs[WAIT_MS] {
        wait if wait > 0.0 => format!("; waits on other services add {} ms", on.input(WAIT_MS)),
        _ => String::new(),
    };
    format!(
        "Traffic and work: {} requests/s sustained, with {} % of headroom; {work}{wait}.",
        on.input(RPS),
        on.input(SAFETY_PERCENT)
    )
}

fn objectives(on: &Material<'_>) -> String {
    let budget = if on.subject.outlook.inputs[BUDGET_USD] > 0.0 {
        format!("for at most ${} a month", on.input(BUDGET_USD))
    } else {
        "with no budget set".to_owned()
    };
    format!(
        "Objectives: 99 of 100 requests answered within {} ms, CPU use of at most {} %, {budget}.",
        on.input(P99_MS),
        on.input(CPU_PERCENT)
    )
}

fn needs(on: &Material<'_>) -> String {
    format!(
        "Product: {} % is analytics, machine learning or data pipelines; {} % of logic and types is shared with a \
         JavaScript front end; {} % runs at the edge.",
        on.input(NEED_DATA),
        on.input(NEED_FRONTEND),
        on.input(NEED_EDGE)
    )
}

fn team(on: &Material<'_>) -> String {
    format!(
        "Team: {} backend engineers ({} % JavaScript or TypeScript, {} % Python, {} % Go), {} planned within \
         twelve months, productive within {} working days.",
        on.input(TEAM_SIZE),
        on.input(TEAM_JS),
        on.input(TEAM_PYTHON),
        on.input(TEAM_GO),
        wording::hires(on.subject.outlook.inputs[TEAM_HIRES]),
        on.input(ONBOARDING_DAYS)
    )
}

/// What capacity starts from.
fn baselines(on: &Material<'_>) -> String {
    let subject = on.subject;
    let told: Vec<String> = Runtime::CANDIDATES
        .into_iter()
        .filter_map(|runtime: Runtime| {
            let baseline = subject.outlook.baselines.get(runtime)?;
            if let Some(measured) = &baseline.measured {
                let rps = notation::operand(baseline.rps);
                return Some(format!("{} {rps} ({})", runtime.label(), origin(measured)));
            }
            let own = if baseline.replaced { " (a number of the team's own)" } else { "" };
            Some(format!("{} {}{own}", runtime.label(), notation::plain(baseline.rps)))
        })
        .collect();
    let set = subject.facts.definitions.choice(subject.scenario, registry::BASELINE_SET);
    format!(
        "Measured on one core, requests/s: {} ({}).",
        told.join(", "),
        set.map_or(notation::NONE, |set| set.label.as_str())
    )
}
