//! Hard limits that are broken, and what would mend that, in words.

use super::within_sentence;
use crate::model::capacity::Plan;
use crate::model::mend::Mend;
use crate::model::outlook::Violation;
use crate::model::{Alternative, Outlook};
use crate::notation;
use crate::notation::shown::{self, Shown};
use crate::scenario::registry::{self, BUDGET_USD};

/// A broken limit with its numbers.
pub fn violation(violation: &Violation) -> String {
    let value = broken_value(violation).map(|shown| shown.text).unwrap_or_default();
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
pub fn broken_value(violation: &Violation) -> Option<Shown> {
    match *violation {
        Violation::P99 { value_ms, bound_ms } => {
            value_ms.map(|value| apart(value, bound_ms, shown::milliseconds))
        }
        Violation::Budget { value_usd, bound_usd } => Some(apart(value_usd, bound_usd, shown::usd)),
        Violation::NothingToSplit { value, bound } => Some(share_apart(value, bound)),
    }
}

/// A share of one as a percentage, with as many more digits as it takes to differ from a bound.
pub fn share_apart(value: f64, bound: f64) -> Shown {
    apart(value * 100.0, bound * 100.0, |percent| shown::fixed(percent, 1)).percent()
}

/// A number as it is shown, with as many more digits as it takes to differ from the bound that it breaks.
pub fn apart(value: f64, bound: f64, show: impl Fn(f64) -> Shown) -> Shown {
    let bound = show(bound).numeral.number;
    let longer = (1..=9).map(|decimals| shown::fixed(value, decimals));
    let differs = |shown: &Shown| shown.numeral.number != bound;
    std::iter::once(show(value)).chain(longer).find(differs).unwrap_or_else(|| show(value))
}

/// A broken limit in a word or two.
pub const fn in_words(broken: Violation) -> &'static str {
    match broken {
        Violation::P99 { .. } => "p99 missed",
        Violation::Budget { .. } => "over budget",
        Violation::NothingToSplit { .. } => "nothing to split",
    }
}

/// A change that mends a broken limit, short: `budget raised to 430 USD/month`.
pub fn mend(mend: &Mend) -> String {
    let parameter = registry::get(mend.key);
    let name = within_sentence(parameter.label);
    if mend.key == BUDGET_USD && mend.to <= 0.0 {
        return format!("no {name}");
    }
    let way = if mend.to > mend.from { "raised" } else { "lowered" };
    let unit = match parameter.unit {
        "" => String::new(),
        // The traffic is named by its unit.
        unit if unit == name => String::new(),
        unit => format!(" {unit}"),
    };
    format!("{name} {way} to {}{unit}", notation::plain(mend.to))
}

/// A [`mend`] with the plan that it comes to, where that is not the plan there is: `p99 target raised to 400 ms (1,940
/// workers, $58,902 a month)`.
pub fn mend_with_plan(change: &Mend, now: &Plan) -> String {
    let cost = |usd: f64| format!("${} a month", notation::usd(usd));
    let (then, before) = (cost(change.usd_month), cost(now.infra_usd + now.ops_usd));
    if change.workers == now.planned && then == before {
        return mend(change);
    }
    let workers = if change.workers == 1 { "worker" } else { "workers" };
    format!("{} ({} {workers}, {then})", mend(change), notation::count(change.workers))
}

/// The smallest fix of all, and for which option, as a clause.
pub fn smallest_fix(outlook: &Outlook, fix: Option<&(Alternative, Mend)>) -> String {
    fix.map_or_else(
        || "no change to a single input was found that would bring any option within its limits".to_owned(),
        |(option, fix)| {
            let found = if fix.is_decision() {
                "smallest fix found"
            } else {
                "no target, budget or plan has room enough; smallest other change found"
            };
            let change = mend_with_plan(fix, &outlook.assessments[*option].plan);
            format!("{found}: {change}, and {} meets every limit", option.label())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_broken_by_little_is_not_told_as_its_own_bound() {
        let budget = |value_usd| violation(&Violation::Budget { value_usd, bound_usd: 430.0 });
        assert_eq!(budget(430.04), "$430.04 a month is over the budget of $430");
        assert_eq!(budget(1_431.0), "$1,431 a month is over the budget of $430");
        let split = Violation::NothingToSplit { value: 0.0496, bound: 0.05 };
        assert!(violation(&split).starts_with("only 4.96 % of"), "{}", violation(&split));
    }

    #[test]
    fn a_mend_says_which_way_and_how_far() {
        let of = |key, from, to| mend(&Mend { key, from, to, distance: 0.1, workers: 3, usd_month: 91.08 });
        assert_eq!(of(BUDGET_USD, 420.0, 1430.0), "budget raised to 1,430 USD/month");
        assert_eq!(of(BUDGET_USD, 420.0, 0.0), "no budget");
        assert_eq!(of(registry::CPU_PERCENT, 70.0, 75.0), "CPU target raised to 75 %");
        assert_eq!(of(registry::RPS, 1e4, 9_400.0), "requests/s lowered to 9,400");
        assert_eq!(of(registry::P99_MS, 10.0, 21.0), "p99 target raised to 21 ms");
        assert_eq!(of(registry::BASELINE_NODE, 69.8, 350.0), "Node.js RPS raised to 350 requests/s");
        assert_eq!(of(registry::PYTHON_FACTOR, 39.0, 2.0), "Python factor lowered to 2 x");
    }
}
