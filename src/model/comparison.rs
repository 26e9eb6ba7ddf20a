//! Two scenarios side by side: which inputs differ, and what that did to every score.
//!
//! Nothing is left unexplained: the parts of a contribution, and the shares of the causes, add up to the whole change.

mod causes;
mod differences;

pub use causes::{Cause, Causes, EXACT_UP_TO, Method};
pub use differences::{Difference, Lever, differences, levers};

use super::alternative::{Alternative, PerAlternative};
use super::criteria;
use super::facts::Facts;
use super::outlook::Outlook;
use crate::scenario::Scenario;

/// A scenario with what follows from it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What was set.
    pub scenario: &'a Scenario,
    /// What followed.
    pub outlook: &'a Outlook,
}

/// What lies between two sides.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What was set differently, in the order of the registry.
    pub differences: Vec<Difference>,
    /// How the points of each criterion changed, in the order of [`criteria::ALL`].
    pub shifts: PerAlternative<[Shift; criteria::COUNT]>,
    /// How the lead changed.
    pub lead: Lead,
    /// Which input did that.
    pub causes: Causes,
}

/// The change of one contribution, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shift {
    /// What the criterion contributed before.
    pub before: f64,
    /// What it contributes after.
    pub after: f64,
    /// The part of the change that comes from the value: its change at the mean of the two weights.
    pub from_value: f64,
    /// The part that comes from the weight: its change at the mean of the two values.
    pub from_weight: f64,
}

/// By how much the first of before leads, before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lead {
    /// Who came first before.
    pub of: Alternative,
    /// Who comes first after; where that is the same one, who is next to it after.
    pub over: Alternative,
    /// Points between them before, negative where the rival had more.
    pub before: f64,
    /// Points between them after.
    pub after: f64,
}

impl Comparison {
    /// Compares two sides under the same facts.
    pub fn of(facts: &Facts, before: Side<'_>, after: Side<'_>) -> Self {
        let differences = differences(&facts.definitions, before.scenario, after.scenario);
        let lead = Lead::of(before.outlook, after.outlook);
        let causes =
            Causes::of(facts, before.scenario, after.scenario, &levers(&differences), (lead.of, lead.over));
        let shifts = PerAlternative::from_fn(|one| shifts(before.outlook, after.outlook, one));
        Self { differences, shifts, lead, causes }
    }
}

impl Lead {
    fn of(before: &Outlook, after: &Outlook) -> Self {
        let of = before.first();
        let over = after.order.into_iter().find(|one| *one != of).unwrap_or(of);
        let between = |outlook: &Outlook| outlook.assessments[of].score - outlook.assessments[over].score;
        Self { of, over, before: between(before), after: between(after) }
    }

    /// Points that the lead has grown by.
    pub fn change(&self) -> f64 {
        self.after - self.before
    }
}

impl Shift {
    /// Splits the change of weight times value. Half of what both do together goes to each, so that the parts add up
    /// and neither depends on which is changed first: the Shapley values of two factors.
    fn between((weight, value): (f64, f64), (new_weight, new_value): (f64, f64)) -> Self {
        Self {
            before: 100.0 * weight * value,
            after: 100.0 * new_weight * new_value,
            from_value: 100.0 * (new_value - value) * f64::midpoint(weight, new_weight),
            from_weight: 100.0 * (new_weight - weight) * f64::midpoint(value, new_value),
        }
    }

    /// Points that the contribution has grown by.
    pub fn change(&self) -> f64 {
        self.after - self.before
    }
}

fn shifts(before: &Outlook, after: &Outlook, one: Alternative) -> [Shift; criteria::COUNT] {
    let factors = |outlook: &Outlook, criterion: usize| {
        let at = |list: &[f64]| list.get(criterion).copied().unwrap_or_default();
        (at(&outlook.weights), at(&outlook.assessments[one].values))
    };
    std::array::from_fn(|criterion| Shift::between(factors(before, criterion), factors(after, criterion)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{evaluate, fixture};
    use proptest::prelude::*;

    #[test]
    fn the_shifts_of_an_alternative_add_up_to_the_change_of_its_score() {
        let facts = fixture::facts();
        let pairs = [
            (&[][..], &["traffic.rps=60000", "priority.cost=9", "team.js=20"][..]),
            (&["work.heavy_percent=1"], &["need.data_percent=80"]),
            (&["objective.budget_usd=100"], &["objective.budget_usd=0", "calendar.as_of=2030-01-01"]),
        ];
        for (a, b) in pairs {
            let (a, b) = (fixture::scenario(&facts, a), fixture::scenario(&facts, b));
            let (before, after) = (evaluate(&facts, &a), evaluate(&facts, &b));
            let sides = [(&a, &before), (&b, &after)].map(|(scenario, outlook)| Side { scenario, outlook });
            let comparison = Comparison::of(&facts, sides[0], sides[1]);
            for (one, shifts) in comparison.shifts.iter() {
                let parts: f64 = shifts.iter().map(|shift| shift.from_value + shift.from_weight).sum();
                let change = after.assessments[one].score - before.assessments[one].score;
                assert!((parts - change).abs() < 1e-9, "{one:?}: {parts} and {change}");
            }
            let lead = comparison.lead;
            assert!((comparison.causes.sum() - lead.change()).abs() < 1e-9);
            assert_ne!(lead.of, lead.over);
        }
    }

    #[test]
    fn the_rival_is_who_took_the_lead_or_else_who_is_next() {
        let data = &["need.data_percent=100", "priority.data=10", "priority.cost=0"][..];
        let [plain, data] = [&[], data].map(fixture::outlook);
        let lead = Lead::of(&plain, &data);
        assert_ne!(plain.first(), data.first());
        assert_eq!((lead.of, lead.over), (plain.first(), data.first()));
        let same = Lead::of(&plain, &plain);
        assert_eq!([same.of, same.over], plain.order[..2]);
        assert!((same.before - plain.margin).abs() < 1e-12 && same.change().abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_parts_of_a_shift_are_the_whole_shift(w0 in 0.0..1.0f64, v0 in 0.0..1.0f64, w1 in 0.0..1.0f64, v1 in 0.0..1.0f64) {
            let shift = Shift::between((w0, v0), (w1, v1));
            prop_assert!((shift.from_value + shift.from_weight - shift.change()).abs() < 1e-10);
            let back = Shift::between((w1, v1), (w0, v0));
            prop_assert!((shift.from_value + back.from_value).abs() < 1e-10, "the way back takes back the same");
            if v0.total_cmp(&v1).is_eq() {
                prop_assert!(shift.from_value.abs() < 1e-12);
            }
        }
    }
}
