//! Who is first, and by how much.

use super::contributions::sum_of_points;
use crate::catalog::{Metric, Runtime};
use crate::model::outlook::{Assessment, Limit};
use crate::model::{Facts, Outlook};
use crate::notation;
use crate::notation::shown;
use crate::scenario::candidates::candidate;
use crate::scenario::registry::{BASELINE_SET, BUDGET_USD, HEAVY_PERCENT, NEED_DATA, P99_MS};
use crate::sheets::plan::{PlanCells, limits};
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Tone, wording};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    Sheet {
        id: SheetId::Ranking,
        title: "Ranking".to_owned(),
        note: note(outlook),
        columns: vec![
            Column::text(Heading::Option, 0),
            Column::number(Heading::Rank, 0),
            Column::number(Heading::Score, 0),
            Column::number(Heading::Behind, 3),
            Column::number(Heading::Workers, 1),
            Column::number(Heading::P99Ms, 0),
            Column::number(Heading::PerMonth, 0),
            Column::text(Heading::Limits, 0),
            Column::text("Framework", 2),
        ],
        rows: outlook.order.iter().map(|one| row(facts, outlook, &outlook.assessments[*one])).collect(),
    }
}

fn note(outlook: &Outlook) -> String {
    let [first, second, ..] = outlook.order;
    let margin = wording::margin(outlook);
    let points = wording::points(margin);
    if outlook.none_fits() {
        "No option meets every limit; ranked by points.".to_owned()
    } else if outlook.is_behind_limit(second) {
        format!("{} is the only option that meets every limit.", first.label())
    } else if margin <= 0.0 {
        format!("A close call: {} and {} are level on points.", first.label(), second.label())
    } else if outlook.is_close_call() {
        format!("A close call: {points} points between {} and {}.", first.label(), second.label())
    } else {
        format!("{} leads {} by {points} points.", first.label(), second.label())
    }
}

fn row(facts: &Facts, outlook: &Outlook, one: &Assessment) -> Row {
    let plan = PlanCells::of(outlook, one.alternative);
    let outside = outlook.is_behind_limit(one.alternative);
    Row::new(vec![
        Cell::from(one.alternative),
        Cell::number(one.rank as f64, shown::count(one.rank as u64))
            .derived("by score, those that break no hard limit before those that break one")
            .of_inputs(&[P99_MS, BUDGET_USD, NEED_DATA, HEAVY_PERCENT]),
        // It may be the highest of the column: it should not seem to compete.
        Cell::number(one.score, wording::shown_points(one.score))
            .tone(if outside { Tone::Muted } else { Tone::Strong })
            .derived(
                "100 times the sum of weight times value over the criteria; the table of contributions has \
                 each",
            )
            .calculated(sum_of_points(one)),
        behind(outlook, one),
        plan.planned(),
        plan.p99(),
        plan.usd_month().tone(budget_tone(one)),
        limits(one, "met"),
        frameworks(facts, outlook, one),
    ])
}

/// How far it is behind the first, where its score competes.
fn behind(outlook: &Outlook, one: &Assessment) -> Cell {
    let leader = &outlook.assessments[outlook.first()];
    if one.rank == 1 {
        return Cell::none().explained("The first is behind nobody.");
    }
    let points = wording::points_between(leader.score, one.score);
    if outlook.is_behind_limit(one.alternative) {
        let between = match points {
            above if above < 0.0 => format!("{} points above", wording::points(-above)),
            below if below > 0.0 => format!("{} points below", wording::points(below)),
            _ => "level with".to_owned(),
        };
        return Cell::none().tone(Tone::Muted).explained(format!(
            "It breaks a hard limit that {} keeps, and stands behind it whatever its score, which is {between} \
             that of {}.",
            leader.alternative.label(),
            leader.alternative.label()
        ));
    }
    Cell::number(leader.score - one.score, wording::shown_points(points))
        .derived("score of the first minus this score, in points; shown as that of the shown scores")
        .calculated(format!("{} − {}", notation::operand(leader.score), notation::operand(one.score)))
}

/// The framework that each of its runtimes is measured with.
fn frameworks(facts: &Facts, outlook: &Outlook, one: &Assessment) -> Cell {
    let runtimes = one.alternative.runtimes();
    let names: Vec<String> = runtimes.iter().map(|runtime| framework(facts, outlook, *runtime)).collect();
    let figures: Vec<String> = runtimes
        .iter()
        .filter_map(|runtime| outlook.baselines.get(*runtime))
        .map(|baseline| Metric::Rps.figure_of(&baseline.fact.benchmark))
        .collect();
    let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    let mut inputs = vec![BASELINE_SET];
    inputs.extend(one.alternative.candidates().flat_map(|one| [one.framework, one.baseline]));
    Cell::text(names.join(" + "))
        .derived("what the throughput on one core was measured with")
        .of_figures(&figures)
        .of_inputs(&inputs)
}

fn framework(facts: &Facts, outlook: &Outlook, runtime: Runtime) -> String {
    let Some(baseline) = outlook.baselines.get(runtime) else { return notation::NONE.to_owned() };
    if baseline.measured.is_some() {
        let chosen =
            candidate(runtime).and_then(|one| facts.definitions.chosen(&outlook.inputs, one.framework));
        return chosen.map_or_else(|| "measured".to_owned(), |entry| format!("{}, measured", entry.label));
    }
    if baseline.replaced {
        return "own number".to_owned();
    }
    facts
        .catalog
        .benchmark(&baseline.fact.benchmark)
        .and_then(|benchmark| benchmark.framework.as_deref())
        .and_then(|id| facts.catalog.framework(id))
        .map_or_else(|| baseline.fact.benchmark.clone(), |framework| framework.label.to_string())
}

/// Bad where the bill breaks the budget; whether it keeps one is not worth a colour in every row.
fn budget_tone(one: &Assessment) -> Tone {
    if one.violation(Limit::Budget).is_some() { Tone::Bad } else { Tone::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    #[test]
    fn the_default_scenario_ranks_node_first() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let column = |index: usize| -> Vec<&str> {
            sheet.rows.iter().map(|row| row.cells[index].text.as_str()).collect()
        };
        assert_eq!(column(0)[0], "Node.js");
        assert_eq!(column(1), ["1", "2", "3", "4"]);
        assert_eq!(column(2)[0], "76.2");
        assert_eq!(column(3)[0], notation::NONE);
        assert_eq!(column(4)[0], "3");
        assert_eq!(column(7)[0], "met");
        assert_eq!(column(8)[0], "Fastify");
        let hybrid = sheet.rows.iter().find(|row| row.cells[0].text == "Hybrid").unwrap();
        assert_eq!(hybrid.cells[8].text, "Fastify + FastAPI");
        let exact = outlook.assessments[outlook.first()].score
            - outlook.assessments[crate::model::Alternative::Hybrid].score;
        assert_eq!(hybrid.cells[3].place(), Some(exact), "it is shown rounded only");
    }

    #[test]
    fn a_broken_limit_is_named_and_told_with_its_numbers() {
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "100")]);
        let sheet = sheet(&facts, &outlook);
        let python = sheet.rows.iter().find(|row| row.cells[0].text == "Python").unwrap();
        assert_eq!(python.cells[7].text, "over budget");
        let Origin::Text(told) = &python.cells[7].origin else { panic!("not explained") };
        assert!(told.contains("over the budget of $100"), "{told}");
        assert_eq!([6, 7].map(|column| python.cells[column].tone), [Tone::Bad; 2]);
    }

    #[test]
    fn a_score_behind_a_limit_does_not_seem_to_compete() {
        fixture::for_awkward_inputs(|facts, outlook| {
            for row in sheet(facts, outlook).rows {
                let one =
                    outlook.assessments.iter().find(|(one, _)| one.label() == row.cells[0].text).unwrap().0;
                let outside = outlook.is_behind_limit(one);
                assert_eq!(row.cells[2].tone, if outside { Tone::Muted } else { Tone::Strong });
                // Nobody is behind the first by less than nothing.
                assert!(!row.cells[3].text.starts_with('−'), "{row:?}");
            }
        });
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "100"), ("priority.cost", "0")]);
        let rows = sheet(&facts, &outlook).rows;
        assert_eq!(rows[0].cells[0].text, "Node.js");
        assert_eq!((rows[1].cells[3].text.as_str(), rows[1].cells[2].tone), (notation::NONE, Tone::Muted));
    }

    #[test]
    fn a_number_of_ones_own_stands_for_no_framework() {
        let (facts, outlook) = fixture::outlook(&[("baseline.node_rps", "5000")]);
        let sheet = sheet(&facts, &outlook);
        let node = sheet.rows.iter().find(|row| row.cells[0].text == "Node.js").unwrap();
        assert_eq!(node.cells[8].text, "own number");
    }

    #[test]
    fn what_was_measured_keeps_the_chosen_framework_as_its_label() {
        let (facts, scenario) = fixture::measured();
        let sheet = sheet(&facts, &crate::model::evaluate(&facts, &scenario));
        let node = sheet.rows.iter().find(|row| row.cells[0].text == "Node.js").unwrap();
        assert_eq!(node.cells[8].text, "Fastify, measured");
    }
}
