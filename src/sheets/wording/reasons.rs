//! The ranking in sentences. Each clause is written from the numbers as they are shown, so that none of them can
//! contradict a table: what is equal on the screen is not called more.

use super::limits::{mend_with_plan, smallest_fix, violation};
use super::{points, points_between, sentence_case, within_sentence};
use crate::model::cross_check::{CrossCheck, Method, cross_check};
use crate::model::mend::{self, Mends};
use crate::model::outlook::Limit;
use crate::model::reasons::{Comparison, Difference, Quantity, Reasons};
use crate::model::{Alternative, Facts, Outlook};
use crate::notation;
use crate::quote::listed;
use crate::scenario::registry::{BUDGET_USD, P99_MS};

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The alternative whose place it explains.
    pub about: Alternative,
    /// The sentence; it names who it is about.
    pub text: String,
}

/// How many criteria a sentence names.
const NAMED: usize = 3;

/// Why the first is first, then why each of the others is not, in the order of the ranking.
pub fn sentences(facts: &Facts, outlook: &Outlook, mends: &Mends) -> Vec<Reason> {
    let reasons = Reasons::of(facts, outlook);
    let about = |about| move |text| Reason { about, text };
    let first = about_first(outlook, &reasons, mends).into_iter().map(about(reasons.first));
    let others = reasons.others.iter().flat_map(|one| {
        let sentences =
            if one.behind_limit { behind_limit(outlook, one, mends) } else { behind_points(outlook, one) };
        sentences.into_iter().map(about(one.other))
    });
    first.chain(others).collect()
}

fn about_first(outlook: &Outlook, reasons: &Reasons, mends: &Mends) -> Vec<String> {
    let first = reasons.first.label();
    let [second, ..] = &reasons.others;
    let mut sentences = Vec::new();
    let broken = broken(outlook, reasons.first);
    // That nothing fits goes before who has the most points.
    if !broken.is_empty() {
        sentences.push(format!("No option meets every limit; for {first}, {broken}."));
        sentences.push(format!("{}.", sentence_case(&smallest_fix(outlook, mend::least(mends).as_ref()))));
    }
    if second.behind_limit {
        sentences.push(format!("{first} is the only option that meets every limit."));
    } else {
        sentences.push(lead(outlook, second));
    }
    sentences.extend(reasons.kept.iter().filter_map(|(limit, others)| {
        let bound = match limit {
            Limit::P99 => format!("p99 target of {} ms", notation::plain(outlook.inputs[P99_MS])),
            Limit::Budget => format!("budget of ${} a month", notation::usd(outlook.inputs[BUDGET_USD])),
            Limit::Split => return None,
        };
        let names: Vec<String> = others.iter().map(|one| one.label().to_owned()).collect();
        let verb = if names.len() == 1 { "does" } else { "do" };
        Some(format!("{first} meets the {bound}, which {} {verb} not.", listed(&names, "and")))
    }));
    if outlook.competing().len() > 1 {
        sentences.push(methods(&cross_check(outlook), reasons.first));
    }
    sentences
}

/// The first against the second, in short: what the criteria rest on stands with the second.
fn lead(outlook: &Outlook, second: &Comparison) -> String {
    let Standing { first, other, shown, score, .. } = Standing::of(outlook, second);
    let told = |side: &[Difference], word: &str| {
        let told: Vec<String> =
            named(side, |one, points| format!("{points} {word} on {}", label(one))).collect();
        listed(&told, "and")
    };
    let (better, worse) = (told(&second.for_first, "better"), told(&second.for_other, "worse"));
    let parts = match (better.as_str(), worse.as_str()) {
        ("", "") => String::new(),
        (better, "") => format!(": {better}"),
        ("", worse) => format!(", although {worse}"),
        (better, worse) => format!(": {better}, but {worse}"),
    };
    let close = if outlook.is_close_call() { "A close call: " } else { "" };
    if shown > 0.0 {
        format!("{close}{first} leads {other} by {} points{parts}.", points(shown))
    } else if second.gap > 0.0 {
        format!("{close}{first} is level with {other} at {score} points{parts}.")
    } else {
        format!(
            "{close}{first} is exactly level with {other} at {score} points and comes first in the list{parts}."
        )
    }
}

fn methods(check: &CrossCheck, first: Alternative) -> String {
    let [_, others @ ..] = &check.orderings;
    let name = |method: Method| match method {
        Method::Topsis => method.label().to_owned(),
        Method::WeightedSum | Method::MinMax => format!("the {}", within_sentence(method.label())),
    };
    let mut against: Vec<(Alternative, Vec<String>)> = Vec::new();
    for one in others {
        let [its_first, ..] = one.order;
        match against.iter_mut().find(|(other, _)| *other == its_first) {
            _ if its_first == first => {}
            Some((_, methods)) => methods.push(name(one.method)),
            None => against.push((its_first, vec![name(one.method)])),
        }
    }
    let against: Vec<String> = against
        .into_iter()
        .map(|(its_first, methods)| {
            let verb = if methods.len() == 1 { "puts" } else { "put" };
            format!("{} {verb} {} first", listed(&methods, "and"), its_first.label())
        })
        .collect();
    if against.is_empty() {
        let names: Vec<String> = others.iter().map(|one| name(one.method)).collect();
        format!("{} put {} first too.", listed(&names, "and"), first.label())
    } else {
        format!("Method-sensitive: {}, the weighted sum {}.", listed(&against, "and"), first.label())
    }
}

fn behind_points(outlook: &Outlook, one: &Comparison) -> Vec<String> {
    let Standing { first, other, shown, score, .. } = Standing::of(outlook, one);
    let worse: Vec<String> = named(&one.for_first, |difference, points| {
        format!("{points} worse on {}{}", label(difference), resting(difference))
    })
    .collect();
    let standing = if shown > 0.0 {
        format!("{other} is {} points behind {first}", points(shown))
    } else {
        format!("{other} is level with {first} at {score} points")
    };
    let why = if worse.is_empty() { String::new() } else { format!(": {}", listed(&worse, "and")) };
    vec![format!("{standing}{why}."), in_favour(outlook, one)]
}

/// Behind a hard limit: it decides, and the scores are told as they are.
fn behind_limit(outlook: &Outlook, one: &Comparison, mends: &Mends) -> Vec<String> {
    let Standing { first, other, shown, score, first_score } = Standing::of(outlook, one);
    let is_one = outlook.assessments[one.other].violations.len() == 1;
    let puts = if is_one { "A hard limit puts" } else { "Hard limits put" };
    let compared = if shown > 0.0 {
        format!("The score of {other} is the lower one too, {score} against {first_score}.")
    } else if shown < 0.0 {
        format!(
            "The score of {other} is the higher one, {score} against {first_score}, but limits go before points."
        )
    } else {
        format!("The scores of {other} and {first} are level at {score}.")
    };
    let remedy = mends[one.other].map_or_else(
        || format!("No change to a single input was found that would bring {other} within its limits."),
        |mend| {
            let change = mend_with_plan(&mend, &outlook.assessments[one.other].plan);
            format!("{other} would meet every limit with one change: {change}.")
        },
    );
    vec![
        format!("{puts} {other} behind {first}: {}.", broken(outlook, one.other)),
        compared,
        in_favour(outlook, one),
        remedy,
    ]
}

/// What speaks for the other one.
fn in_favour(outlook: &Outlook, one: &Comparison) -> String {
    let Standing { first, other, .. } = Standing::of(outlook, one);
    let better: Vec<String> = named(&one.for_other, |difference, points| {
        format!("{points} better on {}{}", label(difference), resting(difference))
    })
    .collect();
    if better.is_empty() {
        format!("On no criterion does {other} show more points than {first}.")
    } else {
        format!("For {other}: {}, in points against {first}.", listed(&better, "and"))
    }
}

/// In a few words: on which criterion the other one has most points fewer than the first, and on which most more.
pub fn in_short(one: &Comparison) -> Vec<String> {
    let greatest = |side: &[Difference], sign: &str| {
        named(side, |difference, points| format!("{sign}{points} {}", label(difference))).next()
    };
    [greatest(&one.for_first, "−"), greatest(&one.for_other, "+")].into_iter().flatten().collect()
}

/// The scores of a comparison as they are shown.
struct Standing {
    first: &'static str,
    other: &'static str,
    /// Shown score of the first minus that of the other.
    shown: f64,
    /// Of the other.
    score: String,
    first_score: String,
}

impl Standing {
    fn of(outlook: &Outlook, one: &Comparison) -> Self {
        let score = |one: Alternative| outlook.assessments[one].score;
        Self {
            first: outlook.first().label(),
            other: one.other.label(),
            shown: points_between(score(outlook.first()), score(one.other)),
            score: points(score(one.other)),
            first_score: points(score(outlook.first())),
        }
    }
}

fn broken(outlook: &Outlook, alternative: Alternative) -> String {
    let violations: Vec<String> = outlook.assessments[alternative].violations.iter().map(violation).collect();
    violations.join("; ")
}

/// The greatest differences as texts, those alone that can be seen in the table.
fn named(
    differences: &[Difference],
    text: impl Fn(&Difference, String) -> String,
) -> impl Iterator<Item = String> {
    differences
        .iter()
        .map(|one| (one, points_between(one.first, one.other).abs()))
        .filter(|(_, shown)| *shown > 0.0)
        .take(NAMED)
        .map(move |(one, shown)| text(one, points(shown)))
}

fn label(difference: &Difference) -> String {
    within_sentence(difference.criterion.label)
}

/// What a difference rests on, that of the other one first; nothing where both are shown alike.
fn resting(difference: &Difference) -> String {
    let [first, other] = difference.quantities;
    let text = match (other, first) {
        (Quantity::UsdMonth(a), Quantity::UsdMonth(b)) => {
            against(&notation::usd(a), &notation::usd(b)).map(|[a, b]| format!("${a} against ${b} a month"))
        }
        (Quantity::P99(Some(a)), Quantity::P99(Some(b))) => {
            let shown = |seconds: f64| notation::milliseconds(seconds * 1e3);
            against(&shown(a), &shown(b)).map(|[a, b]| format!("p99 {a} ms against {b} ms"))
        }
        (Quantity::P99(None), Quantity::P99(Some(b))) => {
            Some(format!("no steady p99 against {} ms", notation::milliseconds(b * 1e3)))
        }
        (Quantity::P99(Some(a)), Quantity::P99(None)) => {
            Some(format!("p99 {} ms against none that is steady", notation::milliseconds(a * 1e3)))
        }
        (Quantity::Fit(a), Quantity::Fit(b)) => shares(a, b),
        (Quantity::ReachPercent(a), Quantity::ReachPercent(b)) => shares(a / 100.0, b / 100.0),
        (
            Quantity::Edge { cold_start_ms: a, isolates: a_isolates },
            Quantity::Edge { cold_start_ms: b, isolates: b_isolates },
        ) => {
            let shown = |ms, isolates| {
                format!(
                    "{} ms cold start and {} for isolates",
                    notation::milliseconds(ms),
                    notation::fixed(isolates, 2)
                )
            };
            Some([shown(a, a_isolates), shown(b, b_isolates)])
                .filter(|[a, b]| a != b)
                .map(|[a, b]| format!("{a} against {b}"))
        }
        (Quantity::RunwayMonths(a), Quantity::RunwayMonths(b)) => {
            against(&notation::fixed(a, 1), &notation::fixed(b, 1))
                .map(|[a, b]| format!("{a} against {b} months"))
        }
        (Quantity::Value(a), Quantity::Value(b)) => against(&notation::fixed(a, 2), &notation::fixed(b, 2))
            .map(|[a, b]| format!("value {a} against {b}")),
        _ => None,
    };
    text.map_or_else(String::new, |text| format!(" ({text})"))
}

fn shares(a: f64, b: f64) -> Option<String> {
    let [a, b] = [a, b].map(notation::percent_of_one);
    (a != b).then(|| format!("{a} against {b}"))
}

/// Two shown numbers, unless they are the same one: `100.0` is `100`.
fn against(a: &str, b: &str) -> Option<[String; 2]> {
    let number = |text: &str| text.replace(',', "").parse::<f64>().ok();
    (number(a) != number(b)).then(|| [a.to_owned(), b.to_owned()])
}

#[cfg(test)]
mod tests;
