//! When to leave a release line, and for which one.

use jiff::civil::Date;

use super::{Calendar, Line, add_months, choose};
use crate::catalog::Runtime;
use crate::scenario::Inputs;
use crate::scenario::registry::{HORIZON_MONTHS, MARGIN_MONTHS, SETTLE_MONTHS};

/// One step of the upgrade plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Upgrade {
    /// Whose upgrade it is.
    pub runtime: Runtime,
    /// The day to be done by.
    pub on: Date,
    /// The line that is left.
    pub from: String,
    /// The line that is taken.
    pub to: String,
    /// Whether the end of life, less the margin, forces it before the next turn of the loop.
    pub forced: bool,
    /// Whether the new line is not announced yet.
    pub projected: bool,
}

impl Calendar {
    /// The upgrade plan over the horizon, from the line to run at its start: every `loop_months` the line to run of that
    /// day, and earlier where the margin before an end of life demands it.
    ///
    /// Where nothing newer exists when a line has to be left, it is left on the first day on which something does.
    /// Empty when the data know no line to start from.
    pub fn upgrades(&self, runtime: Runtime, inputs: &Inputs, loop_months: f64) -> Vec<Upgrade> {
        let (settle, margin) = (inputs[SETTLE_MONTHS], inputs[MARGIN_MONTHS] as i32);
        let at = inputs.as_of;
        let end = add_months(at, inputs[HORIZON_MONTHS] as i32);
        let lines = self.lines(runtime);
        let announced = lines.iter().filter(|line| !line.projected);
        let Some((mut current, _)) = choose(announced, runtime, at, settle) else { return Vec::new() };
        let newer_than = |current: &Line| {
            let released = current.released;
            lines.iter().filter(move |line| line.released > released)
        };
        let mut plan = Vec::new();
        let turn = (loop_months as i32).max(1);
        // Counted from the start, so that a start on 29 February comes back to that day.
        let mut turns = 1;
        let mut next_turn = add_months(at, turn);
        let mut today = at;
        // Each round takes a newer line or moves on to the next turn, so that it ends.
        loop {
            let deadline = add_months(current.end_of_life, -margin).max(today);
            let way_out = newer_than(current).filter_map(|line| line.first_day(deadline)).min();
            let forced = way_out.is_some_and(|day| day < next_turn);
            let day = way_out.filter(|_| forced).unwrap_or(next_turn);
            if day >= end {
                break;
            }
            let taken = if forced {
                choose(newer_than(current), runtime, day, settle)
            } else {
                // The line in use stays while it is the one to run.
                choose(lines.iter(), runtime, day, settle)
                    .filter(|(line, _)| line.released > current.released)
            };
            if let Some((line, _)) = taken {
                plan.push(Upgrade {
                    runtime,
                    on: day,
                    from: current.name.clone(),
                    to: line.name.clone(),
                    forced,
                    projected: line.projected,
                });
                current = line;
            }
            today = day;
            if !forced {
                turns += 1;
                next_turn = add_months(at, turn.saturating_mul(turns));
            }
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::Span;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::Catalog;
    use crate::model::Facts;
    use crate::scenario::Scenario;
    use crate::scenario::parameter::Key;

    const LOOP_MONTHS: f64 = 12.0;

    fn facts() -> &'static Facts {
        static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts::new(Catalog::built_in()).unwrap());
        &FACTS
    }

    fn inputs(facts: &Facts, at: Date, numbers: &[(Key, f64)]) -> Inputs {
        let inputs = Inputs::resolve(&facts.definitions, &Scenario::new("test", at));
        numbers.iter().fold(inputs, |inputs, (key, value)| inputs.with(*key, *value))
    }

    /// Each step as `2027-11-22 26 → 27 planned`.
    fn plan(runtime: Runtime, at: Date, numbers: &[(Key, f64)]) -> Vec<String> {
        let facts = facts();
        let plan = facts.calendar.upgrades(runtime, &inputs(facts, at, numbers), LOOP_MONTHS);
        plan.iter()
            .map(|one| {
                let why = if one.forced { "forced" } else { "planned" };
                let mark = if one.projected { ", projected" } else { "" };
                format!("{} {} → {} {why}{mark}", one.on, one.from, one.to)
            })
            .collect()
    }

    #[test]
    fn node_and_python_keep_to_the_loop() {
        let at = date(2026, 11, 22);
        assert_eq!(
            plan(Runtime::Node, at, &[]),
            ["2027-11-22 26 → 27 planned", "2028-11-22 27 → 28 planned"]
        );
        assert_eq!(
            plan(Runtime::Python, at, &[]),
            ["2027-11-22 3.14 → 3.15 planned", "2028-11-22 3.15 → 3.16 planned"]
        );
    }

    #[test]
    fn go_ends_before_the_loop_turns() {
        let plan = plan(Runtime::Go, date(2026, 11, 22), &[(HORIZON_MONTHS, 12.0)]);
        assert_eq!(
            plan,
            ["2027-05-19 1.27 → 1.28 forced, projected", "2027-11-19 1.28 → 1.29 forced, projected"]
        );
    }

    #[test]
    fn a_line_within_the_margin_is_left_at_once() {
        let at = date(2026, 10, 1);
        assert_eq!(
            plan(Runtime::Node, at, &[(MARGIN_MONTHS, 24.0), (HORIZON_MONTHS, 6.0)]),
            ["2026-10-28 24 → 26 forced"]
        );
    }

    #[test]
    fn a_margin_that_no_line_has_settled_in_takes_the_newest() {
        let numbers = [(MARGIN_MONTHS, 5.0), (SETTLE_MONTHS, 6.0), (HORIZON_MONTHS, 6.0)];
        let plan = plan(Runtime::Go, date(2026, 11, 22), &numbers);
        assert_eq!(plan, ["2026-11-22 1.26 → 1.27 forced", "2027-03-19 1.27 → 1.28 forced, projected"]);
    }

    #[test]
    fn a_loop_that_begins_on_a_leap_day_keeps_it() {
        let numbers = [(HORIZON_MONTHS, 60.0), (MARGIN_MONTHS, 0.0), (SETTLE_MONTHS, 0.0)];
        let plan = plan(Runtime::Node, date(2028, 2, 29), &numbers);
        assert!(plan.iter().any(|step| step.starts_with("2032-02-29")), "{plan:?}");
    }

    proptest! {
        #[test]
        fn plans_end_go_forward_and_keep_the_margin(
            days in prop_oneof![18_000..25_000_i32, -4_000_000..2_900_000_i32],
            horizon in 6..=120_i32,
            margin in 0..=24_i32,
            settle in 0..=24_i32,
        ) {
            let facts = facts();
            let at = date(1970, 1, 1).saturating_add(Span::new().days(days));
            let numbers = [
                (HORIZON_MONTHS, f64::from(horizon)),
                (MARGIN_MONTHS, f64::from(margin)),
                (SETTLE_MONTHS, f64::from(settle)),
            ];
            let inputs = inputs(facts, at, &numbers);
            let end = add_months(at, horizon);
            for runtime in Runtime::CANDIDATES {
                let plan = facts.calendar.upgrades(runtime, &inputs, LOOP_MONTHS);
                let start = facts.calendar.run(runtime, at, f64::from(settle));
                prop_assert!(start.is_some() || plan.is_empty());
                let Some(start) = start else { continue };
                let lines = facts.calendar.lines(runtime);
                let line = |name: &str| lines.iter().find(|line| line.name == name).unwrap();
                let turns: Vec<Date> = (1..=10).map(|turn| add_months(at, 12 * turn)).collect();
                let mut current = line(&start.line);
                let mut since = at;
                for step in &plan {
                    let next = line(&step.to);
                    prop_assert_eq!(&step.from, &current.name);
                    prop_assert!(next.released > current.released, "never to an older line");
                    prop_assert!(next.may_run(step.on), "{} on {}", step.to, step.on);
                    prop_assert!(since <= step.on && step.on < end, "in order, within the horizon");
                    prop_assert!(step.forced || turns.contains(&step.on), "planned steps are on the loop");
                    prop_assert_eq!(step.projected, next.projected);
                    let deadline = add_months(current.end_of_life, -margin);
                    prop_assert!(!step.forced || step.on >= deadline, "nothing is forced too early");
                    prop_assert!(no_way_out(lines, current, deadline.max(since), step.on), "the margin is kept");
                    (current, since) = (next, step.on);
                }
                let deadline = add_months(current.end_of_life, -margin);
                prop_assert!(no_way_out(lines, current, deadline.max(since), end), "to the end");
            }
        }
    }

    /// Whether no newer line may be run on any day from one until before another.
    fn no_way_out(lines: &[Line], current: &Line, from: Date, before: Date) -> bool {
        let newer = lines.iter().filter(|line| line.released > current.released);
        newer.filter_map(|line| line.first_day(from)).all(|day| day >= before)
    }
}
