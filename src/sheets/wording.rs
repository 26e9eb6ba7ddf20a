//! Points, warnings, options and figures in words, the same on the screen and in reports.

pub mod course;
pub mod differences;
pub mod flips;
pub mod guardrails;
pub mod limits;
pub mod measured;
pub mod reasons;
pub mod red_lines;
pub mod rules;

use crate::catalog::{Edition, Figure, Runtime, Unit};
use crate::model::blocking::Crossing;
use crate::model::capacity::demand::heavy_seconds;
use crate::model::confidence::{Confidence, Tally};
use crate::model::constants::Constants;
use crate::model::outlook::Warning;
use crate::model::{Alternative, Outlook};
use crate::notation;
use crate::notation::shown::{self, Shown};
use crate::quote::listed;
use crate::scenario::candidates::CANDIDATES;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{CPU_MS, NATIVE_PERCENT};
use crate::scenario::{Definitions, Inputs, Scenario};

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
    shown_points(value).text
}

/// The same with what programs need to know of it.
pub fn shown_points(value: f64) -> Shown {
    shown::fixed(value, POINT_DECIMALS)
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
            format!(
                "The release data know no {} line to run on this date: its runway counts as 0",
                runtime.label()
            )
        }
        Warning::ProjectedLine(runtime, line) => {
            format!("{} {line} is not announced: it follows from the rhythm of releases", runtime.label())
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
        Warning::ThreadPerRequest { framework, threads, workers, .. } => format!(
            "{framework}: about {} requests at once hold a thread each, also while they wait: the plan has fewer workers",
            limits::apart(*threads, *workers as f64, |count| shown::fixed(count, 0)).text
        ),
        Warning::BlockedLoop { alternative, held, lag } => {
            let beyond = |one: &Crossing| {
                format!(
                    "{} ms, more than {} ms",
                    limits::apart(one.present_ms, one.line_ms, shown::milliseconds).text,
                    notation::plain(one.line_ms)
                )
            };
            let held = held.iter().map(|one| format!("one request holds an event loop for {}", beyond(one)));
            let lag = lag.iter().map(|one| format!("1 % of requests find the event loop late by {}", beyond(one)));
            format!("{}: {}", alternative.label(), held.chain(lag).collect::<Vec<_>>().join("; "))
        }
        Warning::NothingNative => {
            "Most of the product is data and ML, yet no heavy work is in native libraries: set the native share".to_owned()
        }
        Warning::FarFromFigures(newest) => format!(
            "Benchmarks, prices and surveys are as known by {}, whatever the date: only releases follow it",
            newest.strftime("%B %Y")
        ),
        Warning::Unsaturated(runtime, unsaturated) => measured::unsaturated(*runtime, unsaturated),
        Warning::Brief(runtime, brief) => measured::brief(*runtime, *brief),
        Warning::AnotherTask(runtime, ratio) => {
            let (times, which) = if *ratio < 1.0 { (ratio.recip(), "below") } else { (*ratio, "above") };
            format!(
                "The load test of {} is {} times {which} the benchmark: it hardly was of the same task",
                runtime.label(),
                notation::significant(times, 2)
            )
        }
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

/// How sure the recommendation is, in a word: a margin that may be anything after the next measurement is a close call
/// whatever the draws say, where nothing fits no word may sound like a recommendation, and numbers that do not compare
/// leave it in doubt however clear they are.
pub fn how_sure(outlook: &Outlook, tally: &Tally) -> &'static str {
    if outlook.none_fits() {
        "on points"
    } else if outlook.is_close_call() {
        "close call"
    } else if outlook.serious_warnings().next().is_some() {
        "in doubt"
    } else {
        tally.confidence(outlook.first()).label()
    }
}

/// The confidence in words with the figure behind it; and of no clear winner, or of one that the draws put behind
/// another, how often its rival comes first.
pub fn confidence(outlook: &Outlook, tally: &Tally) -> String {
    let first = outlook.first();
    let share = |one: Alternative| notation::chance(tally.p_best(one), 1);
    let confidence = tally.confidence(first);
    let rival = match confidence {
        Confidence::NoClearWinner => tally.rival(first),
        _ => tally.more_often_than(first),
    };
    let rival = rival.map_or_else(String::new, |one| format!(", {} in {}", one.label(), share(one)));
    let asked = outlook.warnings.iter().filter_map(|warning| match warning {
        Warning::Unsaturated(runtime, _) => Some(runtime.label()),
        _ => None,
    });
    let provided = match asked.collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [one] => format!(", if {one} can do hardly more than was asked of it"),
        several => format!(", if {} can do hardly more than was asked of them", listed(several, "and")),
    };
    format!(
        "{}: {} comes first in {} of {} draws{rival}{provided}",
        sentence_case(how_sure(outlook, tally)),
        first.label(),
        share(first),
        notation::count(tally.draws.into())
    )
}

/// What the inputs of heavy work come to on each runtime, as a sentence; none for other inputs.
pub fn heavy_times(constants: &Constants, inputs: &Inputs, key: Key) -> Option<String> {
    let is_of_heavy_work = [CPU_MS, NATIVE_PERCENT].contains(&key)
        || CANDIDATES.iter().any(|candidate| candidate.factor == Some(key));
    is_of_heavy_work.then(|| {
        let times = heavy_seconds(constants, inputs);
        let told = times.iter().map(|(candidate, seconds)| {
            format!("{} {} ms", candidate.runtime.label(), notation::milliseconds(seconds * 1e3))
        });
        format!("Heavy: {}", told.collect::<Vec<_>>().join(", "))
    })
}

/// A text as it stands at the beginning of a sentence.
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A heading as it stands within a sentence: `Data and ML` becomes `data and ML`; `CPU target` and `Python factor`
/// stay.
pub fn within_sentence(heading: &str) -> String {
    let is_named = CANDIDATES.iter().any(|one| heading.split(' ').next() == Some(one.runtime.label()));
    let mut letters = heading.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !is_named && first.is_uppercase() && second.is_lowercase() => {
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
        unit => with_unit(value, unit.name()),
    }
}

/// A number with its unit: `1 month`, `1.5 months`.
pub fn with_unit(value: f64, unit: &str) -> String {
    format!("{} {}", notation::plain(value), unit_of(value, unit))
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
    use crate::model::confidence::PARTS;
    use crate::scenario::registry::{PYTHON_FACTOR, RPS};
    use crate::sheets::fixture;

    #[test]
    fn heavy_work_is_told_for_each_runtime_also_where_none_is_heavy() {
        let sets = [("work.cpu_ms", "120"), ("work.native_percent", "80")];
        let (facts, outlook) = fixture::outlook(&sets);
        let told = |key| heavy_times(facts.constants(outlook.inputs.edition), &outlook.inputs, key);
        // Native code does all of Python's 80 %: 120 · (0.2 · 39.05 + 0.8 · 0.3058). Node.js has less of it to call.
        let times = told(PYTHON_FACTOR).unwrap();
        assert!(times.contains("Python 967 ms") && !times.contains("Node.js 120 ms"), "{times}");
        assert_eq!((told(CPU_MS), told(RPS)), (Some(times), None));
    }

    #[test]
    fn numbers_that_do_not_compare_leave_the_clearest_recommendation_in_doubt() {
        let sure = |inputs: &[(&str, &str)]| {
            let (_, outlook) = fixture::outlook(inputs);
            let all = |one| if one == outlook.first() { PARTS * 1_024 } else { 0 };
            let always = Tally { draws: 1_024, parts: PerAlternative::from_fn(all), infeasible: 0 };
            how_sure(&outlook, &always)
        };
        assert_eq!(sure(&[]), "clear");
        assert_eq!(sure(&[("baseline.node_rps", "9000")]), "in doubt", "one number of one's own");
        // Of an option that is not the first, a line that follows the rhythm alone matters less.
        assert_eq!(sure(&[("calendar.as_of", "2028-06-01")]), "clear");
    }

    #[test]
    fn threads_that_are_too_many_never_read_like_the_workers_that_are_too_few() {
        let about = |rps, wait_ms| {
            let (_, outlook) = fixture::outlook(&[
                ("traffic.rps", rps),
                ("work.wait_ms", wait_ms),
                ("objective.p99_ms", "8000"),
                ("framework.python", "flask"),
                ("plan.method", "load"),
            ]);
            let told = |one: &&Warning| {
                matches!(one, Warning::ThreadPerRequest { alternative: Alternative::Python, .. })
            };
            let warning = warning(outlook.warnings.iter().find(told).unwrap());
            (
                warning.split(" requests").next().unwrap().to_owned(),
                outlook.assessments[Alternative::Python].plan.planned,
            )
        };
        assert_eq!(about("8", "150"), ("Flask: about 1.2".to_owned(), 1));
        assert_eq!(about("8", "210"), ("Flask: about 2".to_owned(), 1));
        assert_eq!(about("200", "2000").0, "Flask: about 400");
    }

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
    fn the_rival_of_no_clear_winner_is_named() {
        fixture::with_subject(&[], |on| {
            assert_eq!(on.outlook.first(), Alternative::Node);
            let told = |node, go| {
                let parts = |one| match one {
                    Alternative::Node => node * PARTS,
                    Alternative::Go => go * PARTS,
                    _ => 0,
                };
                let parts = PerAlternative::from_fn(parts);
                confidence(on.outlook, &Tally { draws: 1_000, parts, infeasible: 0 })
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
