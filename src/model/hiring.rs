//! People: who is productive on day one, what ramping up costs, and how far hiring reaches.

use super::alternative::{Alternative, PerAlternative};
use super::constants::Constants;
use crate::catalog::Runtime;
use crate::scenario::Inputs;
use crate::scenario::registry::{
    ONBOARDING_DAYS, PRICE_LOAD, TEAM_GO, TEAM_HIRES, TEAM_JS, TEAM_PYTHON, TEAM_SIZE,
};

/// Working hours of a day, and working days of a calendar week, for the cost of ramping up.
const HOURS_PER_DAY: f64 = 8.0;

/// What an alternative means for the team.
#[derive(Clone, Debug, PartialEq)]
pub struct HiringOutlook {
    /// Share of developers who use the language, percent; mixed for a hybrid.
    pub reach_percent: f64,
    /// How well the team's languages fit, 0..1.
    pub fit: f64,
    /// Engineers at home in one of its languages, whole people.
    pub productive_day_one: u64,
    /// Working days until the slowest group of today's team is at full speed.
    pub days_to_speed: f64,
    /// Whether that is within the onboarding target.
    pub within_target: bool,
    /// Engineering time that ramping up today's team and the planned hires takes, hours.
    pub ramp_hours: f64,
    /// What that time costs, USD.
    pub ramp_usd: f64,
    /// Hires needed so that at least half of the team is at home in the language; beyond the planned ones they
    /// are a gap.
    pub hires_needed: u64,
}

/// The Python share of a hybrid: the greater of the data need and the heavy share grown by its factor.
pub fn hybrid_share(constants: &Constants, data_need: f64, heavy_share: f64) -> f64 {
    data_need.max((constants.hybrid_heavy_factor * heavy_share).min(1.0))
}

/// How well a team knows a runtime's language: its shares weighted by similarity, 0..1.
pub fn fit(constants: &Constants, inputs: &Inputs, runtime: Runtime) -> f64 {
    let (js, python, go) = (inputs.share(TEAM_JS), inputs.share(TEAM_PYTHON), inputs.share(TEAM_GO));
    let near = &constants.similarity;
    match runtime {
        Runtime::Python => near.same * python + near.js_python * js + near.go_other * go,
        Runtime::Go => near.same * go + near.go_other * (js + python),
        Runtime::Node | Runtime::Deno | Runtime::Bun | Runtime::Other => {
            near.same * js + near.js_python * python + near.go_other * go
        }
    }
}

/// The fit of an alternative; a hybrid gains where both halves of the team find their own language.
pub fn team_fit(constants: &Constants, inputs: &Inputs, alternative: Alternative, python_share: f64) -> f64 {
    if alternative != Alternative::Hybrid {
        return fit(constants, inputs, alternative.api_runtime());
    }
    let f = python_share;
    let both = (1.0 - f).min(f).min(inputs.share(TEAM_JS)).min(inputs.share(TEAM_PYTHON));
    (1.0 - f) * fit(constants, inputs, Runtime::Node)
        + f * fit(constants, inputs, Runtime::Python)
        + 0.5 * both
}

/// Usage share of an alternative's languages, percent.
pub fn reach_percent(constants: &Constants, alternative: Alternative, python_share: f64) -> f64 {
    let reach = &constants.reach_percent;
    if alternative == Alternative::Hybrid {
        (1.0 - python_share) * reach.node + python_share * reach.python
    } else {
        *reach.of(alternative)
    }
}

/// The outlook on people for every alternative.
pub fn outlook(constants: &Constants, inputs: &Inputs, python_share: f64) -> PerAlternative<HiringOutlook> {
    PerAlternative::from_fn(|alternative| assess(constants, inputs, alternative, python_share))
}

fn assess(
    constants: &Constants,
    inputs: &Inputs,
    alternative: Alternative,
    python_share: f64,
) -> HiringOutlook {
    let size = inputs[TEAM_SIZE];
    let shares = [
        (inputs.share(TEAM_JS), Runtime::Node),
        (inputs.share(TEAM_PYTHON), Runtime::Python),
        (inputs.share(TEAM_GO), Runtime::Go),
    ];
    let runtimes = alternative.runtimes();
    let at_home: f64 =
        shares.iter().filter(|(_, home)| runtimes.contains(home)).map(|(share, _)| share).sum();
    // Each learns the nearest of the alternative's languages.
    let ramp_days = |home: Runtime| {
        runtimes
            .iter()
            .map(|runtime| constants.ramp_days * (1.0 - similarity(constants, home, *runtime)))
            .fold(f64::INFINITY, f64::min)
    };
    let slowest = shares
        .iter()
        .filter(|(share, _)| share * size >= 0.5)
        .map(|(_, home)| ramp_days(*home))
        .fold(0.0, f64::max);
    let mean_days: f64 = shares.iter().map(|(share, home)| share * ramp_days(*home)).sum();
    // Hires come with the languages of the market, of which the reach is the share at home already.
    let reach = reach_percent(constants, alternative, python_share) / 100.0;
    let hire_days = (1.0 - reach.min(1.0)) * constants.ramp_days * (1.0 - constants.similarity.go_other);
    let ramp_hours =
        (size * mean_days + inputs[TEAM_HIRES] * hire_days) * HOURS_PER_DAY * constants.ramp_loss;
    let productive = (at_home * size + 1e-9).floor();
    HiringOutlook {
        reach_percent: reach * 100.0,
        fit: team_fit(constants, inputs, alternative, python_share),
        productive_day_one: productive as u64,
        days_to_speed: slowest,
        within_target: slowest <= inputs[ONBOARDING_DAYS],
        ramp_hours,
        ramp_usd: ramp_hours * constants.wage_usd_per_hour * inputs[PRICE_LOAD],
        // h hires make it half when productive + h >= (size + h) / 2.
        hires_needed: (size - 2.0 * productive).max(0.0).ceil() as u64,
    }
}

fn similarity(constants: &Constants, home: Runtime, target: Runtime) -> f64 {
    match (home, target) {
        (a, b) if a == b => constants.similarity.same,
        (Runtime::Go, _) | (_, Runtime::Go) => constants.similarity.go_other,
        _ => constants.similarity.js_python,
    }
}
