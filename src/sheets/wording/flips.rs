//! Where the recommendation flips, in words.

use crate::model::Outlook;
use crate::model::flips::Flip;
use crate::notation;
use crate::scenario::parameter::{Direction, Key, Kind};
use crate::scenario::registry::{self, BUDGET_USD};

/// A value of an input next to which the recommendation flips: rounded away from the present value, so that what is
/// said to lie beyond does; to three digits, but whole ones are never cut off, so that little lies between the two, and
/// to as many more as keep it from the end of the slider, beyond which nothing lies. Money is told to the dollar.
pub fn value(key: Key, value: f64, direction: Direction) -> String {
    told(key, value, direction).1
}

/// Where a flip is told to be: the value, and whether the recommendation has flipped at it already, or does beyond.
pub fn place(flip: &Flip) -> (String, bool) {
    let (value, text) = told(flip.key, flip.before, flip.direction);
    let is_reached = match flip.direction {
        Direction::Up => value >= flip.at,
        Direction::Down => value <= flip.at,
    };
    (text, is_reached)
}

/// A value as it is told, as a number and as text.
fn told(key: Key, value: f64, direction: Direction) -> (f64, String) {
    const MOST_MORE: i32 = 9;
    let plain = || (value, notation::plain(value));
    if value == 0.0 {
        return plain();
    }
    let Kind::Number { min, max, whole, .. } = registry::get(key).kind else { return plain() };
    let end = if direction == Direction::Up { max } else { min };
    let is_whole = whole || key == BUDGET_USD;
    let third = value.abs().log10().floor() as i32 - 2;
    let decimals = if is_whole { 0 } else { (-third).max(0) };
    let to = |decimals: i32| {
        let digit = 10_f64.powi(-decimals);
        // Without the dust of the division, which would make 1.8 a 1.81.
        let digits = value / digit;
        digit
            * match direction {
                Direction::Up => (digits - 1e-6).ceil(),
                Direction::Down => (digits + 1e-6).floor(),
            }
    };
    let is_short_of_end = |decimals: &i32| (to(*decimals) - end).abs() > end.abs() * 1e-12;
    let longest = if is_whole { decimals } else { decimals + MOST_MORE };
    let decimals = (decimals..=longest).find(is_short_of_end).unwrap_or(decimals);
    (to(decimals), notation::fixed(to(decimals), decimals as usize))
}

/// What there has to be for a flip between the greatest budget and none.
pub fn of_budget(flip: &Flip) -> Option<&'static str> {
    let is_free = |budget: f64| flip.key == BUDGET_USD && budget <= 0.0;
    match (is_free(flip.at), is_free(flip.before)) {
        (true, _) => Some("no budget"),
        (_, true) => Some("any budget"),
        _ => None,
    }
}

/// Flip points in clauses, those to the same option together: `to Go if Requests/s >= 61,000 or p99 target <= 8 ms`.
/// Where the winner beyond breaks a limit, nothing fits there, and the clause says so.
pub fn clauses(outlook: &Outlook, flips: &[&Flip]) -> String {
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

/// What an input has to be for a flip: `Requests/s >= 61,000`.
fn condition(flip: &Flip) -> String {
    if let Some(budget) = of_budget(flip) {
        return format!("there is {budget}");
    }
    let row = registry::get(flip.key);
    let is_end = matches!(row.kind, Kind::Number { min, max, .. } if flip.at <= min || flip.at >= max);
    let (value, is_reached) = place(flip);
    let (side, value) = match (flip.direction, is_reached) {
        // Between there and the end of the slider is nothing that anybody would set.
        _ if is_end => ("=", notation::plain(flip.at)),
        (Direction::Up, true) => (">=", value),
        (Direction::Up, false) => (">", value),
        (Direction::Down, true) => ("<=", value),
        (Direction::Down, false) => ("<", value),
    };
    let unit = match row.unit {
        // The name of the input says so already.
        "" | "requests/s" => String::new(),
        "x" => "x".to_owned(),
        unit => format!(" {unit}"),
    };
    format!("{} {side} {value}{unit}", row.full_name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Alternative;
    use crate::sheets::fixture;

    #[test]
    fn a_flip_is_told_next_to_where_it_is_and_on_its_far_side() {
        let of = |key, value, direction| super::value(key, value, direction);
        assert_eq!(of(BUDGET_USD, 1_139.59, Direction::Down), "1,139");
        assert_eq!(of(BUDGET_USD, 1_139.59, Direction::Up), "1,140");
        assert_eq!(of(BUDGET_USD, 45.67, Direction::Up), "46");
        assert_eq!(of(registry::RPS, 46_012.3, Direction::Up), "46,013");
        assert_eq!(of(registry::RPS, 100.0, Direction::Down), "100");
        assert_eq!(of(registry::P99_MS, 12.34, Direction::Down), "12.3");
        assert_eq!(of(registry::PYTHON_FACTOR, 1.8, Direction::Up), "1.80");
        assert_eq!(of(registry::PRICE_CORE_HOUR, 0.040_482, Direction::Up), "0.0405");
        assert_eq!(of(registry::HEAVY_PERCENT, 0.0, Direction::Up), "0");
        assert_eq!(of(registry::PLAN_SPARE, 1.0, Direction::Up), "1");
        assert_eq!(of(registry::TEAM_GO, 99.945, Direction::Up), "99.95", "beyond 100 lies nothing");
        assert_eq!(of(registry::TEAM_GO, 100.0, Direction::Down), "100");
    }

    #[test]
    fn a_flip_at_the_end_of_a_slider_is_told_as_that_end_and_a_priority_as_one() {
        let flip = |key, before, at, direction| Flip {
            key,
            before,
            at,
            direction,
            from: Alternative::Python,
            to: Alternative::Node,
            feasible: true,
            distance: 0.1,
        };
        let told = |key, before, at, direction| condition(&flip(key, before, at, direction));
        assert_eq!(told(registry::NEED_DATA, 0.000_007_6, 0.0, Direction::Down), "Data and ML = 0 %");
        assert_eq!(told(registry::PRIORITY_LATENCY, 9.5, 10.0, Direction::Up), "Latency priority = 10");
        assert_eq!(
            told(registry::PRIORITY_LATENCY, 4.583, 4.582, Direction::Down),
            "Latency priority <= 4.58"
        );
        assert_eq!(told(registry::TEAM_PYTHON, 45.0, 45.1, Direction::Up), "Python in team > 45.0 %");
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
                clauses(on.outlook, &all),
                "to Go if Requests/s >= 61,000 or p99 target <= 8.00 ms, \
                 to none (Python on points) if Budget <= 60 USD/month"
            );
            assert_eq!(clauses(on.outlook, &[]), "");
        });
        let lifted = Flip { at: 0.0, ..flip(BUDGET_USD, 1e6, Direction::Up, Alternative::Go, true) };
        let set = Flip { before: 0.0, ..flip(BUDGET_USD, 1e6, Direction::Down, Alternative::Go, true) };
        assert_eq!([lifted, set].map(|one| condition(&one)), ["there is no budget", "there is any budget"]);
        fixture::with_subject(&[("objective.budget_usd", "10")], |on| {
            assert_eq!(
                clauses(on.outlook, &all[..2]),
                "to Go (which then fits) if Requests/s >= 61,000, to Python on points if Budget <= 60 USD/month"
            );
        });
    }
}
