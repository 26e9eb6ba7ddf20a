//! How sure the recommendation is: the share of draws over the unknowns in which each alternative comes first.
//!
//! SMAA rank-1 acceptability (Lahdelma, Hokkanen, Salminen 1998). The draws are the same for every set of inputs, so
//! what moves on the screen is the answer and not the dice.

use std::ops::Range;

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::capacity::demand::{Demand, ServiceTimes};
use super::capacity::{Rates, Workload};
use super::constants::Constants;
use super::contest::{Contest, Terms, Verdict};
use super::criteria;
use super::draws::{self, Weights};
use super::facts::Facts;
use super::outlook::Outlook;
use super::sweep;
use super::unknowns::{JUDGEMENTS, State, UNKNOWNS};
use crate::scenario::Inputs;

/// Draws in the frame of a key.
pub const FIRST_DRAWS: u32 = 1 << 10;
/// Draws after which there is no more refining.
pub const ALL_DRAWS: u32 = 1 << 14;

const DIMENSIONS: usize = UNKNOWNS.len() + JUDGEMENTS.len() + criteria::COUNT;

/// Everything that the draws of one scenario need, apart from the facts: it can go to another thread.
#[derive(Clone, Debug)]
pub struct Study {
    constants: Constants,
    inputs: Inputs,
    demand: Demand,
    runway_months: PerRuntime<f64>,
    sigmas: [f64; UNKNOWNS.len()],
    weights: Weights<{ criteria::COUNT }>,
}

impl Study {
    /// The study of an outlook's scenario.
    pub fn new(facts: &Facts, outlook: &Outlook) -> Self {
        let inputs = outlook.inputs.clone();
        let constants = *facts.constants(inputs.edition);
        Self {
            demand: Demand::read(&inputs),
            runway_months: facts.runway_months(&inputs),
            sigmas: UNKNOWNS.map(|unknown| unknown.sigma(&constants.uncertainty, &outlook.baselines)),
            weights: Weights::around(outlook.weights, constants.uncertainty.weight_concentration),
            constants,
            inputs,
        }
    }

    /// Counts who comes first in a range of draws; those who come first together share a draw.
    pub fn count(&self, draws: Range<u32>) -> Tally {
        let mut tally = Tally::default();
        for index in draws {
            let Verdict { feasible, level, .. } = self.draw(index);
            tally.draws += 1;
            let winners = || Alternative::ALL.into_iter().filter(|one| level[*one]);
            for winner in winners() {
                *tally.parts.of_mut(winner) += PARTS / winners().count() as u32;
            }
            tally.infeasible += u32::from(!feasible);
        }
        tally
    }

    fn draw(&self, index: u32) -> Verdict {
        let mut coordinates = draws::point::<DIMENSIONS>(index).into_iter();
        let mut state = State { constants: self.constants, inputs: self.inputs.clone() };
        for ((unknown, sigma), p) in UNKNOWNS.iter().zip(self.sigmas).zip(&mut coordinates) {
            unknown.multiply(&mut state, (sigma * draws::normal_quantile(p)).exp());
        }
        let reach = self.constants.uncertainty.judgement;
        for (judgement, p) in JUDGEMENTS.iter().zip(&mut coordinates) {
            judgement.shift(&mut state.constants, reach * (2.0 * p - 1.0));
        }
        let weights = self.weights.draw(coordinates);
        let State { constants, inputs } = &state;
        let times = ServiceTimes::read(constants, inputs);
        let workload = Workload { constants, demand: &self.demand, times: &times };
        let rates = Rates::read(inputs);
        let terms = Terms::weighted(constants, inputs, self.runway_months, weights);
        let at_best = (self.demand.heavy_share > 0.0).then_some(|one| workload.at_best(&rates, one));
        Contest::new(constants, terms).first(at_best.as_ref(), |alternative, must_keep| {
            let limit = workload.rough_loop_limit(alternative);
            let arrangement = workload.arrange(alternative, &limit);
            (arrangement.feasible || !must_keep)
                .then(|| sweep::outcome(constants, &rates, alternative, &arrangement.provision(&self.demand)))
        })
    }
}

/// The parts that a draw is counted in: as many alternatives as there are, or fewer, share it exactly.
pub const PARTS: u32 = least_common_multiple(Alternative::COUNT as u32);

/// The least number that all numbers from 1 to `last` divide.
const fn least_common_multiple(last: u32) -> u32 {
    let mut multiple: u32 = 1;
    let mut number = 2;
    while number <= last {
        let step = multiple;
        while !multiple.is_multiple_of(number) {
            multiple += step;
        }
        number += 1;
    }
    multiple
}

/// How often each alternative came first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All draws.
    pub draws: u32,
    /// Those in which an alternative came first, in [`PARTS`] of a draw.
    pub parts: PerAlternative<u32>,
    /// Those in which every alternative broke a hard limit.
    pub infeasible: u32,
}

impl Tally {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            draws: self.draws + other.draws,
            parts: PerAlternative::from_fn(|one| self.parts[one] + other.parts[one]),
            infeasible: self.infeasible + other.infeasible,
        }
    }

    /// Draws in which an alternative came first, with its part of those in which several did.
    pub fn wins(&self, alternative: Alternative) -> f64 {
        f64::from(self.parts[alternative]) / f64::from(PARTS)
    }

    /// Share of draws in which an alternative comes first, 0..=1: P(best).
    pub fn p_best(&self, alternative: Alternative) -> f64 {
        self.wins(alternative) / f64::from(self.draws.max(1))
    }

    /// Share of draws in which every alternative breaks a hard limit, 0..=1.
    pub fn p_none_feasible(&self) -> f64 {
        f64::from(self.infeasible) / f64::from(self.draws.max(1))
    }

    /// Who else comes first most often, if anybody does at all.
    pub fn rival(&self, one: Alternative) -> Option<Alternative> {
        let others = Alternative::ALL.into_iter().filter(|other| *other != one && self.parts[*other] > 0);
        others.max_by_key(|other| self.parts[*other])
    }

    /// Who comes first most often, if that is somebody else.
    pub fn more_often_than(&self, one: Alternative) -> Option<Alternative> {
        self.rival(one).filter(|other| self.parts[*other] > self.parts[one])
    }

    /// The standard error of that share, √(p(1 − p)/n): an upper bound, because the draws are spread more evenly than
    /// independent ones.
    pub fn standard_error(&self, alternative: Alternative) -> f64 {
        let p = self.p_best(alternative);
        (p * (1.0 - p) / f64::from(self.draws.max(1))).sqrt()
    }

    /// How sure the recommendation of an alternative is.
    pub fn confidence(&self, alternative: Alternative) -> Confidence {
        Confidence::of(self.p_best(alternative))
    }
}

/// Confidence in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// From 90 % of the draws on.
    Clear,
    /// From 75 %.
    Likely,
    /// From 60 %.
    Leaning,
    /// Below.
    NoClearWinner,
}

impl Confidence {
    /// The word for a P(best), by the tenth of a percent that it is told to: the same number has the same word.
    pub fn of(p_best: f64) -> Self {
        match (1_000.0 * p_best).round() {
            per_mille if per_mille >= 900.0 => Self::Clear,
            per_mille if per_mille >= 750.0 => Self::Likely,
            per_mille if per_mille >= 600.0 => Self::Leaning,
            _ => Self::NoClearWinner,
        }
    }

    /// The word itself, on the screen and in reports.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Likely => "likely",
            Self::Leaning => "leaning",
            Self::NoClearWinner => "no clear winner",
        }
    }
}
