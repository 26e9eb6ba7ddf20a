//! Whether learning another language pays: what it costs once against what it saves every month.

use crate::model::cost::payback_months;
use crate::model::{Alternative, Outlook};
use crate::notation::{operand, shown};
use crate::sheets::hiring::of_ramp_usd;
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Tone};

/// A century: nobody waits for longer, and how much longer is nothing to know.
const MOST_MONTHS: f64 = 1_200.0;

/// The one service that costs least to learn: what a team is most likely to run, and what the others are held against.
fn nearest(outlook: &Outlook) -> Option<Alternative> {
    let ramp = |one: &Alternative| outlook.hiring[*one].ramp_usd;
    let single = Alternative::ALL.into_iter().filter(|one| one.compute_runtime().is_none());
    single.min_by(|a, b| ramp(a).total_cmp(&ramp(b)))
}

/// Months until an option has paid back what it costs more to learn than the one that the team is nearest to.
pub(super) fn cell(outlook: &Outlook, alternative: Alternative) -> Cell {
    let Some(nearest) = nearest(outlook).filter(|nearest| *nearest != alternative) else {
        return Cell::ranked(0.0, "nearest").tone(Tone::Good).explained(
            "Of one service alone, the team and its hires learn least for this one: the others are held against it. \
             Rewriting what there is, is not counted.",
        );
    };
    let ramp = |one: Alternative| outlook.hiring[one].ramp_usd;
    let monthly = |one: Alternative| outlook.assessments[one].plan.usd_month();
    let (more, less) = (ramp(alternative) - ramp(nearest), monthly(nearest) - monthly(alternative));
    let formula = format!(
        "what ramping up costs more than for {0} / what a month costs less than with {0}; never where it costs no \
         less. Rewriting what there is, is not counted",
        nearest.label()
    );
    let origin = |cell: Cell| {
        [alternative, nearest].into_iter().fold(cell.derived(formula.as_str()), |cell, one| {
            PlanCells::of(outlook, one).of_month(of_ramp_usd(cell, one))
        })
    };
    let Some(months) = payback_months(more, less) else {
        return origin(Cell::ranked(f64::MAX, "never").tone(Tone::Muted));
    };
    let paid = if months > MOST_MONTHS {
        Cell::ranked(months, format!("> {}", shown::plain(MOST_MONTHS).text))
    } else {
        Cell::number(months, shown::fixed(months, 1))
    };
    origin(paid).calculated(format!("{} / {}", operand(more), operand(less)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn texts(sets: &[(&str, &str)]) -> [String; Alternative::COUNT] {
        let (_, outlook) = fixture::outlook(sets);
        Alternative::ALL.map(|one| cell(&outlook, one).text)
    }

    #[test]
    fn a_cheaper_option_pays_back_and_a_dearer_one_never_does() {
        // All know Python, which needs most workers: 30 people learn Go once, and each month costs less.
        let team = [
            ("team.python", "100"),
            ("team.size", "30"),
            ("team.hires", "0"),
            ("traffic.rps", "100000"),
            ("need.data_percent", "0"),
        ];
        let [node, python, go, _] = texts(&team);
        assert_eq!(python, "nearest");
        let months = |text: &str| text.parse::<f64>().unwrap();
        assert!(months(&node) > 0.0 && months(&go) > months(&node), "{node} and {go} months");
        // By the team that knows Node.js, which is the cheapest, nothing else pays.
        let [node, python, go, _] = texts(&[("team.js", "100"), ("team.hires", "0")]);
        assert_eq!([node.as_str(), python.as_str(), go.as_str()], ["nearest", "never", "never"]);
    }
}
