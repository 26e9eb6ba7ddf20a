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
    /// Whether the end of life, less the margin, forces it before a planned one.
    pub forced: bool,
    /// Whether the new line is not announced yet.
    pub projected: bool,
}

/// How much earlier than the loop says a planned upgrade may come, months: release days move by weeks.
const TOLERANCE_MONTHS: i32 = 1;

impl Calendar {
    /// The upgrade plan over the horizon, from the line to run at its start. Planned upgrades are taken at the turns of
    /// the release calendar, the days from which a newer line is the one to run, once `loop_months` have passed since
    /// the turn of the line in use. An earlier one is forced where the margin before an end of life demands it.
    ///
    /// Where nothing newer exists when a line has to be left, it is left on the first day on which something does.
    /// Empty when the data know no line to start from.
    pub fn upgrades(&self, runtime: Runtime, inputs: &Inputs, loop_months: f64) -> Vec<Upgrade> {
        let (settle, margin) = (inputs[SETTLE_MONTHS], inputs[MARGIN_MONTHS] as i32);
        let at = inputs.as_of;
        let end = add_months(at, inputs[HORIZON_MONTHS] as i32);
        let lines = self.lines(runtime);
        let Some((mut current, _)) = choose(lines, runtime, at, settle) else { return Vec::new() };
        let newer_than = |current: &Line| {
            let released = current.released;
            lines.iter().filter(move |line| line.released > released)
        };
        let turn = |line: &Line| line.turn(runtime, settle);
        let mut plan = Vec::new();
        let mut today = at;
        // Each round takes a newer line, so that it ends.
        loop {
            let due = turn(current).map(|turn| add_months(turn, loop_months as i32));
            let may_turn =
                |day: Date| day > today && due.is_none_or(|due| add_months(day, TOLERANCE_MONTHS) >= due);
            let planned = newer_than(current)
                .filter_map(|line| turn(line).filter(|day| line.may_run(*day) && may_turn(*day)))
                .min();
            let deadline = add_months(current.end_of_life, -margin).max(today);
            let way_out = newer_than(current).filter_map(|line| line.first_day(deadline)).min();
            let forced = way_out.filter(|day| planned.is_none_or(|planned| *day < planned));
            let Some(day) = forced.or(planned).filter(|day| *day < end) else { break };
            let Some((line, _)) = choose(newer_than(current), runtime, day, settle) else { break };
            plan.push(Upgrade {
                runtime,
                on: day,
                from: current.name.clone(),
                to: line.name.clone(),
                forced: forced.is_some(),
                projected: line.projected,
            });
            (current, today) = (line, day);
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
    fn node_turns_with_long_term_support_and_python_once_a_line_has_settled() {
        let at = date(2026, 11, 22);
        assert_eq!(
            plan(Runtime::Node, at, &[]),
            [
                "2027-10-20 26 → 27 planned",
                "2028-10-31 27 → 28 planned",
                "2029-10-30 28 → 29 planned, projected"
            ]
        );
        assert_eq!(
            plan(Runtime::Python, at, &[]),
            [
                "2027-01-09 3.14 → 3.15 planned",
                "2028-01-06 3.15 → 3.16 planned",
                "2029-01-06 3.16 → 3.17 planned, projected"
            ]
        );
    }

    #[test]
    fn it_hangs_on_the_release_calendar_and_not_on_the_day_one_looks() {
        let first = |at| plan(Runtime::Node, at, &[]).swap_remove(0);
        assert_eq!(first(date(2025, 11, 1)), "2026-10-28 24 → 26 planned");
        assert_eq!(first(date(2026, 10, 25)), "2026-10-28 24 → 26 planned");
        assert_eq!(first(date(2026, 10, 28)), "2027-10-20 26 → 27 planned");
    }

    #[test]
    fn a_longer_loop_skips_lines_and_a_shorter_one_takes_each() {
        let facts = facts();
        let inputs = inputs(facts, date(2026, 11, 22), &[(HORIZON_MONTHS, 60.0), (MARGIN_MONTHS, 0.0)]);
        let taken = |runtime, months| {
            let plan = facts.calendar.upgrades(runtime, &inputs, months);
            plan.into_iter().map(|one| (one.to, one.forced)).collect::<Vec<_>>()
        };
        let planned =
            |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), false)).collect::<Vec<_>>();
        assert_eq!(taken(Runtime::Node, 24.0), planned(&["28", "30"]));
        assert_eq!(taken(Runtime::Node, 1.0), planned(&["27", "28", "29", "30", "31"]));
        assert_eq!(taken(Runtime::Go, 6.0)[..2], planned(&["1.28", "1.29"]));
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
    fn an_end_that_forces_nothing_before_the_turn_leaves_it_planned() {
        let at = date(2026, 10, 1);
        assert_eq!(
            plan(Runtime::Node, at, &[(MARGIN_MONTHS, 24.0), (HORIZON_MONTHS, 6.0)]),
            ["2026-10-28 24 → 26 planned"]
        );
    }

    #[test]
    fn a_margin_that_no_line_has_settled_in_takes_the_newest() {
        let numbers = [(MARGIN_MONTHS, 5.0), (SETTLE_MONTHS, 6.0), (HORIZON_MONTHS, 6.0)];
        let plan = plan(Runtime::Go, date(2026, 11, 22), &numbers);
        assert_eq!(plan, ["2026-11-22 1.26 → 1.27 forced", "2027-03-19 1.27 → 1.28 forced, projected"]);
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
                let turn = |line: &Line| line.turn(runtime, f64::from(settle));
                let mut current = line(&start.line);
                let mut since = at;
                for step in &plan {
                    let next = line(&step.to);
                    prop_assert_eq!(&step.from, &current.name);
                    prop_assert!(next.released > current.released, "never to an older line");
                    prop_assert!(next.may_run(step.on), "{} on {}", step.to, step.on);
                    prop_assert!(since <= step.on && step.on < end, "in order, within the horizon");
                    let due = turn(current).map(|turn| add_months(turn, 12 - TOLERANCE_MONTHS));
                    prop_assert!(step.forced || turn(next) == Some(step.on), "planned steps are turns");
                    prop_assert!(step.forced || due.is_none_or(|due| step.on >= due), "and keep to the loop");
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

        #[test]
        fn from_one_day_to_another_a_plan_stays_but_for_what_has_passed(
            days in 18_000..25_000_i32,
            later in 1..=90_i32,
            margin in 0..=6_i32,
            settle in 0..=6_i32,
            months in 1..=36_u8,
        ) {
            let facts = facts();
            let day = |days| date(1970, 1, 1).saturating_add(Span::new().days(days));
            let (first, second) = (day(days), day(days + later));
            let numbers = [
                (HORIZON_MONTHS, 60.0),
                (MARGIN_MONTHS, f64::from(margin)),
                (SETTLE_MONTHS, f64::from(settle)),
            ];
            let end = add_months(first, 60);
            for runtime in Runtime::CANDIDATES {
                let settle = f64::from(settle);
                let lines = facts.calendar.lines(runtime);
                let mut turns = lines.iter().filter_map(|line| line.turn(runtime, settle));
                let has_turned = turns.any(|turn| first < turn && turn <= second);
                let is_known = |at| facts.calendar.run(runtime, at, settle).is_some();
                if has_turned || !is_known(first) || !is_known(second) {
                    continue;
                }
                let beyond = |at| {
                    let inputs = inputs(facts, at, &numbers);
                    let mut plan = facts.calendar.upgrades(runtime, &inputs, f64::from(months));
                    plan.retain(|step| step.on > second && step.on < end);
                    plan
                };
                prop_assert_eq!(beyond(first), beyond(second), "{} from {} and {}", runtime, first, second);
            }
        }
    }

    /// Whether no newer line may be run on any day from one until before another.
    fn no_way_out(lines: &[Line], current: &Line, from: Date, before: Date) -> bool {
        let newer = lines.iter().filter(|line| line.released > current.released);
        newer.filter_map(|line| line.first_day(from)).all(|day| day >= before)
    }
}
