//! Who comes first: values, weights and hard limits, with as little sizing as the answer needs.

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::capacity::{self, Fit};
use super::constants::Constants;
use super::criteria::{self, Grounds, Outcome};
use super::outlook::Violation;
use super::{hiring, ranking};
use crate::scenario::Inputs;
use crate::scenario::registry::{BUDGET_USD, HEAVY_PERCENT, NEED_DATA, P99_MS};

/// The alternatives under one set of inputs, before any of them is sized.
#[derive(Clone, Copy, Debug)]
pub struct Contest<'a> {
    constants: &'a Constants,
    terms: Terms,
    /// The values of the criteria as far as they need no size, the others at their best.
    values: PerAlternative<[f64; criteria::COUNT]>,
}

/// Everything that decides a contest apart from the figures and the sizes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// The weights of the criteria, summing to one.
    pub weights: [f64; criteria::COUNT],
    /// What the values are made from that need no size.
    pub grounds: Grounds,
    objective_ms: f64,
    budget_usd: f64,
}

impl Terms {
    /// The terms with the weights that the inputs give. The months are those that the lines to run have left.
    pub fn read(constants: &Constants, inputs: &Inputs, runway_months: PerRuntime<f64>) -> Self {
        let weights = criteria::weights(criteria::emphases(constants, inputs));
        Self::weighted(constants, inputs, runway_months, weights)
    }

    /// The terms with other weights, which sum to one.
    pub fn weighted(
        constants: &Constants,
        inputs: &Inputs,
        runway_months: PerRuntime<f64>,
        weights: [f64; criteria::COUNT],
    ) -> Self {
        Self {
            weights,
            grounds: Grounds::read(constants, inputs, runway_months),
            objective_ms: inputs[P99_MS],
            budget_usd: inputs[BUDGET_USD],
        }
    }
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
    /// Who has as many points and keeps the limits alike: the alternative in front among others or alone.
    pub level: PerAlternative<bool>,
}

/// Points that two scores may differ by and still be the same: sums in another order are rounded otherwise.
const ROUNDING: f64 = 1e-9;

impl<'a> Contest<'a> {
    /// The contest under these terms.
    pub fn new(constants: &'a Constants, terms: Terms) -> Self {
        let values = PerAlternative::from_fn(|one| criteria::best_values(constants, &terms.grounds, one));
        Self { constants, terms, values }
    }

    /// The contest under other terms. The values are not made again where their grounds are the same.
    pub fn under(&self, terms: Terms) -> Self {
        if terms.grounds == self.terms.grounds {
            Self { terms, ..*self }
        } else {
            Self::new(self.constants, terms)
        }
    }

    /// What it is decided by.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Where an alternative stands with what it does and costs.
    pub fn standing(&self, alternative: Alternative, outcome: &Outcome) -> Standing {
        let mut values = self.values[alternative];
        self.fill_in(&mut values, outcome);
        let mut contributions = [0.0; criteria::COUNT];
        for (slot, part) in contributions.iter_mut().zip(ranking::contributions(&self.terms.weights, &values))
        {
            *slot = 100.0 * part;
        }
        let score = contributions.iter().sum();
        Standing { values, contributions, score, violations: self.violations(alternative, outcome) }
    }

    fn fill_in(&self, values: &mut [f64; criteria::COUNT], outcome: &Outcome) {
        criteria::fill_in(values, self.constants, outcome, self.terms.objective_ms / 1e3);
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
        at_best: Option<&impl Fn(Alternative) -> Outcome>,
        mut outcome: impl FnMut(Alternative, bool) -> Option<Outcome>,
    ) -> Verdict {
        let conceivable = PerAlternative::from_fn(|one| {
            let mut values = self.values[one];
            if let Some(at_best) = at_best {
                self.fill_in(&mut values, &at_best(one));
            }
            100.0 * ranking::score(&self.terms.weights, &values)
        });
        let mut candidates = Alternative::ALL;
        candidates.sort_by(|a, b| conceivable[*b].total_cmp(&conceivable[*a]));
        let mut best: Option<(Alternative, Standing)> = None;
        let mut level = PerAlternative::<bool>::default();
        for must_keep in [true, false] {
            for candidate in candidates {
                let leader = best.as_ref().map(|(_, leader)| leader).filter(|leader| !leader.is_broken());
                if let Some(leader) = leader
                    && (conceivable[candidate] < leader.score - ROUNDING
                        || self.nothing_to_split(candidate).is_some())
                {
                    continue;
                }
                let Some(outcome) = outcome(candidate, must_keep) else { continue };
                let standing = self.standing(candidate, &outcome);
                let is_level = best.as_ref().is_some_and(|(_, held)| {
                    held.is_broken() == standing.is_broken()
                        && (held.score - standing.score).abs() <= ROUNDING
                });
                let wins = best.as_ref().is_none_or(|(leader, held)| {
                    held.is_broken()
                        .cmp(&standing.is_broken())
                        .then(standing.score.total_cmp(&held.score))
                        .then(leader.index().cmp(&candidate.index()))
                        .is_gt()
                });
                if wins && !is_level {
                    level = PerAlternative::default();
                }
                if wins || is_level {
                    *level.of_mut(candidate) = true;
                }
                if wins {
                    best = Some((candidate, standing));
                }
            }
            if best.as_ref().is_some_and(|(_, leader)| !leader.is_broken()) {
                break;
            }
        }
        // Four candidates are never none.
        let (first, feasible) =
            best.map_or((Alternative::Node, false), |(first, standing)| (first, !standing.is_broken()));
        Verdict { first, feasible, level }
    }

    fn violations(&self, alternative: Alternative, outcome: &Outcome) -> Violations {
        let Terms { objective_ms, budget_usd, .. } = self.terms;
        let late = Violation::P99 { value_ms: outcome.p99.map(|p99| p99 * 1e3), bound_ms: objective_ms };
        let dear = Violation::Budget { value_usd: outcome.usd_month, bound_usd: budget_usd };
        [
            (!outcome.feasible).then_some(late),
            is_over_budget(budget_usd, outcome.usd_month).then_some(dear),
            self.nothing_to_split(alternative),
        ]
    }

    fn nothing_to_split(&self, alternative: Alternative) -> Option<Violation> {
        nothing_to_split(self.constants, self.terms.grounds.python_share, alternative)
    }
}

/// Two services have to have something to split between them.
fn nothing_to_split(constants: &Constants, value: f64, alternative: Alternative) -> Option<Violation> {
    let bound = constants.hybrid_split_threshold;
    let is_split = alternative.compute_runtime().is_some();
    (is_split && value < bound).then_some(Violation::NothingToSplit { value, bound })
}

/// Whether an alternative breaks no hard limit, without the rest of the contest.
pub fn keeps_limits(constants: &Constants, inputs: &Inputs, alternative: Alternative) -> bool {
    let share = hiring::hybrid_share(constants, inputs.share(NEED_DATA), inputs.share(HEAVY_PERCENT));
    if nothing_to_split(constants, share, alternative).is_some() {
        return false;
    }
    let Fit { feasible, usd_month, .. } = capacity::fit(constants, inputs, alternative);
    feasible && !is_over_budget(inputs[BUDGET_USD], usd_month)
}

/// A budget of 0 sets no limit.
fn is_over_budget(budget: f64, usd_month: f64) -> bool {
    budget > 0.0 && usd_month > budget
}

impl Standing {
    /// Whether it breaks a hard limit.
    pub fn is_broken(&self) -> bool {
        self.violations.iter().any(Option::is_some)
    }
}
