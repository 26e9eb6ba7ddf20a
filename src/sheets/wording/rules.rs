//! Conditions of rules in words: what is wanted with its bound, what there is now, and what speaks against it.

use crate::model::checklist::{Clause, Doubt};
use crate::model::condition::{Condition, Measure, Relation};
use crate::notation;
use crate::sheets::wording::workers;

/// What a condition wants: `p99 target at most 100 ms`.
pub fn wanted(condition: &Condition) -> String {
    let relation = match condition.relation {
        Relation::AtLeast => "at least",
        Relation::AtMost => "at most",
        Relation::Below => "under",
    };
    let bound = amount(condition.quantity.measure, condition.bound, Digits::Short);
    format!("{} {relation} {bound}", condition.quantity.what)
}

/// What a condition looks at, as it is now: `p99 target 50 ms`, or why there is no number.
pub fn present(condition: &Condition) -> String {
    match condition.quantity.value {
        Ok(value) => format!("{} {}", condition.quantity.what, beside_the_bound(condition, value)),
        Err(why) => why.to_owned(),
    }
}

/// A condition that holds, or not, with both numbers: `workers 3, under 20` and `workers 30, not under 20`.
pub fn judged(condition: &Condition) -> String {
    let Ok(value) = condition.quantity.value else { return present(condition) };
    let not = if condition.holds() { "" } else { "not " };
    let bound = wanted(condition);
    let bound = bound.strip_prefix(condition.quantity.what).map_or(bound.as_str(), str::trim_start);
    format!("{} {}, {not}{bound}", condition.quantity.what, beside_the_bound(condition, value))
}

/// What a rule wants.
pub fn clause(clause: &Clause) -> String {
    let join = match clause {
        Clause::All(_) => " and ",
        Clause::Any(_) => " or ",
    };
    let parts: Vec<String> = clause.conditions().iter().map(wanted).collect();
    parts.join(join)
}

/// What a rule finds.
pub fn finding(clause: &Clause) -> String {
    let parts: Vec<String> = clause.conditions().iter().map(present).collect();
    parts.join(", ")
}

/// What the figures hold against a rule, as one sentence.
pub fn doubt(doubt: &Doubt) -> String {
    let ms = notation::milliseconds;
    match *doubt {
        Doubt::ColdStart { node_ms, python_ms, go_ms } => {
            let sooner: Vec<String> = [("Python", python_ms), ("Go", go_ms)]
                .into_iter()
                .filter(|(_, start)| *start < node_ms)
                .map(|(name, start)| format!("{name} in {} ms", ms(start)))
                .collect();
            format!(
                "Start-up does not speak for Node.js: an empty function on AWS Lambda starts in {} ms, {}.",
                ms(node_ms),
                sooner.join(" and ")
            )
        }
        Doubt::SlowComputing { python_ms, node_ms } => format!(
            "Computing does not speak for Python: at this native share, a heavy request takes {} ms of CPU there and \
             {} ms on Node.js.",
            ms(python_ms),
            ms(node_ms)
        ),
        Doubt::GoAsWell { node, go } => format!(
            "The rule does not consider Go, which meets the p99 target with {}; Node.js is planned with {}.",
            workers(go),
            notation::count(node)
        ),
    }
}

#[derive(Clone, Copy)]
enum Digits {
    Short,
    Many,
}

/// A value with as many digits as it takes to tell it from its bound.
fn beside_the_bound(condition: &Condition, value: f64) -> String {
    let measure = condition.quantity.measure;
    let short = amount(measure, value, Digits::Short);
    let same = short == amount(measure, condition.bound, Digits::Short);
    if same && value.total_cmp(&condition.bound).is_ne() {
        amount(measure, value, Digits::Many)
    } else {
        short
    }
}

fn amount(measure: Measure, value: f64, digits: Digits) -> String {
    let number = match digits {
        Digits::Short if value.fract() == 0.0 => notation::plain(value),
        Digits::Short if value.abs() < 1.0 => notation::significant(value, 2),
        Digits::Short => notation::fixed(value, 1),
        Digits::Many => notation::significant(value, 9),
    };
    // As in tables of changes, a minus is not a hyphen.
    let number = number.replacen('-', "−", 1);
    match measure {
        Measure::Percent => format!("{number} %"),
        Measure::Milliseconds => format!("{number} ms"),
        Measure::Days => format!("{number} days"),
        Measure::RequestsPerSecond => format!("{number} requests/s"),
        Measure::Points => format!("{number} points"),
        Measure::Grade | Measure::Count => number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::condition::Quantity;
    use crate::model::thresholds::Threshold;

    fn at_least_half(value: Result<f64, &'static str>) -> Condition {
        Quantity {
            what: "edge need",
            measure: Measure::Percent,
            value,
            inputs: Vec::new(),
            figures: Vec::new(),
        }
        .at_least(Threshold { figure: "half", value: 50.0 })
    }

    #[test]
    fn both_numbers_stand_in_the_words() {
        let low = at_least_half(Ok(10.25));
        assert_eq!(wanted(&low), "edge need at least 50 %");
        assert_eq!(present(&low), "edge need 10.2 %");
        assert_eq!(judged(&low), "edge need 10.2 %, not at least 50 %");
        assert_eq!(judged(&at_least_half(Ok(50.0))), "edge need 50 %, at least 50 %");
        assert_eq!(judged(&at_least_half(Err("no edge"))), "no edge");
    }

    #[test]
    fn rounding_never_makes_a_value_look_like_the_bound_that_it_misses() {
        let close = Condition { bound: 50.1, ..at_least_half(Ok(50.08)) };
        assert!(!close.holds());
        assert_eq!(judged(&close), "edge need 50.0800000 %, not at least 50.1 %");
        assert_eq!(present(&at_least_half(Ok(0.000_01))), "edge need 0.000010 %");
        assert_eq!(present(&at_least_half(Ok(-3.62))), "edge need −3.6 %");
    }

    #[test]
    fn only_runtimes_that_start_sooner_are_named() {
        let one = doubt(&Doubt::ColdStart { node_ms: 100.0, python_ms: 120.0, go_ms: 50.0 });
        assert!(one.contains("Go in 50.0 ms") && !one.contains("Python"), "{one}");
    }
}
