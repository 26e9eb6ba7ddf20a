//! Warnings, broken limits and figures in words, the same on the screen and in reports.

pub mod course;
pub mod differences;
pub mod guardrails;
pub mod measured;
pub mod reasons;
pub mod red_lines;
pub mod rules;

use crate::catalog::{Edition, Figure, Runtime, Unit};
use crate::model::confidence::{Confidence, Tally};
use crate::model::flips::Flip;
use crate::model::mend::{self, Mend, Mends};
use crate::model::outlook::{Violation, Warning};
use crate::model::{Alternative, Outlook};
use crate::notation;
use crate::quote::listed;
use crate::scenario::parameter::{Direction, Key};
use crate::scenario::registry::{self, BUDGET_USD};
use crate::scenario::{Definitions, Scenario};

/// The difference of two scores or contributions as they are shown, one digit behind the point each: who
/// subtracts the numbers on the screen finds the same.
pub fn points_between(a: f64, b: f64) -> f64 {
    notation::rounded(
        notation::rounded(a, POINT_DECIMALS) - notation::rounded(b, POINT_DECIMALS),
        POINT_DECIMALS,
    )
}

/// Parts of a change as they are shown, so that they add up to the whole as it is shown: where rounding each for itself
/// does not, those give way that this takes least from.
pub fn adding_up(parts: &[f64], whole: f64) -> Vec<f64> {
    let unit = 10_f64.powf(-(POINT_DECIMALS as f64));
    let mut shown: Vec<f64> = parts.iter().map(|part| notation::rounded(*part, POINT_DECIMALS)).collect();
    let missing = ((whole - shown.iter().sum::<f64>()) / unit).round();
    for _ in 0..missing.abs() as usize {
        let short = |(part, shown): &(&f64, &mut f64)| (**part - **shown) * missing.signum();
        let nearest = parts.iter().zip(&mut shown).max_by(|one, other| short(one).total_cmp(&short(other)));
        if let Some((_, shown)) = nearest {
            *shown = notation::rounded(*shown + unit * missing.signum(), POINT_DECIMALS);
        }
    }
    shown
}

/// Points of a score or a contribution, or a difference of theirs.
pub fn points(value: f64) -> String {
    notation::fixed(value, POINT_DECIMALS)
}

/// Digits of points behind the decimal point.
const POINT_DECIMALS: usize = 1;

/// The points between the first and the second, as the difference of their shown scores.
pub fn margin(outlook: &Outlook) -> f64 {
    let [first, second, ..] = outlook.order;
    let score = |one: Alternative| outlook.assessments[one].score;
    points_between(score(first), score(second)).abs()
}

/// A warning as one sentence.
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::NoLine(runtime) => {
            format!("No {} line in the data may be run on this date: its runway counts as 0", runtime.label())
        }
        Warning::ProjectedEnd(runtime, line) => format!(
            "The end of life of {} {line} is not announced: it follows from the release policy",
            runtime.label()
        ),
        Warning::StandsIn(runtime, benchmark) => format!(
            "The benchmark set has no figure for the chosen {} framework: {benchmark} stands in",
            runtime.label()
        ),
        Warning::NoneFeasible => "No option meets every limit; ranked by points".to_owned(),
        Warning::EqualWeights => {
            "No priority has any weight, because each or the need behind it is 0: all criteria count equally"
                .to_owned()
        }
        Warning::HiddenHeavyClass(alternative, seconds) => format!(
            "{}: heavy requests alone have a p99 of {} ms, past the target, which the overall p99 hides",
            alternative.label(),
            notation::milliseconds(seconds * 1e3)
        ),
        Warning::ThreadPerRequest { framework, threads, .. } => format!(
            "{framework}: about {} requests at once hold a thread each, also while they wait: the plan has fewer workers",
            notation::count(threads.round() as u64)
        ),
        Warning::Unsaturated(runtime, unsaturated) => measured::unsaturated(*runtime, unsaturated),
        Warning::Brief(runtime, brief) => measured::brief(*runtime, *brief),
        Warning::MixedTasks { own, others } => {
            let named =
                |some: &[Runtime]| listed(&some.iter().map(|one| one.label()).collect::<Vec<_>>(), "and");
            let have = if others.len() == 1 { "has" } else { "have" };
            format!(
                "Two tasks: your own number for {}, not for {}, which {have} the benchmark's",
                named(own),
                named(others)
            )
        }
        Warning::Lint { label, .. } | Warning::OwnLint { label, .. } => {
            format!("{label} contradicts its throughput")
        }
    }
}

/// A value of an input next to which the recommendation flips: rounded away from the present value, so that what is
/// said to lie beyond does; to three digits, but whole ones are never cut off, so that little lies between the two.
/// Money is told to the dollar.
pub fn flip_value(key: Key, value: f64, direction: Direction) -> String {
    if value == 0.0 {
        return notation::plain(value);
    }
    let third = value.abs().log10().floor() as i32 - 2;
    let digit = if key == registry::BUDGET_USD { 1.0 } else { 10_f64.powi(third.min(0)) };
    // Without the dust of the division, which would make 1.8 a 1.81.
    let digits = value / digit;
    let rounded = match direction {
        Direction::Up => (digits - 1e-6).ceil(),
        Direction::Down => (digits + 1e-6).floor(),
    };
    let decimals = if digit < 1.0 { third.unsigned_abs() as usize } else { 0 };
    notation::fixed(rounded * digit, decimals)
}

/// What there has to be for a flip between the greatest budget and none.
pub fn flip_of_budget(flip: &Flip) -> Option<&'static str> {
    let is_free = |budget: f64| flip.key == BUDGET_USD && budget <= 0.0;
    match (is_free(flip.at), is_free(flip.before)) {
        (true, _) => Some("no budget"),
        (_, true) => Some("any budget"),
        _ => None,
    }
}

/// Flip points in clauses, those to the same option together: `to Go if Requests/s > 61,000 or p99 target < 8 ms`.
/// Where the winner beyond breaks a limit, nothing fits there, and the clause says so.
pub fn flips(outlook: &Outlook, flips: &[&Flip]) -> String {
    let mut clauses: Vec<(String, Vec<String>)> = Vec::new();
    for flip in flips {
        let (to, condition) = (beyond(outlook, flip), condition(flip));
        match clauses.iter_mut().find(|(known, _)| *known == to) {
            Some((_, conditions)) => conditions.push(condition),
            None => clauses.push((to, vec![condition])),
        }
    }
    let clauses: Vec<String> =
        clauses.iter().map(|(to, conditions)| format!("to {to} if {}", conditions.join(" or "))).collect();
    clauses.join(", ")
}

fn beyond(outlook: &Outlook, flip: &Flip) -> String {
    let winner = flip.to.label();
    match (flip.feasible, outlook.none_fits()) {
        (true, false) => winner.to_owned(),
        (true, true) => format!("{winner} (which then fits)"),
        (false, false) => format!("none ({winner} on points)"),
        (false, true) => format!("{winner} on points"),
    }
}

/// What an input has to be for a flip: `Requests/s > 61,000`.
fn condition(flip: &Flip) -> String {
    if let Some(budget) = flip_of_budget(flip) {
        return format!("there is {budget}");
    }
    let row = registry::get(flip.key);
    let side = match flip.direction {
        Direction::Up => ">",
        Direction::Down => "<",
    };
    let unit = match row.unit {
        // The name of the input says so already.
        "" | "requests/s" => String::new(),
        "x" => "x".to_owned(),
        unit => format!(" {unit}"),
    };
    format!("{} {side} {}{unit}", row.label, flip_value(flip.key, flip.before, flip.direction))
}

/// An alternative with the frameworks that its figures stand for: `Hybrid with Fastify and FastAPI`.
pub fn option(definitions: &Definitions, scenario: &Scenario, alternative: Alternative) -> String {
    let names: Vec<&str> = alternative
        .candidates()
        .filter_map(|candidate| definitions.choice(scenario, candidate.framework))
        .map(|entry| entry.label.as_str())
        .collect();
    format!("{} with {}", alternative.label(), names.join(" and "))
}

/// What is recommended: the first option, by the name given; where each breaks a limit there is nothing to recommend.
pub fn recommendation(outlook: &Outlook, name: &str) -> String {
    if outlook.none_fits() {
        format!("No option fits; ahead on points: {name}")
    } else {
        format!("Recommendation: {name}")
    }
}

/// The confidence in words with the figure behind it; and of no clear winner, how often its rival comes first.
pub fn confidence(outlook: &Outlook, tally: &Tally) -> String {
    let first = outlook.first();
    let share = |one: Alternative| notation::chance(tally.p_best(one), 1);
    let confidence = tally.confidence(first);
    let rival = tally.rival(first).filter(|_| confidence == Confidence::NoClearWinner);
    let rival = rival.map_or_else(String::new, |one| format!(", {} in {}", one.label(), share(one)));
    format!(
        "{}: {} comes first in {} of {} draws{rival}",
        sentence_case(confidence.label()),
        first.label(),
        share(first),
        notation::count(tally.draws.into())
    )
}

/// A text as it stands at the beginning of a sentence.
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A broken limit with its numbers.
pub fn violation(violation: &Violation) -> String {
    let value = broken_value(violation).unwrap_or_default();
    match *violation {
        Violation::P99 { value_ms: None, bound_ms } => format!(
            "the queue grows without end, so that no p99 meets the target of {} ms",
            notation::plain(bound_ms)
        ),
        Violation::P99 { bound_ms, .. } => {
            format!("p99 of {value} ms misses the target of {} ms", notation::plain(bound_ms))
        }
        Violation::Budget { bound_usd, .. } => {
            format!("${value} a month is over the budget of ${}", notation::usd(bound_usd))
        }
        Violation::NothingToSplit { value: share, bound } if share <= 0.0 => format!(
            "nothing of the product would be in Python, and a second service needs at least {}",
            notation::percent_of_one(bound)
        ),
        Violation::NothingToSplit { bound, .. } => format!(
            "only {value} of the product would be in Python, too little for a second service (at least {})",
            notation::percent_of_one(bound)
        ),
    }
}

/// The value that breaks a limit, which never reads like its bound; none where the queue grows without end.
pub fn broken_value(violation: &Violation) -> Option<String> {
    match *violation {
        Violation::P99 { value_ms, bound_ms } => {
            value_ms.map(|value| apart(value, bound_ms, notation::milliseconds))
        }
        Violation::Budget { value_usd, bound_usd } => Some(apart(value_usd, bound_usd, notation::usd)),
        Violation::NothingToSplit { value, bound } => Some(share_apart(value, bound)),
    }
}

/// A share of one as a percentage, with as many more digits as it takes to differ from a bound.
pub fn share_apart(value: f64, bound: f64) -> String {
    format!("{} %", apart(value * 100.0, bound * 100.0, |percent| notation::fixed(percent, 1)))
}

/// A number as it is shown, with as many more digits as it takes to differ from the bound that it breaks.
pub fn apart(value: f64, bound: f64, show: impl Fn(f64) -> String) -> String {
    let number = |text: &str| text.replace(',', "").parse::<f64>().ok();
    let bound = number(&show(bound));
    let longer = (1..=9).map(|decimals| notation::fixed(value, decimals));
    let differs = |text: &String| number(text) != bound;
    std::iter::once(show(value)).chain(longer).find(differs).unwrap_or_else(|| show(value))
}

/// A broken limit in a word or two.
pub const fn violation_in_words(broken: Violation) -> &'static str {
    match broken {
        Violation::P99 { .. } => "p99 missed",
        Violation::Budget { .. } => "over budget",
        Violation::NothingToSplit { .. } => "nothing to split",
    }
}

/// A change that mends a broken limit, short: `budget up to 430 USD/month`.
pub fn mend(mend: &Mend) -> String {
    let parameter = registry::get(mend.key);
    let name = within_sentence(parameter.label);
    if mend.key == BUDGET_USD && mend.to <= 0.0 {
        return format!("no {name}");
    }
    let way = if mend.to > mend.from { "up" } else { "down" };
    let unit = match parameter.unit {
        "" => String::new(),
        // The traffic is named by its unit.
        unit if unit == name => String::new(),
        unit => format!(" {unit}"),
    };
    format!("{name} {way} to {}{unit}", notation::plain(mend.to))
}

/// The smallest fix of all, and for which option; a clause that begins a sentence.
pub fn smallest_fix(mends: &Mends) -> String {
    mend::least(mends).map_or_else(
        || "No change to a single input was found that would bring any option within its limits".to_owned(),
        |(option, one)| {
            let found = if one.is_decision() {
                "Smallest fix found"
            } else {
                "No target, budget or plan has room enough; smallest other change found"
            };
            format!("{found}: {}, and {} meets every limit", mend(&one), option.label())
        },
    )
}

/// A heading as it stands within a sentence: `Data and ML` becomes `data and ML`, `CPU target` stays.
pub fn within_sentence(heading: &str) -> String {
    let mut letters = heading.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => heading.to_owned(),
    }
}

/// The value of a figure in an edition, with its unit as people read it.
pub fn figure(figure: &Figure, edition: Edition) -> String {
    let value = figure.value(edition);
    match figure.unit {
        Unit::Share => notation::percent_of_one(value),
        Unit::Ratio => notation::times(value),
        Unit::Count | Unit::Version => notation::plain(value),
        unit => format!("{} {}", notation::plain(value), unit_of(value, unit.name())),
    }
}

/// So many workers: `1 worker`, `1,974 workers`.
pub fn workers(count: u64) -> String {
    format!("{} {}", notation::count(count), unit_of(count as f64, "workers"))
}

/// So many planned hires.
pub fn hires(count: f64) -> String {
    format!("{} {}", notation::fixed(count, 0), unit_of(count, "hires"))
}

/// The name of a unit as it stands behind a value: one worker, two workers.
pub fn unit_of(value: f64, name: &str) -> &str {
    let is_one = (value - 1.0).abs() < f64::EPSILON;
    // Symbols such as `ms`, and rates such as `requests/s`, have no plural.
    let plural = name.strip_suffix('s').filter(|one| is_one && one.len() > 2 && !name.contains('/'));
    plural.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PerAlternative;
    use crate::sheets::fixture;

    #[test]
    fn one_of_a_unit_is_no_plural() {
        assert_eq!([1.0, 2.0].map(|value| unit_of(value, "workers")), ["worker", "workers"]);
        assert_eq!([1, 1_974].map(workers), ["1 worker", "1,974 workers"]);
        assert_eq!(unit_of(1.0, "percentage points"), "percentage point");
        assert_eq!(
            ["ms", "s", "requests/s", "GB"].map(|unit| unit_of(1.0, unit)),
            ["ms", "s", "requests/s", "GB"]
        );
    }

    #[test]
    fn parts_that_are_shown_add_up_to_the_whole_that_is_shown() {
        let shown =
            |parts: &[f64], whole| adding_up(parts, whole).into_iter().map(points).collect::<Vec<_>>();
        assert_eq!(shown(&[1.75], 1.7), ["1.7"], "6.26 and 8.01 are shown as 6.3 and 8.0");
        assert_eq!(shown(&[0.36, 0.37], 0.7), ["0.3", "0.4"]);
        assert_eq!(shown(&[-3.53, -0.14], -3.7), ["-3.5", "-0.2"].map(|text| text.replace('-', "−")));
        assert_eq!(shown(&[1.0, 2.0], 3.0), ["1.0", "2.0"]);
        assert!(shown(&[], 0.0).is_empty());
    }

    #[test]
    fn a_limit_broken_by_little_is_not_told_as_its_own_bound() {
        let budget = |value_usd| violation(&Violation::Budget { value_usd, bound_usd: 430.0 });
        assert_eq!(budget(430.04), "$430.04 a month is over the budget of $430");
        assert_eq!(budget(1_431.0), "$1,431 a month is over the budget of $430");
        let split = Violation::NothingToSplit { value: 0.0496, bound: 0.05 };
        assert!(violation(&split).starts_with("only 4.96 % of"), "{}", violation(&split));
    }

    #[test]
    fn a_flip_is_told_next_to_where_it_is_and_on_its_far_side() {
        let of = |key, value, direction| flip_value(key, value, direction);
        assert_eq!(of(BUDGET_USD, 1_139.59, Direction::Down), "1,139");
        assert_eq!(of(BUDGET_USD, 1_139.59, Direction::Up), "1,140");
        assert_eq!(of(BUDGET_USD, 45.67, Direction::Up), "46");
        assert_eq!(of(registry::RPS, 46_012.3, Direction::Up), "46,013");
        assert_eq!(of(registry::RPS, 100.0, Direction::Down), "100");
        assert_eq!(of(registry::P99_MS, 12.34, Direction::Down), "12.3");
        assert_eq!(of(registry::PYTHON_FACTOR, 1.8, Direction::Up), "1.80");
        assert_eq!(of(registry::PRICE_CORE_HOUR, 0.040_482, Direction::Up), "0.0405");
        assert_eq!(of(registry::HEAVY_PERCENT, 0.0, Direction::Up), "0");
    }

    #[test]
    fn the_rival_of_no_clear_winner_is_named() {
        fixture::with_subject(&[], |on| {
            assert_eq!(on.outlook.first(), Alternative::Node);
            let told = |node, go| {
                let wins = |one| match one {
                    Alternative::Node => node,
                    Alternative::Go => go,
                    _ => 0,
                };
                let wins = PerAlternative::from_fn(wins);
                confidence(on.outlook, &Tally { draws: 1_000, wins, infeasible: 0 })
            };
            assert_eq!(
                told(590, 410),
                "No clear winner: Node.js comes first in 59.0 % of 1,000 draws, Go in 41.0 %"
            );
            assert_eq!(told(600, 400), "Leaning: Node.js comes first in 60.0 % of 1,000 draws");
        });
    }

    #[test]
    fn one_hire_and_several() {
        assert_eq!([0.0, 1.0, 4.0].map(hires), ["0 hires", "1 hire", "4 hires"]);
    }

    #[test]
    fn flips_to_the_same_option_share_a_clause_and_say_where_nothing_fits() {
        let flip = |key, before, direction, to, feasible| Flip {
            key,
            before,
            at: before,
            direction,
            from: Alternative::Node,
            to,
            feasible,
            distance: 0.1,
        };
        let all = [
            flip(registry::RPS, 61_000.0, Direction::Up, Alternative::Go, true),
            flip(BUDGET_USD, 60.0, Direction::Down, Alternative::Python, false),
            flip(registry::P99_MS, 8.0, Direction::Down, Alternative::Go, true),
        ];
        let all: Vec<&Flip> = all.iter().collect();
        fixture::with_subject(&[], |on| {
            assert_eq!(
                flips(on.outlook, &all),
                "to Go if Requests/s > 61,000 or p99 target < 8.00 ms, \
                 to none (Python on points) if Budget < 60 USD/month"
            );
            assert_eq!(flips(on.outlook, &[]), "");
        });
        let lifted = Flip { at: 0.0, ..flip(BUDGET_USD, 1e6, Direction::Up, Alternative::Go, true) };
        let set = Flip { before: 0.0, ..flip(BUDGET_USD, 1e6, Direction::Down, Alternative::Go, true) };
        assert_eq!([lifted, set].map(|one| condition(&one)), ["there is no budget", "there is any budget"]);
        fixture::with_subject(&[("objective.budget_usd", "10")], |on| {
            assert_eq!(
                flips(on.outlook, &all[..2]),
                "to Go (which then fits) if Requests/s > 61,000, to Python on points if Budget < 60 USD/month"
            );
        });
    }

    #[test]
    fn a_mend_says_which_way_and_how_far() {
        let of = |key, from, to| mend(&Mend { key, from, to, distance: 0.1 });
        assert_eq!(of(BUDGET_USD, 420.0, 1430.0), "budget up to 1,430 USD/month");
        assert_eq!(of(BUDGET_USD, 420.0, 0.0), "no budget");
        assert_eq!(of(registry::CPU_PERCENT, 70.0, 75.0), "CPU target up to 75 %");
        assert_eq!(of(registry::RPS, 1e4, 9_400.0), "requests/s down to 9,400");
        assert_eq!(of(registry::P99_MS, 10.0, 21.0), "p99 target up to 21 ms");
    }

    #[test]
    fn a_margin_is_the_difference_of_the_scores_on_the_screen() {
        // 76.24 and 72.66 are shown as 76.2 and 72.7: the reader subtracts 3.5, not 3.6.
        assert_eq!(points(points_between(76.24, 72.66)), "3.5");
        assert_eq!(points(points_between(72.66, 72.74)), "0.0");
        fixture::for_awkward_inputs(|_, outlook| {
            let [first, second, ..] = outlook.order.map(|one| &outlook.assessments[one]);
            let shown = |text: String| text.parse::<f64>().unwrap();
            let subtracted = (shown(points(first.score)) - shown(points(second.score))).abs();
            assert_eq!(points(margin(outlook)), points(subtracted));
        });
    }
}
