//! Who comes first: values, weights and hard limits, with as little sizing as the answer needs.

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::constants::Constants;
use super::criteria::{self, Evidence, Outcome};
use super::outlook::Violation;
use super::{capacity, hiring, ranking};
use crate::scenario::Inputs;
use crate::scenario::registry::{BUDGET_USD, HEAVY_PERCENT, NEED_DATA, P99_MS};

/// The alternatives under one set of inputs, before any of them is sized.
#[derive(Clone, Copy, Debug)]
pub struct Contest<'a> {
    constants: &'a Constants,
    inputs: &'a Inputs,
    runway_months: &'a PerRuntime<f64>,
    /// The weights of the criteria, summing to one.
    pub weights: [f64; criteria::COUNT],
    /// The Python share of a hybrid, 0..1.
    pub python_share: f64,
}

/// Where one alternative stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Value of each criterion, 0..=1.
    pub values: [f64; criteria::COUNT],
    /// 100 times weight times value.
    pub contributions: [f64; criteria::COUNT],
    /// Their sum.
    pub score: f64,
    /// The hard limits that it breaks.
    pub violations: Violations,
}

/// At most one violation of each hard limit.
pub type Violations = [Option<Violation>; 3];

/// Who comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The alternative in front.
    pub first: Alternative,
    /// Whether it keeps all hard limits: if not, none does.
    pub feasible: bool,
}

impl<'a> Contest<'a> {
    /// A contest with the weights that the inputs give.
    pub fn new(constants: &'a Constants, inputs: &'a Inputs, runway_months: &'a PerRuntime<f64>) -> Self {
        Self::weighted(constants, inputs, runway_months, criteria::weights(constants, inputs))
    }

    /// A contest with other weights, which sum to one.
    pub fn weighted(
        constants: &'a Constants,
        inputs: &'a Inputs,
        runway_months: &'a PerRuntime<f64>,
        weights: [f64; criteria::COUNT],
    ) -> Self {
        let python_share =
            hiring::hybrid_share(constants, inputs.share(NEED_DATA), inputs.share(HEAVY_PERCENT));
        Self { constants, inputs, runway_months, weights, python_share }
    }

    /// Where an alternative stands with what it does and costs.
    pub fn standing(&self, alternative: Alternative, outcome: &Outcome) -> Standing {
        let evidence = self.evidence();
        self.sized(&evidence, alternative, criteria::best_values(&evidence, alternative), outcome)
    }

    fn sized(
        &self,
        evidence: &Evidence<'_>,
        alternative: Alternative,
        mut values: [f64; criteria::COUNT],
        outcome: &Outcome,
    ) -> Standing {
        criteria::fill_in(&mut values, evidence, outcome);
        let mut contributions = [0.0; criteria::COUNT];
        for (slot, part) in contributions.iter_mut().zip(ranking::contributions(&self.weights, &values)) {
            *slot = 100.0 * part;
        }
        let score = contributions.iter().sum();
        Standing { values, contributions, score, violations: self.violations(alternative, outcome) }
    }

    /// The alternatives, best first: those that break no hard limit before those that break one, then by score; an
    /// exact tie goes to the earlier alternative, the same on every run.
    pub fn order(standings: &PerAlternative<Standing>) -> [Alternative; Alternative::COUNT] {
        let mut order = Alternative::ALL;
        order.sort_by(|a, b| {
            let (a, b) = (&standings[*a], &standings[*b]);
            a.is_broken().cmp(&b.is_broken()).then(b.score.total_cmp(&a.score))
        });
        order
    }

    /// Who comes first. An alternative is sized only if it could still win: not when one that keeps all limits has
    /// more points than it could have with the best size. Asked for an outcome with `must_keep`, the answer is none
    /// when the p99 objective is missed: how far it is missed matters only where nobody keeps all limits. Where sizing
    /// is dear, `at_best` says what no size betters, so that fewer are sized.
    pub fn first(
        &self,
        at_best: Option<impl Fn(Alternative) -> Outcome>,
        mut outcome: impl FnMut(Alternative, bool) -> Option<Outcome>,
    ) -> Verdict {
        let evidence = self.evidence();
        let at_best = at_best.map(PerAlternative::from_fn);
        let best_values = PerAlternative::from_fn(|one| {
            let mut values = criteria::best_values(&evidence, one);
            if let Some(at_best) = &at_best {
                criteria::fill_in(&mut values, &evidence, &at_best[one]);
            }
            values
        });
        let conceivable =
            PerAlternative::from_fn(|one| 100.0 * ranking::score(&self.weights, &best_values[one]));
        let mut candidates = Alternative::ALL;
        candidates.sort_by(|a, b| conceivable[*b].total_cmp(&conceivable[*a]));
        let mut best: Option<(Alternative, Standing)> = None;
        for must_keep in [true, false] {
            for candidate in candidates {
                let leader = best.as_ref().map(|(_, leader)| leader).filter(|leader| !leader.is_broken());
                if let Some(leader) = leader
                    // A margin for the rounding of sums in another order.
                    && (conceivable[candidate] < leader.score - 1e-9 || self.nothing_to_split(candidate).is_some())
                {
                    continue;
                }
                let Some(outcome) = outcome(candidate, must_keep) else { continue };
                let standing = self.sized(&evidence, candidate, best_values[candidate], &outcome);
                let wins = best.as_ref().is_none_or(|(leader, held)| {
                    held.is_broken()
                        .cmp(&standing.is_broken())
                        .then(standing.score.total_cmp(&held.score))
                        .then(leader.index().cmp(&candidate.index()))
                        .is_gt()
                });
                if wins {
                    best = Some((candidate, standing));
                }
            }
            if best.as_ref().is_some_and(|(_, leader)| !leader.is_broken()) {
                break;
            }
        }
        // Four candidates are never none.
        best.map_or(Verdict { first: Alternative::Node, feasible: false }, |(first, standing)| Verdict {
            first,
            feasible: !standing.is_broken(),
        })
    }

    fn evidence(&self) -> Evidence<'a> {
        Evidence {
            constants: self.constants,
            inputs: self.inputs,
            runway_months: self.runway_months,
            python_share: self.python_share,
        }
    }

    fn violations(&self, alternative: Alternative, outcome: &Outcome) -> Violations {
        let late =
            Violation::P99 { value_ms: outcome.p99.map(|p99| p99 * 1e3), bound_ms: self.inputs[P99_MS] };
        let dear = Violation::Budget { value_usd: outcome.usd_month, bound_usd: self.inputs[BUDGET_USD] };
        [
            (!outcome.feasible).then_some(late),
            is_over_budget(self.inputs, outcome.usd_month).then_some(dear),
            self.nothing_to_split(alternative),
        ]
    }

    fn nothing_to_split(&self, alternative: Alternative) -> Option<Violation> {
        let bound = self.constants.hybrid_split_threshold;
        (alternative == Alternative::Hybrid && self.python_share < bound)
            .then_some(Violation::NothingToSplit { value: self.python_share, bound })
    }
}

/// Whether an alternative breaks no hard limit, without the rest of the contest.
pub fn keeps_limits(constants: &Constants, inputs: &Inputs, alternative: Alternative) -> bool {
    let share = hiring::hybrid_share(constants, inputs.share(NEED_DATA), inputs.share(HEAVY_PERCENT));
    if alternative == Alternative::Hybrid && share < constants.hybrid_split_threshold {
        return false;
    }
    let (feasible, usd_month) = capacity::meets_and_costs(constants, inputs, alternative);
    feasible && !is_over_budget(inputs, usd_month)
}

/// A budget of 0 sets no limit.
fn is_over_budget(inputs: &Inputs, usd_month: f64) -> bool {
    let budget = inputs[BUDGET_USD];
    budget > 0.0 && usd_month > budget
}

impl Standing {
    /// Whether it breaks a hard limit.
    pub fn is_broken(&self) -> bool {
        self.violations.iter().any(Option::is_some)
    }
}
