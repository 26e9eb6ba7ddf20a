//! What the plans cost.

use super::payback;
use crate::catalog::named;
use crate::model::cost::break_even_hours;
use crate::model::{Alternative, Facts, Outlook};
use crate::notation::{self, operand, shown};
use crate::scenario::registry::{
    BUDGET_USD, PRICE_CORE_HOUR, PRICE_GB_HOUR, PRICE_LOAD, PRICE_OPS_HOURS, RPS,
};
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Tone, wording};

/// The wage that an hour of work is counted with.
const WAGE: &str = named::LABOUR_WAGE_USD_PER_HOUR;

/// The table `cost`.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let inputs = &outlook.inputs;
    let constants = facts.constants(inputs.edition);
    Sheet {
        id: SheetId::Cost,
        title: "Cost of the plan".to_owned(),
        note: format!(
            "${} a vCPU hour, ${} a GB hour, {} hours a month. A second service takes {} of work a \
             month at ${} × {}. Break-even: hours of work a month that an option must save to pay for \
             itself. Payback: months until ramping up, beyond that for the one service that the team is nearest \
             to, is saved.",
            notation::plain(inputs[PRICE_CORE_HOUR]),
            notation::plain(inputs[PRICE_GB_HOUR]),
            notation::plain(constants.hours_per_month),
            wording::with_unit(inputs[PRICE_OPS_HOURS], "hours"),
            notation::fixed(constants.wage_usd_per_hour, 2),
            notation::plain(inputs[PRICE_LOAD]),
        ),
        columns: vec![
            Column::text(Heading::Option, 0),
            Column::number("$/month", 0),
            Column::number("infra $", 3),
            Column::number(Heading::Operation, 3),
            Column::number(Heading::OfBudget, 2),
            Column::number(Heading::PerMillion, 1),
            Column::number("break-even h", 2),
            Column::number("payback months", 3),
            Column::number("GB/worker", 5),
            Column::number("workers", 4),
        ],
        rows: Alternative::ALL.into_iter().map(|alternative| row(facts, outlook, alternative)).collect(),
    }
}

fn row(facts: &Facts, outlook: &Outlook, alternative: Alternative) -> Row {
    let plan = &outlook.assessments[alternative].plan;
    let hours = facts.constants(outlook.inputs.edition).hours_per_month;
    let ground = PlanCells::of(outlook, alternative);
    let usd = |value: f64| Cell::number(value, shown::usd(value));
    let ops = usd(plan.ops_usd);
    Row::new(vec![
        Cell::from(alternative),
        ground.usd_month().tone(Tone::Strong),
        infrastructure(facts, outlook, alternative, &ground),
        if plan.ops_usd > 0.0 {
            ops.derived("hours × wage × cost over wage")
                .of_figures(&[WAGE])
                .of_inputs(&[PRICE_OPS_HOURS, PRICE_LOAD])
                .calculated(format!(
                    "{} × {}",
                    operand(outlook.inputs[PRICE_OPS_HOURS]),
                    hour_of_work(facts, outlook)
                ))
        } else {
            ops.tone(Tone::Muted)
                .explained("Nothing is added: no second service, or its operation costs nothing.")
        },
        of_budget(outlook, alternative, &ground),
        ground
            .of_month(
                usd(plan.usd_per_million_requests)
                    .derived("cost of a month / millions of requests in a month at this load"),
            )
            .calculated(format!(
                "{} / ({} × 3,600 × {} / 1,000,000)",
                operand(plan.usd_month()),
                operand(outlook.inputs[RPS]),
                operand(hours)
            )),
        break_even(facts, outlook, alternative),
        payback::cell(outlook, alternative),
        memory_of_a_worker(facts, outlook, alternative, &ground.memory),
        ground.planned().tone(Tone::Muted),
    ])
}

/// What the workers cost a month.
fn infrastructure(
    facts: &Facts,
    outlook: &Outlook,
    alternative: Alternative,
    ground: &PlanCells<'_>,
) -> Cell {
    let (inputs, plan) = (&outlook.inputs, &outlook.assessments[alternative].plan);
    let constants = facts.constants(inputs.edition);
    let cell = ground.of_workers(Cell::number(plan.infra_usd, shown::usd(plan.infra_usd)).derived(format!(
        "workers × (vCPU hour + GB × GB hour) × {} hours",
        notation::plain(constants.hours_per_month)
    )));
    let pools = match (alternative.runtimes(), plan.api.zip(plan.compute)) {
        ([only], None) => vec![(plan.planned, *only)],
        ([only], Some((api, compute))) => vec![(api + compute, *only)],
        ([first, second], Some((api, compute))) => vec![(api, *first), (compute, *second)],
        _ => return cell,
    };
    let pools = pools.into_iter().filter_map(|(workers, runtime)| {
        let gb = constants.memory_gb.get(runtime)?;
        let (core_hour, gb_hour) = (operand(inputs[PRICE_CORE_HOUR]), operand(inputs[PRICE_GB_HOUR]));
        Some(format!("{} × ({core_hour} + {} × {gb_hour})", notation::count(workers), operand(*gb)))
    });
    let hourly = pools.collect::<Vec<_>>();
    match &*hourly {
        [pool] => cell.calculated(format!("{pool} × {}", operand(constants.hours_per_month))),
        _ => cell.calculated(format!("({}) × {}", hourly.join(" + "), operand(constants.hours_per_month))),
    }
}

/// What an hour of work costs, as it stands in a calculation.
fn hour_of_work(facts: &Facts, outlook: &Outlook) -> String {
    let wage = facts.constants(outlook.inputs.edition).wage_usd_per_hour;
    format!("{} × {}", operand(wage), operand(outlook.inputs[PRICE_LOAD]))
}

fn of_budget(outlook: &Outlook, alternative: Alternative, ground: &PlanCells<'_>) -> Cell {
    let budget = outlook.inputs[BUDGET_USD];
    if budget <= 0.0 {
        return Cell::text("no limit").tone(Tone::Muted).input(BUDGET_USD);
    }
    let cost = outlook.assessments[alternative].plan.usd_month();
    let share = cost / budget;
    let percent = shown::percent_of_one(share);
    let cell = if share > 1.0 {
        Cell::ranked(share, format!("over, at {}", percent.text)).tone(Tone::Bad)
    } else {
        Cell::number(share, percent).tone(Tone::Good)
    };
    ground.of_month(cell.derived("cost of a month / budget").of_inputs(&[BUDGET_USD])).calculated(format!(
        "{} / {}",
        operand(cost),
        operand(budget)
    ))
}

fn break_even(facts: &Facts, outlook: &Outlook, alternative: Alternative) -> Cell {
    let cost = |one: Alternative| outlook.assessments[one].plan.usd_month();
    let cheapest = Alternative::ALL.into_iter().min_by(|a, b| cost(*a).total_cmp(&cost(*b)));
    let Some(cheapest) = cheapest.filter(|cheapest| *cheapest != alternative) else {
        return Cell::ranked(0.0, "cheapest").tone(Tone::Good).explained("No option costs less.");
    };
    let wage = facts.constants(outlook.inputs.edition).wage_usd_per_hour;
    let hours = break_even_hours(cost(alternative) - cost(cheapest), wage, outlook.inputs[PRICE_LOAD]);
    let cell = Cell::optional(hours, |hours| shown::fixed(hours, 1))
        .derived(format!("cost of a month beyond that of {} / (wage × cost over wage)", cheapest.label()))
        .of_figures(&[WAGE])
        .of_inputs(&[PRICE_LOAD]);
    [alternative, cheapest]
        .into_iter()
        .fold(cell, |cell, one| PlanCells::of(outlook, one).of_month(cell))
        .calculated(format!(
            "({} − {}) / ({})",
            operand(cost(alternative)),
            operand(cost(cheapest)),
            hour_of_work(facts, outlook)
        ))
}

fn memory_of_a_worker(
    facts: &Facts,
    outlook: &Outlook,
    alternative: Alternative,
    figures: &[String],
) -> Cell {
    let memory = &facts.constants(outlook.inputs.edition).memory_gb;
    let each: Vec<f64> =
        alternative.runtimes().iter().filter_map(|runtime| memory.get(*runtime)).copied().collect();
    let cell = match each.as_slice() {
        [] => Cell::none(),
        [gb] => Cell::number(*gb, shown::plain(*gb)),
        [first, ..] => {
            let text: Vec<String> = each.iter().map(|gb| notation::plain(*gb)).collect();
            Cell::ranked(*first, text.join(" / "))
        }
    };
    match figures {
        [one] => cell.figure(one.as_str()),
        several => {
            let figures: Vec<&str> = several.iter().map(String::as_str).collect();
            cell.derived("API worker / compute worker").of_figures(&figures)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn texts(sheet: &Sheet, title: &str) -> Vec<String> {
        let column = sheet.columns.iter().position(|one| one.title == title).unwrap();
        sheet.rows.iter().map(|row| row.cells[column].text.clone()).collect()
    }

    #[test]
    fn the_default_plan_costs_three_small_workers() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(texts(&sheet, "infra $")[0], "91");
        assert_eq!(texts(&sheet, "ops $")[..3], ["0", "0", "0"]);
        assert_eq!(texts(&sheet, "ops $")[3], "654");
        assert_eq!(texts(&sheet, "break-even h").iter().filter(|text| *text == "cheapest").count(), 1);
        assert!(texts(&sheet, "of budget")[0].ends_with('%'));
    }

    #[test]
    fn one_hour_is_no_plural() {
        let (facts, outlook) = fixture::outlook(&[("price.ops_hours", "1")]);
        let note = sheet(&facts, &outlook).note;
        assert!(note.contains("A second service takes 1 hour of work a month at "), "{note}");
    }

    #[test]
    fn the_budget_is_a_limit_or_none() {
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "0")]);
        assert!(texts(&sheet(&facts, &outlook), "of budget").iter().all(|text| text == "no limit"));
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "10")]);
        let sheet = sheet(&facts, &outlook);
        assert!(texts(&sheet, "of budget").iter().all(|text| text.starts_with("over, at ")));
    }

    #[test]
    fn a_dearer_hour_breaks_even_sooner() {
        let hours = |load| {
            let (facts, outlook) = fixture::outlook(&[("price.load", load)]);
            texts(&sheet(&facts, &outlook), "break-even h")[1].parse::<f64>().unwrap()
        };
        assert!(hours("2") < hours("1"));
    }
}
