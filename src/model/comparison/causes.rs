//! Which lever changed the lead, and by how much.
//!
//! Levers act together: more traffic matters more where the bill weighs more. The Shapley value gives each lever the
//! mean of what it does over all orders in which they could have been pulled; the shares add up to the whole.
//! L. S. Shapley, "A value for n-person games", 1953.

use super::Lever;
use crate::model::alternative::Alternative;
use crate::model::evaluate::{Decision, decide};
use crate::model::facts::Facts;
use crate::scenario::measured::Measurements;
use crate::scenario::registry::{self, AS_OF};
use crate::scenario::{Inputs, Scenario};

/// How the lead came to change.
#[derive(Clone, Debug, PartialEq)]
pub struct Causes {
    /// How the change was shared out.
    pub method: Method,
    /// Each lever with its share, in the order of the registry.
    pub shares: Vec<Cause>,
    /// Points that no single lever accounts for; nothing under the exact method.
    pub together: f64,
}

/// A lever with its share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cause {
    /// What was changed.
    pub lever: Lever,
    /// Points by which it changed the lead.
    pub points: f64,
    /// Who comes first with this lever alone pulled.
    pub alone: Alternative,
    /// Who comes first with all levers pulled but this.
    pub without: Alternative,
}

/// How the change was shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By Shapley's value over every subset of the levers.
    Exact,
    /// By the mean of what each lever does first and what it does last.
    FirstAndLast,
}

impl Method {
    /// The stable name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Exact => "shapley",
            Self::FirstAndLast => "first-and-last",
        }
    }
}

/// Levers up to which every subset is evaluated: 64 evaluations.
pub const EXACT_UP_TO: usize = 6;

impl Causes {
    /// Shares out the change of the lead of one alternative over another.
    pub(super) fn of(
        facts: &Facts,
        before: &Scenario,
        after: &Scenario,
        levers: &[Lever],
        lead: (Alternative, Alternative),
    ) -> Self {
        let mixer = Mixer::new(facts, before, after, levers);
        if levers.len() <= EXACT_UP_TO {
            exact(&mixer, levers, lead)
        } else {
            first_and_last(&mixer, levers, lead)
        }
    }

    /// The whole change, in points.
    pub fn sum(&self) -> f64 {
        self.shares.iter().map(|cause| cause.points).sum::<f64>() + self.together
    }
}

/// Who comes first, and the lead in points, with some of the levers pulled.
#[derive(Clone, Copy, Debug)]
struct Mixture {
    first: Alternative,
    lead: f64,
}

impl Mixture {
    fn of(decision: &Decision, (of, over): (Alternative, Alternative)) -> Self {
        let [first, ..] = decision.order;
        Self { first, lead: decision.assessments[of].score - decision.assessments[over].score }
    }
}

fn exact(mixer: &Mixer<'_>, levers: &[Lever], lead: (Alternative, Alternative)) -> Causes {
    let count = levers.len();
    let subsets: Vec<Mixture> = (0..1_usize << count)
        .map(|subset| Mixture::of(&mixer.decide(|lever| subset >> lever & 1 == 1), lead))
        .collect();
    let all = subsets.len() - 1;
    let first = |subset: usize| subsets.get(subset).map_or(lead.0, |mixture| mixture.first);
    let worth = |subset: usize| subsets.get(subset).map_or(0.0, |mixture| mixture.lead);
    let shares = levers.iter().enumerate().map(|(position, lever)| {
        let own = 1 << position;
        let points = (0..=all)
            .filter(|subset| subset & own == 0)
            .map(|subset| orders(subset.count_ones(), count) * (worth(subset | own) - worth(subset)))
            .sum();
        Cause { lever: *lever, points, alone: first(own), without: first(all & !own) }
    });
    Causes { method: Method::Exact, shares: shares.collect(), together: 0.0 }
}

/// The share of all orders of `count` levers in which exactly those of a subset of `before` come before another one:
/// before! (count − before − 1)! / count!.
fn orders(before: u32, count: usize) -> f64 {
    let factorial = |n: f64| (1..=n as u32).map(f64::from).product::<f64>();
    let (before, count) = (f64::from(before), count as f64);
    factorial(before) * factorial(count - before - 1.0) / factorial(count)
}

fn first_and_last(mixer: &Mixer<'_>, levers: &[Lever], lead: (Alternative, Alternative)) -> Causes {
    let at = |pulled: &dyn Fn(usize) -> bool| Mixture::of(&mixer.decide(pulled), lead);
    let (none, all) = (at(&|_| false), at(&|_| true));
    let shares: Vec<Cause> = levers
        .iter()
        .enumerate()
        .map(|(position, lever)| {
            let (alone, without) = (at(&|other| other == position), at(&|other| other != position));
            let points = f64::midpoint(alone.lead - none.lead, all.lead - without.lead);
            Cause { lever: *lever, points, alone: alone.first, without: without.first }
        })
        .collect();
    let accounted: f64 = shares.iter().map(|cause| cause.points).sum();
    Causes { method: Method::FirstAndLast, shares, together: all.lead - none.lead - accounted }
}

/// Makes scenarios between two.
struct Mixer<'a> {
    facts: &'a Facts,
    /// The first scenario, and the second, with what they agree on said by both.
    before: Scenario,
    after: Scenario,
    levers: &'a [Lever],
}

impl<'a> Mixer<'a> {
    fn new(facts: &'a Facts, before: &Scenario, after: &Scenario, levers: &'a [Lever]) -> Self {
        let (mut before, mut after) = (before.clone(), after.clone());
        for side in [&mut before, &mut after] {
            // A measurement is pulled as the number that it comes to.
            for key in registry::keys() {
                side.put(key, facts.definitions.given(side, key));
            }
            side.measured = Measurements::default();
        }
        for key in registry::keys() {
            let values = [&before, &after].map(|side| facts.definitions.value(side, key));
            let [own, other] = values;
            let said_by_one = before.explicit(key) != after.explicit(key);
            // Otherwise it would follow another default in between, and be what neither side has.
            if (own == other && said_by_one) || (own != other && key == AS_OF) {
                before.put(key, Some(own));
                after.put(key, Some(other));
            }
        }
        Self { facts, before, after, levers }
    }

    /// What follows with the levers pulled, by their positions, that a test lets through.
    fn decide(&self, pulled: impl Fn(usize) -> bool) -> Decision {
        let mut scenario = self.before.clone();
        for (_, lever) in self.levers.iter().enumerate().filter(|(position, _)| pulled(*position)) {
            match lever {
                Lever::Edition => scenario.edition = self.after.edition,
                Lever::Team => {
                    for share in registry::TEAM {
                        scenario.put(share, self.after.explicit(share));
                    }
                }
                Lever::Input(key) => scenario.put(*key, self.after.explicit(*key)),
            }
        }
        let inputs = Inputs::resolve(&self.facts.definitions, &scenario);
        decide(self.facts, self.facts.constants(inputs.edition), &inputs)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::catalog::Edition;
    use crate::model::comparison::{differences, levers};
    use crate::model::fixture;
    use crate::scenario::assignment;
    use crate::scenario::registry::{BASELINE_NODE, PRIORITY_COST, RPS};
    use jiff::civil::date;
    use proptest::prelude::*;

    static FACTS: LazyLock<Facts> = LazyLock::new(fixture::facts);

    fn causes(a: &Scenario, b: &Scenario) -> (Causes, f64) {
        let levers = levers(&differences(&FACTS.definitions, a, b));
        let [before, after] = [a, b].map(|one| crate::model::evaluate(&FACTS, one));
        let lead @ (of, over) = (before.order[0], before.order[1]);
        let between =
            |outlook: &crate::model::Outlook| outlook.assessments[of].score - outlook.assessments[over].score;
        (Causes::of(&FACTS, a, b, &levers, lead), between(&after) - between(&before))
    }

    #[test]
    fn one_lever_alone_has_the_whole_change() {
        let [a, b] = [&[][..], &["traffic.rps=200000"]].map(|sets| fixture::scenario(&FACTS, sets));
        let (causes, change) = causes(&a, &b);
        assert_eq!(causes.shares.len(), 1);
        assert_eq!(causes.shares[0].lever, Lever::Input(RPS));
        assert!((causes.shares[0].points - change).abs() < 1e-9 && change.abs() > 0.1);
    }

    #[test]
    fn a_lever_that_does_nothing_has_no_share_and_equal_ones_share_alike() {
        let [a, b] = [&[][..], &["traffic.rps=40000", "priority.cost=8", "concurrency.cores=8"]]
            .map(|sets| fixture::scenario(&FACTS, sets));
        let (causes, change) = causes(&a, &b);
        let share = |lever| causes.shares.iter().find(|cause| cause.lever == lever).unwrap().points;
        assert!(share(Lever::Input(crate::scenario::registry::CORES)).abs() < 1e-12);
        assert!((share(Lever::Input(RPS)) + share(Lever::Input(PRIORITY_COST)) - change).abs() < 1e-9);
    }

    #[test]
    fn what_follows_moves_with_what_it_follows() {
        // Under the article's figures, and with another framework, the baselines are others: nobody set them.
        let mut a = fixture::scenario(&FACTS, &[]);
        let b = fixture::scenario(&FACTS, &["framework.node=express", "baseline.go_rps=9000"]);
        a.edition = Edition::Article;
        let (causes, change) = causes(&a, &b);
        assert!(causes.shares.iter().all(|cause| cause.lever != Lever::Input(BASELINE_NODE)));
        assert!((causes.sum() - change).abs() < 1e-9);
    }

    #[test]
    fn what_was_measured_is_a_cause_of_its_own() {
        let a = fixture::scenario(&FACTS, &[]);
        let mut b = a.clone();
        b.measure(crate::catalog::Runtime::Node, fixture::measured(800.0, 2.0)).unwrap();
        let (causes, change) = causes(&a, &b);
        assert_eq!(causes.shares.len(), 1);
        assert_eq!(causes.shares[0].lever, Lever::Input(BASELINE_NODE));
        assert!((causes.shares[0].points - change).abs() < 1e-9 && change.abs() > 0.1);
    }

    #[test]
    fn the_weights_of_all_orders_sum_to_one() {
        for count in 1..=EXACT_UP_TO {
            let subsets = 0..1_usize << (count - 1);
            let sum: f64 = subsets.map(|subset| orders(subset.count_ones(), count)).sum();
            assert!((sum - 1.0).abs() < 1e-12);
        }
    }

    fn settings() -> impl Strategy<Value = Vec<String>> {
        let number =
            |id: &'static str, low: u32, high: u32| (low..high).prop_map(move |at| format!("{id}={at}"));
        let any = prop_oneof![
            number("traffic.rps", 1, 200_000),
            number("work.heavy_percent", 0, 4),
            number("work.native_percent", 0, 100),
            number("objective.p99_ms", 5, 500),
            number("need.data_percent", 0, 100),
            number("need.edge_percent", 0, 100),
            number("priority.cost", 0, 10),
            number("priority.team", 0, 10),
            number("team.js", 0, 100),
            number("team.hires", 0, 50),
            number("price.ops_hours", 0, 50),
            number("baseline.go_rps", 1_000, 30_000),
            Just("framework.node=express".to_owned()),
            Just("framework.node=fastify".to_owned()),
            Just("baseline.set=measured-plain".to_owned()),
            Just("calendar.as_of=2027-05-01".to_owned()),
        ];
        prop::collection::vec(any, 0..9)
    }

    fn scenario(sets: &[String], article: bool) -> Scenario {
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        for set in sets {
            assignment::assign(&FACTS.definitions, &mut scenario, [set.as_str()]).unwrap();
        }
        scenario.edition = if article { Edition::Article } else { Edition::Audited };
        scenario
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_shares_add_up_whatever_differs(a in settings(), b in settings(), article: [bool; 2]) {
            let [a, b] = [(a, article[0]), (b, article[1])].map(|(sets, article)| scenario(&sets, article));
            let (causes, change) = causes(&a, &b);
            prop_assert!((causes.sum() - change).abs() < 1e-9, "{} and {change}", causes.sum());
            let exact = causes.shares.len() <= EXACT_UP_TO;
            prop_assert_eq!(causes.method == Method::Exact, exact);
            prop_assert!(!exact || causes.together == 0.0);
        }
    }
}
