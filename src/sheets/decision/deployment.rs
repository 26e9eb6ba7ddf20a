//! Where to run the option in front, with the numbers for and against each target.

use super::read;
use crate::model::condition::Condition;
use crate::model::deployment::{Deployment, Judged, Target, judge};
use crate::model::{Facts, Outlook};
use crate::sheets::wording::rules;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let deployment = judge(facts, outlook);
    Sheet {
        id: SheetId::Deployment,
        title: format!("Deployment target for {}", deployment.alternative.label()),
        note: format!(
            "{}: the lightest target whose conditions all hold.{}",
            deployment.choice.label(),
            billing(deployment.choice)
        ),
        columns: vec![
            Column::text("Target", 0),
            Column::text("Choose", 0),
            Column::prose("Conditions", 1),
            Column::prose("Because", 0),
        ],
        rows: deployment.targets.iter().map(|judged| row(facts, &deployment, judged)).collect(),
    }
}

/// What the plan does not know of a target that is not paid by the worker.
const fn billing(target: Target) -> &'static str {
    match target {
        Target::Edge | Target::Functions => {
            " Workers, response times and cost are those of processes that keep running: there it is requests that are \
             billed, for which nothing is reckoned here."
        }
        Target::Containers | Target::Kubernetes => "",
    }
}

fn row(facts: &Facts, deployment: &Deployment, judged: &Judged) -> Row {
    // What does not hold comes first: it is the reason, where there is one.
    let (holds, breaks): (Vec<&Condition>, Vec<&Condition>) =
        judged.conditions.iter().partition(|condition| condition.holds());
    let reasons: Vec<String> =
        breaks.iter().chain(&holds).map(|condition| rules::judged(condition)).collect();
    let because = reasons.join("; ");
    let (count, of) = (holds.len(), judged.conditions.len());
    let (choose, tone) = match (judged.target == deployment.choice, judged.fits()) {
        (true, _) => ("this one", Tone::Strong),
        (false, true) => ("possible", Tone::Plain),
        (false, false) => ("no", Tone::Muted),
    };
    let detail = facts.catalog.practice(judged.target.practice()).map_or("", |one| one.detail.as_str());
    Row::new(vec![
        Cell::text(judged.target.label()).tone(tone).explained(format!("{because}.\n\n{detail}")),
        read(
            Cell::text(choose).tone(tone),
            format!("{count} of {of} conditions hold: {because}"),
            &judged.conditions,
        ),
        read(
            Cell::ranked(count as f64 / of.max(1) as f64, format!("{count} of {of}")),
            "conditions that hold; all must",
            &judged.conditions,
        ),
        read(Cell::text(&because), because.as_str(), &judged.conditions),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn texts(sheet: &Sheet, column: usize) -> Vec<&str> {
        sheet.rows.iter().map(|row| row.cells[column].text.as_str()).collect()
    }

    #[test]
    fn the_default_scenario_runs_in_containers_and_says_why() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(sheet.title, "Deployment target for Node.js");
        assert_eq!(texts(&sheet, 1), ["no", "no", "this one", "no"]);
        assert_eq!(texts(&sheet, 2), ["4 of 5", "1 of 3", "1 of 1", "0 of 1"]);
        let because = texts(&sheet, 3);
        assert!(because[0].starts_with("edge need 10 %, not at least 50 %; "), "{}", because[0]);
        assert_eq!(because[2], "workers 3, under 20");
        assert!(!sheet.note.contains("billed"), "{}", sheet.note);
    }

    #[test]
    fn what_a_target_that_bills_by_the_request_costs_is_not_said_to_be_known() {
        let edge = [("traffic.rps", "100"), ("need.edge_percent", "100"), ("need.data_percent", "0")];
        let (facts, outlook) = fixture::outlook(&edge);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(texts(&sheet, 1)[0], "this one");
        assert!(sheet.note.ends_with("for which nothing is reckoned here."), "{}", sheet.note);
    }

    #[test]
    fn one_target_is_chosen_whatever_the_inputs() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheet = sheet(facts, outlook);
            assert_eq!(texts(&sheet, 1).iter().filter(|text| **text == "this one").count(), 1);
            assert!(texts(&sheet, 3).iter().all(|text| !text.is_empty()));
        });
    }
}
